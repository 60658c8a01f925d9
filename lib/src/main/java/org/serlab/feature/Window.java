package org.serlab.feature;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.serlab.SerlabException;
import org.serlab.audio.Bessel;

/**
 * A window: the weights of the samples of a frame.
 *
 * @param shape what it looks like
 * @param parameter of the shapes that have one, else 0
 * @param periodic a symmetric window of one sample more without its last sample (for spectra that
 *     are to be inverted; librosa's and scipy's default), instead of one that ends as it begins
 *     (Kaldi's default)
 */
public record Window(Shape shape, double parameter, boolean periodic) {
  /** The windows of speech processing, for n = 0 to N - 1 and a = 2 pi n / (N - 1). */
  public enum Shape {
    /** 1. */
    RECTANGULAR(false),
    /** 1 - |2 n / (N - 1) - 1|. */
    BARTLETT(false),
    /** 0.5 - 0.5 cos a. */
    HANN(false),
    /** 0.54 - 0.46 cos a. */
    HAMMING(false),
    /** Kaldi's: Hann to the power of 0.85. */
    POVEY(false),
    /** 0.42 - 0.5 cos a + 0.08 cos 2a. */
    BLACKMAN(false),
    /** sin(pi (n + 1/2) / N). */
    COSINE(false),
    /** exp(-(n - (N - 1) / 2)^2 / (2 s^2)); the parameter is s, in samples. */
    GAUSSIAN(true),
    /** I0(b sqrt(1 - (2 n / (N - 1) - 1)^2)) / I0(b); the parameter is b. */
    KAISER(true),
    /**
     * A cosine lobe of a share of the frame, half of it at each end, 1 between; that share, above 1
     * as 1.
     */
    TUKEY(true);

    private final boolean parameter;

    Shape(boolean parameter) {
      this.parameter = parameter;
    }

    private String words() {
      return name().toLowerCase(Locale.ROOT) + (parameter ? " NUMBER" : "");
    }
  }

  /**
   * @param name a shape, its parameter if it has one, and perhaps {@code periodic}: {@code hann},
   *     {@code hamming periodic}, {@code kaiser 14}
   * @return the window of that name, symmetric unless the name says periodic
   */
  public static Window of(String name) {
    String[] words = name.split(" ");
    boolean periodic = words[words.length - 1].equals("periodic");
    int count = words.length - (periodic ? 1 : 0);
    for (Shape shape : Shape.values()) {
      if (shape.name().toLowerCase(Locale.ROOT).equals(words[0])
          && count == (shape.parameter ? 2 : 1)) {
        try {
          double parameter = shape.parameter ? Double.parseDouble(words[1]) : 0;
          if (parameter >= (shape == Shape.GAUSSIAN ? Double.MIN_NORMAL : 0) && parameter < 700) {
            return new Window(shape, parameter, periodic);
          }
        } catch (NumberFormatException e) {
          break; // not a number: no such window
        }
      }
    }
    throw new SerlabException(
        "There is no window called %s; known are %s, each also with the word periodic after it."
            .formatted(
                name,
                Arrays.stream(Shape.values()).map(Shape::words).collect(Collectors.joining(", "))));
  }

  /**
   * @param length number of samples, at least 1
   * @return their weights
   */
  public double[] weights(int length) {
    if (length == 1) {
      return new double[] {1};
    }
    int symmetric = periodic ? length + 1 : length;
    double[] weights = new double[length];
    for (int n = 0; n < length; n++) {
      weights[n] = weight(n, symmetric);
    }
    return weights;
  }

  private double weight(int n, int length) {
    double last = length - 1;
    double angle = 2 * Math.PI * n / last;
    double fromCentre = 2 * n / last - 1; // -1 to 1
    return switch (shape) {
      case RECTANGULAR -> 1;
      case BARTLETT -> 1 - Math.abs(fromCentre);
      case HANN -> 0.5 - 0.5 * StrictMath.cos(angle);
      case HAMMING -> 0.54 - 0.46 * StrictMath.cos(angle);
      case POVEY -> StrictMath.pow(0.5 - 0.5 * StrictMath.cos(angle), 0.85);
      case BLACKMAN -> 0.42 - 0.5 * StrictMath.cos(angle) + 0.08 * StrictMath.cos(2 * angle);
      case COSINE -> StrictMath.sin(Math.PI * (n + 0.5) / length);
      case GAUSSIAN -> {
        double distance = (n - last / 2) / parameter;
        yield StrictMath.exp(-distance * distance / 2);
      }
      case KAISER ->
          Bessel.i0(parameter * Math.sqrt(Math.max(0, 1 - fromCentre * fromCentre)))
              / Bessel.i0(parameter);
      case TUKEY -> {
        double intoLobe = Math.min(n, last - n) / (Math.min(1, parameter) * last / 2);
        yield parameter <= 0 || intoLobe >= 1 ? 1 : 0.5 - 0.5 * StrictMath.cos(Math.PI * intoLobe);
      }
    };
  }
}
