package org.serlab.feature;

import java.util.List;
import java.util.Locale;
import org.serlab.SerlabException;

/**
 * A window: the weights of the samples of a frame.
 *
 * @param shape what it looks like
 * @param periodic a symmetric window of one sample more without its last sample (as for spectra
 *     that are to be inverted; librosa's and scipy's default), instead of one that ends as it
 *     begins (Kaldi's, and MATLAB's default)
 */
public record Window(Shape shape, boolean periodic) {
  /** The windows of speech processing. With a = 2 pi n / (N - 1): */
  public enum Shape {
    /** 1. */
    RECTANGULAR,
    /** 0.5 - 0.5 cos a. */
    HANN,
    /** 0.54 - 0.46 cos a. */
    HAMMING,
    /** Kaldi's: Hann to the power of 0.85. */
    POVEY,
    /** 0.42 - 0.5 cos a + 0.08 cos 2a. */
    BLACKMAN
  }

  /** Names that {@link #of(String)} knows. */
  public static final List<String> NAMES =
      java.util.Arrays.stream(Shape.values())
          .map(shape -> shape.name().toLowerCase(Locale.ROOT))
          .flatMap(name -> java.util.stream.Stream.of(name, name + " periodic"))
          .toList();

  /**
   * @param name one of {@link #NAMES}
   * @return the window of that name, symmetric unless the name says periodic
   */
  public static Window of(String name) {
    if (!NAMES.contains(name)) {
      throw new SerlabException(
          "There is no window called " + name + "; known are " + String.join(", ", NAMES) + ".");
    }
    boolean periodic = name.endsWith(" periodic");
    String shape = name.split(" ")[0].toUpperCase(Locale.ROOT);
    return new Window(Shape.valueOf(shape), periodic);
  }

  /**
   * @param length number of samples, at least 1
   * @return their weights
   */
  public double[] weights(int length) {
    double[] weights = new double[length];
    double step = length == 1 ? 0 : 2 * Math.PI / (periodic ? length : length - 1);
    for (int n = 0; n < length; n++) {
      double angle = step * n;
      weights[n] =
          switch (shape) {
            case RECTANGULAR -> 1;
            case HANN -> 0.5 - 0.5 * StrictMath.cos(angle);
            case HAMMING -> 0.54 - 0.46 * StrictMath.cos(angle);
            case POVEY -> StrictMath.pow(0.5 - 0.5 * StrictMath.cos(angle), 0.85);
            case BLACKMAN -> 0.42 - 0.5 * StrictMath.cos(angle) + 0.08 * StrictMath.cos(2 * angle);
          };
    }
    return length == 1 ? new double[] {1} : weights;
  }
}
