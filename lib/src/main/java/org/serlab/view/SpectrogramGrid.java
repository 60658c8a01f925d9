package org.serlab.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.serlab.audio.Waveform;

/**
 * Small spectrograms beside each other on common axes and one colour scale, whose 0 dB is the
 * loudest point of all.
 */
public final class SpectrogramGrid implements Renderable {
  private static final int LEFT = 78;
  private static final int RIGHT = 92;
  private static final int HEIGHT = 120;
  private static final int NAME = 20;
  private static final int GAP = 12;
  private static final int BOTTOM = 46;

  private final Caption caption;
  private final Map<String, TimeFrequency> spectra = new LinkedHashMap<>();
  private final double span;

  private SpectrogramGrid(Caption caption, Map<String, Waveform> recordings) {
    this.caption = caption;
    if (recordings.isEmpty()) {
      throw new IllegalArgumentException("'" + caption.title() + "' has no recordings");
    }
    Map<String, TimeFrequency> absolute = new LinkedHashMap<>();
    recordings.forEach((name, waveform) -> absolute.put(name, TimeFrequency.of(waveform)));
    double loudest =
        absolute.values().stream().mapToDouble(TimeFrequency::maximum).max().orElseThrow();
    absolute.forEach((name, spectrum) -> spectra.put(name, spectrum.minus(loudest)));
    span = recordings.values().stream().mapToDouble(Waveform::seconds).max().orElseThrow();
  }

  /**
   * @param title what is heard, and what is seen of it
   * @param alt the picture in a sentence or two, for whoever cannot see it
   * @param recordings by the name written above each (an emotion), in the order of the map
   */
  public static SpectrogramGrid of(String title, String alt, Map<String, Waveform> recordings) {
    return new SpectrogramGrid(new Caption(title, "time (s)", "frequency (Hz)", alt), recordings);
  }

  @Override
  public Rendering render() {
    JsonObject data = caption.data("spectrograms");
    JsonArray all = new JsonArray();
    spectra.forEach(
        (name, spectrum) -> {
          JsonObject one = spectrum.data();
          one.addProperty("name", name);
          all.add(one);
        });
    data.add("spectra", all);
    return Rendering.picture(image(), caption.alt(), data);
  }

  /** The picture. */
  public BufferedImage image() {
    int columns = spectra.size() <= 4 ? spectra.size() : (spectra.size() + 1) / 2;
    columns = Math.min(columns, 4);
    int rows = (spectra.size() + columns - 1) / columns;
    Header header = new Header(caption.title(), List.of());
    int top = header.height() + 4;
    int height = rows * (HEIGHT + NAME) + (rows - 1) * GAP;
    Rectangle all = new Rectangle(LEFT, top + NAME, Style.WIDTH - LEFT - RIGHT, height - NAME);
    int width = (all.width - (columns - 1) * GAP) / columns;
    BufferedImage image =
        new BufferedImage(Style.WIDTH, top + height + BOTTOM, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Style.smooth(graphics);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    header.paint(graphics);
    List<String> names = new ArrayList<>(spectra.keySet());
    for (int i = 0; i < names.size(); i++) {
      Rectangle area =
          new Rectangle(
              LEFT + i % columns * (width + GAP),
              top + i / columns * (HEIGHT + NAME + GAP) + NAME,
              width,
              HEIGHT);
      // The last one in its column has the time axis.
      panel(graphics, area, names.get(i), i % columns == 0, i + columns >= names.size());
    }
    Frame frame = new Frame(graphics, all);
    frame.bottomTitle(caption.x());
    frame.upright(caption.y(), 20);
    frame.colours(-SpectrogramView.RANGE, 0, "level (dB)");
    graphics.dispose();
    return Palette.reduce(image);
  }

  private void panel(
      Graphics2D graphics, Rectangle area, String name, boolean leftmost, boolean lowest) {
    TimeFrequency spectrum = spectra.get(name);
    spectrum.paint(graphics, area, span, -SpectrogramView.RANGE, 0);
    Frame frame = new Frame(graphics, area);
    frame.border();
    graphics.setFont(Style.LABEL);
    graphics.setColor(Style.INK);
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.drawString(Words.fit(name, metrics, area.width), area.x, area.y - 6);
    if (leftmost) {
      spectrum.frequencies(frame, area);
    }
    if (lowest) {
      for (BigDecimal tick : Ticks.between(0, span, Math.max(2, area.width / 60))) {
        frame.bottomTick(area.x + area.width * tick.doubleValue() / span, Ticks.label(tick));
      }
    }
  }
}
