package org.serlab.paper;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.serlab.evaluate.Verdict;
import org.serlab.paper.Claim.Judgement;
import org.serlab.trial.Regime;
import org.serlab.trial.Results;
import org.serlab.trial.Setting;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Claims with what the results say of each, per corpus and regime. A verdict never speaks beyond
 * its corpus, which it names.
 *
 * @param entries one per claim and setting
 */
public record ClaimLedger(List<Entry> entries) {
  /**
   * A claim in a setting.
   *
   * @param claim the claim
   * @param setting the setting
   * @param corpus the subset it was put to, and what that stands in for
   * @param regime whether speakers are shared; empty without records
   * @param judgement what the results say
   */
  public record Entry(
      Claim claim, Setting setting, String corpus, String regime, Judgement judgement) {
    /** The verdict's word, such as {@code not tested here}. */
    String verdict() {
      String word = judgement.verdict().word();
      return judgement.verdict() == Verdict.NOT_TESTED ? word + " here" : word;
    }
  }

  /** Copies the list. */
  public ClaimLedger {
    entries = List.copyOf(entries);
  }

  /** Puts the claims to the results, in every setting to which they apply. */
  public static ClaimLedger of(List<Claim> claims, Results results) {
    List<Entry> entries = new ArrayList<>();
    for (Claim claim : claims) {
      for (Setting setting : results.settings()) {
        claim
            .judge(results, setting)
            .ifPresent(
                judgement ->
                    entries.add(
                        new Entry(
                            claim,
                            setting,
                            setting + brackets(StandIns.sentence(setting, claim.corpus())),
                            results.regime(setting).map(Regime::words).orElse(""),
                            judgement)));
      }
    }
    return new ClaimLedger(entries);
  }

  private static String brackets(String text) {
    return text.isEmpty() ? "" : " (" + text + ")";
  }

  /** One line per claim and setting. */
  public Table table() {
    return Table.create(
        "What holds up of the paper's claims",
        column("claim", entry -> entry.claim().sentence()),
        column("stands in", entry -> entry.claim().place()),
        column("put to", Entry::corpus),
        column("regime", Entry::regime),
        column("verdict", Entry::verdict),
        column(
            "effect",
            entry -> (entry.judgement().effect() + " " + entry.judgement().interval()).strip()),
        column("in words", entry -> entry.judgement().words()));
  }

  private StringColumn column(String name, Function<Entry, String> cell) {
    return StringColumn.create(name, entries.stream().map(cell).toList());
  }

  /**
   * For the site's front page: an array of objects with the texts {@code claim}, {@code paper},
   * {@code place}, {@code verdict}, {@code corpus}, {@code regime}, {@code measure}, {@code
   * effect}, {@code interval} and {@code words}.
   */
  public JsonArray toJson() {
    JsonArray array = new JsonArray();
    for (Entry entry : entries) {
      JsonObject object = new JsonObject();
      object.addProperty("claim", entry.claim().sentence());
      object.addProperty("paper", entry.claim().paper());
      object.addProperty("place", entry.claim().place());
      object.addProperty("verdict", entry.verdict());
      object.addProperty("corpus", entry.corpus());
      object.addProperty("regime", entry.regime());
      object.addProperty("measure", entry.claim().measure().name());
      object.addProperty("effect", entry.judgement().effect());
      object.addProperty("interval", entry.judgement().interval());
      object.addProperty("words", entry.judgement().words());
      array.add(object);
    }
    return array;
  }
}
