package org.serlab.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.serlab.corpus.Corpora;
import org.serlab.corpus.Corpus;
import org.serlab.corpus.CorpusTable;
import org.serlab.corpus.Manifest;
import org.serlab.corpus.Manifests;
import org.serlab.paper.crosslanguage.PublishedDurations;
import org.serlab.trial.MeasuredTables;
import org.serlab.trial.Profile;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What was measured on every recording of the corpora, as tables and charts. It reads {@link
 * MeasuredTables} alone, so it needs no audio.
 *
 * @param tables per corpus one row per utterance, as {@link CorpusTable} gives it
 */
public record CorpusSurvey(Map<String, Table> tables) {
  /** Folder of the measured tables. */
  public static final String FOLDER = "corpora";

  /**
   * Every corpus that was measured. The demo corpus shows in the demo profile only, so that
   * simulated speech never stands beside real one.
   *
   * @param measured where the tables are
   * @param profile the run's profile
   */
  public static CorpusSurvey of(MeasuredTables measured, Profile profile) {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (String name : measured.names(FOLDER)) {
      boolean simulated = Manifests.find(name).map(Manifest::simulated).orElse(false);
      if (profile == Profile.DEMO || !simulated) {
        tables.put(name, measured.read(FOLDER + "/" + name, CorpusTable.types()));
      }
    }
    return new CorpusSurvey(tables);
  }

  /**
   * The corpora in the data folders; the simulated one in the demo profile only.
   *
   * @param profile the run's profile
   */
  public static List<Corpus> here(Profile profile) {
    return Corpora.found().stream()
        .filter(found -> profile == Profile.DEMO || !found.manifest().simulated())
        .map(found -> Corpora.open(found.manifest().name()))
        .toList();
  }

  /** Per corpus: language, recordings here and published, speakers, sentences, classes, hours. */
  public Table overview() {
    StringColumn corpus = StringColumn.create("corpus");
    StringColumn language = StringColumn.create("language");
    StringColumn here = StringColumn.create("recordings");
    IntColumn speakers = IntColumn.create("speakers");
    IntColumn sentences = IntColumn.create("sentences");
    StringColumn classes = StringColumn.create("classes");
    DoubleColumn minutes = DoubleColumn.create("minutes");
    StringColumn licence = StringColumn.create("licence");
    tables.forEach(
        (name, table) -> {
          Optional<Manifest> manifest = Manifests.find(name);
          corpus.append(
              name + (manifest.map(Manifest::simulated).orElse(false) ? " (simulated)" : ""));
          language.append(String.join(", ", distinct(table, "language")));
          here.append(part(table, manifest));
          speakers.append(distinct(table, "speaker").size());
          sentences.append(distinct(table, "sentence").size());
          classes.append(String.join(", ", distinct(table, "label")));
          minutes.append(table.doubleColumn("seconds").sum() / 60);
          licence.append(manifest.map(m -> m.rights().licence()).orElse("your own"));
        });
    return Table.create(
        "Corpora", corpus, language, here, speakers, sentences, classes, minutes, licence);
  }

  private static String part(Table table, Optional<Manifest> manifest) {
    int published =
        manifest
            .map(m -> m.expected().values().stream().mapToInt(Integer::intValue).sum())
            .orElse(0);
    int here = table.rowCount();
    return published == 0 || published == here ? String.valueOf(here) : here + " of " + published;
  }

  /**
   * @param name of a corpus
   * @return recordings per speaker and class
   */
  public Table bySpeaker(String name) {
    Table table = tables.get(name);
    List<String> labels = distinct(table, "label");
    Map<String, Map<String, Integer>> counts = new java.util.TreeMap<>();
    for (Row row : table) {
      counts
          .computeIfAbsent(row.getString("speaker"), speaker -> new LinkedHashMap<>())
          .merge(row.getString("label"), 1, Integer::sum);
    }
    Table result = Table.create("Recordings of " + name + " by speaker and class");
    result.addColumns(StringColumn.create("speaker", counts.keySet()));
    for (String label : labels) {
      int[] column = counts.values().stream().mapToInt(row -> row.getOrDefault(label, 0)).toArray();
      result.addColumns(IntColumn.create(label, column));
    }
    int[] all =
        counts.values().stream()
            .mapToInt(row -> row.values().stream().mapToInt(Integer::intValue).sum())
            .toArray();
    return result.addColumns(IntColumn.create("all", all));
  }

