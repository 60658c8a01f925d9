package org.serlab.trial;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.serlab.corpus.Utterance;
import org.serlab.evaluate.Answer;
import org.serlab.learn.Epoch;

/**
 * What a trial leaves: its specification, where and on what it ran, and what it said of every
 * validation and test utterance. It holds no metric that can be computed from these. (Not called
 * {@code Record}, which every notebook would confuse with Java's own.)
 *
 * @param spec the specification
 * @param environment where and with what it ran
 * @param content per subset what of the corpus was there
 * @param classes names of the classes, in the order of the probabilities
 * @param training what it was trained on
 * @param parameters number of trainable parameters; 0 where the notion does not apply
 * @param seconds wall time of each step: {@code features}, {@code fit}, {@code predict}; see {@link
 *     #took}
 * @param history one entry per epoch; empty for learners without epochs
 * @param notes of the learner, such as a chosen setting or Tribuo's provenance
 * @param validation the validation part; empty where there is none
 * @param test the test part. Here as in the validation part ids and speakers are preceded by the
 *     corpus's name and a slash, and probabilities are rounded to four digits by {@link #rounded}
 */
public record TrialRecord(
    TrialSpec spec,
    TrialEnvironment environment,
    Map<String, Content> content,
    List<String> classes,
    Training training,
    long parameters,
    Map<String, Double> seconds,
    List<Epoch> history,
    Map<String, Object> notes,
    List<Answer> validation,
    List<Answer> test) {

  /**
   * What of a subset was there.
   *
   * @param utterances number of utterances that were there
   * @param part what every table must say: that it is simulated, or which part of it was there;
   *     empty if it is real and whole
   * @param digest of the decoded samples of the utterances that were there
   */
  public record Content(int utterances, String part, String digest) {}

  /**
   * The training part.
   *
   * @param utterances their number
   * @param speakers per corpus the speakers' codes, in order
   */
  public record Training(int utterances, Map<String, List<String>> speakers) {
    /** Copies the map. */
    public Training {
      speakers = java.util.Collections.unmodifiableMap(new TreeMap<>(speakers));
    }
  }

  /** Orders the predictions and copies what could change. */
  public TrialRecord {
    content = java.util.Collections.unmodifiableMap(new TreeMap<>(content));
    classes = List.copyOf(classes);
    seconds = java.util.Collections.unmodifiableMap(new TreeMap<>(seconds));
    history = List.copyOf(history);
    notes = Json.map(notes);
    validation = validation.stream().sorted(ORDER).toList();
    test = test.stream().sorted(ORDER).toList();
  }

  private static final Comparator<Answer> ORDER =
      Comparator.comparing(Answer::speaker).thenComparing(Answer::id);

  /**
   * A prediction as records keep it.
   *
   * @param utterance the utterance
   * @param truth index of its class
   * @param probabilities per class, non-negative, summing to 1 within 0.001; they are rounded to
   *     four digits so that the sum stays 1 and so does the predicted class
   * @throws IllegalArgumentException if they are no probabilities
   */
  public static Answer rounded(Utterance utterance, int truth, double[] probabilities) {
    String corpus = utterance.corpus() + "/";
    return new Answer(
        corpus + utterance.id(),
        corpus + utterance.speaker(),
        truth,
        FourDigits.round(probabilities));
  }

  /**
   * Seconds that the whole trial took. The steps of one that was continued are those of its last
   * process alone, but its history has every epoch.
   */
  public double took() {
    double fit = seconds.getOrDefault("fit", 0.0);
    double steps = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    double epochs = history.stream().mapToDouble(Epoch::seconds).sum();
    return steps - fit + Math.max(fit, epochs);
  }

  /** As JSON, one member a line. */
  public String toJson() {
    return RecordJson.write(this);
  }

  /**
   * @param json what {@link #toJson()} gave
   * @param name what the text is, such as its file's name, for messages
   * @throws org.serlab.SerlabException if it is damaged; the sentence says how
   */
  public static TrialRecord fromJson(String json, String name) {
    return RecordJson.read(json, name);
  }
}
