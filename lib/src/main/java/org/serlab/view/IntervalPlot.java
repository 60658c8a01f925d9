package org.serlab.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Points with their intervals, one row per name: for many conditions, for long names, and for
 * differences, which need no bar from zero.
 */
public final class IntervalPlot implements Renderable {
  private static final int MOST_LEFT = 270;
  private static final int RIGHT = 24;
  private static final int STEP = 18;
  private static final int BOTTOM = 46;

  private final Caption caption;
  private final List<String> names;
  private final List<Bars> series;
  private final String markName;
  private final double mark;

  IntervalPlot(
      Caption caption, List<String> names, List<Bars> series, String markName, double mark) {
    for (Bars bars : series) {
      bars.fits(names.size());
    }
    this.caption = caption;
    this.names = List.copyOf(names);
    this.series = List.copyOf(series);
    this.markName = markName;
    this.mark = mark;
  }

  /**
   * Adds a vertical line: no difference, the level of chance.
   *
   * @param name written at the line; may be empty
   * @param x where it lies
   * @return the same plot with the line
   */
  public IntervalPlot mark(String name, double x) {
    return new IntervalPlot(caption, names, series, name, x);
  }

  @Override
  public Rendering render() {
    JsonObject data = caption.data("intervals");
    data.add("categories", Data.texts(names));
    JsonArray all = new JsonArray();
    series.stream().map(Bars::data).forEach(all::add);
    data.add("series", all);
    if (!Double.isNaN(mark)) {
      data.addProperty("mark", markName);
      data.add("at", Data.number(mark));
    }
    return Rendering.picture(image(), caption.alt(), data);
  }

  /** The picture. */
  public BufferedImage image() {
    FontMetrics metrics =
        new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
            .createGraphics()
            .getFontMetrics(Style.TICK);
    List<List<String>> labels =
        names.stream().map(name -> Words.wrap(name, metrics, MOST_LEFT)).toList();
    int left =
        24 + labels.stream().flatMap(List::stream).mapToInt(metrics::stringWidth).max().orElse(0);
    int lines = labels.stream().mapToInt(List::size).max().orElse(1);
    int row = Math.max(series.size() * STEP, lines * 15) + 12;
    Header header = new Header(caption.title(), keys());
    int top = header.height() + (markName.isEmpty() ? 4 : 20);
    Rectangle area = new Rectangle(left, top, Style.WIDTH - left - RIGHT, row * names.size());
    BufferedImage image =
        new BufferedImage(Style.WIDTH, top + area.height + BOTTOM, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Style.smooth(graphics);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    header.paint(graphics);
    Scale scale = scale(area);
    axes(graphics, area, scale);
    for (int i = 0; i < names.size(); i++) {
      int middle = area.y + row * i + row / 2;
      names(graphics, labels.get(i), left - 10, middle);
      for (int j = 0; j < series.size(); j++) {
        double y = middle + (j - (series.size() - 1) / 2.0) * STEP;
        point(graphics, scale, j, i, y, area);
      }
    }
    graphics.dispose();
    return image;
  }

  private List<Legend.Key> keys() {
    List<Legend.Key> keys = new ArrayList<>();
    for (int i = 0; i < series.size() && series.size() > 1; i++) {
      keys.add(new Legend.Key(series.get(i).name(), Style.colour(i), null, Style.marker(i)));
    }
    return keys;
  }

  /** From values to pixels. */
  private record Scale(double from, double to, Rectangle area) {
    double x(double value) {
      return area.x + area.width * (value - from) / (to - from);
    }
  }

  private Scale scale(Rectangle area) {
    double[] all =
        series.stream()
            .flatMap(bars -> Stream.of(bars.values(), bars.low(), bars.high()))
            .filter(values -> values != null)
            .flatMapToDouble(Arrays::stream)
            .toArray();
    all =
        DoubleStream.concat(DoubleStream.of(mark), Arrays.stream(all))
            .filter(Double::isFinite)
            .toArray();
    double low = Arrays.stream(all).min().orElse(0);
    double high = Arrays.stream(all).max().orElse(1);
    double margin = high > low ? 0.06 * (high - low) : Math.max(1e-6, Math.abs(high) * 0.1);
    return new Scale(low - margin, high + margin, area);
  }

  private void axes(Graphics2D graphics, Rectangle area, Scale scale) {
    Frame frame = new Frame(graphics, area);
    int bottom = area.y + area.height;
    for (BigDecimal tick : Ticks.between(scale.from(), scale.to(), 8)) {
      double x = scale.x(tick.doubleValue());
      graphics.setStroke(new BasicStroke(1f));
      graphics.setColor(Style.GRID);
      graphics.draw(new Line2D.Double(x, area.y, x, bottom));
      frame.bottomTick(x, Ticks.label(tick));
    }
    graphics.setColor(Style.PALE_INK);
    graphics.draw(new Line2D.Double(area.x, bottom, area.x + area.width, bottom));
    frame.bottomTitle(caption.x());
    if (Double.isNaN(mark)) {
      return;
    }
    double x = scale.x(mark);
    graphics.setColor(Style.INK);
    graphics.setStroke(new BasicStroke(1.4f, 0, 1, 1f, new float[] {5, 4}, 0f));
    graphics.draw(new Line2D.Double(x, area.y, x, bottom));
    graphics.setFont(Style.TICK);
    int width = graphics.getFontMetrics().stringWidth(markName);
    double start = Math.min(x - width / 2.0, Style.WIDTH - RIGHT - width);
    graphics.drawString(markName, (float) start, area.y - 6);
  }

  private static void names(Graphics2D graphics, List<String> lines, int right, int middle) {
    graphics.setFont(Style.TICK);
    graphics.setColor(Style.INK);
    FontMetrics metrics = graphics.getFontMetrics();
    float y = middle - (lines.size() - 1) * 7.5f + 4.5f;
    for (String line : lines) {
      graphics.drawString(line, right - metrics.stringWidth(line), y);
      y += 15;
    }
  }

  private void point(
      Graphics2D graphics, Scale scale, int index, int row, double y, Rectangle area) {
    Bars bars = series.get(index);
    double value = bars.values()[row];
    if (Double.isNaN(value)) {
      graphics.setFont(Style.TICK);
      int width = graphics.getFontMetrics().stringWidth("not run");
      graphics.setColor(Color.WHITE);
      graphics.fill(new Rectangle(area.x + 4, (int) y - 7, width + 4, 15));
      graphics.setColor(Style.PALE_INK);
      graphics.drawString("not run", area.x + 6, (float) y + 4);
      return;
    }
    graphics.setColor(Style.colour(index));
    if (bars.low() != null && Double.isFinite(bars.low()[row] + bars.high()[row])) {
      double from = scale.x(bars.low()[row]);
      double to = scale.x(bars.high()[row]);
      graphics.setStroke(new BasicStroke(2f));
      graphics.draw(new Line2D.Double(from, y, to, y));
      graphics.draw(new Line2D.Double(from, y - 4, from, y + 4));
      graphics.draw(new Line2D.Double(to, y - 4, to, y + 4));
    }
    Style.marker(index).paint(graphics, scale.x(value), y, 9);
  }
}
