package org.serlab.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.serlab.paper.ClaimLedger;
import org.serlab.paper.Publication;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Verdicts on papers' claims, as a table in a notebook; the site's front page gathers them from all
 * notebooks, each with a link back.
 */
public final class Ledger {
  /** What {@code type} says in the data of a ledger; its rows are below {@code claims}. */
  public static final String TYPE = "claims";

  private static final String DITTO = "″";

  private Ledger() {}

  static Rendering render(ClaimLedger ledger) {
    Rendering table = TableView.of(brief(ledger)).rows(ledger.entries().size()).render();
    JsonArray claims = ledger.toJson();
    for (JsonElement element : claims) {
      JsonObject claim = element.getAsJsonObject();
      Publication.find(claim.get("paper").getAsString())
          .ifPresent(
              paper -> {
                claim.addProperty("title", paper.title());
                claim.addProperty("authors", paper.authors());
              });
    }
    JsonObject data = new JsonObject();
    data.addProperty("type", TYPE);
    data.add("claims", claims);
    return new Rendering(table.content(), data);
  }

  /** Each claim's sentence once. */
  private static Table brief(ClaimLedger ledger) {
    Table all = ledger.table();
    StringColumn claim = StringColumn.create("claim");
    StringColumn putTo = StringColumn.create("put to");
    String before = "";
    for (int i = 0; i < all.rowCount(); i++) {
      String sentence = all.getString(i, "claim") + " (" + all.getString(i, "stands in") + ")";
      claim.append(sentence.equals(before) ? DITTO : sentence);
      before = sentence;
      String regime = all.getString(i, "regime");
      putTo.append(all.getString(i, "put to") + (regime.isEmpty() ? "" : "; " + regime));
    }
    return Table.create(
        all.name(),
        claim,
        putTo,
        all.column("verdict"),
        all.column("effect"),
        all.column("in words"));
  }
}
