package org.serlab.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.feature.Matrix;

/** What a network of one's own may do in training: prepare utterances, see labels, add a loss. */
class OwnTrainingTest {
  /**
   * Sees 8 samples of an utterance, random in training; adds a loss of its own; learns the share of
   * the first class from the labels.
   */
  private static final String SOURCE =
      """
      import ai.djl.ndarray.NDArray;
      import ai.djl.ndarray.NDList;
      import ai.djl.ndarray.NDManager;
      import ai.djl.ndarray.types.DataType;
      import ai.djl.ndarray.types.Shape;
      import ai.djl.nn.AbstractBlock;
      import ai.djl.nn.Block;
      import ai.djl.nn.Parameter;
      import ai.djl.nn.core.Linear;
      import ai.djl.training.ParameterStore;
      import ai.djl.training.initializer.Initializer;
      import ai.djl.util.PairList;
      import java.util.Arrays;
      import java.util.List;
      import java.util.Map;
      import java.util.Random;
      import org.serlab.feature.Matrix;
      import org.serlab.model.NetworkFactory;
      import org.serlab.model.Preparing;
      import org.serlab.model.Starting;
      import org.serlab.nn.HyperParameters;
      import org.serlab.nn.Weights;

      public class Own implements NetworkFactory {
        public Block create(HyperParameters settings, int rows, int columns, int classes) {
          return new Net(classes, settings.number("penalty"));
        }

        public Map<String, Object> defaults() {
          return Map.of("penalty", 0.0);
        }

        static class Net extends AbstractBlock implements Preparing, Starting {
          final Linear linear;
          final Parameter seen;
          final double penalty;

          Net(int classes, double penalty) {
            this.penalty = penalty;
            linear = addChildBlock("linear", Linear.builder().setUnits(classes).build());
            seen = addParameter(Parameter.builder().setName("seen").setType(Parameter.Type.OTHER)
                .optShape(new Shape(3)).optInitializer(Initializer.ZEROS).optRequiresGrad(false)
                .build());
          }

          public void start(List<Matrix> training, long seed) {
            seen.getArray().addi(100);
          }

          public Prepared forTraining(Matrix wave, Random random) {
            return at(wave, random.nextInt(wave.columns() - 7));
          }

          public Prepared forPrediction(Matrix wave) {
            return at(wave, 0);
          }

          private Prepared at(Matrix wave, int begin) {
            float[] values = Arrays.copyOfRange(wave.values(), begin, begin + 8);
            return new Prepared(Matrix.vector(values), 5);
          }

          protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
              PairList<String, Object> more) {
            return linear.forward(store, new NDList(inputs.get(0).squeeze(1)), training);
          }

          protected NDList forwardInternal(ParameterStore store, NDList inputs, NDList labels,
              PairList<String, Object> more) {
            for (float length : inputs.get(1).toFloatArray()) {
              if (length != 5) {
                throw new IllegalStateException("length " + length);
              }
            }
            NDArray classes = labels.head().oneHot(3).sum(new int[] {0});
            seen.getArray().addi(classes.toType(DataType.FLOAT32, false));
            NDList logits = forwardInternal(store, inputs, true, more);
            NDManager manager = inputs.head().getManager();
            logits.add(manager.create((float) penalty));
            return logits;
          }

          protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
            linear.initialize(manager, type, new Shape(1, 8));
          }

          public Shape[] getOutputShapes(Shape[] inputs) {
            return new Shape[] {new Shape(inputs[0].get(0), 3)};
          }
        }
      }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("Own.java"), SOURCE);
  }

  private static List<Sample> waves(int count, boolean varying) {
    Random random = new Random(6);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] values = new float[varying ? 12 + random.nextInt(20) : 20];
      for (int k = 0; k < values.length; k++) {
        values[k] = (float) random.nextGaussian() + i % 3;
      }
      samples.add(new Sample("u" + i, "s", Matrix.vector(values), i % 3));
    }
    return samples;
  }

  private Fit fit(List<Sample> training, double penalty, int epochs, Path checkpoint, int last) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("learner", "network");
    settings.put("network", "file:" + folder.resolve("Own.java"));
    settings.put("epochs", epochs);
    settings.put("batchSize", 7);
    settings.put("penalty", penalty);
    return new NetworkLearner()
        .fit(
            Synthetic.task(
                training,
                List.of(),
                settings,
                checkpoint,
                epoch -> {
                  if (epoch.number() == last) {
                    throw new IllegalStateException("killed");
                  }
                }));
  }

  private static float[] seen(Fit fit) {
    try (NetworkClassifier classifier = (NetworkClassifier) fit.classifier()) {
      return classifier.network().getParameters().get("seen").getArray().toFloatArray();
    }
  }

  @Test
  void aNetworkSeesLabelsAndStartsOnce() {
    // 20 utterances of each class, three epochs, and 100 to begin with
    assertThat(seen(fit(waves(60, true), 0, 3, null, 0))).containsExactly(160, 160, 160);
  }

  @Test
  void itsOwnLossIsAdded() {
    Fit plain = fit(waves(60, true), 0, 2, null, 0);
    Fit more = fit(waves(60, true), 2.5, 2, null, 0);
    for (int epoch = 0; epoch < 2; epoch++) {
      assertThat(more.history().get(epoch).trainingLoss())
          .isCloseTo(plain.history().get(epoch).trainingLoss() + 2.5, within(1e-5));
    }
    plain.classifier().close();
    more.classifier().close();
  }

  @Test
  void whatIsRandomInThePreparationFollowsFromSeedAndEpoch() {
    List<Sample> waves = waves(60, false);
    List<Matrix> features = Synthetic.features(waves(6, true));
    double[][] whole;
    try (Classifier classifier = fit(waves, 0, 4, null, 0).classifier()) {
      whole = classifier.probabilities(features); // of other lengths than those in training
    }
    Path checkpoint = folder.resolve("checkpoint");
    assertThatThrownBy(() -> fit(waves, 0, 4, checkpoint, 1)).hasMessage("killed");
    assertThatThrownBy(() -> fit(waves, 0, 4, checkpoint, 2)).hasMessage("killed");
    try (Classifier classifier = fit(waves, 0, 4, checkpoint, 0).classifier()) {
      assertThat(classifier.probabilities(features)).isDeepEqualTo(whole);
    }
  }

  /** Who changes a block while a training waits must not be stopped by what it had learnt. */
  @Test
  void aCheckpointOfAnotherNetworkIsAsGoodAsNone() throws IOException {
    Path checkpoint = folder.resolve("checkpoint");
    assertThatThrownBy(() -> fit(waves(60, false), 0, 3, checkpoint, 2)).hasMessage("killed");
    Files.writeString(folder.resolve("Own.java"), SOURCE.replace("linear", "wide"));
    Fit fit = fit(waves(60, false), 0, 3, checkpoint, 0);
    assertThat(fit.history()).hasSize(3);
    assertThat(seen(fit)).containsExactly(160, 160, 160);
  }
}
