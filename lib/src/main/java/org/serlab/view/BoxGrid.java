package org.serlab.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Box plots of several quantities beside each other, each on an axis of its own. */
public final class BoxGrid implements Renderable {
  private static final int COLUMNS = 2;
  private static final int LEFT = 62;
  private static final int RIGHT = 14;
  private static final int GAP = 66;
  private static final int HEIGHT = 150;
  private static final int NAMES = 26;
  private static final int MOST_WIDTH = 56;

  private final Caption caption;
  private final Map<String, Map<String, double[]>> panels;

  /**
   * @param caption the words of the picture; its axes have none
   * @param panels per quantity, by the title above its panel, the values of each group
   */
  BoxGrid(Caption caption, Map<String, Map<String, double[]>> panels) {
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("'" + caption.title() + "' has no box plots");
    }
    this.caption = caption;
    this.panels = new LinkedHashMap<>(panels);
  }

  @Override
  public Rendering render() {
    JsonObject data = caption.data("boxes");
    JsonArray all = new JsonArray();
    panels.forEach(
        (name, groups) -> {
          JsonObject panel = new JsonObject();
          panel.addProperty("name", name);
          groups.forEach((group, values) -> panel.add(group, Data.numbers(values)));
          all.add(panel);
        });
    data.add("panels", all);
    return Rendering.picture(image(), caption.alt(), data);
  }

  /** The picture. */
  public BufferedImage image() {
    Header header = new Header(caption.title(), List.of());
    int columns = Math.min(COLUMNS, panels.size());
    int rows = (panels.size() + columns - 1) / columns;
    int row = Panel.TITLE + HEIGHT + NAMES;
    int width = (Style.WIDTH - LEFT - RIGHT - (columns - 1) * GAP) / columns;
    BufferedImage image =
        new BufferedImage(
            Style.WIDTH, header.height() + rows * row + 10, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Style.smooth(graphics);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    header.paint(graphics);
    List<String> names = new ArrayList<>(panels.keySet());
    for (int i = 0; i < names.size(); i++) {
      int x = LEFT + i % columns * (width + GAP);
      int y = header.height() + i / columns * row + Panel.TITLE;
      panel(graphics, new Rectangle(x, y, width, HEIGHT), names.get(i));
    }
    graphics.dispose();
    return image;
  }

  private void panel(Graphics2D graphics, Rectangle area, String name) {
    Map<String, double[]> groups = panels.get(name);
    double[] all = groups.values().stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    Panel panel = new Panel(graphics, area, all);
    panel.axes(name);
    List<String> labels = List.copyOf(groups.keySet());
    double slot = area.width / (double) labels.size();
    for (int i = 0; i < labels.size(); i++) {
      double x = area.x + slot * (i + 0.5);
      Box.of(groups.get(labels.get(i)))
          .paint(graphics, x, Math.min(MOST_WIDTH, slot / 2), panel::y);
    }
    new Categories(labels, "", area.width, 1).paint(graphics, area, area.y + area.height + 6);
  }
}
