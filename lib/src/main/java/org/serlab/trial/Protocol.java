package org.serlab.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.Sha256;
import org.serlab.learn.pretraining.Pretrained;
import org.serlab.learn.pretraining.PretrainingReport;

/**
 * What a condition lets be fitted, chosen and pre-trained on what. A trial acts on it, and the
 * protocol audit names the leaks it holds. Where a paper chose on its test part, that is a
 * condition with this in its name and protocol.
 *
 * @param statistics what the scaling of features is fitted on
 * @param selection the part on which epoch, layer or setting is chosen, where the learner does so
 * @param pretraining what the weights had seen before
 * @param repetition whether utterances of small corpora train several times
 */
public record Protocol(
    Statistics statistics,
    Selection selection,
    List<Pretraining> pretraining,
    Repetition repetition) {
  /** Fitted on the training part, chosen on the validation part, not pre-trained. */
  public static final Protocol ORDINARY =
      new Protocol(Statistics.TRAINING, Selection.VALIDATION, List.of());

  /** Copies the list. */
  public Protocol {
    pretraining = List.copyOf(pretraining);
  }

  /** A protocol in which every training utterance is used once. */
  public Protocol(Statistics statistics, Selection selection, List<Pretraining> pretraining) {
    this(statistics, selection, pretraining, Repetition.NONE);
  }

  /** The ordinary protocol, but chosen on the test part, as a paper did. */
  public static final Protocol CHOSEN_ON_TEST =
      new Protocol(Statistics.TRAINING, Selection.TEST, List.of());

  /** The ordinary protocol, with the smaller of several training corpora repeated. */
  public static final Protocol BALANCED_CORPORA =
      new Protocol(
          Statistics.TRAINING, Selection.VALIDATION, List.of(), Repetition.SMALLER_CORPORA);

  /** How often a training utterance is used. */
  public enum Repetition {
    /** Once. */
    NONE,
    /**
     * Those of a smaller corpus as often as its training part fits into the largest one's, rounded
     * up (as the cross-language paper has it).
     */
    SMALLER_CORPORA;

    /** As specifications write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What the scaling of features is fitted on. */
  public enum Statistics {
    /** The training part alone: what a learner does by itself. */
    TRAINING,
    /** Each speaker's own utterances, test speakers included: a leak. */
    SPEAKER,
    /** All parts together: a leak. */
    ALL;

    /** As specifications write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The part on which epoch, layer or setting is chosen, where anything is. */
  public enum Selection {
    /** The validation part, or inner folds of the training part. */
    VALIDATION,
    /** The test part stands in for the validation part: a leak. */
    TEST;

    /** As specifications write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Weights from an earlier training.
   *
   * @param name of the weights
   * @param digest SHA-256 of their file
   * @param speakers per corpus the speakers they were trained on
   */
  public record Pretraining(String name, String digest, Map<String, List<String>> speakers) {
    /** Copies the map. */
    public Pretraining {
      speakers = Map.copyOf(speakers);
    }

    /**
     * Weights that {@link org.serlab.learn.pretraining.Pretraining} made, by the report beside
     * them.
     *
     * @param name as tables write it
     * @param folder of weights and report
     * @throws SerlabException if either cannot be read
     */
    public static Pretraining of(String name, Path folder) {
      PretrainingReport report = PretrainingReport.in(folder);
      try {
        String digest = Sha256.of(folder.resolve(Pretrained.WEIGHTS));
        return new Pretraining(name, digest, report.speakers());
      } catch (IOException e) {
        throw new SerlabException(
            "Cannot read the weights in %s: %s.".formatted(folder, e.getMessage()), e);
      }
    }
  }
}
