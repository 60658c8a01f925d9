package org.serlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.nn.DeepWccn.Counting;

/** Properties of within-class covariance normalisation as a layer. */
class DeepWccnTest {
  private static final int CLASSES = 3;
  private static final int FEATURES = 5;

  private NDManager manager;
  private Random random;

  @BeforeEach
  void open() {
    Torch.prepareThread();
    manager = NDManager.newBaseManager();
    random = new Random(4);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private <L extends WccnLayer> L ready(L layer) {
    layer.initialize(manager, DataType.FLOAT32, new Shape(1, FEATURES));
    return layer;
  }

  private DeepWccn deep(double smoothing) {
    return ready(new DeepWccn(CLASSES, smoothing, Counting.OWN));
  }

  /** Correlated features around class centres, in double precision. */
  private double[] values(int[] labels, double scale) {
    double[] values = new double[labels.length * FEATURES];
    for (int i = 0; i < labels.length; i++) {
      double shared = random.nextGaussian();
      for (int d = 0; d < FEATURES; d++) {
        double own = random.nextGaussian() * (d + 1);
        values[i * FEATURES + d] = scale * (5 * labels[i] * (d % 2) + own + 2 * shared);
      }
    }
    return values;
  }

  private NDArray batch(int[] labels, double scale) {
    return manager.create(values(labels, scale), new Shape(labels.length, FEATURES));
  }

  private static int[] labels(int n) {
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % CLASSES;
    }
    return labels;
  }

  private NDArray train(WccnLayer layer, NDArray x, int... labels) {
    NDList targets = new NDList(manager.create(labels));
    return layer.forward(new ParameterStore(manager, false), new NDList(x), targets, null).head();
  }

  private NDArray test(WccnLayer layer, NDArray x) {
    return layer.forward(new ParameterStore(manager, false), new NDList(x), false).head();
  }

  /** Mean over the classes of the covariances of rows, from the definition. */
  private static double[][] withinClass(NDArray rows, int[] labels) {
    int d = (int) rows.getShape().get(1);
    double[] x = rows.toType(DataType.FLOAT64, true).toDoubleArray();
    double[][] mean = new double[CLASSES][d];
    int[] counts = new int[CLASSES];
    for (int i = 0; i < labels.length; i++) {
      counts[labels[i]]++;
      for (int a = 0; a < d; a++) {
        mean[labels[i]][a] += x[i * d + a];
      }
    }
    double[][] within = new double[d][d];
    for (int i = 0; i < labels.length; i++) {
      int c = labels[i];
      for (int a = 0; a < d; a++) {
        for (int b = 0; b < d; b++) {
          within[a][b] +=
              (x[i * d + a] - mean[c][a] / counts[c])
                  * (x[i * d + b] - mean[c][b] / counts[c])
                  / counts[c]
                  / CLASSES;
        }
      }
    }
    return within;
  }

  private static void assertIdentity(double[][] matrix, double tolerance) {
    for (int a = 0; a < matrix.length; a++) {
      for (int b = 0; b < matrix.length; b++) {
        assertThat(matrix[a][b]).isCloseTo(a == b ? 1 : 0, within(tolerance));
      }
    }
  }

  @Test
  void withoutSmoothingTheWithinClassCovarianceBecomesTheIdentity() {
    int[] labels = labels(60);
    NDArray x = batch(labels, 1);
    assertIdentity(withinClass(train(deep(0), x, labels), labels), 1e-9);
    double[] distance = new double[3];
    double[] smoothings = {0.1, 0.01, 0.001};
    for (int i = 0; i < distance.length; i++) {
      double[][] within = withinClass(train(deep(smoothings[i]), x, labels), labels);
      for (int a = 0; a < FEATURES; a++) {
        for (int b = 0; b < FEATURES; b++) {
          distance[i] += Math.abs(within[a][b] - (a == b ? 1 : 0));
        }
      }
    }
    assertThat(distance[1]).isLessThan(distance[0] / 5);
    assertThat(distance[2]).isLessThan(distance[1] / 5);
  }

