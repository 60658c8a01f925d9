package org.serlab.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.serlab.evaluate.Verdict;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Verdicts on a paper's claims, as a table in its notebook; the site's front page gathers them from
 * all notebooks, each with a link back.
 */
public final class Ledger implements Renderable {
  /** What {@code type} says in the data of a ledger; its rows are below {@code claims}. */
  public static final String TYPE = "claims";

  /**
   * A claim and what the records say of it, on one corpus in one regime.
   *
   * @param claim the paper's sentence, shortened
   * @param paper who claims it
   * @param place where in the paper
   * @param verdict what the records say
   * @param corpus on which recordings; not the paper's own if it says so
   * @param regime by which kind of split
   * @param effect the difference with its unit, or empty
   * @param interval its interval, or what a test would take where there was none
   */
  public record Row(
      String claim,
      String paper,
      String place,
      Verdict verdict,
      String corpus,
      String regime,
      String effect,
      String interval) {
    private JsonObject data() {
      JsonObject data = new JsonObject();
      data.addProperty("claim", claim);
      data.addProperty("paper", paper);
      data.addProperty("place", place);
      data.addProperty("verdict", verdict.word());
      data.addProperty("corpus", corpus);
      data.addProperty("regime", regime);
      data.addProperty("effect", effect);
      data.addProperty("interval", interval);
      return data;
    }
  }

  private final String caption;
  private final List<Row> rows;

  private Ledger(String caption, List<Row> rows) {
    this.caption = caption;
    this.rows = List.copyOf(rows);
  }

  /**
   * @param caption whose claims
   * @param rows the claims in the paper's order
   */
  public static Ledger of(String caption, List<Row> rows) {
    return new Ledger(caption, rows);
  }

  @Override
  public Rendering render() {
    Table table =
        Table.create(
            caption,
            column("claim", row -> row.claim()),
            column("where", row -> row.place()),
            column("verdict", row -> row.verdict().word()),
            column("on", row -> row.corpus() + ", " + row.regime()),
            column("effect", row -> row.effect()),
            column("interval", row -> row.interval()));
    Rendering shown = TableView.of(table).rows(rows.size()).render();
    JsonObject data = new JsonObject();
    data.addProperty("type", TYPE);
    data.addProperty("caption", caption);
    JsonArray claims = new JsonArray();
    rows.forEach(row -> claims.add(row.data()));
    data.add("claims", claims);
    return new Rendering(shown.content(), data);
  }

  private StringColumn column(String name, java.util.function.Function<Row, String> text) {
    return StringColumn.create(name, rows.stream().map(text));
  }
}
