package org.serlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.serlab.SerlabException;

/**
 * Changes parameters along their gradients, exactly as {@code torch.optim} does, with a state that
 * can be saved. (DJL's own optimisers keep their state private, place Adam's epsilon elsewhere, and
 * lack Adagrad, Nesterov momentum and dampening.)
 *
 * <p>Parameters are known by name, so that a state fits the same network in another process. The
 * state's arrays live on the manager of the parameter they belong to, and are freed with it. Not
 * safe for several threads.
 */
public abstract class Optimiser {
  private final double learningRate;
  private final double weightDecay;
  private Schedule schedule = Schedule.constant();
  private ToDoubleFunction<String> rateFactor = name -> 1;
  private Predicate<String> decays = name -> true;
  private final Map<String, NDArray> state = new TreeMap<>();
  private final Map<String, Long> steps = new TreeMap<>();

  /**
   * @param learningRate rate before schedule and factors
   * @param weightDecay weight of the decay; how it enters is said by the optimiser
   */
  protected Optimiser(double learningRate, double weightDecay) {
    this.learningRate = learningRate;
    this.weightDecay = weightDecay;
  }

  /**
   * What a checkpoint has to hold.
   *
   * @param arrays arrays by {@code kind/parameter}; they stay the optimiser's own
   * @param steps steps taken, per parameter
   */
  public record State(Map<String, NDArray> arrays, Map<String, Long> steps) {}

  /** Lets the rate follow a schedule; by default it is constant. */
  public Optimiser schedule(Schedule newSchedule) {
    schedule = newSchedule;
    return this;
  }

  /** Gives parameters, by name, a factor on the rate; 0 leaves them as they are. */
  public Optimiser rateFactor(ToDoubleFunction<String> factor) {
    rateFactor = factor;
    return this;
  }

  /** Lets only some parameters, by name, decay; by default all do. */
  public Optimiser decayOnly(Predicate<String> names) {
    decays = names;
    return this;
  }

  /**
   * One step for one parameter. Call it outside gradient collectors.
   *
   * @param name the parameter's name in its network
   * @param parameter changed in place
   * @param gradient same shape and type; not changed
   */
  public final void step(String name, NDArray parameter, NDArray gradient) {
    double factor = rateFactor.applyAsDouble(name);
    if (factor == 0) {
      return;
    }
    long step = steps.merge(name, 1L, Long::sum);
    double decay = decays.test(name) ? weightDecay : 0;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      double rate = learningRate * factor * schedule.factor(step);
      update(name, parameter, gradient, step, rate, decay);
    }
  }

  /**
   * The formula. Arrays made here are freed afterwards, apart from those of {@link #state}.
   *
   * @param name the parameter's name
   * @param parameter to be changed in place
   * @param gradient not to be changed
   * @param step 1 at the parameter's first step
   * @param rate learning rate of this step
   * @param decay weight decay of this parameter
   */
  protected abstract void update(
      String name, NDArray parameter, NDArray gradient, long step, double rate, double decay);

  /**
   * An array that is kept from step to step.
   *
   * @param kind what it is, such as {@code momentum}
   * @param name the parameter's name
   * @param parameter gives shape, type and manager
   * @param initial value of all elements before the first step
   */
  protected final NDArray state(String kind, String name, NDArray parameter, double initial) {
    return state.computeIfAbsent(
        kind + "/" + name,
        key -> {
          NDArray array = parameter.zerosLike();
          if (initial != 0) {
            array.addi(initial);
          }
          NDScope.unregister(array);
          array.attach(parameter.getManager());
          return array;
        });
  }

  /** Everything that a resumed run needs. */
  public final State state() {
    return new State(new LinkedHashMap<>(state), new LinkedHashMap<>(steps));
  }

  /**
   * Goes on from a saved state.
   *
   * @param saved its arrays become the optimiser's own and must live as long as the parameters
   * @throws SerlabException if this optimiser has already taken steps
   */
  public final void restore(State saved) {
    if (!steps.isEmpty()) {
      throw new SerlabException(
          "An optimiser that has taken steps cannot take over a saved state.");
    }
    state.putAll(saved.arrays());
    steps.putAll(saved.steps());
  }
}
