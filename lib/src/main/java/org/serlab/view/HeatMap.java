package org.serlab.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/** A matrix as colours, with the numbers in the cells where they fit. */
public final class HeatMap implements Renderable {
  private static final int RIGHT = 92;
  private static final int MOST_LEFT = 260;

  private final Caption caption;
  private final List<String> rows;
  private final List<String> columns;
  private final double[][] values;
  private final String unit;
  private final double low;
  private final double high;

  /**
   * @param caption the words of the picture
   * @param rows names of the rows, first on top
   * @param columns names of the columns
   * @param values per row its values; NaN stays white
   * @param unit what the colours mean
   */
  HeatMap(
      Caption caption, List<String> rows, List<String> columns, double[][] values, String unit) {
    this(caption, rows, columns, values, unit, Double.NaN, Double.NaN);
  }

  private HeatMap(
      Caption caption,
      List<String> rows,
      List<String> columns,
      double[][] values,
      String unit,
      double low,
      double high) {
    if (values.length != rows.size()
        || Arrays.stream(values).anyMatch(row -> row.length != columns.size())) {
      throw new IllegalArgumentException(
          "'%s' needs %d rows of %d values"
              .formatted(caption.title(), rows.size(), columns.size()));
    }
    this.caption = caption;
    this.rows = List.copyOf(rows);
    this.columns = List.copyOf(columns);
    this.values = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    this.unit = unit;
    this.low = low;
    this.high = high;
  }

  /**
   * @param from the value of the darkest colour
   * @param to the value of the brightest
   * @return the same matrix on this scale; unset, the scale spans the values
   */
  public HeatMap range(double from, double to) {
    return new HeatMap(caption, rows, columns, values, unit, from, to);
  }

  @Override
  public Rendering render() {
    JsonObject data = caption.data("heat map");
    data.addProperty("unit", unit);
    data.add("rows", Data.texts(rows));
    data.add("columns", Data.texts(columns));
    JsonArray matrix = new JsonArray();
    Arrays.stream(values).map(Data::numbers).forEach(matrix::add);
    data.add("values", matrix);
    return Rendering.picture(image(), caption.alt(), data);
  }

  /** The picture. */
  public BufferedImage image() {
    FontMetrics metrics =
        new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
            .createGraphics()
            .getFontMetrics(Style.TICK);
    Header header = new Header(caption.title(), List.of());
    int left = rows.stream().mapToInt(metrics::stringWidth).max().orElse(0);
    left = Math.min(left, MOST_LEFT) + (caption.y().isEmpty() ? 22 : 44);
    int cell = Math.max(18, Math.min(44, 340 / Math.max(1, rows.size())));
    int width = Math.min(Style.WIDTH - left - RIGHT, columns.size() * 130);
    Rectangle area = new Rectangle(left, header.height() + 8, width, cell * rows.size());
    Categories footer = new Categories(columns, caption.x(), width, 1);
    int bottom = area.y + area.height;
    BufferedImage image =
        new BufferedImage(Style.WIDTH, bottom + footer.height() + 16, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Style.smooth(graphics);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    header.paint(graphics);
    double from = Double.isNaN(low) ? extreme(-1) : low;
    double to = Double.isNaN(high) ? extreme(1) : high;
    to = to > from ? to : from + 1;
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < columns.size(); j++) {
        int x = area.x + j * width / columns.size();
        int next = area.x + (j + 1) * width / columns.size();
        Rectangle place = new Rectangle(x, area.y + i * cell, next - x, cell);
        paint(graphics, place, values[i][j], (values[i][j] - from) / (to - from));
      }
    }
    Frame frame = new Frame(graphics, area);
    frame.border();
    for (int i = 0; i < rows.size(); i++) {
      frame.leftTick(area.y + (i + 0.5) * cell, Words.fit(rows.get(i), metrics, MOST_LEFT));
    }
    if (!caption.y().isEmpty()) {
      frame.upright(caption.y(), 20);
    }
    frame.colours(from, to, unit);
    footer.paint(graphics, area, bottom + 8);
    graphics.dispose();
    return image;
  }

  private double extreme(int sign) {
    return sign
        * Arrays.stream(values)
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .map(value -> sign * value)
            .max()
            .orElse(0);
  }

  private void paint(Graphics2D graphics, Rectangle place, double value, double share) {
    int rgb = Double.isNaN(value) ? 0xFFFFFF : Viridis.rgb(share);
    graphics.setColor(new Color(rgb));
    graphics.fill(place);
    String text = Double.isNaN(value) ? Cells.MISSING : label(value);
    graphics.setFont(Style.TICK);
    int width = graphics.getFontMetrics().stringWidth(text);
    if (width + 4 <= place.width) {
      graphics.setColor(Viridis.ink(rgb));
      graphics.drawString(
          text, (float) (place.getCenterX() - width / 2.0), (float) place.getCenterY() + 4.5f);
    }
  }

  /** Three significant digits. */
  private static String label(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    BigDecimal exact = new BigDecimal(value);
    int whole = exact.precision() - exact.scale();
    BigDecimal rounded =
        exact.setScale(Math.max(0, Math.min(3, 3 - Math.max(whole, 0))), RoundingMode.HALF_UP);
    return Ticks.label(rounded);
  }
}
