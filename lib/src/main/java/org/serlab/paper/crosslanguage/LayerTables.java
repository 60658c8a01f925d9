package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.serlab.evaluate.Contrast;
import org.serlab.evaluate.Estimate;
import org.serlab.evaluate.Measure;
import org.serlab.trial.Results;
import tech.tablesaw.api.Table;

/**
 * Which layer of the small pre-trained network carries emotion: a linear classifier on each. The
 * layers are described on the test part; nothing is chosen by it.
 */
public final class LayerTables {
  private final Results results;
  private final EqualFolds folds;

  private LayerTables(Results results) {
    this.results = results;
    folds = EqualFolds.of(results);
  }

  /** Tables of the records of {@link Wav2VecExperiment}. */
  public static LayerTables of(Results results) {
    return new LayerTables(results);
  }

  /** Names of the probes' rows, from the transformer's input on. */
  public static List<String> rows() {
    return IntStream.rangeClosed(0, HeadRows.PROBED_LAYERS).mapToObj(HeadRows::layer).toList();
  }

  /** Each layer in every case, and the best one; the forests beside them. */
  public Table layers(Measure measure) {
    List<List<String>> rows = new ArrayList<>();
    for (Tested tested : folds.tested()) {
      Map<String, Estimate> estimates = estimates(tested, measure);
      rows.add(
          Differences.row(
              List.of(tested.label()),
              rows().stream()
                  .map(one -> folds.cell(one, tested, Optional.ofNullable(estimates.get(one))))
                  .toList(),
              List.of(best(estimates).orElse("")),
              BaselineExperiment.sets().stream()
                  .map(set -> folds.cell(set, tested, measure))
                  .toList()));
    }
    return Differences.table(
        Wav2VecContrasts.caption(
            results,
            "%s of a linear classifier on the mean and deviation of each layer, layer 0 is the transformer's input; beside them the forests on classical features; 'all' pools the languages, %s"
                .formatted(measure, folds.words())),
        Differences.row(
            List.of("trained → tested"),
            rows(),
            List.of("best"),
            BaselineExperiment.sets().stream().map(set -> set + " forest").toList()),
        rows);
  }

  /** Of the layers that were run. */
  private Map<String, Estimate> estimates(Tested tested, Measure measure) {
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    for (String layer : rows()) {
      folds.estimate(layer, tested, measure).ifPresent(estimate -> estimates.put(layer, estimate));
    }
    return estimates;
  }

  private static Optional<String> best(Map<String, Estimate> estimates) {
    Comparator<String> order = Comparator.comparingDouble(row -> estimates.get(row).value());
    return estimates.keySet().stream()
        .max(
            estimates.values().stream().allMatch(one -> one.measure().higherIsBetter())
                ? order
                : order.reversed());
  }

  /** For every case the best layer, and from which others the test separates it. */
  public List<String> layerFindings(Measure measure) {
    List<String> findings = new ArrayList<>();
    for (Tested tested : folds.tested()) {
      Map<String, Estimate> estimates = estimates(tested, measure);
      best(estimates).ifPresent(best -> findings.add(finding(tested, best, estimates, measure)));
    }
    return findings.isEmpty() ? List.of("No layer has a record.") : findings;
  }

  private String finding(
      Tested tested, String best, Map<String, Estimate> estimates, Measure measure) {
    Map<String, Optional<Contrast>> contrasts = new LinkedHashMap<>();
    for (String layer : estimates.keySet()) {
      if (!layer.equals(best)) {
        contrasts.put(layer, folds.contrast(layer, best, tested, measure));
      }
    }
    List<String> missing = new ArrayList<>(rows());
    missing.removeAll(estimates.keySet());
    String words =
        "%s: of %s %s is best (%s %s); %s"
            .formatted(
                tested.label().replace('\u00a0', ' '),
                missing.isEmpty() ? "all layers" : "the layers run",
                best,
                measure,
                measure.format(estimates.get(best).value()),
                separated(Differences.adjusted(contrasts)));
    return missing.isEmpty()
        ? words
        : words + " Not run: %s.".formatted(String.join(", ", missing));
  }

  /** Each other less the best, corrected together. */
  private static String separated(Map<String, Optional<Contrast>> contrasts) {
    List<String> worse =
        contrasts.entrySet().stream()
            .filter(one -> one.getValue().orElseThrow().finding() == Contrast.Finding.WORSE)
            .map(Map.Entry::getKey)
            .toList();
    if (contrasts.isEmpty()) {
      return "it has no other to be compared with.";
    }
    if (worse.size() == contrasts.size()) {
      return "the test separates it from every other.";
    }
    if (!worse.isEmpty()) {
      return "the test separates it from %s, not from the rest."
          .formatted(String.join(", ", worse));
    }
    String reasons =
        contrasts.values().stream()
            .map(one -> Differences.undecided(one.orElseThrow()))
            .distinct()
            .collect(Collectors.joining("; "));
    return "the test separates it from no other (%s).".formatted(reasons);
  }
}
