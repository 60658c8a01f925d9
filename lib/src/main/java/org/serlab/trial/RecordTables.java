package org.serlab.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.serlab.Serlab;
import org.serlab.corpus.Corpora;
import org.serlab.corpus.Corpus;
import org.serlab.evaluate.Answer;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Tables about records themselves: where they were made, and whether they can be made again. */
public final class RecordTables {
  private static final String CONTENT = "content of ";

  private RecordTables() {}

  /**
   * Where and with what the records were made, and whether that differs between them: a record is
   * used whatever machine, version or copy of the corpus it is from, and the reader is told.
   *
   * @param results whose records
   * @return a row per fact and value, with the number of records that have it
   */
  public static Table environments(Results results) {
    List<TrialRecord> records =
        results.states().values().stream().flatMap(state -> state.record().stream()).toList();
    Map<String, Function<TrialRecord, String>> facts = new LinkedHashMap<>();
    facts.put("version", record -> record.environment().version());
    facts.put("commit", record -> commit(record.environment()));
    facts.put("engine", record -> record.environment().engine());
    facts.put("device", record -> record.environment().device());
    facts.put("processor", record -> record.environment().cpu());
    facts.put("cores", record -> String.valueOf(record.environment().cores()));
    facts.put("memory", record -> record.environment().memory() + " GB");
    facts.put("Java", record -> record.environment().jdk());
    for (TrialRecord record : records) {
      for (String subset : record.content().keySet()) {
        facts.putIfAbsent(CONTENT + subset, other -> content(other, subset));
      }
    }
    StringColumn fact = StringColumn.create("fact");
    StringColumn value = StringColumn.create("value");
    IntColumn count = IntColumn.create("records");
    facts.forEach(
        (name, of) -> {
          Map<String, Integer> values = new TreeMap<>();
          records.forEach(record -> values.merge(of.apply(record), 1, Integer::sum));
          values.remove("");
          values.forEach(
              (text, number) -> {
                fact.append(name);
                value.append(text);
                count.append(number);
              });
        });
    return Table.create(
        "Where the %d records were made".formatted(records.size()), fact, value, count);
  }

  private static String commit(TrialEnvironment environment) {
    String commit = environment.commit();
    String brief = commit.length() > 12 ? commit.substring(0, 12) : commit;
    return environment.dirty() ? brief + " with changes" : brief;
  }

  private static String content(TrialRecord record, String subset) {
    TrialRecord.Content content = record.content().get(subset);
    return content == null ? "" : content(content.utterances(), content.digest());
  }

  private static String content(int recordings, String digest) {
    return "%d recordings, %s".formatted(recordings, digest.substring(0, 12));
  }

  /**
   * How the records differ from what this machine would make: another version, engine, device or
   * copy of the corpus. Such records are used all the same; this is what is shown of it.
   *
   * @param results whose records
   * @return a row per fact that differs; none if all would be alike
   */
  public static Table differences(Results results) {
    StringColumn fact = StringColumn.create("fact");
    StringColumn recorded = StringColumn.create("in records");
    StringColumn here = StringColumn.create("here");
    IntColumn count = IntColumn.create("records");
    TrialEnvironment machine =
        TrialEnvironment.here("", System.getProperty("serlab.device", "cpu"));
    Map<String, String> now = new LinkedHashMap<>();
    now.put("version", machine.version());
    now.put("commit", commit(machine));
    now.put("device", machine.device());
    now.put("processor", machine.cpu());
    now.put("Java", machine.jdk());
    Table made = environments(results);
    for (int i = 0; i < made.rowCount(); i++) {
      String name = made.stringColumn("fact").get(i);
      String value = made.stringColumn("value").get(i);
      String own = now.getOrDefault(name, contentHere(name));
      if (!own.isEmpty() && !own.equals(value)) {
        fact.append(name);
        recorded.append(value);
        here.append(own);
        count.append(made.intColumn("records").get(i));
      }
    }
    return Table.create(
        fact.isEmpty()
            ? "All records are as this machine would make them"
            : "Records from elsewhere",
        fact,
        recorded,
        here,
        count);
  }

