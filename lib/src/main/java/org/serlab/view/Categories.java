package org.serlab.view;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Names of categories below a plot: in several lines each where they fit so, else turned. */
final class Categories {
  private static final int LINE = 16;
  private static final double SLANT = Math.toRadians(35);

  /** Share of the plot's width that XChart uses; {@link Style#apply}. */
  static final double CONTENT = 0.96;

  /** What is left of the width for the plot, at least, beside the vertical axis. */
  static final int PLOT = Style.WIDTH - 90;

  private final List<List<String>> names;
  private final String title;
  private final double content;

  /** 0 for upright names. */
  private final double turn;

  private final int height;

  /**
   * @param categories the names
   * @param title of the axis; may be empty
   * @param width of the plot in pixels
   * @param content share of it that the categories fill, centred
   */
  Categories(List<String> categories, String title, int width, double content) {
    this.title = title;
    this.content = content;
    FontMetrics metrics =
        new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
            .createGraphics()
            .getFontMetrics(Style.TICK);
    int slot = (int) (width * content / Math.max(1, categories.size())) - 6;
    names = categories.stream().map(name -> Words.wrap(name, metrics, slot)).toList();
    boolean upright =
        names.stream().flatMap(List::stream).allMatch(line -> metrics.stringWidth(line) <= slot);
    turn = upright ? 0 : runsOff(categories, metrics, slot) ? Math.PI / 2 : SLANT;
    int longest = categories.stream().mapToInt(metrics::stringWidth).max().orElse(0);
    int lines = names.stream().mapToInt(List::size).max().orElse(0);
    int labels = upright ? lines * LINE : (int) (longest * Math.sin(turn)) + LINE;
    height = categories.isEmpty() ? 0 : labels + (title.isEmpty() ? 6 : 28);
  }

  /** Whether a slanted name would leave the picture on the left. */
  private static boolean runsOff(List<String> categories, FontMetrics metrics, int slot) {
    for (int i = 0; i < categories.size(); i++) {
      if (metrics.stringWidth(categories.get(i)) * Math.cos(SLANT) > 45 + (slot + 6) * (i + 0.5)) {
        return true;
      }
    }
    return false;
  }

  int height() {
    return height;
  }

  /** Middle of a category's slot, in pixels. */
  static double middle(Rectangle2D plot, double content, int category, int categories) {
    double width = plot.getWidth() * content;
    double left = plot.getX() + (plot.getWidth() - width) / 2;
    return left + width * (category + 0.5) / categories;
  }

  void paint(Graphics2D graphics, Rectangle2D plot, int top) {
    if (names.isEmpty()) {
      return;
    }
    graphics.setFont(Style.TICK);
    graphics.setColor(Style.INK);
    FontMetrics metrics = graphics.getFontMetrics();
    for (int i = 0; i < names.size(); i++) {
      double x = middle(plot, content, i, names.size());
      if (turn > 0) {
        String name = String.join(" ", names.get(i));
        AffineTransform upright = graphics.getTransform();
        graphics.rotate(-turn, x, top + 8);
        graphics.drawString(name, (float) x - metrics.stringWidth(name), top + 12);
        graphics.setTransform(upright);
      } else {
        for (int j = 0; j < names.get(i).size(); j++) {
          String line = names.get(i).get(j);
          graphics.drawString(
              line, (float) (x - metrics.stringWidth(line) / 2.0), top + 8 + LINE * j);
        }
      }
    }
    graphics.setFont(Style.LABEL);
    int width = graphics.getFontMetrics().stringWidth(title);
    graphics.drawString(title, (float) (plot.getCenterX() - width / 2.0), top + height - 12);
  }
}
