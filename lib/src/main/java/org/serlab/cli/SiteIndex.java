package org.serlab.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.serlab.view.Html;

/** The front page: a card per notebook, and the ledger of the papers' claims. */
final class SiteIndex {
  private static final Set<String> VERDICTS = Set.of("supported", "contradicted", "undecided");

  /**
   * A notebook's card.
   *
   * @param name of the notebook
   * @param summary what it says of itself
   * @param seconds how long it took
   * @param failure the cell that failed, if one did
   * @param thumbnail its picture's address; empty if it has none
   */
  record Card(
      String name,
      NotebookSummary summary,
      double seconds,
      Optional<NotebookRunner.Failure> failure,
      String thumbnail) {}

  private final StringBuilder html = new StringBuilder();

  private SiteIndex() {}

  /**
   * @param cards the notebooks in order
   * @param claims verdicts on the papers' claims; see {@link org.serlab.view.Ledger}
   * @param conditions what the run was made with, by name
   */
  static String of(List<Card> cards, List<JsonObject> claims, Map<String, String> conditions) {
    SiteIndex index = new SiteIndex();
    index.head(conditions, cards);
    if (!claims.isEmpty()) {
      index.claims(claims);
    }
    index.line("<h2 id=\"notebooks\">Notebooks</h2>");
    index.line("<ul class=\"cards\">");
    cards.forEach(index::card);
    index.line("</ul>");
    if (claims.isEmpty()) {
      index.claims(claims);
    }
    index.line("</main>");
    index.line(
        "<footer>Every number here was computed from records of trials; <code>environment/serlab"
            + " check</code> computes the committed ones again.</footer>");
    index.line("</body>\n</html>");
    return index.html.toString();
  }

