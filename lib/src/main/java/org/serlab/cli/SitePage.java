package org.serlab.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Tag;
import org.jsoup.select.Elements;
import org.serlab.view.Rendering;

/**
 * Makes a page of the site from what nbconvert wrote: nothing is loaded from elsewhere, pictures
 * have alternative text, a bar leads back to the front page.
 */
final class SitePage {
  private static final int SHORT = 9;
  private static final int MANY = 9;
  private static final String PICTURE = "data:image/png;base64,";

  private SitePage() {}

  /**
   * @param html nbconvert's page
   * @param notebook the notebook it was made from
   * @param summary of the notebook
   * @param formulas whether MathJax lies beside the page
   */
  static String of(String html, JsonObject notebook, NotebookSummary summary, boolean formulas) {
    Document page = Jsoup.parse(html);
    page.outputSettings().prettyPrint(false);
    page.selectFirst("html").attr("lang", "en");
    page.title(summary.title() + " – serlab");
    page.head().appendElement("link").attr("rel", "stylesheet").attr("href", "assets/site.css");
    scripts(page, formulas);
    anchors(page, notebook);
    pictures(page, notebook);
    // From notebook to notebook, and so from page to page.
    page.select("a[href~=^[^:/]+\\.ipynb(#.*)?$]")
        .forEach(link -> link.attr("href", link.attr("href").replaceFirst("\\.ipynb", ".html")));
    // Of a wide table the long texts are broken, not the numbers.
    page.select("table.serlab td, table.serlab th").stream()
        .filter(cell -> cell.text().length() <= SHORT)
        .forEach(cell -> cell.addClass("short"));
    page.select("table.serlab").stream()
        .filter(table -> table.select("thead th").size() > MANY)
        .forEach(table -> table.addClass("wide"));
    frame(page, summary);
    return page.outerHtml();
  }

  /** RequireJS serves interactive widgets, which these notebooks do not have. */
  private static void scripts(Document page, boolean formulas) {
    for (Element script : page.select("script[src]")) {
      if (script.attr("src").contains("MathJax.js") && formulas) {
        script.attr("src", Formulas.SCRIPT);
      } else {
        script.remove();
      }
    }
    if (!formulas) {
      page.select("script[type=text/x-mathjax-config]").remove();
    }
  }

  /** Name of a cell's place on its page. */
  static String anchor(String cell) {
    return "cell-" + cell;
  }

  private static void anchors(Document page, JsonObject notebook) {
    Elements shown = page.select(".jp-Cell");
    JsonArray cells = notebook.getAsJsonArray("cells");
    for (int i = 0; i < cells.size() && shown.size() == cells.size(); i++) {
      JsonObject cell = cells.get(i).getAsJsonObject();
      if (cell.has("id")) {
        shown.get(i).attr("id", anchor(cell.get("id").getAsString()));
      }
    }
  }

  private static void pictures(Document page, JsonObject notebook) {
    Map<String, String> texts = new HashMap<>();
    for (Cell cell : Cell.of(notebook)) {
      for (JsonObject output : cell.outputs()) {
        JsonObject data = NotebookSummary.data(output);
        String png = Cell.content(output, Rendering.PNG).strip();
        if (!png.isEmpty() && data.has("alt")) {
          texts.put(png, data.get("alt").getAsString());
        }
      }
    }
    for (Element picture : page.select("img[src^=" + PICTURE + "]")) {
      String png = picture.attr("src").substring(PICTURE.length()).strip();
      if (picture.attr("alt").isBlank()) {
        picture.attr("alt", texts.getOrDefault(png, "Picture in the notebook"));
      }
      picture.attr("loading", "lazy");
    }
  }

  private static void frame(Document page, NotebookSummary summary) {
    Element main = new Element(Tag.valueOf("main"), "");
    main.appendChildren(page.body().childNodesCopy());
    page.body().empty();
    Element bar = page.body().appendElement("nav").addClass("site-bar");
    bar.attr("aria-label", "Site");
    bar.appendElement("a").attr("href", "index.html").text("serlab: all notebooks");
    bar.appendElement("span").text(summary.title());
    page.body().appendChild(main);
  }
}
