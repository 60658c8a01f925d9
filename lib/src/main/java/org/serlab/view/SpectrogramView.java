package org.serlab.view;

import com.google.gson.JsonObject;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.serlab.audio.Waveform;
import org.serlab.feature.Matrix;
import org.serlab.feature.Spectrogram;
import org.serlab.feature.Window;

/**
 * A spectrogram over time and frequency, with its colour scale, and optionally the waveform above
 * it on the same time axis.
 */
public final class SpectrogramView implements Renderable {
  private static final int LEFT = 78;
  private static final int RIGHT = 92;
  private static final int HEIGHT = 260;
  private static final int WAVE = 70;
  private static final int TICK_DISTANCE = 19;

  private static final int MOST_COLUMNS = 1500;
  private static final int RANGE = 70;

  /** Frequencies in Hz that are marked if there is room, the more important first. */
  private static final int[] FREQUENCIES = {
    0, 1000, 4000, 8000, 2000, 500, 16000, 3000, 6000, 12000, 250, 24000, 20000, 5000, 7000, 1500,
    10000, 14000, 125, 100
  };

  private final Caption caption;
  private final Matrix values;
  private final double[] hertz;
  private final double start;
  private final double seconds;
  private final String unit;
  private final Waveform waveform;
  private final double low;
  private final double high;

  private SpectrogramView(
      Caption caption,
      Matrix values,
      double[] hertz,
      double start,
      double seconds,
      String unit,
      Waveform waveform,
      double low,
      double high) {
    this.caption = caption;
    this.values = values;
    this.hertz = hertz;
    this.start = start;
    this.seconds = seconds;
    this.unit = unit;
    this.waveform = waveform;
    this.low = low;
    this.high = high;
  }

  /**
   * @param title what is heard, and what is seen of it
   * @param alt the picture in a sentence, for whoever cannot see it
   * @param values rows are frequencies from low to high, columns frames in order of time
   * @param hertz frequency of each row (of a mel band: its centre) in Hz, rising
   * @param seconds time that all columns together span
   * @param unit what the values are ("dB")
   */
  public static SpectrogramView of(
      String title, String alt, Matrix values, double[] hertz, double seconds, String unit) {
    if (hertz.length != values.rows() || hertz.length < 2 || values.columns() < 1) {
      throw new IllegalArgumentException(
          hertz.length + " frequencies do not fit a spectrogram of " + values);
    }
    return new SpectrogramView(
        new Caption(title, "time (s)", "frequency (Hz)", alt),
        values,
        hertz.clone(),
        0,
        seconds,
        unit,
        null,
        Double.NaN,
        Double.NaN);
  }

  /**
   * The spectrogram of a recording as phoneticians look at it: Hann windows of 25 ms, at most 5 ms
   * apart where the recording is short; 70 dB below its loudest point everything is dark.
   *
   * @param title what is heard, and what is seen of it
   * @param alt the picture in a sentence, for whoever cannot see it
   * @param waveform the recording
   */
  public static SpectrogramView of(String title, String alt, Waveform waveform) {
    int rate = waveform.sampleRate();
    int frame = Math.max(2, rate * 25 / 1000);
    int hop = Math.max(1, Math.max(rate * 5 / 1000, waveform.length() / MOST_COLUMNS));
    int fftSize = 2 * Integer.highestOneBit(frame - 1) * 2;
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
    float loudest = Float.NEGATIVE_INFINITY;
    for (float value : decibels) {
      loudest = Math.max(loudest, value);
    }
    for (int i = 0; i < decibels.length; i++) {
      decibels[i] -= loudest;
    }
    double[] hertz =
        IntStream.range(0, rows).mapToDouble(k -> k * (double) rate / fftSize).toArray();
    return new SpectrogramView(
        new Caption(title, "time (s)", "frequency (Hz)", alt),
        new Matrix(rows, columns, decibels),
        hertz,
        Math.max(0, (frame - hop) / 2.0 / rate),
        columns * (double) hop / rate,
        "level re. the loudest point (dB)",
        waveform,
        -RANGE,
        0);
  }

  /**
   * @param from value of the darkest colour, in the unit of the values
   * @param to value of the brightest
   * @return the same spectrogram on this scale; unset, the scale spans the values
   */
  public SpectrogramView range(double from, double to) {
    return new SpectrogramView(caption, values, hertz, start, seconds, unit, waveform, from, to);
  }

