package org.serlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.serlab.SerlabException;

/** Single operations, losses, first weights, schedules. */
class OperationsTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    Torch.prepareThread();
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void torchScriptComputesAndItsGradientsFlow() {
    TorchScript product =
        TorchScript.of("x: Tensor, y: Tensor", "torch.einsum(\"ij,jk->ik\", [x, y])");
    NDArray x = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
    NDArray y = manager.create(new float[] {5, 6, 7, 8}, new Shape(2, 2));
    x.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray z = product.apply(x, y);
      assertThat(z.toFloatArray()).containsExactly(19, 22, 43, 50);
      collector.backward(z.sum());
    }
    assertThat(x.getGradient().toFloatArray()).containsExactly(11, 15, 11, 15); // y's row sums
    assertThatThrownBy(() -> TorchScript.of("x: Tensor", "torch.no_such_operation(x)"))
        .isInstanceOf(EngineException.class);
  }

  @Test
  void torchScriptMadeWhileGradientsAreCollectedLeavesThemOn() {
    NDArray x = manager.ones(new Shape(2));
    x.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray y = TorchScript.ofBody("x: Tensor", "y = torch.mul(x, x)", "return y").apply(x);
      collector.backward(y.sum());
    }
    assertThat(x.getGradient().toFloatArray()).containsExactly(2, 2);
  }

  @Test
  void channelsLastKeepsShapeAndValues() {
    NDArray images = manager.arange(24f).reshape(2, 3, 2, 2);
    NDArray same = ChannelsLast.of(images);
    assertThat(same.getShape()).isEqualTo(images.getShape());
    assertThat(same.toFloatArray()).isEqualTo(images.toFloatArray());
  }

  /** Values from the definition, worked out in double precision here. */
  @Test
  void crossEntropyWeighsAndSmooths() {
    double[][] z = {{1, -2, 0.5}, {0.1, 0.2, 3}};
    int[] y = {2, 0};
    double[] w = {0.5, 2, 1.5};
    double smoothing = 0.2;
    double expected = 0;
    for (int i = 0; i < 2; i++) {
      double sum = Math.exp(z[i][0]) + Math.exp(z[i][1]) + Math.exp(z[i][2]);
      for (int c = 0; c < 3; c++) {
        double target = (c == y[i] ? 1 - smoothing : 0) + smoothing / 3;
        expected -= w[c] * target * (z[i][c] - Math.log(sum));
      }
    }
    expected /= w[2] + w[0];
    NDArray logits = manager.create(new float[] {1, -2, 0.5f, 0.1f, 0.2f, 3}, new Shape(2, 3));
    assertThat(new CrossEntropy(w, smoothing).loss(logits, y).getFloat())
        .isCloseTo((float) expected, within(1e-6f));
    float plain =
        -logits.logSoftmax(-1).toFloatArray()[2] - logits.logSoftmax(-1).toFloatArray()[3];
    assertThat(CrossEntropy.plain(3).loss(logits, y).getFloat())
        .isCloseTo(plain / 2, within(1e-6f));
    assertThat(CrossEntropy.balancedWeights(new int[] {0, 0, 0, 2}, 3))
        .containsExactly(4 / 9.0, 0, 4 / 3.0);
  }

  private Block network(Initialisation initialisation, long seed) {
    Block network =
        new SequentialBlock()
            .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(40).build())
            .add(BatchNorm.builder().build())
            .add(a -> new ai.djl.ndarray.NDList(a.head().mean(new int[] {3}).transpose(0, 2, 1)))
            .add(LSTM.builder().setStateSize(25).setNumLayers(1).build())
            .add(Linear.builder().setUnits(30).build());
    network.initialize(manager, DataType.FLOAT32, new Shape(2, 4, 8, 8));
    initialisation.apply(network, seed);
    return network;
  }

  @Test
  void firstWeightsFollowTheirDefinitionAndTheSeedAlone() {
    Block torch = network(Initialisation.TORCH, 3);
    List<NDArray> arrays = List.copyOf(Weights.of(torch).values());
    check(arrays.get(0), 1 / Math.sqrt(4 * 9), 0); // convolution's weight: fan in 4 x 3 x 3
    check(arrays.get(1), 1 / Math.sqrt(4 * 9), 0); // and its bias
    NDArray last = arrays.get(arrays.size() - 2);
    check(last, 1 / Math.sqrt(25), 0);
    Weights.of(torch)
        .forEach(
            (name, array) -> {
              if (name.contains("LSTM")) {
                check(array, 1 / Math.sqrt(25), 0);
              }
            });
    List<NDArray> again = List.copyOf(Weights.of(network(Initialisation.TORCH, 3)).values());
    List<NDArray> other = List.copyOf(Weights.of(network(Initialisation.TORCH, 4)).values());
    for (int i = 0; i < arrays.size(); i++) {
      assertThat(again.get(i).toFloatArray()).isEqualTo(arrays.get(i).toFloatArray());
    }
    assertThat(other.get(0).toFloatArray()).isNotEqualTo(arrays.get(0).toFloatArray());

    List<NDArray> he = List.copyOf(Weights.of(network(Initialisation.HE, 3)).values());
    double deviation = Math.sqrt(he.get(0).square().mean().getFloat());
    assertThat(deviation).isCloseTo(Math.sqrt(2 / 36.0), within(0.02));
    assertThat(he.get(1).toFloatArray()).containsOnly(0);
    List<NDArray> glorot = List.copyOf(Weights.of(network(Initialisation.GLOROT, 3)).values());
    check(glorot.get(0), Math.sqrt(6 / (36 + 40 * 9.0)), 0);
    assertThatThrownBy(() -> Initialisation.of("zen"))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("glorot");
  }

  /** Uniform within the bound: near it at the extremes, near the centre in the mean. */
  private static void check(NDArray array, double bound, double centre) {
    float highest = array.abs().max().getFloat();
    assertThat(highest).isLessThanOrEqualTo((float) bound);
    assertThat(highest).isGreaterThan((float) (0.85 * bound));
    double n = array.getShape().size();
    assertThat((double) array.mean().getFloat())
        .isCloseTo(centre, within(4 * bound / Math.sqrt(3 * n)));
  }

  @Test
  void schedulesRiseAndFall() {
    Schedule linear = Schedule.linear(0.25, 100);
    assertThat(linear.factor(1)).isCloseTo(0.04, within(1e-12));
    assertThat(linear.factor(25)).isEqualTo(1);
    assertThat(linear.factor(100)).isZero();
    Schedule cosine = Schedule.cosine(0.1, 100);
    assertThat(cosine.factor(5)).isEqualTo(0.5);
    assertThat(cosine.factor(55)).isCloseTo(0.5, within(1e-12));
    assertThat(cosine.factor(100)).isCloseTo(0, within(1e-12));
  }

  @Test
  void parametersMayHaveRatesOfTheirOwnAndRest() {
    NDArray moved = manager.ones(new Shape(1));
    NDArray slow = manager.ones(new Shape(1));
    NDArray still = manager.ones(new Shape(1));
    NDArray gradient = manager.ones(new Shape(1));
    Optimiser sgd =
        new Sgd(0.5, 0, 0, 0, false)
            .rateFactor(name -> name.equals("still") ? 0 : name.equals("slow") ? 0.5 : 1);
    sgd.step("moved", moved, gradient);
    sgd.step("slow", slow, gradient);
    sgd.step("still", still, gradient);
    assertThat(moved.getFloat()).isEqualTo(0.5f);
    assertThat(slow.getFloat()).isEqualTo(0.75f);
    assertThat(still.getFloat()).isEqualTo(1);
    assertThat(sgd.state().steps()).containsOnlyKeys("moved", "slow");
    assertThatThrownBy(() -> sgd.restore(sgd.state())).isInstanceOf(SerlabException.class);
  }
}
