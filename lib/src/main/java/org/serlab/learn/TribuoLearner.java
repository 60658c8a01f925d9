package org.serlab.learn;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import libsvm.svm;
import org.serlab.SerlabException;
import org.serlab.nn.HyperParameters;
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
    InputSize size = InputSize.of(task.training());
    if (size.varies()) {
      throw new SerlabException(
          "The learner %s needs features of one size for all utterances: choose functionals."
              .formatted(kind.word()));
    }
    List<float[]> vectors = task.training().stream().map(s -> s.features().values()).toList();
    Scaling scaling =
        switch (settings.text("scaling")) {
          case "standard" -> Scaling.standard(vectors);
          case "none" -> Scaling.none(vectors.get(0).length);
          default ->
              throw new SerlabException(
                  "The hyper-parameter scaling is %s but should be standard or none."
                      .formatted(settings.text("scaling")));
        };
    // The time stamp is fixed, so that equal fits give equal files.
    var source =
        new SimpleDataSourceProvenance(
            "training part", Instant.EPOCH.atOffset(ZoneOffset.UTC), new LabelFactory());
    MutableDataset<Label> data = new MutableDataset<>(source, new LabelFactory());
    for (Sample sample : task.training()) {
      Label label = new Label(task.classes().get(sample.label()));
      data.add(TribuoClassifier.example(label, scaling.apply(sample.features().values())));
    }
    if (data.getOutputs().size() < 2) {
      throw new SerlabException("The training part holds one class only: nothing can be learnt.");
    }
    Trainer<Label> trainer = kind.trainer(settings, scaling.features(), task.seed());
    Model<Label> model = train(trainer, data, task.seed());
    Map<String, Object> notes =
        Map.of("tribuo", model.getProvenance().getTrainerProvenance().getClassName());
    return new Fit(new TribuoClassifier(model, scaling, task.classes()), List.of(), notes);
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