  /**
   * @param heard the recording, drawn above the spectrogram
   * @return the same spectrogram with its waveform
   */
  public SpectrogramView above(Waveform heard) {
    return new SpectrogramView(caption, values, hertz, start, seconds, unit, heard, low, high);
  }

  @Override
  public Rendering render() {
    JsonObject data = caption.data("spectrogram");
    data.addProperty("unit", unit);
    data.addProperty("frequencies", values.rows());
    data.addProperty("frames", values.columns());
    data.add("seconds", Data.number(seconds));
    double[] all = new double[values.values().length];
    Arrays.setAll(all, i -> values.values()[i]);
    data.add("values", Data.numbers(all));
    return Rendering.picture(image(), caption.alt(), data);
  }

  /** The picture. */
  public BufferedImage image() {
    Header header = new Header(caption.title(), List.of());
    int top = header.height() + 8;
    Rectangle wave = new Rectangle(LEFT, top, Style.WIDTH - LEFT - RIGHT, WAVE);
    int below = waveform == null ? top : top + WAVE + 8;
    Rectangle area = new Rectangle(LEFT, below, wave.width, HEIGHT);
    BufferedImage image =
        new BufferedImage(Style.WIDTH, below + HEIGHT + 48, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Style.smooth(graphics);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    header.paint(graphics);
    if (waveform != null) {
      paintWaveform(graphics, wave);
    }
    double from = Double.isNaN(low) ? extreme(-1) : low;
    double to = Double.isNaN(high) ? extreme(1) : high;
    to = to > from ? to : from + 1;
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(
        colours(from, to),
        (int) Math.round(area.x + area.width * start / span()),
        area.y,
        (int) Math.round(area.width * Math.min(seconds, span() - start) / span()),
        area.height,
        null);
    axes(graphics, area).colours(from, to, unit);
    graphics.dispose();
    return image;
  }

  /** Length of the time axis in seconds. */
  private double span() {
    return waveform == null ? start + seconds : Math.max(waveform.seconds(), seconds);
  }

  private BufferedImage colours(double from, double to) {
    BufferedImage picture =
        new BufferedImage(values.columns(), values.rows(), BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < values.rows(); row++) {
      for (int column = 0; column < values.columns(); column++) {
        double share = (values.get(row, column) - from) / (to - from);
        picture.setRGB(column, values.rows() - 1 - row, Viridis.rgb(share));
      }
    }
    return picture;
  }

  private Frame axes(Graphics2D graphics, Rectangle area) {
    Frame frame = new Frame(graphics, area);
    frame.border();
    for (BigDecimal tick : Ticks.between(0, span(), 8)) {
      frame.bottomTick(area.x + area.width * tick.doubleValue() / span(), Ticks.label(tick));
    }
    frame.bottomTitle(caption.x());
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
    frame.upright(caption.y(), 20);
    return frame;
  }

  /** Where a frequency lies between the lower and the upper edge, as a share; NaN outside. */
  private double height(double frequency) {
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

  private void paintWaveform(Graphics2D graphics, Rectangle wave) {
    float[] samples = waveform.samples();
    float peak = 1e-9f;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    graphics.setColor(Style.colour(0));
    graphics.setStroke(new BasicStroke(1f));
    double middle = wave.getCenterY();
    for (int x = 0; x < wave.width; x++) {
      int from = (int) Math.min(samples.length, waveform.sampleRate() * span() * x / wave.width);
      int to =
          (int) Math.min(samples.length, waveform.sampleRate() * span() * (x + 1) / wave.width);
      float least = 0;
      float most = 0;
      for (int i = from; i < to; i++) {
        least = Math.min(least, samples[i]);
        most = Math.max(most, samples[i]);
      }
      double scale = wave.height / 2.0 / peak;
      graphics.draw(
          new Line2D.Double(wave.x + x, middle - most * scale, wave.x + x, middle - least * scale));
    }
  }

  private double extreme(int sign) {
    double extreme = Double.NEGATIVE_INFINITY;
    for (float value : values.values()) {
      if (Float.isFinite(value)) {
        extreme = Math.max(extreme, sign * (double) value);
      }
    }
    return Double.isInfinite(extreme) ? 0 : sign * extreme;
  }
}
