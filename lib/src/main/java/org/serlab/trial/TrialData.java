package org.serlab.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.serlab.SerlabException;
import org.serlab.corpus.Corpora;
import org.serlab.corpus.Corpus;
import org.serlab.corpus.Fold;
import org.serlab.corpus.LeakAudit;
import org.serlab.corpus.Partition;
import org.serlab.corpus.Partitions;
import org.serlab.corpus.Utterance;
import org.serlab.nn.Torch;
import org.serlab.trial.TrialRecord.Content;
import org.serlab.trial.TrialSpec.Data;

/**
 * The utterances of a trial, as its parts. Of several subsets each is cut by itself; their folds of
 * the same number are joined.
 *
 * @param classes names of the classes, in the order of the first subset
 * @param fold what is held out, such as {@code speakers 03, 08}
 * @param training utterances that train
 * @param validation utterances for early stopping and choices
 * @param test utterances that are predicted
 * @param content per subset what of it is here
 */
record TrialData(
    List<String> classes,
    String fold,
    List<Utterance> training,
    List<Utterance> validation,
    List<Utterance> test,
    Map<String, Content> content) {

  /**
   * @throws SerlabException if a corpus is not here, cannot be cut this way, or has no such fold,
   *     or if the partition promises new speakers and its parts share more than sentences
   */
  static TrialData open(TrialSpec spec) {
    Partition partition = Partitions.of(spec.partition().name(), spec.partition().seed());
    List<String> classes = List.of();
    List<String> names = new ArrayList<>();
    List<Utterance> training = new ArrayList<>();
    List<Utterance> validation = new ArrayList<>();
    List<Utterance> test = new ArrayList<>();
    Map<String, Content> content = new LinkedHashMap<>();
    boolean independent = true;
    for (Data data : spec.data()) {
      Corpus corpus = Corpora.open(data.subset());
      if (!corpus.name().equals(data.corpus())) {
        throw new SerlabException(
            "The subset %s is one of %s, not of %s: correct the specification."
                .formatted(data.subset(), corpus.name(), data.corpus()));
      }
      classes = classes.isEmpty() ? corpus.labels() : same(classes, corpus);
      Fold fold = fold(corpus, partition, spec.fold());
      names.add(fold.name());
      independent &= LeakAudit.promisesNewSpeakers(partition, corpus);
      if (!data.testOnly()) {
        training.addAll(fold.training());
        validation.addAll(fold.validation());
      } else if (data.heard() > 0) {
        training.addAll(heard(data, fold, spec.partition().seed()));
      }
      test.addAll(fold.test());
      content.put(
          data.subset(),
          new Content(corpus.utterances().size(), corpus.part(), corpus.contentDigest()));
    }
    String name = names.stream().distinct().collect(Collectors.joining("; "));
    if (independent) { // elsewhere leaks are reported beside the results, here they end the trial
      Fold joined = new Fold(spec.fold(), name, training, validation, test);
      LeakAudit.of(partition.name(), spec.dataName(), true, List.of(joined)).gate();
    }
    return new TrialData(classes, name, training, validation, test, content);
  }

  /**
   * A few utterances of a fold's training part, of all classes alike. They follow from partition
   * and fold alone, and fewer are among more.
   */
  private static List<Utterance> heard(Data data, Fold fold, long seed) {
    Map<String, List<Utterance>> byLabel = new TreeMap<>();
    for (Utterance utterance : fold.training()) {
      byLabel.computeIfAbsent(utterance.label(), label -> new ArrayList<>()).add(utterance);
    }
    if (fold.training().size() < data.heard()) {
      throw new SerlabException(
          "%s has %d training utterances in fold %d, so that %d of them cannot be heard."
              .formatted(data.subset(), fold.training().size(), fold.number(), data.heard()));
    }
    Random random = new Random(Torch.mix(seed, fold.number()));
    byLabel.values().forEach(list -> Collections.shuffle(list, random));
    List<Utterance> heard = new ArrayList<>();
    for (int i = 0; heard.size() < data.heard(); i++) {
      for (List<Utterance> list : byLabel.values()) {
        if (i < list.size() && heard.size() < data.heard()) {
          heard.add(list.get(i));
        }
      }
    }
    return heard;
  }

  private static List<String> same(List<String> classes, Corpus corpus) {
    if (!List.copyOf(classes).containsAll(corpus.labels())) {
      throw new SerlabException(
          "%s has the classes %s, but the corpora before it %s: take subsets with the same classes."
              .formatted(
                  corpus.subset(), String.join(", ", corpus.labels()), String.join(", ", classes)));
    }
    return classes;
  }

  private static Fold fold(Corpus corpus, Partition partition, int number) {
    List<Fold> folds = partition.folds(corpus);
    return folds.stream()
        .filter(fold -> fold.number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new SerlabException(
                    "%s cut as %s has no fold %d; it has %s."
                        .formatted(
                            corpus.subset(),
                            partition.name(),
                            number,
                            folds.stream()
                                .map(fold -> String.valueOf(fold.number()))
                                .collect(Collectors.joining(", ")))));
  }

  /** All utterances, those of the training part first. */
  List<Utterance> all() {
    List<Utterance> all = new ArrayList<>(training);
    all.addAll(validation);
    all.addAll(test);
    return all;
  }

  /**
   * How often utterances of each training corpus are used so that every corpus weighs about as much
   * as the largest: its size divided by theirs, rounded up.
   */
  Map<String, Integer> repetition() {
    Map<String, Integer> sizes = new TreeMap<>();
    training.forEach(utterance -> sizes.merge(utterance.corpus(), 1, Integer::sum));
    int largest = sizes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    sizes.replaceAll((corpus, size) -> (largest + size - 1) / size);
    return sizes;
  }

  /** The training part with each utterance as often as its corpus is repeated. */
  List<Utterance> repeated(Map<String, Integer> repetition) {
    List<Utterance> repeated = new ArrayList<>();
    for (Utterance utterance : training) {
      repeated.addAll(
          Collections.nCopies(repetition.getOrDefault(utterance.corpus(), 1), utterance));
    }
    return repeated;
  }

  /** Index of the utterance's class. */
  int label(Utterance utterance) {
    return classes.indexOf(utterance.label());
  }
}
