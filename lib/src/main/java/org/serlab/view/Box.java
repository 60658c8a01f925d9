package org.serlab.view;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A box plot's numbers (J. W. Tukey, "Exploratory Data Analysis", 1977).
 *
 * @param low end of the lower whisker: smallest value within 1.5 interquartile ranges of the box
 * @param lower first quartile
 * @param median second quartile
 * @param upper third quartile
 * @param high end of the upper whisker
 * @param outside values beyond the whiskers
 */
record Box(double low, double lower, double median, double upper, double high, double[] outside) {
  /** Quartiles by linear interpolation between order statistics; NaN is passed over. */
  static Box of(double[] values) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (sorted.length == 0) {
      return new Box(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, sorted);
    }
    double lower = quantile(sorted, 0.25);
    double upper = quantile(sorted, 0.75);
    double from = lower - 1.5 * (upper - lower);
    double to = upper + 1.5 * (upper - lower);
    double[] inside = Arrays.stream(sorted).filter(v -> v >= from && v <= to).toArray();
    double[] outside = Arrays.stream(sorted).filter(v -> v < from || v > to).toArray();
    return new Box(
        inside[0], lower, quantile(sorted, 0.5), upper, inside[inside.length - 1], outside);
  }

  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  void paint(Graphics2D graphics, double x, double width, DoubleUnaryOperator screen) {
    if (Double.isNaN(median)) {
      return;
    }
    double top = screen.applyAsDouble(upper);
    double bottom = screen.applyAsDouble(lower);
    double middle = screen.applyAsDouble(median);
    Rectangle2D box = new Rectangle2D.Double(x - width / 2, top, width, bottom - top);
    graphics.setStroke(new BasicStroke(1.4f));
    graphics.setColor(Style.INK);
    graphics.draw(new Line2D.Double(x, screen.applyAsDouble(high), x, top));
    graphics.draw(new Line2D.Double(x, bottom, x, screen.applyAsDouble(low)));
    graphics.setColor(Style.pale(0));
    graphics.fill(box);
    graphics.setColor(Style.INK);
    graphics.draw(box);
    graphics.setStroke(new BasicStroke(2.6f));
    graphics.draw(new Line2D.Double(x - width / 2, middle, x + width / 2, middle));
    graphics.setStroke(new BasicStroke(1.4f));
    for (double value : outside) {
      graphics.draw(new Ellipse2D.Double(x - 3, screen.applyAsDouble(value) - 3, 6, 6));
    }
  }
}
