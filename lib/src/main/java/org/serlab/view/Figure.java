package org.serlab.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.knowm.xchart.internal.chartpart.AxesChart;

/**
 * A chart with title, legend, alternative text and its data. XChart draws axes and series; title,
 * legend and the names of categories are set here, since XChart cuts or overlaps long ones.
 */
public final class Figure implements Renderable {
  private static final int HEIGHT = 380;

  /** Draws onto the finished plot; {@code plot} is where XChart's axes are, in pixels. */
  interface Overlay {
    void paint(Graphics2D graphics, Rectangle2D plot);
  }

  private record Mark(String name, double y) {}

  private final Caption caption;
  private final JsonObject data;
  private final AxesChart<?, ?> chart;
  private final Supplier<Rectangle2D> plot;
  private final List<String> categories;
  private final List<Legend.Key> keys;
  private final Overlay overlay;
  private final List<Mark> marks = new ArrayList<>();
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;

  /**
   * @param categories names below the horizontal axis; empty where XChart's own ticks do
   */
  Figure(
      Caption caption,
      JsonObject data,
      AxesChart<?, ?> chart,
      Supplier<Rectangle2D> plot,
      List<String> categories,
      List<Legend.Key> keys,
      Overlay overlay) {
    this.caption = caption;
    this.data = data;
    this.chart = chart;
    this.plot = plot;
    this.categories = categories;
    this.keys = keys;
    this.overlay = overlay;
  }

  /** Widens the vertical axis so that it holds these values; NaN and null are passed over. */
  Figure hold(double... values) {
    if (values != null) {
      Arrays.stream(values).filter(Double::isFinite).forEach(this::hold);
    }
    return this;
  }

  private void hold(double value) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }

  /**
   * Adds a horizontal line: the level of chance, say.
   *
   * @param name written at the line
   * @param y where it lies
   * @return this figure
   */
  public Figure mark(String name, double y) {
    marks.add(new Mark(name, y));
    JsonObject mark = new JsonObject();
    mark.addProperty("name", name);
    mark.add("y", Data.number(y));
    JsonArray all = data.has("marks") ? data.getAsJsonArray("marks") : new JsonArray();
    all.add(mark);
    data.add("marks", all);
    hold(y);
    return this;
  }

  /**
   * Sets the range of the vertical axis, where it should equal that of another figure.
   *
   * @param from lower end
   * @param to upper end
   * @return this figure
   */
  public Figure range(double from, double to) {
    chart.getStyler().setYAxisMin(from).setYAxisMax(to);
    return this;
  }

  /**
   * Sets about how many ticks the horizontal axis has, where what lies between has no meaning.
   *
   * @param count their number; round steps come first
   * @return this figure
   */
  public Figure ticks(int count) {
    chart.getStyler().setXAxisTickMarkSpacingHint(Style.WIDTH / count);
    return this;
  }

  @Override
  public Rendering render() {
    return Rendering.picture(image(), caption.alt(), data);
  }

  /** The picture, {@value Style#WIDTH} pixels wide. */
  public BufferedImage image() {
    scale();
    Header header = new Header(caption.title(), keys);
    Categories footer =
        new Categories(categories, caption.x(), Categories.PLOT, Categories.CONTENT);
    int height = header.height() + HEIGHT + footer.height();
    BufferedImage image = new BufferedImage(Style.WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Style.smooth(graphics);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, Style.WIDTH, height);
    header.paint(graphics);
    graphics.translate(0, header.height());
    chart.paint(graphics, Style.WIDTH, HEIGHT);
    Style.smooth(graphics);
    Rectangle2D area = plot.get();
    overlay.paint(graphics, area);
    marks.forEach(mark -> paint(graphics, mark, area));
    footer.paint(graphics, area, HEIGHT);
    graphics.dispose();
    return image;
  }

  private void scale() {
    var styler = chart.getStyler();
    if (styler.getYAxisMin() == null && low <= high) {
      double margin = high > low ? 0.05 * (high - low) : Math.max(1e-6, 0.1 * Math.abs(high));
      styler.setYAxisMin(low == 0 ? 0 : low - margin);
      styler.setYAxisMax(high == 0 ? 0 : high + margin);
    }
    chart.setXAxisTitle(categories.isEmpty() ? caption.x() : "");
    chart.setYAxisTitle(caption.y());
    styler.setYAxisTitleVisible(!caption.y().isEmpty());
    styler.setXAxisTitleVisible(categories.isEmpty() && !caption.x().isEmpty());
    styler.setXAxisTicksVisible(categories.isEmpty());
  }

  private void paint(Graphics2D graphics, Mark mark, Rectangle2D area) {
    double y = chart.getScreenYFromChart(mark.y());
    graphics.setColor(Style.PALE_INK);
    float[] dash = {5, 4};
    graphics.setStroke(
        new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, dash, 0f));
    graphics.draw(new Line2D.Double(area.getMinX(), y, area.getMaxX(), y));
    graphics.setFont(Style.TICK);
    int width = graphics.getFontMetrics().stringWidth(mark.name());
    graphics.setColor(new Color(255, 255, 255, 215));
    graphics.fill(new Rectangle2D.Double(area.getMaxX() - width - 8, y - 17, width + 6, 15));
    graphics.setColor(Style.INK);
    graphics.drawString(mark.name(), (float) (area.getMaxX() - width - 5), (float) (y - 5));
  }
}
