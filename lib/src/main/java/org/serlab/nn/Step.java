package org.serlab.nn;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;

/**
 * The native memory of one step of training or one prediction, and what has to be watched over
 * while the engine works. Everything made within it is freed when it is closed: arrays of its own
 * manager, and also those that a block made from its parameters, which belong to the network's
 * manager.
 *
 * <pre>{@code
 * try (Step step = Step.on(manager);
 *     GradientCollector collector = Engine.getInstance().newGradientCollector()) {
 *   collector.backward(loss(step.manager()));
 * }
 * }</pre>
 *
 * <p>To be closed by the thread that opened it, the innermost first.
 */
public final class Step implements AutoCloseable {
  private final NDManager manager;
  private final NDScope scope;
  private final NumberBuffers ofParent;

  private Step(NDManager parent) {
    ofParent = NumberBuffers.keep((BaseNDManager) parent);
    manager = parent.newSubManager();
    NumberBuffers.keep((BaseNDManager) manager);
    scope = new NDScope();
    scope.suppressNotUsedWarning();
  }

  /**
   * @param parent the network's manager
   * @return an open step
   */
  public static Step on(NDManager parent) {
    Torch.enter();
    try {
      return new Step(parent);
    } catch (RuntimeException e) {
      Torch.leave();
      throw e;
    }
  }

  /** Owner of what the step begins with, such as its inputs. */
  public NDManager manager() {
    return manager;
  }

  @Override
  public void close() {
    try {
      scope.close();
      manager.close();
      ofParent.release();
    } finally {
      Torch.leave();
    }
  }
}
