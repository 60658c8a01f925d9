package org.serlab.view;

import java.awt.BasicStroke;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.function.DoubleToIntFunction;

/** Axes around an area that is painted pixel by pixel, and the bar that explains its colours. */
final class Frame {
  private static final int BAR = 14;
  private static final int BAR_GAP = 16;

  private final Graphics2D graphics;
  private final Rectangle area;

  /**
   * @param graphics where to draw
   * @param area the painted area in pixels
   */
  Frame(Graphics2D graphics, Rectangle area) {
    this.graphics = graphics;
    this.area = area;
  }

  void border() {
    graphics.setColor(Style.PALE_INK);
    graphics.setStroke(new BasicStroke(1f));
    graphics.drawRect(area.x - 1, area.y - 1, area.width + 1, area.height + 1);
  }

  void leftTick(double y, String label) {
    tick(area.x - 5, y, area.x - 1, y);
    FontMetrics metrics = graphics.getFontMetrics(Style.TICK);
    text(label, area.x - 9 - metrics.stringWidth(label), y + 4.5);
  }

  void bottomTick(double x, String label) {
    int bottom = area.y + area.height;
    tick(x, bottom, x, bottom + 4);
    FontMetrics metrics = graphics.getFontMetrics(Style.TICK);
    text(label, x - metrics.stringWidth(label) / 2.0, bottom + 18);
  }

  void bottomTitle(String title) {
    graphics.setFont(Style.LABEL);
    double width = graphics.getFontMetrics().stringWidth(title);
    graphics.setColor(Style.INK);
    graphics.drawString(title, (float) (area.getCenterX() - width / 2), area.y + area.height + 37);
  }

  /** A title turned upwards, its baseline at {@code x}. */
  void upright(String title, int x) {
    graphics.setFont(Style.LABEL);
    double width = graphics.getFontMetrics().stringWidth(title);
    AffineTransform before = graphics.getTransform();
    graphics.rotate(-Math.PI / 2);
    graphics.setColor(Style.INK);
    graphics.drawString(title, (float) (-area.getCenterY() - width / 2), x);
    graphics.setTransform(before);
  }

  /** The colours from {@code from} to {@code to}, right of the area. */
  void colours(double from, double to, String title) {
    colours(from, to, title, Viridis::rgb);
  }

  /**
   * A scale of other colours, right of the area.
   *
   * @param colour 0xRRGGBB of a share of the way from {@code from} to {@code to}
   */
  void colours(double from, double to, String title, DoubleToIntFunction colour) {
    int left = area.x + area.width + BAR_GAP;
    BufferedImage bar = new BufferedImage(1, area.height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < area.height; y++) {
      bar.setRGB(0, y, colour.applyAsInt(1 - (y + 0.5) / area.height));
    }
    graphics.drawImage(bar, left, area.y, BAR, area.height, null);
    graphics.setColor(Style.PALE_INK);
    graphics.drawRect(left - 1, area.y - 1, BAR + 1, area.height + 1);
    FontMetrics metrics = graphics.getFontMetrics(Style.TICK);
    int widest = 0;
    for (BigDecimal tick : Ticks.between(from, to, Math.max(2, area.height / 45))) {
      double y = area.y + area.height * (1 - (tick.doubleValue() - from) / (to - from));
      tick(left + BAR, y, left + BAR + 4, y);
      text(Ticks.label(tick), left + BAR + 8, y + 4.5);
      widest = Math.max(widest, metrics.stringWidth(Ticks.label(tick)));
    }
    upright(title, left + BAR + 8 + widest + 17);
  }

  private void tick(double x1, double y1, double x2, double y2) {
    graphics.setColor(Style.PALE_INK);
    graphics.setStroke(new BasicStroke(1f));
    graphics.draw(new java.awt.geom.Line2D.Double(x1, y1, x2, y2));
  }

  private void text(String text, double x, double y) {
    graphics.setFont(Style.TICK);
    graphics.setColor(Style.INK);
    graphics.drawString(text, (float) x, (float) y);
  }
}
