package org.serlab.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTest {
  /** Without the step's care the gradients below are garbage after the first collection. */
  @Test
  void numbersSurviveAGarbageCollectionBeforeTheBackwardPass() throws InterruptedException {
    Torch.prepareThread();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray parameter = manager.ones(new Shape(4));
      parameter.setRequiresGradient(true);
      for (int i = 0; i < 3; i++) {
        try (Step step = Step.on(manager)) {
          NDArray input = step.manager().ones(new Shape(4));
          try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray ofParameter = parameter.mul(3); // its number belongs to the parameter's manager
            NDArray loss = input.mul(ofParameter).mul(5).div(2).sum(); // these to the step's
            collect();
            collector.backward(loss);
          }
          NDArray gradient = parameter.getGradient();
          assertThat(gradient.toFloatArray()).containsOnly(7.5f);
          gradient.subi(gradient);
        }
      }
    }
  }

  private static void collect() throws InterruptedException {
    List<ByteBuffer> reuse = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50); // the freeing itself is done by another thread
      for (int k = 0; k < 1000; k++) {
        reuse.add(ByteBuffer.allocateDirect(8).putLong(0, -1));
      }
    }
    assertThat(reuse).isNotEmpty();
  }

  @Test
  void everythingMadeWithinIsFreed() {
    Torch.prepareThread();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray parameter = manager.ones(new Shape(4));
      int before = manager.getManagedArrays().size();
      NDArray sum;
      try (Step step = Step.on(manager)) {
        sum = parameter.add(step.manager().ones(new Shape(4))); // belongs to the outer manager
        assertThat(sum.getManager()).isSameAs(manager);
      }
      assertThat(sum.isReleased()).isTrue();
      assertThat(parameter.isReleased()).isFalse();
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }
}
