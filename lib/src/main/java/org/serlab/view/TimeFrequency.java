package org.serlab.view;

import com.google.gson.JsonObject;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.serlab.audio.Waveform;
import org.serlab.feature.Matrix;
import org.serlab.feature.Spectrogram;
import org.serlab.feature.Window;

/**
 * Values over time and frequency, to be painted.
 *
 * @param values rows are frequencies from low to high, columns frames
 * @param hertz frequency of each row in Hz, rising
 * @param start when the first column begins, in seconds
 * @param seconds time that all columns together span
 */
record TimeFrequency(Matrix values, double[] hertz, double start, double seconds) {
  private static final int MOST_COLUMNS = 1500;
  private static final int TICK_DISTANCE = 19;

  /** Frequencies in Hz that are marked if there is room, the more important first. */
  private static final int[] FREQUENCIES = {
    0, 1000, 4000, 8000, 2000, 500, 16000, 3000, 6000, 12000, 250, 24000, 20000, 5000, 7000, 1500,
    10000, 14000, 125, 100
  };

  TimeFrequency {
    if (hertz.length != values.rows() || hertz.length < 2 || values.columns() < 1) {
      throw new IllegalArgumentException(
          hertz.length + " frequencies do not fit a spectrogram of " + values);
    }
  }

  /** Power in dB; Hann windows of 25 ms, 5 ms apart (farther in long recordings). */
  static TimeFrequency of(Waveform waveform) {
    int rate = waveform.sampleRate();
    int frame = Math.max(2, rate * 25 / 1000);
    int hop = Math.max(1, Math.max(rate * 5 / 1000, waveform.length() / MOST_COLUMNS));
    int fftSize = 4 * Integer.highestOneBit(frame - 1);
    Spectrogram spectrogram = new Spectrogram(frame, hop, Window.of("hann"), fftSize);
    int rows = fftSize / 2 + 1;
    int columns = spectrogram.frames(waveform.length());
    float[] decibels = new float[rows * columns];
    spectrogram.compute(
        waveform,
        (column, power) -> {
          for (int row = 0; row < rows; row++) {
            decibels[row * columns + column] =
                (float) (10 * StrictMath.log10(Math.max(power[row], 1e-20)));
          }
        });
    return new TimeFrequency(
        new Matrix(rows, columns, decibels),
        IntStream.range(0, rows).mapToDouble(k -> k * (double) rate / fftSize).toArray(),
        Math.max(0, (frame - hop) / 2.0 / rate),
        columns * (double) hop / rate);
  }

  /** Size, times and a digest of the values. */
  JsonObject data() {
    JsonObject data = new JsonObject();
    data.addProperty("frequencies", values.rows());
    data.addProperty("frames", values.columns());
    data.add("seconds", Data.number(seconds));
    double[] all = new double[values.values().length];
    Arrays.setAll(all, i -> values.values()[i]);
    data.add("values", Data.numbers(all));
    return data;
  }

  /** The largest finite value; 0 if there is none. */
  double maximum() {
    return extreme(1);
  }

  /** The smallest finite value; 0 if there is none. */
  double minimum() {
    return -extreme(-1);
  }

  private double extreme(int sign) {
    double extreme = Double.NEGATIVE_INFINITY;
    for (float value : values.values()) {
      if (Float.isFinite(value)) {
        extreme = Math.max(extreme, sign * (double) value);
      }
    }
    return Double.isInfinite(extreme) ? 0 : extreme;
  }

  /**
   * @param subtrahend is taken from every value
   */
  TimeFrequency minus(double subtrahend) {
    float[] less = new float[values.values().length];
    for (int i = 0; i < less.length; i++) {
      less[i] = (float) (values.values()[i] - subtrahend);
    }
    return new TimeFrequency(
        new Matrix(values.rows(), values.columns(), less), hertz, start, seconds);
  }

  /**
   * @param highest in Hz; at least two rows are kept
   * @return the rows up to it
   */
  TimeFrequency upTo(double highest) {
    int rows = (int) Arrays.stream(hertz).filter(frequency -> frequency <= highest).count();
    rows = Math.max(2, rows);
    float[] kept = Arrays.copyOf(values.values(), rows * values.columns());
    return new TimeFrequency(
        new Matrix(rows, values.columns(), kept), Arrays.copyOf(hertz, rows), start, seconds);
  }

  /**
   * @param span seconds that the area's width stands for
   * @param from value of the darkest colour
   * @param to value of the brightest
   */
  void paint(Graphics2D graphics, Rectangle area, double span, double from, double to) {
    BufferedImage picture =
        new BufferedImage(values.columns(), values.rows(), BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < values.rows(); row++) {
      for (int column = 0; column < values.columns(); column++) {
        double share = (values.get(row, column) - from) / (to - from);
        picture.setRGB(column, values.rows() - 1 - row, Viridis.rgb(share));
      }
    }
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(
        picture,
        (int) Math.round(area.x + area.width * start / span),
        area.y,
        (int) Math.round(area.width * Math.min(seconds, span - start) / span),
        area.height,
        null);
  }

  /** Marks round frequencies left of the area. */
  void frequencies(Frame frame, Rectangle area) {
    List<Double> taken = new ArrayList<>();
    for (int frequency : FREQUENCIES) {
      double y = area.y + area.height * (1 - height(frequency));
      if (y >= area.y
          && y <= area.y + area.height
          && taken.stream().allMatch(other -> Math.abs(other - y) >= TICK_DISTANCE)) {
        frame.leftTick(y, Integer.toString(frequency));
        taken.add(y);
      }
    }
  }

  /** Where a frequency lies between the lower and the upper edge, as a share; NaN outside. */
  double height(double frequency) {
    int last = hertz.length - 1;
    int row = 1;
    while (row < last && hertz[row] < frequency) {
      row++;
    }
    double index = row - 1 + (frequency - hertz[row - 1]) / (hertz[row] - hertz[row - 1]);
    // A row's colour fills its whole height, so half a row lies beyond the outer centres.
    double share = (index + 0.5) / hertz.length;
    return share < -1e-9 || share > 1 + 1e-9 ? Double.NaN : share;
  }
}
