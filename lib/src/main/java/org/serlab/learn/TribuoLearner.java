package org.serlab.learn;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import libsvm.svm;
import org.serlab.SerlabException;
import org.serlab.nn.CrossEntropy;
import org.serlab.nn.HyperParameters;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * The classical learners, by Tribuo: {@code random-forest}, {@code linear-svm}, {@code rbf-svm},
 * {@code logistic-regression}, {@code k-nearest-neighbours}, {@code gradient-boosting}. Features of
 * an utterance are one vector (a matrix is read row by row, of one size for all); they are
 * standardised by the training part's statistics unless {@code scaling} is {@code none}.
 *
 * <p>May be added to the settings of each: {@code wccnSmoothing} (within-class covariance
 * normalisation of the standardised features, see {@link Wccn}), {@code classWeights balanced} (not
 * for neighbours, which know no weights, nor for support vector machines, whose weights Platt's
 * method takes back: it fits probabilities to the classes as frequent as they are), and {@code
 * search} (see {@link HyperParameterSearch}).
 */
public final class TribuoLearner implements Learner {
  // Kept, since the logging framework forgets a logger's level with the logger.
  private static final Logger LOGGER = Logger.getLogger("org.tribuo");

  private final TribuoKind kind;

  TribuoLearner(TribuoKind kind) {
    this.kind = kind;
  }

  @Override
  public Fit fit(LearningTask task) {
    HyperParameters settings = new HyperParameters(Learners.complete(task.hyperParameters()));
    if (settings.values().containsKey(TribuoKind.SEARCH)) {
      return HyperParameterSearch.fit(this, task, settings);
    }
    InputSize size = InputSize.of(task.training());
    if (size.varies()) {
      throw new SerlabException(
          "The learner %s needs features of one size for all utterances: choose functionals."
              .formatted(kind.word()));
    }
    VectorTransform transform = VectorTransform.fit(settings, task.training());
    Map<Label, Float> weights = weights(settings, task);
    // The time stamp is fixed, so that equal fits give equal files.
    var source =
        new SimpleDataSourceProvenance(
            "training part", Instant.EPOCH.atOffset(ZoneOffset.UTC), new LabelFactory());
    MutableDataset<Label> data = new MutableDataset<>(source, new LabelFactory());
    for (Sample sample : task.training()) {
      Label label = new Label(task.classes().get(sample.label()));
      Example<Label> example =
          TribuoClassifier.example(label, transform.apply(sample.features().values()));
      example.setWeight(weights.getOrDefault(label, 1f));
      data.add(example);
    }
    if (data.getOutputs().size() < 2) {
      throw new SerlabException("The training part holds one class only: nothing can be learnt.");
    }
    Trainer<Label> trainer = kind.trainer(settings, transform.features(), task.seed());
    Model<Label> model = train(trainer, data, task.seed());
    Map<String, Object> notes = Map.of("tribuo", TribuoProvenance.of(model));
    return new Fit(new TribuoClassifier(model, transform, task.classes()), List.of(), notes);
  }

  /** Per class n / (K n_c), so that classes count alike; empty where every example does. */
  private static Map<Label, Float> weights(HyperParameters settings, LearningTask task) {
    Object wanted = settings.values().getOrDefault(TribuoKind.CLASS_WEIGHTS, "none");
    if (wanted.equals("none")) {
      return Map.of();
    }
    if (!wanted.equals("balanced")) {
      throw new SerlabException(
          "The hyper-parameter %s is %s but should be none or balanced."
              .formatted(TribuoKind.CLASS_WEIGHTS, wanted));
    }
    int[] labels = task.training().stream().mapToInt(Sample::label).toArray();
    double[] balanced = CrossEntropy.balancedWeights(labels, task.classes().size());
    Map<Label, Float> weights = new HashMap<>();
    for (int label : labels) {
      weights.put(new Label(task.classes().get(label)), (float) balanced[label]);
    }
    return weights;
  }

  private static synchronized Model<Label> train(
      Trainer<Label> trainer, MutableDataset<Label> data, long seed) {
    LOGGER.setLevel(Level.WARNING);
    svm.svm_set_print_string_function(text -> {});
    svm.rand.setSeed(seed); // the one source of chance in LibSVM's probabilities
    return trainer.train(data);
  }

  @Override
  public TribuoClassifier load(
      Path folder,
      List<String> classes,
      int inputRows,
      int inputColumns,
      Map<String, Object> hyperParameters) {
    LOGGER.setLevel(Level.WARNING);
    TribuoClassifier classifier = TribuoClassifier.load(folder, classes);
    if (classifier.features() != inputRows * inputColumns) {
      throw new SerlabException("The model in " + folder + " was fitted on other features.");
    }
    return classifier;
  }
}
