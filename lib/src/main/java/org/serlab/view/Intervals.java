package org.serlab.view;

import com.google.gson.JsonObject;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;

/** What bars and curves share: values with an interval around each, or with none. */
final class Intervals {
  private static final double CAP = 4;

  private Intervals() {}

  static void check(String name, double[] values, double[] low, double[] high) {
    if ((low == null) != (high == null)
        || low != null && (low.length != values.length || high.length != values.length)) {
      throw new IllegalArgumentException(
          "'" + name + "' needs as many lower and upper ends of intervals as values, or neither");
    }
  }

  static JsonObject data(String name, double[] values, double[] low, double[] high) {
    JsonObject data = new JsonObject();
    data.addProperty("name", name);
    data.add("values", Data.numbers(values));
    if (low != null) {
      data.add("low", Data.numbers(low));
      data.add("high", Data.numbers(high));
    }
    return data;
  }

  /**
   * A whisker from {@code top} to {@code bottom}, in pixels, in the colour set; nothing where one
   * is missing.
   */
  static void whisker(Graphics2D graphics, double x, double top, double bottom) {
    if (Double.isNaN(top) || Double.isNaN(bottom)) {
      return;
    }
    graphics.setStroke(new BasicStroke(1.4f));
    graphics.draw(new Line2D.Double(x, top, x, bottom));
    graphics.draw(new Line2D.Double(x - CAP, top, x + CAP, top));
    graphics.draw(new Line2D.Double(x - CAP, bottom, x + CAP, bottom));
  }
}
