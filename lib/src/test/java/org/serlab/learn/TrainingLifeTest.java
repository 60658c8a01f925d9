package org.serlab.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import ai.djl.util.PairList;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.serlab.SerlabException;
import org.serlab.nn.Step;
import org.serlab.nn.Torch;

/** Memory during training, and its end by force. */
class TrainingLifeTest {
  private static final Map<String, Object> SETTINGS =
      Map.of("learner", "network", "epochs", 100_000, "channels", List.of(4), "batchSize", 8);

  /** A careless block: what it makes from its parameter belongs to the network's manager. */
  private static final class Careless extends AbstractBlock {
    private final Parameter scale;
    private final Block linear;

    Careless() {
      scale =
          addParameter(
              Parameter.builder()
                  .setName("scale")
                  .setType(Parameter.Type.WEIGHT)
                  .optShape(new Shape(1, 12))
                  .build());
      linear = addChildBlock("linear", Linear.builder().setUnits(3).build());
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> more) {
      NDArray x = inputs.get(0).reshape(-1, 12);
      NDArray scaled = store.getValue(scale, x.getDevice(), training).mul(2).mul(x);
      return linear.forward(store, new NDList(scaled), training);
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
      linear.initialize(manager, type, new Shape(1, 12));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
      return new Shape[] {new Shape(inputs[0].get(0), 3)};
    }
  }

  @Test
  void stepsLeaveNothingBehind() {
    Torch.prepareThread();
    try (NDManager manager = NDManager.newBaseManager()) {
      Block block = new Careless();
      block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 12));
      ParameterStore store = new ParameterStore(manager, false);
      int before = manager.getManagedArrays().size();
      for (int i = 0; i < 3; i++) {
        try (Step step = Step.on(manager)) {
          NDArray x = step.manager().ones(new Shape(2, 1, 12));
          assertThat(block.forward(store, new NDList(x), true).get(0).getShape())
              .isEqualTo(new Shape(2, 3));
        }
        assertThat(manager.getManagedArrays()).hasSize(before);
      }
    }
  }

  @Test
  void anInterruptEndsTrainingWithASentence() {
    LearningTask task =
        Synthetic.task(
            Synthetic.maps(30, false, 1),
            List.of(),
            SETTINGS,
            null,
            epoch -> {
              if (epoch.number() == 2) {
                Thread.currentThread().interrupt();
              }
            });
    assertThatThrownBy(() -> new NetworkLearner().fit(task))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("interrupted in epoch 3");
    assertThat(Thread.interrupted()).isTrue(); // the flag stays, for whoever waits further out
  }

  /** Trains until it is ended. */
  public static final class Endless {
    /**
     * @param arguments none
     */
    public static void main(String[] arguments) {
      LearningTask task =
          Synthetic.task(
              Synthetic.maps(60, false, 1),
              List.of(),
              SETTINGS,
              null,
              epoch -> System.out.println("epoch " + epoch.number()));
      new NetworkLearner().fit(task);
    }
  }

  /** An engine that is torn down in the middle of a step would crash with SIGSEGV (139, 134). */
  @Test
  void aTerminatedProcessEndsCleanly() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Endless.class.getName())
            .redirectErrorStream(true)
            .start();
    StringBuilder output = new StringBuilder();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream()))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.append(line).append('\n');
        if (line.equals("epoch 3")) {
          process.toHandle().destroy(); // SIGTERM
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output.toString()).isEqualTo(128 + 15);
  }
}
