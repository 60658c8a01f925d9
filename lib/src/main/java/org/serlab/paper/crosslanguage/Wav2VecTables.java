package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.serlab.evaluate.Measure;
import org.serlab.paper.Published;
import org.serlab.trial.Profile;
import org.serlab.trial.Results;
import tech.tablesaw.api.Table;

/**
 * The paper's own network beside the baselines' forests and beside what it printed. All figures are
 * of the first training seed, which alone has all folds: a mean over seeds would weigh the first
 * fold more than the others.
 */
public final class Wav2VecTables extends LanguageTables {
  private static final String TABLE_4 = "Table 4";

  /** The network of all profiles but the paper's. */
  static final String STAND_IN = "a small wav2vec 2.0 from scratch";

  private Wav2VecTables(Results results) {
    super(
        results.only(spec -> spec.seed() == 1),
        rowNames(),
        "row",
        "wav2vec 2.0 with Deep-WCCN beside forests, trimmed speech");
  }

  private static List<String> rowNames() {
    List<String> names = new ArrayList<>(List.of(Wav2VecRows.MAIN));
    names.addAll(BaselineExperiment.sets());
    return names;
  }

  /** Tables of an experiment's records. */
  public static Wav2VecTables of(Results results) {
    return new Wav2VecTables(results);
  }

  @Override
  Ablation ablation(String row) {
    return row.equals(Wav2VecRows.MAIN)
        ? new Ablation(Wav2VecRows.WITHOUT, row, "Deep-WCCN")
        : super.ablation(row);
  }

  @Override
  LanguageCase cut(String condition, LanguageCase one) {
    return one.cut(Wav2VecExperiment.cut(condition));
  }

  /** Which language and which network stand in for the paper's; empty where none does. */
  @Override
  public String remark() {
    String languages = super.remark();
    return results().profile() == Profile.PAPER
        ? languages
        : "%s, %s for XLSR-53".formatted(languages, STAND_IN);
  }

  /**
   * Table 4: what other works reached, as it lists them, then what the paper's network and this
   * run's rows did in the places that it gives of its own. A dash stands where a work did not give
   * the measure.
   */
  public Table published(Measure measure) {
    Table table =
        columns(
            caption(measure + " beside published works, as Table 4 lists them"),
            List.of("language", "work", "trained on", "tested on", "classes", measure.name()));
    for (boolean across : List.of(false, true)) {
      works(table, measure, across);
      for (LanguageCase one : cases(true)) {
        String column = across ? one.paperCode() : "within -> " + one.testedCode();
        paper()
            .find(Wav2VecRows.MAIN, column, measure.name())
            .filter(value -> value.place().contains(TABLE_4))
            .ifPresent(value -> own(table, measure, across, one, value));
      }
    }
    return table;
  }

  private void works(Table table, Measure measure, boolean across) {
    paper().values().stream()
        .filter(value -> value.place().equals(TABLE_4) && !value.row().equals(Wav2VecRows.MAIN))
        .filter(value -> value.column().startsWith(word(across)))
        .forEach(
            value -> {
              String[] parts = value.column().split(", "); // within, EN+DE, 4 classes
              append(
                  table,
                  List.of(
                      word(across),
                      value.row(),
                      parts[1],
                      value.corpus(),
                      parts[2].split(" ")[0],
                      value.measure().equals(measure.name()) ? tight(value.text()) : "–"));
            });
  }

  /** The paper's own row of a place, and this run's. */
  private void own(Table table, Measure measure, boolean across, LanguageCase one, Published own) {
    List<LanguageCase> cases = across ? List.of(one) : withinCases(one);
    append(
        table,
        List.of(
            word(across),
            "the paper: " + own.row(),
            trained(cases.stream().map(LanguageCase::paperCode).toList()),
            own.corpus(),
            "4",
            tight(own.text())));
    for (String row : rows()) {
      int classes = results().classes(cut(row, one).setting()).size();
      append(
          table,
          List.of(
              word(across),
              "this run: " + row,
              trained(cases.stream().map(LanguageCase::code).toList()),
              one.setting().tested().subset(),
              classes == 0 ? "" : String.valueOf(classes),
              across ? cell(row, one, measure) : cellWithin(row, one, measure)));
    }
  }

  private static String word(boolean across) {
    return across ? "across" : "within";
  }

  private static String trained(List<String> codes) {
    return codes.stream().map(code -> code.split(" ")[0]).collect(Collectors.joining(", "));
  }
}
