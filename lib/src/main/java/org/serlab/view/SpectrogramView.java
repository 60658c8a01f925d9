package org.serlab.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.List;
import org.serlab.audio.Waveform;
import org.serlab.feature.Matrix;
import org.serlab.feature.MelScale;

/**
 * A spectrogram over time and frequency, with its colour scale, and optionally the waveform above
 * it on the same time axis.
 */
public final class SpectrogramView implements Renderable {
  private static final int LEFT = 78;
  private static final int RIGHT = 92;
  private static final int HEIGHT = 260;
  private static final int WAVE = 70;

  /** What lies more than this below the loudest point, in dB, is dark. */
  static final int RANGE = 70;

  private final Caption caption;
  private final TimeFrequency spectrum;
  private final String unit;
  private final Waveform waveform;
  private final double low;
  private final double high;
  private final List<Curve> tracks;

  private SpectrogramView(
      Caption caption,
      TimeFrequency spectrum,
      String unit,
      Waveform waveform,
      double low,
      double high,
      List<Curve> tracks) {
    this.caption = caption;
    this.spectrum = spectrum;
    this.unit = unit;
    this.waveform = waveform;
    this.low = low;
    this.high = high;
    this.tracks = List.copyOf(tracks);
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
    return new SpectrogramView(
        new Caption(title, "time (s)", "frequency (Hz)", alt),
        new TimeFrequency(values, hertz.clone(), 0, seconds),
        unit,
        null,
        Double.NaN,
        Double.NaN,
        List.of());
  }

  /**
   * The spectrogram of a recording as phoneticians look at it, below its waveform: Hann windows of
   * 25 ms, 5 ms apart (farther in long recordings); 70 dB below its loudest point all is dark.
   *
   * @param title what is heard, and what is seen of it
   * @param alt the picture in a sentence, for whoever cannot see it
   * @param waveform the recording
   */
  public static SpectrogramView of(String title, String alt, Waveform waveform) {
    TimeFrequency absolute = TimeFrequency.of(waveform);
    return new SpectrogramView(
        new Caption(title, "time (s)", "frequency (Hz)", alt),
        absolute.minus(absolute.maximum()),
        "level re. the loudest point (dB)",
        waveform,
        -RANGE,
        0,
        List.of());
  }

  /**
   * A log-mel spectrogram, as the extractor of that name makes it.
   *
   * @param title what is heard, and what is seen of it
   * @param alt the picture in a sentence, for whoever cannot see it
   * @param bands rows are mel bands from low to high, columns frames, values dB
   * @param lowest lower edge of the lowest band in Hz
   * @param highest upper edge of the highest band in Hz
   * @param seconds time that all columns together span
   */
  public static SpectrogramView mel(
      String title, String alt, Matrix bands, double lowest, double highest, double seconds) {
    double from = MelScale.HTK.mel(lowest);
    double to = MelScale.HTK.mel(highest);
    double[] centres = new double[bands.rows()];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = MelScale.HTK.hertz(from + (to - from) * (i + 1) / (centres.length + 1));
    }
    return of(title, alt, bands, centres, seconds, "power in band (dB)");
  }

  /**
   * @param from value of the darkest colour, in the unit of the values
   * @param to value of the brightest
   * @return the same spectrogram on this scale; unset, the scale spans the values
   */
  public SpectrogramView range(double from, double to) {
    return new SpectrogramView(caption, spectrum, unit, waveform, from, to, tracks);
  }

  /**
   * @param heard the recording, drawn above the spectrogram
   * @return the same spectrogram with its waveform
   */
  public SpectrogramView above(Waveform heard) {
    return new SpectrogramView(caption, spectrum, unit, heard, low, high, tracks);
  }

  /**
   * @param hertz the highest frequency that is shown
   * @return the lower part of the same spectrogram, on the whole height
   */
  public SpectrogramView upTo(double hertz) {
    return new SpectrogramView(caption, spectrum.upTo(hertz), unit, waveform, low, high, tracks);
  }

  /**
   * @param frequencies what is drawn over the spectrogram, pitch or formants for instance:
   *     positions in seconds, values in Hz; what is NaN or outside is left out
   * @return the same spectrogram with these points, and a legend that names them
   */
  public SpectrogramView tracks(Curve... frequencies) {
    return new SpectrogramView(caption, spectrum, unit, waveform, low, high, List.of(frequencies));
  }

  @Override
  public Rendering render() {
    JsonObject data = caption.data("spectrogram");
    data.addProperty("unit", unit);
    data.add("spectrum", spectrum.data());
    if (!tracks.isEmpty()) {
      JsonArray drawn = new JsonArray();
      tracks.stream().map(Curve::data).forEach(drawn::add);
      data.add("tracks", drawn);
    }
    return Rendering.picture(image(), caption.alt(), data);
  }

  /** The picture. */
  public BufferedImage image() {
    Header header = new Header(caption.title(), Tracks.keys(tracks));
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
    double from = Double.isNaN(low) ? spectrum.minimum() : low;
    double to = Double.isNaN(high) ? spectrum.maximum() : high;
    to = to > from ? to : from + 1;
    spectrum.paint(graphics, area, span(), from, to);
    Tracks.paint(graphics, area, tracks, span(), spectrum);
    Frame frame = new Frame(graphics, area);
    frame.border();
    for (BigDecimal tick : Ticks.between(0, span(), 8)) {
      frame.bottomTick(area.x + area.width * tick.doubleValue() / span(), Ticks.label(tick));
    }
    frame.bottomTitle(caption.x());
    spectrum.frequencies(frame, area);
    frame.upright(caption.y(), 20);
    frame.colours(from, to, unit);
    graphics.dispose();
    return Palette.reduce(image);
  }

  /** Length of the time axis in seconds. */
  private double span() {
    double end = spectrum.start() + spectrum.seconds();
    return waveform == null ? end : Math.max(waveform.seconds(), spectrum.seconds());
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
}
