package org.serlab.paper.crosslanguage;

import java.util.List;
import org.serlab.evaluate.Measure;
import org.serlab.paper.Published;
import org.serlab.trial.Results;
import tech.tablesaw.api.Table;

/** The baselines' results beside what the paper printed: forests on both sets of functionals. */
public final class BaselineTables extends LanguageTables {
  private BaselineTables(Results results) {
    super(results, BaselineExperiment.sets(), "set", "forest on trimmed speech");
  }

  /** Tables of an experiment's records. */
  public static BaselineTables of(Results results) {
    return new BaselineTables(results);
  }

  @Override
  Ablation ablation(String set) {
    return new Ablation(set, set + BaselineExperiment.WCCN);
  }

  /** Every case as it is: forests are all cut the same. */
  @Override
  LanguageCase cut(String condition, LanguageCase one) {
    return one;
  }

  /** Figure 4: what WCCN adds across languages, beside the paper's gains, Deep-WCCN's too. */
  public Table gains(Measure measure) {
    Table table =
        columns(
            caption(measure + " gained by WCCN across languages"),
            List.of(
                "trained → tested",
                "paper's case",
                "set",
                "this run",
                "paper, WCCN",
                "paper, Deep-WCCN on wav2vec 2.0"));
    for (LanguageCase one : cases(true)) {
      for (String set : rows()) {
        append(
            table,
            List.of(
                LanguageCase.label(one.code()),
                LanguageCase.label(one.paperCode()),
                set,
                gain(set, one, measure).map(c -> tight(c.text())).orElse("not run"),
                published(set, one, measure + " gain by WCCN"),
                published(Wav2VecRows.MAIN, one, measure + " gain by Deep-WCCN")));
      }
    }
    return table;
  }

  private String published(String row, LanguageCase one, String what) {
    return paper().find(row, one.paperCode(), what).map(Published::text).orElse("");
  }
}
