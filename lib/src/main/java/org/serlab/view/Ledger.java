package org.serlab.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.serlab.paper.ClaimLedger;
import org.serlab.paper.Publication;

/**
 * Verdicts on papers' claims, as a table in a notebook; the site's front page gathers them from all
 * notebooks, each with a link back.
 */
public final class Ledger {
  /** What {@code type} says in the data of a ledger; its rows are below {@code claims}. */
  public static final String TYPE = "claims";

  private Ledger() {}

  static Rendering render(ClaimLedger ledger) {
    Rendering table = TableView.of(ledger.table()).rows(ledger.entries().size()).render();
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
}
