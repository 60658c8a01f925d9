package org.serlab.model.attres;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.serlab.model.Networks;
import org.serlab.nn.Weights;

/** The notebook's example of a variant in a file of one's own. */
class VariantTest {
  private static final String FILE = "file:notebooks/variants/WideAttention.java";

  private static Block network(NDManager manager, Map<String, Object> settings) {
    Block network = Networks.of(settings, 128, 128, 4);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 128, 128));
    return network;
  }

  /** With a kernel of 1 and the same weights it is the rescaled att-Res, number for number. */
  @Test
  void aKernelOfOneIsTheRescaledNetwork() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Block ours = network(manager, Map.of("network", FILE, "kernel", 1));
      Block library = network(manager, Map.of("network", "att-Res", "rescaled", true));
      List<String> names = List.copyOf(Weights.of(ours).keySet());
      List<String> others = List.copyOf(Weights.of(library).keySet());
      assertThat(names).hasSameSizeAs(others);
      for (int i = 0; i < names.size(); i++) {
        Weights.of(ours)
            .get(names.get(i))
            .set(Weights.of(library).get(others.get(i)).toFloatArray());
      }
      ParameterStore store = new ParameterStore(manager, false);
      NDList x = new NDList(manager.randomUniform(0, 1, new Shape(2, 128, 128)));
      float[] expected = library.forward(store, x, false).singletonOrThrow().toFloatArray();
      assertThat(ours.forward(store, x, false).singletonOrThrow().toFloatArray())
          .usingComparatorWithPrecision(1e-4f)
          .containsExactly(expected);
      assertThat(expected[0]).isNotEqualTo(expected[1]);
    }
  }

  @Test
  void anotherKernelIsAnotherNumberOfWeights() {
    try (NDManager manager = NDManager.newBaseManager()) {
      long one = Weights.count(network(manager, Map.of("network", FILE, "kernel", 1)));
      long seven = Weights.count(network(manager, Map.of("network", FILE)));
      assertThat(seven - one).isEqualTo(2 * 2 * (7 * 7 - 1));
    }
  }
}
