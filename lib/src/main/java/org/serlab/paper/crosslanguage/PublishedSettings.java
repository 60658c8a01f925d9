package org.serlab.paper.crosslanguage;

import java.util.LinkedHashMap;
import java.util.Map;
import org.serlab.learn.Learners;
import org.serlab.trial.Condition;
import org.serlab.trial.Protocol;

/**
 * A column of the cross-language paper's Table 3: how the network was fine-tuned on a pair of
 * languages. The symbols of two rows are lost in the paper's text: that of 0.2, 0.5, 0.4 is taken
 * for the smoothing of Deep-WCCN, which lies between 0 and 1, and that of 8e-4, 1.2e-3, 1.7e-3 for
 * the weight of the wav2vec loss.
 *
 * <p>Said in section 4.5: Adagrad, a fixed learning rate, batches of 14, early stopping on the
 * validation part. Not said, and chosen here: at most 30 epochs, the one with the lowest validation
 * loss, and an end after 5 without a lower one.
 */
public enum PublishedSettings {
  /** German and Mandarin. */
  DECH(4e-4, 0.45, 0.2, 8e-4),
  /** German and English. */
  DEEN(5e-4, 0.05, 0.5, 1.2e-3),
  /** English and Mandarin. */
  ENCH(5e-4, 0.3, 0.4, 1.7e-3);

  /** Version of what these conditions compute. */
  private static final int PIPELINE = 1;

  static final double LEARNING_RATE = 3e-4;
  private static final int BATCH = 14;
  private static final int EPOCHS = 30;
  private static final int PATIENCE = 5;

  private final double weightDecay;
  private final double dropout;
  private final double smoothing;
  private final double alpha;

  PublishedSettings(double weightDecay, double dropout, double smoothing, double alpha) {
    this.weightDecay = weightDecay;
    this.dropout = dropout;
    this.smoothing = smoothing;
    this.alpha = alpha;
  }

  /** The table's values as hyper-parameters of the network {@code wav2vec2-emotion}. */
  public Map<String, Object> hyperParameters() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("learner", Learners.NETWORK);
    settings.put("network", "wav2vec2-emotion");
    settings.put("optimiser", "adagrad");
    settings.put("learningRate", LEARNING_RATE);
    settings.put("weightDecay", weightDecay);
    settings.put("batchSize", BATCH);
    settings.put("dropout", dropout);
    settings.put("smoothing", smoothing);
    settings.put("alpha", alpha);
    settings.put("epochs", EPOCHS);
    settings.put("keep", "best-validation");
    settings.put("patience", PATIENCE);
    return settings;
  }

  /**
   * What the network hears (section 4.1.4), at 16 kHz.
   *
   * @param trim whether the silence at both ends is cut off, as in the paper
   */
  public static Map<String, Object> features(boolean trim) {
    return Map.of("kind", "waveform", "trim", trim);
  }

  /**
   * A condition with the table's values.
   *
   * @param name of the condition
   * @param trim whether the silence at both ends is cut off
   * @param more hyper-parameters that are not the table's, such as {@code weights}, or replace it
   * @param protocol whether the smaller corpus is repeated, and what pre-trained weights had heard
   * @param notes what tables say of it
   */
  public Condition condition(
      String name, boolean trim, Map<String, Object> more, Protocol protocol, String notes) {
    Map<String, Object> settings = hyperParameters();
    settings.putAll(more);
    return Condition.of(name, features(trim), settings, protocol, PIPELINE, notes);
  }
}
