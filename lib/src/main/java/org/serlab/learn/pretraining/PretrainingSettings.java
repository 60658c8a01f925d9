package org.serlab.learn.pretraining;

import java.util.LinkedHashMap;
import java.util.Map;
import org.serlab.model.wav2vec2.Wav2Vec2Settings;
import org.serlab.nn.HyperParameters;
import org.serlab.nn.Optimisers;

/**
 * How wav2vec 2.0 is pre-trained. The defaults are those of fairseq's recipes for base and large
 * (appendix B of Baevski et al. 2020), save what depends on the amount of speech: epochs, batch,
 * learning rate.
 *
 * @param all every hyper-parameter, spelt out
 * @param epochs number of epochs
 * @param batchSamples samples of a step at most, over all utterances
 * @param shortest samples of an utterance at least; shorter ones are left out
 * @param longest samples of an utterance at most; longer ones are cropped
 * @param standardise whether each recording gets mean 0 and variance 1 (large) or is taken as it is
 *     (base)
 * @param clipNorm bound on the gradients' common norm; 0 for none
 * @param temperatureStart of the Gumbel softmax at the first step
 * @param temperatureEnd which it does not go below
 * @param temperatureDecay factor from one step to the next
 * @param featurePenalty weight of the mean squared latent representation in the loss
 * @param encoderGradient factor on the gradient that reaches the convolutional encoder
 */
public record PretrainingSettings(
    HyperParameters all,
    int epochs,
    int batchSamples,
    int shortest,
    int longest,
    boolean standardise,
    double clipNorm,
    double temperatureStart,
    double temperatureEnd,
    double temperatureDecay,
    double featurePenalty,
    double encoderGradient) {

  /** Hyper-parameters with their defaults for an architecture. */
  public static Map<String, Object> defaults(Wav2Vec2Settings network, Map<String, Object> given) {
    boolean large = network.convolutions().layerNorm();
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("epochs", 10L);
    defaults.put("batchSeconds", 80.0);
    defaults.put("shortestSeconds", 1.0);
    defaults.put("longestSeconds", large ? 20.0 : 15.625);
    defaults.put("standardise", large);
    defaults.put("clipNorm", 0.0);
    defaults.put("temperatureStart", 2.0);
    defaults.put("temperatureEnd", large ? 0.1 : 0.5);
    defaults.put("temperatureDecay", 0.999995);
    defaults.put("featurePenalty", large ? 0.0 : 10.0);
    defaults.put("encoderGradient", large ? 1.0 : 0.1);
    String optimiser = String.valueOf(given.getOrDefault("optimiser", "adamw"));
    defaults.putAll(Optimisers.defaults(optimiser));
    defaults.put("optimiser", "adamw");
    if (optimiser.equals("adamw")) {
      defaults.put("learningRate", 5e-4);
      defaults.put("beta2", 0.98);
      defaults.put("epsilon", 1e-6);
      defaults.put("schedule", "linear");
      defaults.put("warmup", 0.08);
    }
    return defaults;
  }

  /**
   * @param network the architecture, which some defaults depend on
   * @param given hyper-parameters that differ from the defaults
   * @throws org.serlab.SerlabException if one is unknown or out of range
   */
  public static PretrainingSettings of(Wav2Vec2Settings network, Map<String, Object> given) {
    HyperParameters all =
        new HyperParameters(HyperParameters.complete(given, defaults(network, given)));
    all.positive("longestSeconds", Integer.MAX_VALUE / Speech.RATE);
    return new PretrainingSettings(
        all,
        all.count("epochs"),
        samples(all, "batchSeconds"),
        samples(all, "shortestSeconds"),
        samples(all, "longestSeconds"),
        all.flag("standardise"),
        all.number("clipNorm", Double.MAX_VALUE),
        all.number("temperatureStart", Double.MAX_VALUE),
        all.number("temperatureEnd", Double.MAX_VALUE),
        all.number("temperatureDecay", 1),
        all.number("featurePenalty", Double.MAX_VALUE),
        all.number("encoderGradient", 1));
  }

  private static int samples(HyperParameters all, String key) {
    double seconds = all.number(key, Integer.MAX_VALUE / Speech.RATE);
    return (int) Math.max(1, Math.round(seconds * Speech.RATE));
  }

  /**
   * Temperature of the Gumbel softmax.
   *
   * @param step 1 at the first step
   */
  double temperature(long step) {
    return Math.max(
        temperatureStart * StrictMath.pow(temperatureDecay, step - 1.0), temperatureEnd);
  }
}
