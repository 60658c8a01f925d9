package org.serlab.view;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Title (in several lines if need be) and legend above a picture. */
final class Header {
  static final int LEFT = 12;
  private static final int LINE = 20;
  private static final int TOP = 8;

  private final List<String> lines;
  private final Legend legend;
  private final int legendHeight;

  Header(String title, List<Legend.Key> keys) {
    Graphics2D ruler = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    Style.smooth(ruler);
    lines = Words.wrap(title, ruler.getFontMetrics(Style.TITLE), Style.WIDTH - 2 * LEFT);
    legend = new Legend(keys);
    legendHeight = legend.flow(ruler, LEFT, 0, Style.WIDTH - LEFT, false);
    ruler.dispose();
  }

  int height() {
    return TOP + LINE * lines.size() + (legendHeight == 0 ? 2 : legendHeight + 6);
  }

  void paint(Graphics2D graphics) {
    graphics.setFont(Style.TITLE);
    graphics.setColor(Style.INK);
    for (int i = 0; i < lines.size(); i++) {
      graphics.drawString(lines.get(i), LEFT, TOP + LINE * i + 14);
    }
    legend.flow(graphics, LEFT, TOP + LINE * lines.size() + 4, Style.WIDTH - LEFT, true);
  }
}
