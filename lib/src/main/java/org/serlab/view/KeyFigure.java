package org.serlab.view;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number that a notebook is about: shown large in it, and again on its card on the site's front
 * page.
 *
 * <pre>{@code
 * KeyFigure.of("UAR", 100 * uar).unit("%").interval(100 * low, 100 * high)
 *     .detail("Emo-DB, speakers unseen").show();
 * }</pre>
 *
 * @param name what it is
 * @param value the number
 * @param unit its unit; may be empty
 * @param low lower end of its interval, NaN for none
 * @param high upper end of its interval, NaN for none
 * @param detail on what, under which conditions; may be empty
 */
public record KeyFigure(
    String name, double value, String unit, double low, double high, String detail)
    implements Renderable {
  /** What {@code type} says in the data of a key figure. */
  public static final String TYPE = "key figure";

  /**
   * @param name what it is
   * @param value the number
   */
  public static KeyFigure of(String name, double value) {
    return new KeyFigure(name, value, "", Double.NaN, Double.NaN, "");
  }

  /** The same with a unit. */
  public KeyFigure unit(String text) {
    return new KeyFigure(name, value, text, low, high, detail);
  }

  /** The same with an interval. */
  public KeyFigure interval(double from, double to) {
    return new KeyFigure(name, value, unit, from, to, detail);
  }

  /** The same with its conditions. */
  public KeyFigure detail(String text) {
    return new KeyFigure(name, value, unit, low, high, text);
  }

  /** Shows it in the notebook. */
  public void show() {
    Notebook.show(this);
  }

  @Override
  public Rendering render() {
    String number = digits(value) + (unit.isEmpty() ? "" : " " + unit);
    String range = Double.isNaN(low) ? "" : "[" + digits(low) + ", " + digits(high) + "]";
    String plain = name + ": " + number + (range.isEmpty() ? "" : " " + range);
    String html =
        ("<div style=\"margin:0.4em 0\">%s<br><strong style=\"font-size:1.6em\">%s</strong> %s"
                + "<br><small>%s</small></div>")
            .formatted(Html.escape(name), Html.escape(number), range, Html.escape(detail));
    JsonObject data = new JsonObject();
    data.addProperty("type", TYPE);
    data.addProperty("name", name);
    data.addProperty("number", number);
    data.addProperty("interval", range);
    data.addProperty("detail", detail);
    data.add("value", Data.number(value));
    return Rendering.html(plain + (detail.isEmpty() ? "" : " – " + detail), html, data);
  }

  /** Three significant digits of the value; whole numbers whole. */
  private int places() {
    if (!Double.isFinite(value)) {
      return 0;
    }
    BigDecimal exact = new BigDecimal(value);
    if (Double.isNaN(low) && exact.stripTrailingZeros().scale() <= 0) {
      return 0;
    }
    return Math.max(0, 3 - Math.max(0, exact.precision() - exact.scale()));
  }

  private String digits(double number) {
    return Double.isFinite(number)
        ? new BigDecimal(number).setScale(places(), RoundingMode.HALF_UP).toPlainString()
        : Cells.MISSING;
  }
}
