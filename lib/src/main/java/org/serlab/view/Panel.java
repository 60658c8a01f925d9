package org.serlab.view;

import java.awt.BasicStroke;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.math.BigDecimal;

/** One of several small plots in a picture: a title above it and a vertical axis of its own. */
final class Panel {
  /** Height of the title above the area, in pixels. */
  static final int TITLE = 22;

  private static final double MARGIN = 0.06;

  private final Graphics2D graphics;
  private final Rectangle area;
  private final double low;
  private final double high;

  /**
   * @param graphics where to draw
   * @param area inside the axes, in pixels
   * @param values what the axis must hold; NaN is passed over
   */
  Panel(Graphics2D graphics, Rectangle area, double[] values) {
    this.graphics = graphics;
    this.area = area;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    if (least > most) {
      least = 0;
      most = 1;
    }
    double margin = most > least ? MARGIN * (most - least) : Math.max(1e-6, 0.1 * Math.abs(most));
    low = least - margin;
    high = most + margin;
  }

  /** Where a value lies, in pixels. */
  double y(double value) {
    return area.y + area.height * (1 - (value - low) / (high - low));
  }

  /** Grid, ticks, border and title; the data are drawn over it. */
  void axes(String title) {
    Frame frame = new Frame(graphics, area);
    for (BigDecimal tick : Ticks.between(low, high, Math.max(2, area.height / 24))) {
      double y = y(tick.doubleValue());
      graphics.setColor(Style.GRID);
      graphics.setStroke(new BasicStroke(1f));
      graphics.draw(new Line2D.Double(area.x, y, area.x + area.width, y));
      frame.leftTick(y, Ticks.label(tick));
    }
    frame.border();
    graphics.setFont(Style.LABEL);
    graphics.setColor(Style.INK);
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.drawString(Words.fit(title, metrics, area.width), area.x, area.y - 7);
  }
}
