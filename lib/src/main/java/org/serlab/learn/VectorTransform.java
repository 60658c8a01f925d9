package org.serlab.learn;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.serlab.SerlabException;
import org.serlab.nn.HyperParameters;

/**
 * What is done to the features of an utterance before a classical learner sees them: scaling, then
 * within-class covariance normalisation where it is asked for. Both are fitted on the training part
 * alone.
 */
final class VectorTransform {
  private final Scaling scaling;
  private final Optional<Wccn> wccn;

  private VectorTransform(Scaling scaling, Optional<Wccn> wccn) {
    this.scaling = scaling;
    this.wccn = wccn;
  }

  /**
   * @param settings holds {@code scaling}, and {@value TribuoKind#WCCN} for WCCN
   * @param training the training part
   */
  static VectorTransform fit(HyperParameters settings, List<Sample> training) {
    List<float[]> vectors = training.stream().map(sample -> sample.features().values()).toList();
    Scaling scaling =
        switch (settings.text("scaling")) {
          case "standard" -> Scaling.standard(vectors);
          case "none" -> Scaling.none(vectors.get(0).length);
          default ->
              throw new SerlabException(
                  "The hyper-parameter scaling is %s but should be standard or none."
                      .formatted(settings.text("scaling")));
        };
    if (!settings.values().containsKey(TribuoKind.WCCN)) {
      return new VectorTransform(scaling, Optional.empty());
    }
    List<double[]> rows = vectors.stream().map(scaling::apply).toList();
    int[] labels = training.stream().mapToInt(Sample::label).toArray();
    double smoothing = settings.number(TribuoKind.WCCN, 1);
    return new VectorTransform(scaling, Optional.of(Wccn.fit(rows, labels, smoothing)));
  }

  double[] apply(float[] vector) {
    double[] scaled = scaling.apply(vector);
    return wccn.map(projection -> projection.apply(scaled)).orElse(scaled);
  }

  int features() {
    return scaling.features();
  }

  void save(Path folder) {
    scaling.save(folder);
    wccn.ifPresent(projection -> projection.save(folder));
  }

  static VectorTransform load(Path folder) {
    return new VectorTransform(Scaling.load(folder), Wccn.find(folder));
  }
}
