package org.serlab.model.attres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttResTest {
  private NDManager manager;
  private ParameterStore store;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    store = new ParameterStore(manager, false);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void attentionWeightsAreADistributionOverPositions() {
    SpatialAttention attention = new SpatialAttention(false);
    NDArray f = manager.randomNormal(new Shape(3, 5, 4, 6));
    attention.initialize(manager, DataType.FLOAT32, f.getShape());
    NDArray weights = attention.weights(store, f, false);
    assertThat(weights.getShape()).isEqualTo(new Shape(3, 1, 4, 6));
    for (float sum : weights.reshape(3, 24).sum(new int[] {1}).toFloatArray()) {
      assertThat(sum).isEqualTo(1f, within(1e-5f));
    }
  }

  /** Closed form: the convolution set to zero gives equal weights 1 / (H W). */
  @Test
  void equalScoresShrinkTheLiteralMapAndKeepTheRescaledOne() {
    NDArray f = manager.randomNormal(new Shape(2, 3, 4, 4));
    for (boolean rescaled : new boolean[] {false, true}) {
      SpatialAttention attention = new SpatialAttention(rescaled);
      attention.initialize(manager, DataType.FLOAT32, f.getShape());
      attention
          .getParameters()
          .values()
          .forEach(parameter -> parameter.getArray().subi(parameter.getArray()));
      NDArray attended = attention.forward(store, new NDList(f), false).singletonOrThrow();
      assertThat(attended.allClose(rescaled ? f : f.div(16), 1e-6, 1e-6, false)).isTrue();
    }
  }

  @Test
  void attentionFollowsItsEquation() {
    SpatialAttention attention = new SpatialAttention(false);
    NDArray f = manager.create(new float[] {1, 2, 3, 4, 5, -6, 7, -8}, new Shape(1, 2, 2, 2));
    attention.initialize(manager, DataType.FLOAT32, f.getShape());
    for (Pair<String, Parameter> parameter : attention.getParameters()) {
      NDArray array = parameter.getValue().getArray();
      array.set(array.getShape().size() == 2 ? new float[] {0.5f, 0.25f} : new float[] {0.1f});
    }
    double[] scores = new double[4];
    double[][] map = {{1, 5}, {2, -6}, {3, 7}, {4, -8}};
    double total = 0;
    for (int i = 0; i < 4; i++) {
      scores[i] =
          Math.exp(0.5 * Math.max(map[i][0], map[i][1]) + 0.25 * (map[i][0] + map[i][1]) / 2 + 0.1);
      total += scores[i];
    }
    float[] weights = attention.weights(store, f, false).toFloatArray();
    for (int i = 0; i < 4; i++) {
      assertThat((double) weights[i]).isEqualTo(scores[i] / total, within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(AttRes.Variant.class)
  void shapesAreThoseOfTheText(AttRes.Variant variant) {
    AttRes network = new AttRes(variant, false, 6);
    network.initialize(manager, DataType.FLOAT32, new Shape(2, 128, 128));
    NDArray x = manager.randomNormal(new Shape(2, 128, 128));
    List<Residual.Trace> traces = network.traces(store, x, false);
    assertThat(traces)
        .extracting(trace -> trace.output().getShape())
        .containsExactly(
            new Shape(2, 32, 64, 64), new Shape(2, 64, 16, 16), new Shape(2, 128, 4, 4));
    assertThat(network.forward(store, new NDList(x), false).singletonOrThrow().getShape())
        .isEqualTo(new Shape(2, 6));
  }

  /**
   * Section 2.2: a constant link block first, then two Block-A. The others as section 3.1 has it.
   */
  @Test
  void attentionStandsWhereTheTextOrOurReadingPutsIt() {
    Map<AttRes.Variant, List<Boolean>> expected =
        Map.of(
            AttRes.Variant.ATT_RES0, List.of(false, false, false),
            AttRes.Variant.ATT_RES0_ATT, List.of(false, false, false),
            AttRes.Variant.ATT_RES1, List.of(false, false, true),
            AttRes.Variant.ATT_RES2, List.of(true, true, false),
            AttRes.Variant.ATT_RES, List.of(false, true, true),
            AttRes.Variant.ATT_RES3, List.of(true, true, true));
    expected.forEach(
        (variant, stages) -> {
          AttRes network = new AttRes(variant, false, 6);
          network.initialize(manager, DataType.FLOAT32, new Shape(1, 128, 128));
          NDArray x = manager.randomNormal(new Shape(1, 128, 128));
          assertThat(network.traces(store, x, false))
              .as(variant.row())
              .extracting(trace -> trace.weights().isPresent())
              .containsExactlyElementsOf(stages);
        });
  }

  /** y = ReLU(x + A(f(x))), and the open branch that measures are about. */
  @Test
  void aResidualBlockAddsItsAttendedBranch() {
    SpatialAttention attention = new SpatialAttention(true);
    Residual residual = new Residual(3, Optional.of(attention));
    NDArray x = manager.randomNormal(new Shape(2, 3, 4, 4));
    residual.initialize(manager, DataType.FLOAT32, x.getShape());
    Residual.Trace trace = residual.trace(store, x, false);
    NDArray f = residual.getChildren().get("01branch").forward(store, new NDList(x), false).get(0);
    NDArray attended = f.mul(trace.weights().orElseThrow()).mul(16);
    assertThat(trace.branch().allClose(attended, 1e-5, 1e-5, false)).isTrue();
    assertThat(trace.output().allClose(x.add(attended).maximum(0), 1e-5, 1e-5, false)).isTrue();
    double ratio = attended.norm().getFloat() / x.norm().getFloat();
    assertThat(trace.branchToSkip()).isEqualTo(ratio, within(1e-5));
  }

  /**
   * Parameters by hand: convolutions, four per channel of each normalisation, attention 2 + 1,
   * linear.
   */
  @Test
  void parameterCountsAreThoseOfTheShapes() {
    long plain = 0;
    int before = 1;
    for (int channels : new int[] {32, 64, 128}) {
      plain += 9L * before * channels + 2L * 9 * channels * channels + 3L * 4 * channels;
      before = channels;
    }
    plain += 128 * 6 + 6;
    for (AttRes.Variant variant : AttRes.Variant.values()) {
      AttRes network = new AttRes(variant, false, 6);
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 128, 128));
      long count =
          network.getParameters().values().stream()
              .mapToLong(parameter -> parameter.getArray().size())
              .sum();
      long attentions =
          network.traces(store, manager.zeros(new Shape(1, 128, 128)), false).stream()
                  .map(Residual.Trace::weights)
                  .filter(Optional::isPresent)
                  .count()
              + (variant == AttRes.Variant.ATT_RES0_ATT ? 1 : 0);
      assertThat(count).as(variant.row()).isEqualTo(plain + 3 * attentions);
    }
  }

  /**
   * He et al.'s network has 11,689,512 for colour pictures of a thousand classes; here one channel
   * instead of three and six classes, and running statistics are counted.
   */
  @Test
  void resNet18HasThePublishedNumberOfParameters() {
    Block network = AttResNetworks.all().get("ResNet-18").get().create(null, 128, 128, 6);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 128, 128));
    long statistics = 2 * (64 + 4 * 64 + 5 * (128 + 256 + 512));
    long count =
        network.getParameters().values().stream()
            .mapToLong(parameter -> parameter.getArray().size())
            .sum();
    assertThat(count).isEqualTo(11_689_512 - 1000 * 513 - 2 * 64 * 49 + 6 * 513 + statistics);
    NDArray x = manager.randomNormal(new Shape(2, 128, 128));
    assertThat(network.forward(store, new NDList(x), false).singletonOrThrow().getShape())
        .isEqualTo(new Shape(2, 6));
  }
}
