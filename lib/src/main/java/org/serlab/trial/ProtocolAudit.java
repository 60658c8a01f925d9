package org.serlab.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.serlab.SerlabException;
import org.serlab.corpus.Utterance;
import org.serlab.evaluate.Answer;
import org.serlab.trial.Protocol.Pretraining;
import org.serlab.trial.Protocol.Selection;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Looks for leaks in what was done with a split: scaling fitted on more than the training part, a
 * choice made on the test part, pre-training that had seen test speakers. What a learner gets holds
 * no test utterance, so the first two can only come from a condition that asks for them; the third
 * is found by comparing speakers. (Leaks of the split itself are the corpus room's affair.)
 *
 * @param rows one per condition and setting that has records
 */
public record ProtocolAudit(List<Row> rows) {
  /**
   * Of one condition in one setting.
   *
   * @param condition its name
   * @param setting the setting
   * @param statistics what the scaling of features was fitted on
   * @param choice what anything was chosen on
   * @param pretraining the weights that it began with
   * @param leaks one phrase each; empty if there are none
   */
  public record Row(
      String condition,
      Setting setting,
      String statistics,
      String choice,
      String pretraining,
      List<String> leaks) {}

  /** Copies the list. */
  public ProtocolAudit {
    rows = List.copyOf(rows);
  }

  /** Audits everything that has records. */
  public static ProtocolAudit of(Results results) {
    List<Row> rows = new ArrayList<>();
    for (Setting setting : results.settings()) {
      for (Condition condition : results.experiment().conditions()) {
        List<TrialRecord> records = results.records(condition.name(), setting);
        if (!records.isEmpty()) {
          rows.add(row(records.get(0).spec().condition(), setting, records));
        }
      }
    }
    return new ProtocolAudit(rows);
  }

  private static Row row(Condition condition, Setting setting, List<TrialRecord> records) {
    Protocol protocol = condition.protocol();
    Set<String> leaks = new TreeSet<>();
    String statistics =
        switch (protocol.statistics()) {
          case TRAINING -> "training part";
          case SPEAKER -> "each speaker's utterances";
          case ALL -> "all parts";
        };
    if (protocol.statistics() != Protocol.Statistics.TRAINING) {
      leaks.add("scaling fitted on test utterances too");
    }
    String choice = condition.searches() ? "inner folds of the training part" : "nothing chosen";
    if (condition.chooses()) {
      boolean onTest = protocol.selection() == Selection.TEST;
      choice = onTest ? "test part" : "validation part";
      if (onTest) {
        leaks.add("chosen on the test part");
      }
      records.forEach(record -> leaks.addAll(validationLeaks(record)));
    }
    // A fold may have weights of its own, which had heard others.
    Map<String, Set<String>> met = new LinkedHashMap<>();
    for (TrialRecord record : records) {
      Condition own = record.spec().condition();
      for (Pretraining one : own.protocol().pretraining()) {
        met.computeIfAbsent(one.name(), name -> new TreeSet<>()).addAll(met(one, record.test()));
      }
      leaks.addAll(unknown(own));
    }
    met.forEach(
        (name, speakers) -> {
          if (!speakers.isEmpty()) {
            leaks.add(
                "%s was pre-trained on test speakers %s"
                    .formatted(name, String.join(", ", speakers)));
          }
        });
    String pretraining = String.join(", ", met.keySet());
    return new Row(
        condition.name(),
        setting,
        statistics,
        choice,
        pretraining.isEmpty() ? "none" : pretraining,
        List.copyOf(leaks));
  }

  /** Weights of which nobody says whom they had heard. */
  private static List<String> unknown(Condition condition) {
    Set<String> told =
        condition.protocol().pretraining().stream()
            .map(Pretraining::digest)
            .collect(Collectors.toSet());
    return condition.weights().entrySet().stream()
        .filter(weights -> !told.contains(weights.getValue()))
        .map(
            weights ->
                "nothing is said of whom the weights %s had heard".formatted(weights.getKey()))
        .toList();
  }

  private static List<String> validationLeaks(TrialRecord record) {
    Set<String> tested = record.test().stream().map(Answer::id).collect(Collectors.toSet());
    return record.validation().stream().anyMatch(answer -> tested.contains(answer.id()))
        ? List.of("validation and test part share utterances")
        : List.of();
  }

  private static Set<String> met(Pretraining pretraining, List<Answer> test) {
    Set<String> seen = speakers(pretraining);
    return test.stream()
        .map(Answer::speaker)
        .filter(seen::contains)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> speakers(Pretraining pretraining) {
    Set<String> speakers = new TreeSet<>();
    for (Map.Entry<String, List<String>> corpus : pretraining.speakers().entrySet()) {
      corpus.getValue().forEach(speaker -> speakers.add(corpus.getKey() + "/" + speaker));
    }
    return speakers;
  }

  /**
   * Stops a trial whose weights know its test speakers although its split keeps speakers apart.
   * (Scaling and choices that leak are what their condition is about, and it says so.)
   */
  static void check(Condition condition, TrialData data) {
    Set<String> trained = names(data.training());
    Set<String> tested = names(data.test());
    if (tested.stream().anyMatch(trained::contains)) {
      return; // speakers are shared anyway, and the tables say so
    }
    for (Pretraining one : condition.protocol().pretraining()) {
      Set<String> met = speakers(one);
      met.retainAll(tested);
      if (!met.isEmpty()) {
        throw new SerlabException(
            "The weights %s were pre-trained on speakers who are tested in this fold (%s): take a"
                    .formatted(one.name(), String.join(", ", met))
                + " fold without them.");
      }
    }
  }

  private static Set<String> names(List<Utterance> utterances) {
    return utterances.stream()
        .map(utterance -> utterance.corpus() + "/" + utterance.speaker())
        .collect(Collectors.toSet());
  }

  /** Whether nothing leaks. */
  public boolean isClean() {
    return rows.stream().allMatch(row -> row.leaks().isEmpty());
  }

  /** One line per condition and setting. */
  public Table table() {
    return Table.create(
        "Protocol audit: " + (isClean() ? "no leak found" : "leaks are named in the last column"),
        column("condition", Row::condition),
        column("data, partition", row -> row.setting().toString()),
        column("statistics fitted on", Row::statistics),
        column("chosen on", Row::choice),
        column("pre-trained", Row::pretraining),
        column("leaks", row -> row.leaks().isEmpty() ? "none" : String.join("; ", row.leaks())));
  }

  private StringColumn column(String name, java.util.function.Function<Row, String> cell) {
    return StringColumn.create(name, rows.stream().map(cell).toList());
  }
}