  /** The content of a subset that is here, in the words of {@link #environments}. */
  private static String contentHere(String fact) {
    String subset = fact.startsWith(CONTENT) ? fact.substring(CONTENT.length()) : "";
    if (subset.isEmpty() || !Corpora.has(subset)) {
      return "";
    }
    Corpus corpus = Corpora.open(subset);
    return content(corpus.utterances().size(), corpus.contentDigest());
  }

  /**
   * Whether trials that were done again gave what is committed.
   *
   * @param trials the trials
   * @param records where they were done again, such as the folder of {@code --records}
   * @return a row per trial that is in both places
   */
  public static Table reproduction(List<TrialSpec> trials, Records records) {
    return reproduction(
        trials, records, Records.in(Serlab.home().resolve("notebooks").resolve("records")));
  }

  static Table reproduction(List<TrialSpec> trials, Records records, Records committed) {
    StringColumn trial = StringColumn.create("trial");
    IntColumn utterances = IntColumn.create("test utterances");
    IntColumn changed = IntColumn.create("other class");
    DoubleColumn largest = DoubleColumn.create("largest difference of a probability");
    StringColumn verdict = StringColumn.create("in words");
    for (TrialSpec spec : trials) {
      Optional<TrialRecord> now = records.find(spec);
      Optional<TrialRecord> before = committed.find(spec);
      if (now.isEmpty() || before.isEmpty()) {
        continue;
      }
      Difference difference = Difference.of(now.get(), before.get());
      trial.append(TrialProcess.name(spec));
      utterances.append(difference.common());
      changed.append(difference.changed());
      largest.append(difference.largest());
      verdict.append(difference.words(now.get(), before.get()));
    }
    return Table.create(
        "Done again, beside what is committed", trial, utterances, changed, largest, verdict);
  }

  /** Between the answers of two records of one trial. */
  private record Difference(int common, int changed, double largest, boolean sameUtterances) {
    static Difference of(TrialRecord now, TrialRecord before) {
      Map<String, Answer> old = new TreeMap<>();
      before.test().forEach(answer -> old.put(answer.id(), answer));
      List<Answer> common =
          now.test().stream().filter(answer -> old.containsKey(answer.id())).toList();
      int changed = 0;
      double largest = 0;
      for (Answer answer : common) {
        Answer other = old.get(answer.id());
        changed += answer.predicted() == other.predicted() ? 0 : 1;
        int classes = Math.min(answer.probabilities().length, other.probabilities().length);
        for (int k = 0; k < classes; k++) {
          largest =
              Math.max(largest, Math.abs(answer.probabilities()[k] - other.probabilities()[k]));
        }
      }
      boolean same = common.size() == now.test().size() && common.size() == old.size();
      return new Difference(common.size(), changed, largest, same);
    }

    String words(TrialRecord now, TrialRecord before) {
      List<String> reasons = new ArrayList<>();
      if (!sameUtterances) {
        reasons.add("not the same test utterances");
      }
      if (largest == 0 && reasons.isEmpty()) {
        return "the same predictions";
      }
      TrialEnvironment here = now.environment();
      TrialEnvironment there = before.environment();
      if (!now.content().equals(before.content())) {
        reasons.add("another copy of the corpus");
      }
      if (!here.cpu().equals(there.cpu())) {
        reasons.add("another processor");
      }
      if (!here.device().equals(there.device()) || !here.engine().equals(there.engine())) {
        reasons.add("another engine or device");
      }
      if (!here.version().equals(there.version()) || !here.commit().equals(there.commit())) {
        reasons.add("another version of the code");
      }
      String text = largest == 0 ? "the same predictions on what is common" : "other predictions";
      return reasons.isEmpty() ? text : text + "; " + String.join(", ", reasons);
    }
  }
}
