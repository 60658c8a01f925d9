package org.serlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.cli.NotebookRunner.Execution;
import org.serlab.cli.NotebookRunner.Failure;
import org.serlab.view.Caption;
import org.serlab.view.Charts;
import org.serlab.view.Curve;
import org.serlab.view.KeyFigure;
import org.serlab.view.Rendering;

class SiteTest {
  @TempDir private static Path folder;
  private static Path site;
  private static Document index;
  private static Document page;

  @BeforeAll
  static void write() throws IOException {
    assumeTrue(
        Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/nbconvert")),
        "Debian's nbconvert is not installed");
    Rendering chart =
        Charts.line(
                new Caption("Loss falls", "epoch", "loss", "Loss <falls> to \"0.3\""),
                Curve.of("training", 1, 0.5, 0.3))
            .render();
    Rendering figure = KeyFigure.of("UAR", 72.1).unit("%").interval(66, 78).render();
    JsonObject verdicts =
        JsonParser.parseString(
                """
                {"type": "claims", "claims": [{"claim": "Layer 12 is best", "paper": "wave",
                  "title": "A & B", "authors": "C. D.", "place": "Table 3",
                  "verdict": "undecided", "corpus": "Emo-DB", "regime": "speakers unseen",
                  "effect": "+2.1 points", "interval": "[-3, 7.2]"},
                  {"claim": "Layer 12 is best", "paper": "wave", "place": "Table 3",
                  "verdict": "supported", "corpus": "nEMO"}]}
                """)
            .getAsJsonObject();
    Rendering ledger = new Rendering(Map.of("text/plain", "Layer 12 is best: undecided"), verdicts);
    Path good =
        notebook(
            "00-start-here",
            "# Hear & see\n\nA *first* look at [speech](01-corpora.ipynb#top).\n\n**Time:** 40 s\n\n"
                + "**Takes** a lot. **Read before** [this](01-corpora.ipynb#x).\n\nLoss $L < 1$",
            chart,
            figure,
            ledger);
    Path bad = notebook("01-corpora", "# Corpora");
    Failure failure = new Failure(2, "Corpora.found()", "no <corpus>");
    site = folder.resolve("site");
    Path front =
        new Site(site)
            .write(
                List.of(
                    new Execution(good, 75.2, Optional.empty()),
                    new Execution(bad, 3, Optional.of(failure))),
                Map.of("profile", "demo"));
    index = Jsoup.parse(front);
    page = Jsoup.parse(site.resolve("00-start-here.html"));
  }

  private static Path notebook(String name, String prose, Rendering... shown) throws IOException {
    JsonArray outputs = new JsonArray();
    for (Rendering rendering : shown) {
      JsonObject output = new JsonObject();
      output.addProperty("output_type", "display_data");
      JsonObject data = new JsonObject();
      rendering.content().forEach(data::addProperty);
      output.add("data", data);
      output.add("metadata", rendering.metadata());
      outputs.add(output);
    }
    JsonObject markdown = new JsonObject();
    markdown.addProperty("id", "prose");
    markdown.addProperty("cell_type", "markdown");
    markdown.add("metadata", new JsonObject());
    markdown.addProperty("source", prose);
    JsonObject code = new JsonObject();
    code.addProperty("id", "code");
    code.addProperty("cell_type", "code");
    code.add("metadata", new JsonObject());
    code.addProperty("source", "1 + 1");
    code.addProperty("execution_count", 1);
    code.add("outputs", outputs);
    JsonArray cells = new JsonArray();
    cells.add(markdown);
    cells.add(code);
    JsonObject notebook = new JsonObject();
    notebook.addProperty("nbformat", 4);
    notebook.addProperty("nbformat_minor", 5);
    notebook.add("metadata", new JsonObject());
    notebook.add("cells", cells);
    return Files.writeString(folder.resolve(name + ".ipynb"), notebook.toString());
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    for (Document document : List.of(index, page)) {
      for (Element element : document.select("script[src], link[href], img[src], a[href]")) {
        String address = element.hasAttr("src") ? element.attr("src") : element.attr("href");
        if (!address.startsWith("data:") && !address.startsWith("#")) {
          assertThat(site.resolve(address.replaceFirst("[?#].*", ""))).exists();
        }
      }
    }
    if (Files.exists(Path.of("/usr/share/javascript/mathjax/MathJax.js"))) {
      assertThat(page.select("script[src=" + Formulas.SCRIPT + "]")).hasSize(1);
      assertThat(site.resolve("assets/mathjax/jax/output/SVG/jax.js")).exists();
    }
  }

  @Test
  void linksBetweenNotebooksLeadToPages() {
    assertThat(page.select("main a[href^=01]").eachAttr("href"))
        .containsExactly("01-corpora.html#top", "01-corpora.html#x");
  }

  @Test
  void picturesHaveTheirAlternativeText() {
    assertThat(page.select("img").eachAttr("alt")).containsExactly("Loss <falls> to \"0.3\"");
    assertThat(index.select("img").eachAttr("alt")).containsExactly("Loss <falls> to \"0.3\"");
    assertThat(page.selectFirst("html").attr("lang")).isEqualTo("en");
  }

  @Test
  void cardsSayHowItWent() {
    Element good = index.select(".card").get(0);
    assertThat(good.selectFirst("h3").text()).isEqualTo("Hear & see");
    assertThat(good.selectFirst(".status").text()).isEqualTo("ok in 1 min 15 s");
    assertThat(good.select(".body > p").get(1).text()).isEqualTo("A first look at speech.");
    assertThat(good.selectFirst(".figures").text()).contains("UAR 72.1 % [66.0, 78.0]");
    assertThat(good.selectFirst(".facts").text()).isEqualTo("Time 40 s Prerequisites this");
    Element bad = index.select(".card").get(1);
    assertThat(bad.selectFirst(".status").text()).isEqualTo("failed in 3 s");
    assertThat(bad.selectFirst(".failure").text())
        .isEqualTo("cell 2 (Corpora.found()): no <corpus>");
    assertThat(bad.select("img")).isEmpty();
  }

  @Test
  void ledgerLinksToTheSection() {
    Element row = index.selectFirst(".ledger tbody tr");
    assertThat(row.text())
        .isEqualTo(
            "Layer 12 is best Table 3 undecided Emo-DB speakers unseen +2.1 points [-3, 7.2]");
    assertThat(index.selectFirst("main > h3").text()).isEqualTo("A & B");
    assertThat(row.selectFirst("a").attr("href")).isEqualTo("00-start-here.html#cell-code");
    assertThat(page.selectFirst("#cell-code").text()).contains("1 + 1", "Layer 12 is best");
    assertThat(row.selectFirst(".verdict").text()).isEqualTo("undecided");
    // a claim stands once beside all of its verdicts
    assertThat(row.selectFirst("td").attr("rowspan")).isEqualTo("2");
    assertThat(row.nextElementSibling().text()).isEqualTo("supported nEMO");
  }
}
