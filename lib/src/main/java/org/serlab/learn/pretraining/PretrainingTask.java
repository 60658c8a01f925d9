package org.serlab.learn.pretraining;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.serlab.model.wav2vec2.Wav2Vec2Settings;

/**
 * What a pre-training gets.
 *
 * @param network the architecture
 * @param training recordings to learn from
 * @param validation recordings to measure on; may be empty
 * @param hyperParameters those that differ from {@link PretrainingSettings#defaults}
 * @param seed fixes first weights, order, crops, masks, distractors, noise and dropout
 * @param device {@code cpu} or {@code gpu}
 * @param checkpoint folder for the checkpoint at each epoch's end, from which an interrupted run
 *     continues; empty for none
 * @param progress hears of each finished epoch
 */
public record PretrainingTask(
    Wav2Vec2Settings network,
    Speech training,
    Optional<Speech> validation,
    Map<String, Object> hyperParameters,
    long seed,
    String device,
    Optional<Path> checkpoint,
    Consumer<PretrainingEpoch> progress) {}
