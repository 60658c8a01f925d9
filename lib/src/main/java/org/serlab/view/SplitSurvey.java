package org.serlab.view;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.serlab.corpus.Corpora;
import org.serlab.corpus.Corpus;
import org.serlab.corpus.Fold;
import org.serlab.corpus.LeakAudit;
import org.serlab.corpus.Partition;
import org.serlab.corpus.Partitions;
import org.serlab.corpus.Utterance;
import org.serlab.paper.StandIns;
import org.serlab.trial.Experiment;
import org.serlab.trial.MeasuredTables;
import org.serlab.trial.Profile;
import org.serlab.trial.Setting;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The data of an experiment, how they are cut, and what training and test part of each cut share:
 * measured where the recordings are, read from small tables where they are not.
 *
 * @param settings data with their cuts
 * @param corpus the corpus, as the paper calls it, for which others stand in
 * @param measured where the small tables lie
 */
public record SplitSurvey(List<Setting> settings, String corpus, MeasuredTables measured) {
  private static final String FOLDER = "splits/";

  /**
   * @param experiment whose data
   * @param profile of which profile
   * @param corpus the paper's own corpus
   */
  public static SplitSurvey of(Experiment experiment, Profile profile, String corpus) {
    return new SplitSurvey(experiment.settings(profile), corpus, MeasuredTables.ordinary());
  }

  /**
   * Measures what is here.
   *
   * @return a sentence per setting: what its parts share
   */
  public List<String> measure() {
    List<String> verdicts = new ArrayList<>();
    for (Setting setting : settings) {
      String subset = setting.tested().subset();
      if (!Corpora.has(subset)) {
        verdicts.add(subset + " is not here");
        continue;
      }
      Corpus data = Corpora.open(subset);
      Partition partition = Partitions.of(setting.partition().name(), setting.partition().seed());
      LeakAudit audit = LeakAudit.of(partition, data);
      measured.write(name(setting), cuts(partition.folds(data), audit));
      measured.write(FOLDER + subset, classes(data));
      verdicts.add(audit.verdict());
    }
    return verdicts;
  }

  private static String name(Setting setting) {
    return FOLDER + setting.tested().subset() + "-" + setting.partition().label();
  }

  private static Table cuts(List<Fold> folds, LeakAudit audit) {
    Table table = cutTable();
    for (Fold fold : folds) {
      LeakAudit.Pair pair =
          audit.pairs().stream()
              .filter(one -> one.fold() == fold.number())
              .filter(one -> one.parts().equals("training and test"))
              .findFirst()
              .orElseThrow();
      Row row = table.appendRow();
      row.setInt("fold", fold.number());
      row.setString("held out", fold.name());
      row.setInt("training", fold.training().size());
      row.setInt("test", fold.test().size());
      for (LeakAudit.Kind kind : LeakAudit.Kind.values()) {
        row.setInt(shared(kind), pair.count(kind));
      }
    }
    return table;
  }

  private static String shared(LeakAudit.Kind kind) {
    return kind.word() + "s in both";
  }

  private static Table cutTable() {
    Table table =
        Table.create(
            "cuts",
            IntColumn.create("fold"),
            StringColumn.create("held out"),
            IntColumn.create("training"),
            IntColumn.create("test"));
    for (LeakAudit.Kind kind : LeakAudit.Kind.values()) {
      table.addColumns(IntColumn.create(shared(kind)));
    }
    return table;
  }

  private static Table classes(Corpus data) {
    Table table =
        Table.create(
            "classes",
            StringColumn.create("class"),
            IntColumn.create("utterances"),
            IntColumn.create("speakers"),
            IntColumn.create("sentences"));
    for (String label : data.labels()) {
      List<Utterance> own =
          data.utterances().stream().filter(one -> one.label().equals(label)).toList();
      Row row = table.appendRow();
      row.setString("class", label);
      row.setInt("utterances", own.size());
      row.setInt("speakers", (int) own.stream().map(Utterance::speaker).distinct().count());
      row.setInt("sentences", (int) own.stream().map(Utterance::sentence).distinct().count());
    }
    return table;
  }

  /** Utterances, speakers and sentences of each class. */
  public Table classes() {
    Table all = Table.create("Utterances by class", StringColumn.create("data"));
    Set<String> subsets = new LinkedHashSet<>();
    settings.forEach(setting -> subsets.add(setting.tested().subset()));
    ColumnType number = ColumnType.INTEGER;
    for (String subset : subsets) {
      Setting setting =
          settings.stream().filter(one -> one.tested().subset().equals(subset)).findFirst().get();
      measured
          .find(FOLDER + subset, ColumnType.STRING, number, number, number)
          .ifPresent(table -> append(all, named(setting), table));
    }
    return orNothing(all);
  }

  /** Per fold: what is held out, how many utterances train and test, what both parts share. */
  public Table cuts() {
    Table all =
        Table.create(
            "How the data are cut, and what training and test part share",
            StringColumn.create("data"));
    for (Setting setting : settings) {
      Optional<Table> table = measured.find(name(setting), cutTable().typeArray());
      table.ifPresent(
          found -> append(all, named(setting) + ", " + setting.partition().label(), found));
    }
    return orNothing(all);
  }

  private static Table orNothing(Table all) {
    if (all.isEmpty()) {
      all.stringColumn("data").append("not measured yet: it takes the recordings");
    }
    return all;
  }

  private String named(Setting setting) {
    return setting.tested().subset()
        + (StandIns.sentence(setting, corpus).isEmpty() ? "" : " (for " + corpus + ")");
  }

  /** Adds rows, with what they are of before them. */
  private static void append(Table all, String name, Table rows) {
    Table named = Table.create(all.name(), StringColumn.create("data"));
    for (int i = 0; i < rows.rowCount(); i++) {
      named.stringColumn("data").append(name);
    }
    rows.columns().forEach(named::addColumns);
    if (all.columnCount() == 1) {
      named.columns().stream().skip(1).forEach(column -> all.addColumns(column.emptyCopy()));
    }
    all.append(named);
  }
}
