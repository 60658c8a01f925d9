package org.serlab.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Curves below each other on one horizontal axis, each panel with a vertical axis of its own: the
 * contours of a recording, for instance.
 */
public final class CurveStack implements Renderable {
  private static final int LEFT = 78;
  private static final int RIGHT = 20;
  private static final int HEIGHT = 96;
  private static final int BOTTOM = 46;

  private final Caption caption;
  private final Map<String, List<Curve>> panels;

  /**
   * @param caption the words of the picture; the panels' titles take the place of a vertical one
   * @param panels per panel, by its title with the unit, its curves; curves of one name have one
   *     colour
   */
  CurveStack(Caption caption, Map<String, List<Curve>> panels) {
    if (panels.values().stream().mapToInt(List::size).sum() == 0) {
      throw new IllegalArgumentException("'" + caption.title() + "' has no curves");
    }
    this.caption = caption;
    this.panels = new LinkedHashMap<>(panels);
  }

  @Override
  public Rendering render() {
    JsonObject data = caption.data("curves");
    JsonArray all = new JsonArray();
    panels.forEach(
        (name, curves) -> {
          JsonObject panel = new JsonObject();
          panel.addProperty("name", name);
          JsonArray series = new JsonArray();
          curves.stream().map(Curve::data).forEach(series::add);
          panel.add("series", series);
          all.add(panel);
        });
    data.add("panels", all);
    return Rendering.picture(image(), caption.alt(), data);
  }

  private List<String> series() {
    LinkedHashSet<String> names = new LinkedHashSet<>();
    panels.values().forEach(curves -> curves.forEach(curve -> names.add(curve.name())));
    return List.copyOf(names);
  }

  /** The picture. */
  public BufferedImage image() {
    List<String> series = series();
    List<Legend.Key> keys =
        IntStream.range(0, series.size())
            .mapToObj(i -> new Legend.Key(series.get(i), Style.colour(i), Style.line(i), null))
            .toList();
    Header header = new Header(caption.title(), keys.size() > 1 ? keys : List.of());
    int row = Panel.TITLE + HEIGHT + 6;
    int height = header.height() + panels.size() * row + BOTTOM;
    BufferedImage image = new BufferedImage(Style.WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Style.smooth(graphics);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    header.paint(graphics);
    double[] x =
        panels.values().stream()
            .flatMap(List::stream)
            .flatMapToDouble(curve -> java.util.Arrays.stream(curve.x()))
            .toArray();
    double from = java.util.Arrays.stream(x).min().orElse(0);
    double to = Math.max(java.util.Arrays.stream(x).max().orElse(1), from + 1e-9);
    List<String> names = new ArrayList<>(panels.keySet());
    for (int i = 0; i < names.size(); i++) {
      int top = header.height() + i * row + Panel.TITLE;
      Rectangle area = new Rectangle(LEFT, top, Style.WIDTH - LEFT - RIGHT, HEIGHT);
      panel(graphics, area, names.get(i), series, from, to);
      if (i == names.size() - 1) {
        axis(graphics, area, from, to);
      }
    }
    graphics.dispose();
    return image;
  }

  private void axis(Graphics2D graphics, Rectangle area, double from, double to) {
    Frame frame = new Frame(graphics, area);
    for (BigDecimal tick : Ticks.between(from, to, 12)) {
      double share = (tick.doubleValue() - from) / (to - from);
      frame.bottomTick(area.x + area.width * share, Ticks.label(tick));
    }
    frame.bottomTitle(caption.x());
  }

  private void panel(
      Graphics2D graphics,
      Rectangle area,
      String name,
      List<String> series,
      double from,
      double to) {
    List<Curve> curves = panels.get(name);
    double[] all =
        curves.stream().flatMapToDouble(curve -> java.util.Arrays.stream(curve.y())).toArray();
    Panel panel = new Panel(graphics, area, all);
    panel.axes(name);
    for (Curve curve : curves) {
      int colour = series.indexOf(curve.name());
      graphics.setColor(Style.colour(colour));
      Path2D path = new Path2D.Double();
      boolean pen = false;
      double[] values = curve.y();
      for (int i = 0; i < curve.x().length; i++) {
        double x = area.x + area.width * (curve.x()[i] - from) / (to - from);
        double y = panel.y(values[i]);
        if (Double.isNaN(y)) {
          pen = false;
          continue;
        }
        boolean last = i == values.length - 1 || Double.isNaN(values[i + 1]);
        if (pen) {
          path.lineTo(x, y);
        } else if (last) {
          // A value without neighbours is a dot.
          graphics.fill(new Ellipse2D.Double(x - 2, y - 2, 4, 4));
        } else {
          path.moveTo(x, y);
        }
        pen = true;
      }
      graphics.setStroke(
          new BasicStroke(
              2f,
              BasicStroke.CAP_ROUND,
              BasicStroke.JOIN_ROUND,
              1f,
              Style.line(colour).getDashArray(),
              0f));
      graphics.draw(path);
    }
  }
}
