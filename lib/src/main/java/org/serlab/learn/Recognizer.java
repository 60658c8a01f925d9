package org.serlab.learn;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.SourceFile;
import org.serlab.audio.Waveform;
import org.serlab.feature.FeatureExtractor;
import org.serlab.feature.FeatureExtractors;
import org.serlab.model.Networks;

/**
 * Turns a recording into class probabilities: features and a fitted model, with the description of
 * both. It can be saved as a model folder and loaded by another process, which then gives the same
 * probabilities.
 *
 * <pre>{@code
 * try (Recognizer recognizer = Recognizer.load(Path.of("build/models/start-here"))) {
 *   double[] probabilities = recognizer.probabilities(AudioFile.read(file));
 * }
 * }</pre>
 */
public final class Recognizer implements AutoCloseable {
  private final ModelDescription description;
  private final FeatureExtractor extractor;
  private final Classifier classifier;

  /**
   * @param description of the model, with the features it was fitted on
   * @param classifier the fitted model; closed with this
   */
  public Recognizer(ModelDescription description, Classifier classifier) {
    this(description, FeatureExtractors.of(description.features()), classifier);
  }

  private Recognizer(
      ModelDescription description, FeatureExtractor extractor, Classifier classifier) {
    this.description = description;
    this.extractor = extractor;
    this.classifier = classifier;
  }

  /**
   * Loads a model folder. No code from the folder is run.
   *
   * @param folder what {@link #save} wrote
   * @throws SerlabException if there is no model, it is damaged, or its network is a file of
   *     somebody's own
   */
  public static Recognizer load(Path folder) {
    return load(folder, List.of());
  }

  /**
   * Loads a model folder whose network, learner or features are files of somebody's own.
   *
   * @param folder what {@link #save} wrote
   * @param variants those files; compiled and run, so give only what you trust. They must be the
   *     very files that the model was trained with.
   */
  public static Recognizer load(Path folder, List<Path> variants) {
    ModelDescription model = ModelFolder.read(folder);
    OwnFiles own = new OwnFiles(folder, variants);
    Map<String, Object> features = own.resolve(model.features(), "kind", "digest");
    Map<String, Object> settings =
        own.resolve(model.hyperParameters(), Learners.LEARNER, Learners.DIGEST);
    settings = own.resolve(settings, Networks.NETWORK, Networks.DIGEST);
    FeatureExtractor extractor = FeatureExtractors.of(features);
    Classifier classifier =
        Learners.of(settings)
            .load(folder, model.classNames(), model.inputRows(), model.inputColumns(), settings);
    return new Recognizer(model, extractor, classifier);
  }

  /** Finds the file that a model wants among those that the user gave. */
  private record OwnFiles(Path folder, List<Path> given) {
    Map<String, Object> resolve(Map<String, Object> settings, String key, String digestKey) {
      if (!SourceFile.isNamedBy(settings.get(key))) {
        return settings;
      }
      Map<String, Object> resolved = new LinkedHashMap<>(settings);
      for (Path file : given) {
        SourceFile source = SourceFile.read(file.toAbsolutePath());
        if (source.digest().equals(settings.get(digestKey))) {
          resolved.put(key, SourceFile.SCHEME + source.path());
          return resolved;
        }
      }
      throw new SerlabException(
          given.isEmpty()
              ? "The model in %s was made with a file of somebody's own (%s): if you have it and"
                      .formatted(folder, settings.get(key))
                  + " trust it, name it by --variant PATH."
              : "None of the files given by --variant is the one that the model in %s was made with"
                      .formatted(folder)
                  + " (%s, SHA-256 %s).".formatted(settings.get(key), settings.get(digestKey)));
    }
  }

  /** The fitted model, to look inside; closed with this. */
  public Classifier classifier() {
    return classifier;
  }

  /** What is known of the model. */
  public ModelDescription description() {
    return description;
  }

  /**
   * @param waveform a recording of any rate and length
   * @return one probability per class, in the description's order; they sum to 1
   * @throws org.serlab.audio.AudioException if it is too short to give features
   */
  public double[] probabilities(Waveform waveform) {
    return classifier.probabilities(List.of(extractor.extract(waveform)))[0];
  }

  /**
   * What the model's output layer gets of a recording, for pictures of how classes lie.
   *
   * @param waveform a recording of any rate and length
   * @return a point
   * @throws SerlabException if the model is no network that shows it
   */
  public float[] embedding(Waveform waveform) {
    if (classifier instanceof NetworkClassifier network) {
      return network.embeddings(List.of(extractor.extract(waveform)))[0];
    }
    throw new SerlabException("The model is no network, so it has no embeddings.");
  }

  /** Where a recording stands beside those of the training: level, bandwidth, duration. */
  public List<TrainingProfile.Finding> compare(Waveform waveform) {
    return description.profile().compare(RecordingMeasures.of(waveform));
  }

  /**
   * Writes a model folder: {@code model.json}, the fitted model, {@code README.md}. A folder that
   * is there is replaced, if it is a model's.
   *
   * @param folder the model folder
   */
  public void save(Path folder) {
    ModelFolder.write(folder, description, classifier);
  }

  @Override
  public void close() {
    classifier.close();
  }
}
