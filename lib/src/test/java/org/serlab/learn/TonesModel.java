package org.serlab.learn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.serlab.audio.Waveform;
import org.serlab.feature.FeatureExtractor;
import org.serlab.feature.FeatureExtractors;

/** A model of "emotions" that are tones in noise, to test what is done with models. */
public final class TonesModel {
  /** Its classes. */
  public static final List<String> CLASSES = List.of("anger", "neutral", "sadness");

  private static final Map<String, Object> FEATURES =
      Map.of("kind", "log-mel", "bands", 24, "resize", List.of(24, 16));

  private TonesModel() {}

  /** A tone whose pitch tells the class, in noise up to half the rate. */
  public static Waveform tone(int label, double seconds, int rate, long seed) {
    Random random = new Random(seed);
    float[] samples = new float[(int) (seconds * rate)];
    double frequency = 400 * (label + 1) * (1 + 0.1 * random.nextDouble());
    for (int i = 0; i < samples.length; i++) {
      double tone = 0.2 * Math.sin(2 * Math.PI * frequency * i / rate);
      samples[i] = (float) (tone + 0.02 * random.nextGaussian());
    }
    return new Waveform(samples, rate);
  }

  /** Fits a learner on thirty tones of 0.7 to 1.2 s. */
  public static Recognizer fit(Map<String, Object> given) {
    Map<String, Object> settings = new LinkedHashMap<>(given);
    if (given.get("learner").equals("network") && !given.containsKey("network")) {
      settings.putIfAbsent("epochs", 8);
      settings.putIfAbsent("channels", List.of(4, 8));
      settings.putIfAbsent("learningRate", 0.01);
    }
    Map<String, Object> complete = Learners.complete(settings);
    FeatureExtractor extractor = FeatureExtractors.of(FEATURES);
    List<Sample> samples = new ArrayList<>();
    List<RecordingMeasures> measures = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Waveform waveform = tone(i % 3, 0.7 + 0.5 * i / 30, 16_000, i);
      samples.add(new Sample("t" + i, "s", extractor.extract(waveform), i % 3));
      measures.add(RecordingMeasures.of(waveform));
    }
    LearningTask task =
        new LearningTask(
            CLASSES, samples, List.of(), complete, 1, "cpu", Optional.empty(), epoch -> {});
    ModelDescription description =
        new ModelDescription(
            ModelDescription.FORMAT,
            "tones",
            CLASSES.stream().map(name -> new ModelDescription.ClassName(name, name)).toList(),
            extractor.options(),
            complete,
            24,
            16,
            new ModelDescription.Training(
                "tones", true, "all", "none", 1, 30, 1, "", List.of("a licence note")),
            TrainingProfile.of(measures, List.of("en")),
            new ModelDescription.Tested(
                "20 other tones", List.of(new ModelDescription.Figure("UA", 0.75, 0.6, 0.9))),
            Map.of());
    return new Recognizer(description, Learners.of(complete).fit(task).classifier());
  }
}