  /** Durations in seconds of every corpus, as recorded and without the silence at both ends. */
  public Table durations() {
    DurationRows rows = new DurationRows();
    tables.forEach(
        (name, table) -> {
          rows.add(name, "as recorded", table.doubleColumn("seconds"));
          rows.add(name, "trimmed", table.doubleColumn("trimmed"));
        });
    return rows.table("Durations in seconds");
  }

  /**
   * The cross-language paper's Table 1 beside what is measured here: durations of trimmed
   * recordings of the four classes. A corpus that was not measured says so.
   */
  public Table publishedDurations() {
    DurationRows rows = new DurationRows();
    for (PublishedDurations published : PublishedDurations.ALL) {
      rows.add(published);
      Table table = tables.get(published.corpus());
      if (table == null) {
        rows.addMissing(published.corpus());
      } else {
        Set<String> classes = Set.copyOf(published.classes());
        Table four = table.where(table.stringColumn("label").isIn(classes.toArray(new String[0])));
        rows.add(published.corpus(), "here, trimmed", four.doubleColumn("trimmed"));
      }
    }
    return rows.table("Durations in seconds of the four classes, trimmed: paper and here");
  }

  /**
   * @param name of a corpus
   * @return how a measured quantity is spread, by class
   */
  public Map<String, double[]> byClass(String name, String column) {
    Table table = tables.get(name);
    Map<String, double[]> groups = new LinkedHashMap<>();
    for (String label : distinct(table, "label")) {
      groups.put(
          label,
          table
              .where(table.stringColumn("label").isEqualTo(label))
              .doubleColumn(column)
              .asDoubleArray());
    }
    return groups;
  }

  private static List<String> distinct(Table table, String column) {
    return new ArrayList<>(
        table.stringColumn(column).asList().stream()
            .filter(value -> !value.isEmpty())
            .collect(Collectors.toCollection(java.util.TreeSet::new)));
  }

  /** Collects rows of durations. */
  private static final class DurationRows {
    private final StringColumn corpus = StringColumn.create("corpus");
    private final StringColumn source = StringColumn.create("source");
    private final IntColumn n = IntColumn.create("recordings");
    private final Map<String, DoubleColumn> numbers = new LinkedHashMap<>();
    private static final Map<String, ToDoubleFunction<DescriptiveStatistics>> STATISTICS =
        new LinkedHashMap<>();

    static {
      STATISTICS.put("mean", DescriptiveStatistics::getMean);
      STATISTICS.put("median", values -> values.getPercentile(50));
      STATISTICS.put("longest", DescriptiveStatistics::getMax);
      STATISTICS.put("shortest", DescriptiveStatistics::getMin);
      STATISTICS.put("total", DescriptiveStatistics::getSum);
    }

    DurationRows() {
      STATISTICS.keySet().forEach(name -> numbers.put(name, DoubleColumn.create(name)));
    }

    void add(String name, String what, DoubleColumn seconds) {
      DescriptiveStatistics values = new DescriptiveStatistics(seconds.asDoubleArray());
      row(name, what, seconds.size());
      STATISTICS.forEach((column, of) -> numbers.get(column).append(of.applyAsDouble(values)));
    }

    void add(PublishedDurations published) {
      row(published.corpus(), "paper", published.recordings());
      published.seconds().forEach((column, value) -> numbers.get(column).append(value));
    }

    void addMissing(String name) {
      corpus.append(name);
      source.append("not here");
      n.appendMissing();
      numbers.values().forEach(DoubleColumn::appendMissing);
    }

    private void row(String name, String what, int recordings) {
      corpus.append(name);
      source.append(what);
      n.append(recordings);
    }

    Table table(String title) {
      Table table = Table.create(title, corpus, source, n);
      numbers.values().forEach(table::addColumns);
      return table;
    }
  }
}