  @Test
  void withFullSmoothingNothingChanges() {
    int[] labels = labels(12);
    NDArray x = batch(labels, 1);
    assertThat(train(deep(1), x, labels).toDoubleArray()).isEqualTo(x.toDoubleArray());
  }

  /** Every class has the same number in every batch, so batches count alike. */
  @Test
  void theStreamingAverageIsTheMeanOverTheBatches() {
    DeepWccn layer = deep(0.2);
    int batches = 7;
    double[] mean = new double[CLASSES * FEATURES * FEATURES];
    for (int i = 0; i < batches; i++) {
      int[] labels = labels(12);
      NDArray x = batch(labels, 1);
      train(layer, x, labels);
      DeepWccn alone = deep(0.2);
      train(alone, x, labels);
      double[] one = alone.covariances().toDoubleArray();
      for (int k = 0; k < mean.length; k++) {
        mean[k] += one[k] / batches;
      }
    }
    double[] streamed = layer.covariances().toDoubleArray();
    for (int k = 0; k < mean.length; k++) {
      assertThat(streamed[k]).isCloseTo(mean[k], within(1e-12 * (1 + Math.abs(mean[k]))));
    }
  }

  /** B must be a constant for gradients: that of sum(w y) is w B^T, without a term through B. */
  @Test
  void gradientsFlowThroughTheProjectionOnly() {
    int[] labels = labels(9);
    for (WccnLayer layer : new WccnLayer[] {deep(0.3), ready(new MovingWccn(CLASSES, 0.3, 0.1))}) {
      for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
        NDArray x = batch(labels, 1).toType(type, true);
        NDArray w = batch(labels, 1).toType(type, true);
        x.setRequiresGradient(true);
        try (Step step = Step.on(manager)) {
          try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(train(layer, x, labels).mul(w).sum());
          }
        }
        NDArray expected = w.matMul(layer.projection().toType(type, true).transpose());
        Number[] gradient = x.getGradient().toArray();
        Number[] wanted = expected.toArray();
        for (int i = 0; i < wanted.length; i++) {
          assertThat(gradient[i].doubleValue()).isCloseTo(wanted[i].doubleValue(), within(1e-4));
        }
      }
      assertThat(Gradients.parameters(layer)).isEmpty();
    }
  }

  @Test
  void testingChangesNothingAndTrainingNeedsLabels() {
    DeepWccn layer = deep(0.1);
    int[] labels = labels(12);
    train(layer, batch(labels, 1), labels);
    double[] projection = layer.projection().toDoubleArray();
    double[] covariances = layer.covariances().toDoubleArray();
    NDArray one = batch(new int[] {0}, 1);
    double[] first = test(layer, one).toDoubleArray();
    assertThat(first).isNotEqualTo(one.toDoubleArray());
    assertThat(test(layer, one).toDoubleArray()).isEqualTo(first);
    assertThat(layer.projection().toDoubleArray()).isEqualTo(projection);
    assertThat(layer.covariances().toDoubleArray()).isEqualTo(covariances);
    ParameterStore store = new ParameterStore(manager, false);
    assertThatThrownBy(() -> layer.forward(store, new NDList(one), true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("labels");
    assertThatThrownBy(() -> train(layer, one, CLASSES))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void batchesThatSayNothingLeaveTheProjectionAsItIs() {
    for (WccnLayer layer : new WccnLayer[] {deep(0.1), ready(new MovingWccn(CLASSES, 0.1, 0.5))}) {
      int[] singles = {0, 1, 2};
      NDArray x = batch(singles, 1);
      assertThat(train(layer, x, singles).toDoubleArray()).isEqualTo(x.toDoubleArray());
      int[] pair = {1, 1, 0};
      train(layer, batch(pair, 1), pair);
      double[] learnt = layer.projection().toDoubleArray();
      train(layer, x, singles);
      assertThat(layer.projection().toDoubleArray()).isEqualTo(learnt);
    }
  }

  @Test
  void aClassThatABatchLacksKeepsItsCovariance() {
    DeepWccn layer = deep(0.1);
    int[] all = labels(12);
    train(layer, batch(all, 1), all);
    double[] before = layer.covariances().get(2).toDoubleArray();
    int[] some = {0, 1, 0, 1, 0, 1, 2};
    train(layer, batch(some, 1), some);
    assertThat(layer.covariances().get(2).toDoubleArray()).isEqualTo(before);
    assertThat(layer.updates().toDoubleArray()).containsExactly(2, 2, 1);
  }

  /** Fewer utterances than features, features that never vary, features that are all equal. */
  @Test
  void singularCovariancesGiveFiniteOutputs() {
    int[] pair = {0, 0, 1};
    NDArray few = batch(pair, 1);
    NDArray dead = batch(labels(30), 1);
    dead.set(new ai.djl.ndarray.index.NDIndex(":, 2"), 0);
    NDArray same = manager.ones(new Shape(30, FEATURES), DataType.FLOAT64);
    for (double smoothing : new double[] {0, 1e-300, 0.5}) {
      DeepWccn layer = deep(smoothing);
      assertThat(train(layer, few, pair).isInfinite().any().getBoolean()).isFalse();
      assertThat(train(layer, few, pair).isNaN().any().getBoolean()).isFalse();
      NDArray y = train(deep(smoothing), dead, labels(30));
      assertThat(y.isNaN().any().getBoolean()).isFalse();
      assertThat(y.abs().max().getDouble()).isLessThan(1e4);
      assertThat(train(deep(0), same, labels(30)).toDoubleArray()).containsOnly(1);
    }
    // The directions that do vary are whitened all the same.
    double[][] within = withinClass(train(deep(0), dead, labels(30)), labels(30));
    for (int a : new int[] {0, 1, 3, 4}) {
      assertThat(within[a][a]).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void tinyAndHugeCovariancesAreWhitenedLikeOthers() {
    int[] labels = labels(60);
    for (double scale : new double[] {1e-20, 1e-9, 1e9}) {
      assertIdentity(withinClass(train(deep(0), batch(labels, scale), labels), labels), 1e-9);
    }
  }

  @Test
  void theStateIsStoredWithTheModel(@TempDir Path folder) {
    int[] labels = labels(12);
    for (boolean moving : new boolean[] {false, true}) {
      WccnLayer layer = moving ? new MovingWccn(CLASSES, 0.1, 0.3) : null;
      WccnLayer copy = moving ? new MovingWccn(CLASSES, 0.1, 0.3) : null;
      layer = moving ? ready(layer) : deep(0.1);
      copy = moving ? ready(copy) : deep(0.1);
      train(layer, batch(labels, 1), labels);
      Weights.save(folder.resolve("layer.safetensors"), layer, Map.of());
      Weights.load(folder.resolve("layer.safetensors"), copy);
      NDArray x = batch(labels, 1);
      assertThat(test(copy, x).toDoubleArray()).isEqualTo(test(layer, x).toDoubleArray());
      // And training goes on from where it was.
      NDArray next = batch(labels, 1);
      assertThat(train(copy, next, labels).toDoubleArray())
          .isEqualTo(train(layer, next, labels).toDoubleArray());
      assertThat(Weights.count(layer)).isZero();
    }
  }

  @Test
  void theMovingAverageIsOfTheProjectionsOfBatches() {
    double momentum = 0.25;
    MovingWccn layer = ready(new MovingWccn(CLASSES, 0.2, momentum));
    double[] average = null;
    for (int i = 0; i < 4; i++) {
      int[] labels = labels(15);
      NDArray x = batch(labels, 1);
      train(layer, x, labels);
      DeepWccn alone = deep(0.2);
      train(alone, x, labels);
      double[] newest = alone.projection().toDoubleArray();
      if (average == null) {
        average = newest;
      } else {
        for (int k = 0; k < average.length; k++) {
          average[k] = (1 - momentum) * average[k] + momentum * newest[k];
        }
      }
    }
    double[] actual = layer.projection().toDoubleArray();
    for (int k = 0; k < actual.length; k++) {
      assertThat(actual[k]).isCloseTo(average[k], within(1e-12));
    }
  }
}
