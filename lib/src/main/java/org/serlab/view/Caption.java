package org.serlab.view;

import com.google.gson.JsonObject;
import org.serlab.SerlabException;

/**
 * The words of a chart.
 *
 * @param title says what is seen ("Loss falls until epoch 12"), not what kind of chart it is
 * @param x what the horizontal axis shows, with its unit; may be empty where the ticks say it
 * @param y what the vertical axis shows, with its unit; may be empty where the ticks say it
 * @param alt the chart in a sentence or two, for whoever cannot see it; required
 */
public record Caption(String title, String x, String y, String alt) {
  /** Insists on a title and on alternative text. */
  public Caption {
    if (title.isBlank()) {
      throw new SerlabException("a chart has no title: say in it what is seen");
    }
    if (alt.isBlank()) {
      throw new SerlabException(
          "the chart '" + title + "' has no alternative text: say in a sentence what it shows");
    }
  }

  JsonObject data(String type) {
    JsonObject data = new JsonObject();
    data.addProperty("type", type);
    data.addProperty("title", title);
    data.addProperty("x", x);
    data.addProperty("y", y);
    return data;
  }
}
