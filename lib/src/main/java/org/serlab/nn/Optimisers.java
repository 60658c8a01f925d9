package org.serlab.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.serlab.SerlabException;

/** Makes optimisers and schedules from hyper-parameters. */
public final class Optimisers {
  private Optimisers() {}

  /**
   * The settings of all optimisers with their defaults; each reads its own. {@code optimiser}: sgd,
   * adam, adamw, adagrad, adam-linear. {@code schedule}: constant, linear, cosine ({@code warmup}
   * is the share of steps with a rising rate).
   */
  public static Map<String, Object> defaults(String optimiser) {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("optimiser", "adam");
    defaults.put(
        "learningRate", optimiser.equals("sgd") || optimiser.equals("adagrad") ? 0.01 : 0.001);
    defaults.put("weightDecay", optimiser.equals("adamw") ? 0.01 : 0.0);
    switch (optimiser) {
      case "sgd" -> {
        defaults.put("momentum", 0.0);
        defaults.put("dampening", 0.0);
        defaults.put("nesterov", false);
      }
      case "adam", "adamw", "adam-linear" -> {
        defaults.put("beta1", 0.9);
        defaults.put("beta2", 0.999);
        defaults.put("epsilon", 1e-8);
        if (!optimiser.equals("adam-linear")) {
          defaults.put("amsgrad", false);
        }
      }
      case "adagrad" -> {
        defaults.put("learningRateDecay", 0.0);
        defaults.put("initialSum", 0.0);
        defaults.put("epsilon", 1e-10);
      }
      default ->
          throw new SerlabException(
              "There is no optimiser "
                  + optimiser
                  + ": known are sgd, adam, adamw, adagrad, adam-linear.");
    }
    if (!optimiser.equals("adam-linear")) {
      defaults.put("schedule", "constant");
    }
    defaults.put("warmup", 0.0);
    return defaults;
  }

  /**
   * @param settings complete, as {@link #defaults} has them
   * @param totalSteps number of steps of the whole training, for schedules
   */
  public static Optimiser of(HyperParameters settings, long totalSteps) {
    double rate = settings.number("learningRate");
    double decay = settings.number("weightDecay");
    double warmup = settings.number("warmup", 1);
    if (warmup == 1) {
      throw new SerlabException(
          "The hyper-parameter warmup is 1, so that the rate would never fall: take less.");
    }
    String name = settings.text("optimiser");
    if (name.equals("adam-linear")) {
      return new AdamWithLinearSchedule(
          rate,
          settings.number("beta1"),
          settings.number("beta2"),
          settings.number("epsilon"),
          decay,
          warmup,
          totalSteps);
    }
    Schedule schedule =
        switch (settings.text("schedule")) {
          case "constant" -> Schedule.constant();
          case "linear" -> Schedule.linear(warmup, totalSteps);
          case "cosine" -> Schedule.cosine(warmup, totalSteps);
          default ->
              throw new SerlabException(
                  "There is no schedule "
                      + settings.text("schedule")
                      + ": known are constant, linear, cosine.");
        };
    return unscheduled(name, settings, rate, decay).schedule(schedule);
  }

  private static Optimiser unscheduled(
      String name, HyperParameters settings, double rate, double decay) {
    return switch (name) {
      case "sgd" ->
          new Sgd(
              rate,
              settings.number("momentum"),
              settings.number("dampening"),
              decay,
              settings.flag("nesterov"));
      case "adam", "adamw" -> {
        double beta1 = settings.number("beta1");
        double beta2 = settings.number("beta2");
        double epsilon = settings.number("epsilon");
        boolean amsgrad = settings.flag("amsgrad");
        yield name.equals("adam")
            ? Adam.coupled(rate, beta1, beta2, epsilon, decay, amsgrad)
            : Adam.decoupled(rate, beta1, beta2, epsilon, decay, amsgrad);
      }
      case "adagrad" ->
          new Adagrad(
              rate,
              settings.number("learningRateDecay"),
              decay,
              settings.number("initialSum"),
              settings.number("epsilon"));
      default -> throw new SerlabException("There is no optimiser " + name + ".");
    };
  }
}