  private void head(Map<String, String> conditions, List<Card> cards) {
    long failed = cards.stream().filter(card -> card.failure().isPresent()).count();
    line("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
    line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    line("<title>serlab: speech emotion recognition, reproduced</title>");
    line("<link rel=\"stylesheet\" href=\"assets/site.css\">\n</head>\n<body class=\"front\">");
    line("<header>\n<h1>Speech emotion recognition, reproduced</h1>");
    line(
        "<p class=\"lead\">Executed notebooks: each rebuilds a paper step by step and sets its"
            + " numbers beside those of this run, with intervals, on the paper's own split and on"
            + " speakers the model has not heard.</p>");
    line("<ul class=\"run\">");
    line(
        "<li>%d notebooks, %s</li>"
            .formatted(cards.size(), failed == 0 ? "all executed" : failed + " failed"));
    conditions.forEach(
        (name, value) -> line("<li>%s: %s</li>".formatted(Html.escape(name), Html.escape(value))));
    line("</ul>\n</header>\n<main>");
  }

  private void card(Card card) {
    NotebookSummary summary = card.summary();
    String page = Html.escape(card.name() + ".html");
    line("<li class=\"card\">");
    String picture =
        card.thumbnail().isEmpty()
            ? "<span>" + Html.escape(card.name().replaceFirst("-.*", "")) + "</span>"
            : "<img src=\"%s\" alt=\"%s\" loading=\"lazy\">"
                .formatted(Html.escape(card.thumbnail()), Html.escape(summary.alt()));
    // The heading is the link; the picture repeats it for those who point.
    line(
        "<a class=\"picture\" href=\"%s\" tabindex=\"-1\" aria-hidden=\"%s\">%s</a>"
            .formatted(page, card.thumbnail().isEmpty(), picture));
    line("<div class=\"body\">");
    line("<h3><a href=\"%s\">%s</a></h3>".formatted(page, Html.escape(summary.title())));
    boolean ok = card.failure().isEmpty();
    line(
        "<p class=\"status\"><b class=\"%s\">%s</b> in %s</p>"
            .formatted(ok ? "ok" : "failed", ok ? "ok" : "failed", duration(card.seconds())));
    card.failure()
        .ifPresent(
            failure ->
                line("<p class=\"failure\">%s</p>".formatted(Html.escape(failure.toString()))));
    if (!summary.lead().isEmpty()) {
      line("<p>%s</p>".formatted(Html.escape(shortened(summary.lead()))));
    }
    figures(summary.figures());
    if (!summary.facts().isEmpty()) {
      line("<dl class=\"facts\">");
      summary
          .facts()
          .forEach(
              (name, value) -> line("<dt>%s</dt><dd>%s</dd>".formatted(name, Html.escape(value))));
      line("</dl>");
    }
    line("</div>\n</li>");
  }

  private void figures(List<JsonObject> figures) {
    if (figures.isEmpty()) {
      return;
    }
    line("<dl class=\"figures\">");
    for (JsonObject figure : figures) {
      line(
          "<div><dt>%s</dt><dd><strong>%s</strong> %s<small>%s</small></dd></div>"
              .formatted(
                  text(figure, "name"),
                  text(figure, "number"),
                  text(figure, "interval"),
                  text(figure, "detail")));
    }
    line("</dl>");
  }

  private void claims(List<JsonObject> claims) {
    line("<h2 id=\"claims\">What holds up: the papers' claims</h2>");
    if (claims.isEmpty()) {
      line(
          "<p>No claim was tested in this run: the notebooks of the papers gather the records from"
              + " which verdicts follow.</p>");
      return;
    }
    Map<String, List<JsonObject>> papers = new LinkedHashMap<>();
    for (JsonObject claim : claims) {
      papers.computeIfAbsent(text(claim, "paper"), key -> new ArrayList<>()).add(claim);
    }
    papers.values().forEach(this::paper);
  }

  private void paper(List<JsonObject> claims) {
    JsonObject first = claims.get(0);
    String title = text(first, "title");
    line("<h3>%s</h3>".formatted(title.isEmpty() ? text(first, "paper") : title));
    if (!text(first, "authors").isEmpty()) {
      line("<p class=\"authors\">%s</p>".formatted(text(first, "authors")));
    }
    line("<div class=\"scroll\"><table class=\"ledger\">");
    line(
        "<thead><tr><th scope=\"col\">Claim</th><th scope=\"col\">Verdict</th><th"
            + " scope=\"col\">Put to</th><th scope=\"col\">Effect</th></tr></thead>\n<tbody>");
    for (int i = 0; i < claims.size(); i++) {
      JsonObject claim = claims.get(i);
      String verdict = text(claim, "verdict");
      String link = text(claim, "link");
      String shown =
          "<span class=\"verdict %s\">%s</span>"
              .formatted(VERDICTS.contains(verdict) ? verdict : "open", verdict);
      line(
          "<tr>%s<td>%s</td><td>%s <small>%s</small></td><td class=\"number\">%s</td></tr>"
              .formatted(
                  sentence(claims, i),
                  link.isEmpty() ? shown : "<a href=\"%s\">%s</a>".formatted(link, shown),
                  text(claim, "corpus"),
                  text(claim, "regime"),
                  text(claim, "effect") + " " + text(claim, "interval")));
    }
    line("</tbody>\n</table></div>");
  }

  /** A claim's cell, beside all of its verdicts; empty for a verdict that it stands beside. */
  private static String sentence(List<JsonObject> claims, int from) {
    String cell =
        "%s <small>%s</small>"
            .formatted(text(claims.get(from), "claim"), text(claims.get(from), "place"));
    int end = from;
    while (end < claims.size()
        && text(claims.get(end), "claim").equals(text(claims.get(from), "claim"))) {
      end++;
    }
    boolean first =
        from == 0 || !text(claims.get(from - 1), "claim").equals(text(claims.get(from), "claim"));
    return first ? "<td rowspan=\"%d\">%s</td>".formatted(end - from, cell) : "";
  }

  private static String text(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value == null || value.isJsonNull() ? "" : Html.escape(value.getAsString());
  }

  private static String shortened(String text) {
    if (text.length() <= 220) {
      return text;
    }
    int end = text.lastIndexOf(' ', 215);
    return text.substring(0, end > 0 ? end : 215) + " …";
  }

  static String duration(double seconds) {
    return seconds < 60
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%d min %02d s", (long) seconds / 60, (long) seconds % 60);
  }

  private void line(String text) {
    html.append(text).append('\n');
  }
}
