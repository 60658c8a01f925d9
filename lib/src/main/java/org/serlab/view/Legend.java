package org.serlab.view;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;

/** Keys of the series, in as many rows as they need. */
final class Legend {
  private static final int ROW = 21;
  private static final int LINE = 28;
  private static final int BLOCK = 13;
  private static final int GAP = 22;

  /**
   * @param name of the series
   * @param colour of the series
   * @param line its stroke, or null for none
   * @param marker its marker, or null for a bar's block
   */
  record Key(String name, Color colour, BasicStroke line, Marker marker) {}

  private final List<Key> keys;

  Legend(List<Key> keys) {
    this.keys = keys;
  }

  /** Draws the keys (or only measures, if {@code draw} is false) and returns the height needed. */
  int flow(Graphics2D graphics, int left, int top, int right, boolean draw) {
    graphics.setFont(Style.LABEL);
    FontMetrics metrics = graphics.getFontMetrics();
    int x = left;
    int y = top;
    for (Key key : keys) {
      int sample = key.line() == null ? BLOCK : LINE;
      int width = sample + 6 + metrics.stringWidth(key.name());
      if (x > left && x + width > right) {
        x = left;
        y += ROW;
      }
      if (draw) {
        sample(graphics, key, x, y + ROW / 2.0);
        graphics.setColor(Style.INK);
        graphics.drawString(key.name(), x + sample + 6, y + ROW / 2 + 5);
      }
      x += width + GAP;
    }
    return keys.isEmpty() ? 0 : y + ROW - top;
  }

  private static void sample(Graphics2D graphics, Key key, int x, double middle) {
    graphics.setColor(key.colour());
    if (key.marker() == null && key.line() == null) {
      graphics.fill(new Rectangle2D.Double(x, middle - 6, BLOCK, BLOCK));
      return;
    }
    if (key.line() != null) {
      graphics.setStroke(key.line());
      graphics.draw(new Line2D.Double(x, middle, x + LINE, middle));
    }
    if (key.marker() != null) {
      key.marker().paint(graphics, x + (key.line() == null ? BLOCK : LINE) / 2.0, middle, 8);
    }
  }
}
