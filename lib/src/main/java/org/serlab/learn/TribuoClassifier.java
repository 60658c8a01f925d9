package org.serlab.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.serlab.SerlabException;
import org.serlab.feature.Matrix;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/** A fitted classical model. Saved in Tribuo's protocol-buffer format, never by Java's own. */
final class TribuoClassifier implements Classifier {
  private static final String FILE = "model.tribuo";
  private static final Label UNKNOWN = new Label("unknown");
  private static final Map<Integer, String[]> NAMES = new ConcurrentHashMap<>();

  private final Model<Label> model;
  private final Optional<ForestVotes> votes;
  private final VectorTransform transform;
  private final List<String> classes;

  TribuoClassifier(Model<Label> model, VectorTransform transform, List<String> classes) {
    this.model = model;
    votes = ForestVotes.of(model);
    this.transform = transform;
    this.classes = List.copyOf(classes);
  }

  /** Names are padded, so that their alphabetical order, which Tribuo keeps, is the features'. */
  static Example<Label> example(Label label, double[] values) {
    String[] names = NAMES.computeIfAbsent(values.length, TribuoClassifier::names);
    return new ArrayExample<>(label, names.clone(), values);
  }

  private static String[] names(int count) {
    String[] names = new String[count];
    for (int f = 0; f < count; f++) {
      names[f] = "feature-%06d".formatted(f);
    }
    return names;
  }

  int features() {
    return transform.features();
  }

  @Override
  public double[][] probabilities(List<Matrix> features) {
    double[][] probabilities = new double[features.size()][classes.size()];
    for (int i = 0; i < probabilities.length; i++) {
      float[] values = features.get(i).values();
      if (values.length != transform.features()) {
        throw new SerlabException(
            "The model was fitted on %d features but is given %d."
                .formatted(transform.features(), values.length));
      }
      Map<String, Double> scores = scores(example(UNKNOWN, transform.apply(values)));
      double sum = 0;
      for (int c = 0; c < classes.size(); c++) {
        // absent: not in the training part
        probabilities[i][c] = scores.getOrDefault(classes.get(c), 0.0);
        sum += probabilities[i][c];
      }
      for (int c = 0; c < classes.size(); c++) {
        probabilities[i][c] /= sum;
      }
    }
    return probabilities;
  }

  private Map<String, Double> scores(Example<Label> example) {
    if (votes.isPresent()) {
      return votes.get().shares(example);
    }
    Map<String, Double> scores = new HashMap<>();
    model
        .predict(example)
        .getOutputScores()
        .forEach((name, label) -> scores.put(name, label.getScore()));
    return scores;
  }

  @Override
  public long parameterCount() {
    return 0;
  }

  @Override
  public void save(Path folder) {
    try {
      model.serializeToFile(folder.resolve(FILE));
    } catch (IOException e) {
      throw new SerlabException("Cannot write the model into " + folder + ".", e);
    }
    transform.save(folder);
  }

  static TribuoClassifier load(Path folder, List<String> classes) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new SerlabException("The model folder " + folder + " lacks " + FILE + ".");
    }
    try {
      Model<Label> model = Model.deserializeFromFile(file).castModel(Label.class);
      return new TribuoClassifier(model, VectorTransform.load(folder), classes);
    } catch (SerlabException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // Tribuo says of damage in many ways
      throw new SerlabException(file + " is damaged: make the model again.", e);
    }
  }

  @Override
  public void close() {
    // Nothing native is held.
  }
}
