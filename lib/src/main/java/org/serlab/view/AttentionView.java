package org.serlab.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.serlab.feature.Matrix;
import org.serlab.paper.attres.AttentionMaps.Example;

/**
 * Attention laid over spectrograms: a row per emotion; on the left what was recognised, on the
 * right what was mistaken; of each the maps of two stages. Energy is dark, as phoneticians print
 * it, and attention tints: white where it is nought, the full tint at {@value #FULL} times its mean
 * and above.
 */
public final class AttentionView implements Renderable {
  private static final double FULL = 4;
  private static final int LEFT = 66;
  private static final int RIGHT = 92;
  private static final int HEIGHT = 104;
  private static final int NAME = 24;
  private static final int STAGE = 22;
  private static final int GAP = 10;
  private static final int BOTTOM = 46;
  private static final int STAGES = 2;
  private static final double HERTZ = 8000;

  private final Caption caption;
  private final Map<String, Example[]> rows = new LinkedHashMap<>();

  private AttentionView(Caption caption, List<Example> examples) {
    this.caption = caption;
    for (Example example : examples) {
      rows.computeIfAbsent(example.emotion(), emotion -> new Example[2])[
              example.isRight() ? 0 : 1] =
          example;
    }
  }

  /**
   * @param title what is seen
   * @param alt the picture in a sentence or two, for whoever cannot see it
   * @param examples of each emotion at most one that was recognised and one that was not
   */
  public static AttentionView of(String title, String alt, List<Example> examples) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("'" + title + "' has no examples");
    }
    return new AttentionView(
        new Caption(title, "time, each utterance from its beginning to its end", "kHz", alt),
        examples);
  }

  @Override
  public Rendering render() {
    JsonObject data = caption.data("attention");
    JsonArray all = new JsonArray();
    rows.values().stream()
        .flatMap(Arrays::stream)
        .filter(example -> example != null)
        .forEach(example -> all.add(data(example)));
    data.add("examples", all);
    return Rendering.picture(image(), caption.alt(), data);
  }

  private static JsonObject data(Example example) {
    JsonObject data = new JsonObject();
    data.addProperty("utterance", example.id());
    data.addProperty("emotion", example.emotion());
    data.addProperty("predicted", example.predicted());
    data.add("probability", Data.number(example.probability()));
    data.add("picture", numbers(example.picture()));
    for (int stage = 0; stage < STAGES; stage++) {
      int number = stage + 2;
      example.weights().get(stage).ifPresent(map -> data.add("stage " + number, numbers(map)));
    }
    return data;
  }

  private static com.google.gson.JsonElement numbers(Matrix matrix) {
    double[] all = new double[matrix.values().length];
    Arrays.setAll(all, i -> matrix.values()[i]);
    return Data.numbers(all);
  }

  /** The picture. */
  public BufferedImage image() {
    Header header = new Header(caption.title(), List.of());
    int top = header.height() + STAGE;
    int height = rows.size() * (HEIGHT + NAME + GAP) - GAP;
    Rectangle all = new Rectangle(LEFT, top + NAME, Style.WIDTH - LEFT - RIGHT, height - NAME);
    int width = (all.width - (2 * STAGES - 1) * GAP) / (2 * STAGES);
    BufferedImage image =
        new BufferedImage(Style.WIDTH, top + height + BOTTOM, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Style.smooth(graphics);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    header.paint(graphics);
    for (int column = 0; column < 2 * STAGES; column++) {
      graphics.setFont(Style.TICK);
      graphics.setColor(Style.PALE_INK);
      graphics.drawString(stage(column % STAGES), LEFT + column * (width + GAP), top);
    }
    int y = top + NAME;
    for (Map.Entry<String, Example[]> row : rows.entrySet()) {
      for (int side = 0; side < 2; side++) {
        Rectangle place = new Rectangle(LEFT + side * STAGES * (width + GAP), y, width, HEIGHT);
        pair(graphics, place, row.getKey(), row.getValue()[side], side == 0);
      }
      y += HEIGHT + NAME + GAP;
    }
    Frame frame = new Frame(graphics, all);
    frame.bottomTitle(caption.x());
    frame.upright(caption.y(), 20);
    frame.colours(0, FULL, "attention (1: its mean)", share -> Style.onWhite(1, share));
    graphics.dispose();
    return image;
  }

  /** Number and size of a stage's maps. */
  private String stage(int stage) {
    return "stage %d: ".formatted(stage + 2)
        + rows.values().stream()
            .flatMap(Arrays::stream)
            .filter(example -> example != null)
            .flatMap(example -> example.weights().get(stage).stream())
            .findFirst()
            .map(map -> "%d × %d positions".formatted(map.rows(), map.columns()))
            .orElse("no attention");
  }

  /** An utterance twice, each time under the map of a stage. */
  private static void pair(
      Graphics2D graphics, Rectangle place, String emotion, Example example, boolean right) {
    graphics.setFont(Style.LABEL);
    graphics.setColor(Style.INK);
    String none = right ? "none was recognised" : "none was mistaken";
    String heard = example == null ? none : "heard as " + example.predicted();
    String sure = example == null ? "" : " (%.0f %%)".formatted(100 * example.probability());
    graphics.drawString(emotion + ", " + heard + sure, place.x, place.y - 6);
    if (example == null) {
      return;
    }
    for (int stage = 0; stage < STAGES; stage++) {
      Rectangle area =
          new Rectangle(place.x + stage * (place.width + GAP), place.y, place.width, place.height);
      Optional<Matrix> weights = example.weights().get(stage);
      graphics.drawImage(
          tinted(example.picture(), weights), area.x, area.y, area.width, area.height, null);
      Frame frame = new Frame(graphics, area);
      frame.border();
      if (right && stage == 0) {
        for (BigDecimal tick : Ticks.between(0, HERTZ / 1000, 4)) {
          frame.leftTick(
              area.y + area.height * (1 - 1000 * tick.doubleValue() / HERTZ), Ticks.label(tick));
        }
      }
    }
  }

  /** Energy dark on white, multiplied by the tint of attention. */
  private static BufferedImage tinted(Matrix picture, Optional<Matrix> weights) {
    BufferedImage image =
        new BufferedImage(picture.columns(), picture.rows(), BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < picture.rows(); row++) {
      for (int column = 0; column < picture.columns(); column++) {
        double paper = 1 - 0.85 * picture.get(row, column);
        int r = row;
        int c = column;
        double weight =
            weights
                .map(
                    map ->
                        (double)
                            map.get(
                                r * map.rows() / picture.rows(),
                                c * map.columns() / picture.columns()))
                .orElse(0.0);
        int tint = Style.onWhite(1, Math.min(1, weight / FULL));
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
          rgb |= (int) Math.round(paper * (tint >> shift & 255)) << shift;
        }
        image.setRGB(column, picture.rows() - 1 - row, rgb);
      }
    }
    return image;
  }
}
