package org.serlab.trial;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The whole specification of a trial: one condition, trained and tested on one fold with one seed.
 *
 * @param paper the paper's key, such as {@code attres}
 * @param condition the condition, spelt out
 * @param data what is trained and tested on: one subset, or several for training across corpora
 * @param partition how each subset is cut
 * @param fold number of the fold, from 1
 * @param seed fixes initialisation, shuffling, dropout and augmentation
 * @param device {@code cpu}, {@code gpu}, or {@code auto} for a GPU where there is one; not part of
 *     the key
 */
public record TrialSpec(
    String paper,
    Condition condition,
    List<Data> data,
    Cut partition,
    int fold,
    long seed,
    String device) {

  /**
   * A corpus or a named subset of it.
   *
   * @param corpus the corpus, such as {@code emodb}
   * @param subset the subset, such as {@code emodb-4}, or the corpus's own name for all of it
   * @param testOnly whether only its test part is used: a language that the training never hears
   * @param heard so many utterances of its training part train all the same, as if little of the
   *     language could be had; 0 for none, and where all of it trains
   */
  public record Data(String corpus, String subset, boolean testOnly, int heard) {
    /** Checks that it fits. */
    public Data {
      if (heard < 0 || heard > 0 && !testOnly) {
        throw new IllegalArgumentException(
            subset + " has " + heard + " heard utterances: only test-only data can have some");
      }
    }

    /** Data of which all or nothing trains. */
    public Data(String corpus, String subset, boolean testOnly) {
      this(corpus, subset, testOnly, 0);
    }

    /** Test-only data of which the training hears a little. */
    public Data heard(int utterances) {
      return new Data(corpus, subset, true, utterances);
    }

    /** A subset that trains, validates and tests. */
    public static Data of(String corpus, String subset) {
      return new Data(corpus, subset, false);
    }

    /** As names of data write it: {@code nemo-4}, or {@code nemo-4.30} with 30 utterances heard. */
    String label() {
      return heard == 0 ? subset : subset + "." + heard;
    }

    /** Whether it goes by this name. */
    boolean is(String name) {
      return name.equals(corpus) || name.equals(subset);
    }
  }

  /**
   * A partition by name.
   *
   * @param name such as {@code random} or {@code independent}
   * @param seed the partition's own seed; 0 where nothing is random
   */
  public record Cut(String name, long seed) {
    /** As file names and tables write it: the name, and the seed where it is not 0 or 1. */
    public String label() {
      return seed == 0 || seed == 1 ? name : name + "." + seed;
    }
  }

  /** Checks what can be checked without the corpus. */
  public TrialSpec {
    data = List.copyOf(data);
    if (data.isEmpty() || data.get(0).testOnly()) {
      throw new IllegalArgumentException("a trial needs data to train on");
    }
    if (fold < 1) {
      throw new IllegalArgumentException("folds count from 1, not " + fold);
    }
    if (!List.of("auto", "cpu", "gpu").contains(device)) {
      throw new IllegalArgumentException("device is auto, cpu or gpu, not " + device);
    }
  }

  /** A trial on any device. */
  public TrialSpec(
      String paper, Condition condition, List<Data> data, Cut partition, int fold, long seed) {
    this(paper, condition, data, partition, fold, seed, "auto");
  }

  /** The same trial on another device. */
  public TrialSpec on(String device) {
    return new TrialSpec(paper, condition, data, partition, fold, seed, device);
  }

  /**
   * Identifies what is computed: a digest of paper, condition (without its notes), data, partition
   * and its seed, fold and training seed. What only says where it is computed is not part of it.
   *
   * @return 32 hexadecimal digits
   */
  public String key() {
    JsonObject parts = SpecJson.write(this);
    parts.remove("device");
    parts.getAsJsonObject("condition").remove("notes");
    return Json.digest(parts).substring(0, 32);
  }

  /** The data as one word: {@code emodb-4}, or {@code emodb-4+ravdess-4-also-nemo-4}. */
  public String dataName() {
    return dataName(data);
  }

  /** The data as one word: {@code emodb-4}, or {@code emodb-4+ravdess-4-also-nemo-4}. */
  public static String dataName(List<Data> data) {
    List<String> trained = new ArrayList<>();
    List<String> tested = new ArrayList<>();
    data.forEach(one -> (one.testOnly() ? tested : trained).add(one.label()));
    String name = String.join("+", trained);
    return tested.isEmpty() ? name : name + "-also-" + String.join("+", tested);
  }

  /**
   * Where the record lies in a folder of records: {@code
   * <paper>/<data>/<condition>/<partition>-<fold>-s<seed>.json}, separated by {@code /}.
   */
  public String path() {
    return List.of(
            paper,
            dataName(),
            condition.name(),
            partition.label() + "-" + fold + "-s" + seed + ".json")
        .stream()
        .map(TrialSpec::fileName)
        .collect(Collectors.joining("/"));
  }

  /** What is no letter, digit or one of {@code . + -} becomes an underscore. */
  static String fileName(String name) {
    String safe = name.replaceAll("[^\\p{L}\\p{N}.+-]", "_");
    return safe.startsWith(".") ? "_" + safe.substring(1) : safe;
  }

  /** As JSON, one member a line. */
  public String toJson() {
    return Json.lines(SpecJson.write(this));
  }

  /**
   * @param json what {@link #toJson()} gave, or written by hand: {@code device}, {@code fold},
   *     {@code seed} and the condition's {@code protocol}, {@code pipeline} and {@code notes} may
   *     be left out; or a record of the trial
   * @param name what the text is, such as its file's name, for messages
   * @throws org.serlab.SerlabException if it is no specification
   */
  public static TrialSpec fromJson(String json, String name) {
    return SpecJson.read(json, name);
  }

  /**
   * The same with all that its condition leaves to defaults spelt out, digests of files included,
   * so that its key holds everything.
   *
   * @throws org.serlab.SerlabException if a feature or hyper-parameter is unknown
   */
  public TrialSpec spelledOut() {
    Condition whole =
        Condition.of(
            condition.name(),
            condition.features(),
            condition.hyperParameters(),
            condition.protocol(),
            condition.pipeline(),
            condition.notes());
    return new TrialSpec(paper, whole, data, partition, fold, seed, device);
  }
}
