package org.serlab.learn;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a learner gets: it never sees the test part.
 *
 * @param classes names of the classes, in the order of the probabilities
 * @param training samples to fit on
 * @param validation samples for early stopping and choices; may be empty
 * @param hyperParameters the condition's hyper-parameters, every one spelt out
 * @param seed fixes initialisation, shuffling, dropout and augmentation
 * @param device {@code cpu} or {@code gpu}
 * @param checkpoint folder for checkpoints at each epoch's end, from which an interrupted fit
 *     continues; empty for none
 * @param progress hears of each finished epoch
 */
public record LearningTask(
    List<String> classes,
    List<Sample> training,
    List<Sample> validation,
    Map<String, Object> hyperParameters,
    long seed,
    String device,
    Optional<Path> checkpoint,
    Progress progress) {

  /** The same task with other hyper-parameters. */
  public LearningTask withHyperParameters(Map<String, Object> others) {
    return new LearningTask(
        classes, training, validation, others, seed, device, checkpoint, progress);
  }

  /** The same task on a part of its training samples, without any to validate on. */
  LearningTask on(List<Sample> part) {
    return new LearningTask(
        classes, part, List.of(), hyperParameters, seed, device, Optional.empty(), Progress.NONE);
  }

  /** Hears of each finished epoch. */
  @FunctionalInterface
  public interface Progress {
    /** Hears nothing. */
    Progress NONE = epoch -> {};

    /**
     * @param epoch what the epoch brought
     */
    void finished(Epoch epoch);
  }
}
