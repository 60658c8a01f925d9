package org.serlab.paper.crosslanguage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.serlab.evaluate.Measure;
import org.serlab.learn.Epoch;
import org.serlab.trial.Profile;
import org.serlab.trial.Results;
import org.serlab.trial.Setting;
import org.serlab.trial.TrialRecord;
import org.serlab.trial.TrialSpec.Data;
import tech.tablesaw.api.Table;

/** What was chosen on validation parts: the small profile's learning rate, and by the searches. */
public final class Wav2VecChoices {
  /** What is searched, with its words. */
  private static final Map<String, String> SEARCHED = searchedSettings();

  private final Results results;

  private Wav2VecChoices(Results results) {
    this.results = results;
  }

  /** Tables of the records of {@link Wav2VecExperiment}. */
  public static Wav2VecChoices of(Results results) {
    return new Wav2VecChoices(results);
  }

  private static Map<String, String> searchedSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("weightDecay", "weight decay");
    settings.put("dropout", "dropout");
    settings.put("smoothing", "smoothing");
    settings.put("learningRate", "learning rate");
    return settings;
  }

  /** The tried rates that have a record on fold 1 of the first pair, seed 1. */
  private Map<Double, TrialRecord> tried() {
    Map<Double, TrialRecord> tried = new LinkedHashMap<>();
    Results first = results.only(spec -> spec.fold() == 1 && spec.seed() == 1);
    List<Data> pair = Languages.of(results.profile()).pairs().get(0);
    Setting setting = new Setting(pair, Wav2VecExperiment.VALIDATED, pair.get(0));
    for (double rate : Wav2VecRows.RATES) {
      first.records(Wav2VecRows.rate(rate), setting).stream()
          .findFirst()
          .ifPresent(record -> tried.put(rate, record));
    }
    return tried;
  }

  /** The epoch whose network was kept, the one with the lowest validation loss. */
  private static Epoch kept(TrialRecord record) {
    return record.history().get(((Number) record.notes().get("keptEpoch")).intValue() - 1);
  }

  /**
   * Learning rates by the validation part of fold 1 of the first pair; the test part is not used.
   */
  public Table rates() {
    Map<Double, TrialRecord> tried = tried();
    boolean published = results.profile() == Profile.PAPER;
    List<List<String>> rows = new ArrayList<>();
    for (double rate : Wav2VecRows.RATES) {
      String whose = rate == PublishedSettings.LEARNING_RATE ? "the paper's" : "";
      if (!tried.containsKey(rate)) {
        rows.add(List.of(plain(rate), "not run", "", "", "", whose));
        continue;
      }
      Epoch kept = kept(tried.get(rate));
      rows.add(
          List.of(
              plain(rate),
              String.valueOf(tried.get(rate).history().size()),
              String.valueOf(kept.number()),
              String.format(Locale.ROOT, "%.3f", kept.validationLoss()),
              Measure.UA.format(kept.validationUar()),
              rate == Wav2VecRows.RATE && !published ? chosen(whose) : whose));
    }
    return Differences.table(
        Wav2VecContrasts.caption(
            results,
            "Learning rates, on the validation part of fold 1 of the first pair, one seed"),
        List.of(
            "learning rate", "epochs", "epoch kept", "validation loss", "validation UA", "note"),
        rows);
  }

  private static String chosen(String whose) {
    return whose.isEmpty() ? "chosen" : whose + ", chosen";
  }

  private static String plain(double rate) {
    return BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString();
  }

  /** Whether the chosen rate has the lowest validation loss of those that were run. */
  public String rateFinding() {
    Map<Double, TrialRecord> tried = tried();
    if (!tried.containsKey(Wav2VecRows.RATE)) {
      return "The learning rate %s was not run.".formatted(plain(Wav2VecRows.RATE));
    }
    if (tried.size() == 1) {
      return "Of %d learning rates only %s was run: there is nothing to compare it with."
          .formatted(Wav2VecRows.RATES.size(), plain(Wav2VecRows.RATE));
    }
    Map<Double, Double> losses = new LinkedHashMap<>();
    tried.forEach((rate, record) -> losses.put(rate, kept(record).validationLoss()));
    double lowest = losses.entrySet().stream().min(Map.Entry.comparingByValue()).get().getKey();
    String all =
        tried.size() == Wav2VecRows.RATES.size()
            ? "all %d that were tried".formatted(tried.size())
            : "the %d of %d that were run".formatted(tried.size(), Wav2VecRows.RATES.size());
    String chosen = loss(Wav2VecRows.RATE, losses);
    return lowest == Wav2VecRows.RATE
        ? "The chosen learning rate, %s, has the lowest validation loss of %s."
            .formatted(chosen, all)
        : "The chosen learning rate, %s, does not have the lowest validation loss of %s: that is %s."
            .formatted(chosen, all, loss(lowest, losses));
  }

  private static String loss(double rate, Map<Double, Double> losses) {
    return String.format(Locale.ROOT, "%s (loss %.3f)", plain(rate), losses.get(rate));
  }

  /** What the searches of the head's settings chose, over all training sets and folds. */
  public Table searched() {
    List<List<String>> rows = new ArrayList<>();
    for (String name : HeadRows.searched()) {
      List<Map<?, ?>> chosen = new ArrayList<>();
      results.states().values().stream()
          .flatMap(state -> state.record().stream())
          .filter(record -> record.spec().condition().name().equals(name))
          .filter(record -> record.notes().get("chosen") instanceof Map<?, ?>)
          .forEach(record -> chosen.add((Map<?, ?>) record.notes().get("chosen")));
      List<String> row = new ArrayList<>(List.of(name, String.valueOf(chosen.size())));
      SEARCHED.keySet().forEach(setting -> row.add(range(chosen, setting)));
      rows.add(row);
    }
    return Differences.table(
        BaselineTables.of(results)
            .caption(
                "Settings that the searches chose, least to most over training sets and folds"),
        Differences.row(List.of("row", "searches"), List.copyOf(SEARCHED.values())),
        rows);
  }

  /** From the least to the most that was chosen of a setting; empty if it was not searched. */
  private static String range(List<Map<?, ?>> chosen, String setting) {
    DoubleSummaryStatistics values =
        chosen.stream()
            .map(one -> one.get(setting))
            .filter(Number.class::isInstance)
            .mapToDouble(value -> ((Number) value).doubleValue())
            .summaryStatistics();
    return values.getCount() == 0
        ? ""
        : String.format(Locale.ROOT, "%.2g to %.2g", values.getMin(), values.getMax());
  }
}
