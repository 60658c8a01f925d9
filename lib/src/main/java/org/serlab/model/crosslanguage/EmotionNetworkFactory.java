package org.serlab.model.crosslanguage;

import java.util.LinkedHashMap;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.model.NetworkFactory;
import org.serlab.model.WeightsFile;
import org.serlab.model.wav2vec2.HuggingFaceConfig;
import org.serlab.nn.HyperParameters;

/**
 * Makes {@link EmotionNetwork} from hyper-parameters, for features of kind {@code waveform}:
 *
 * <ul>
 *   <li>{@code backbone}: base or xlsr-53, or the text of a Hugging Face {@code config.json}, so
 *       that a model folder holds all that its network needs; by default that of the {@code
 *       config.json} beside the weights, where there is one;
 *   <li>{@code weights}: none, or a {@link WeightsFile} to begin with, with {@code weightsDigest};
 *   <li>{@code frozen}: nothing, encoder (the convolutional encoder), or backbone; {@code
 *       frozenLayers}: first transformer layers that stay as they are, with all below them;
 *   <li>{@code seconds} 2 (0 for whole recordings, with {@code maskPadding}), at 16 kHz; {@code
 *       pooled} context or latent; {@code maskPadding}; {@code maskSpans};
 *   <li>{@code alpha}; {@code wav2vecLoss} sum or mean over the masked frames; {@code temperature}
 *       of the quantiser;
 *   <li>those of {@link EmotionHead}.
 * </ul>
 *
 * <p>Ours where the paper is silent: the loss is the sum, as PyTorch's implementations give it. The
 * paper's alphas of about 1e-3 are then about one over the masked frames of its batches; with the
 * mean they would hardly weigh anything. The temperature is 2, with which those implementations
 * begin.
 */
public final class EmotionNetworkFactory implements NetworkFactory {
  private static final int RATE = 16_000;

  @Override
  public EmotionNetwork create(HyperParameters settings, int rows, int columns, int classes) {
    if (rows != 1) {
      throw new SerlabException(
          "The network wav2vec2-emotion takes waveforms: choose features of kind waveform.");
    }
    double alpha = settings.number("alpha", Double.MAX_VALUE);
    boolean maskSpans = settings.flag("maskSpans");
    if (alpha > 0 && !maskSpans) {
      throw new SerlabException(
          "alpha is %s but no spans are masked: set maskSpans, or alpha to 0.".formatted(alpha));
    }
    boolean maskPadding = settings.flag("maskPadding");
    if (settings.number("seconds", 3600) == 0 && !maskPadding) {
      throw new SerlabException(
          "Whole recordings (seconds is 0) are filled with zeros to one length in training alone:"
              + " set maskPadding, so that the filling is not heard.");
    }
    EmotionNetwork.Options options =
        new EmotionNetwork.Options(
            (int) Math.round(settings.number("seconds", 3600) * RATE),
            choice(settings, "pooled", "context", "latent"),
            maskPadding,
            maskSpans,
            alpha,
            choice(settings, "wav2vecLoss", "sum", "mean"),
            settings.positive("temperature", Double.MAX_VALUE),
            WeightsFile.of(settings));
    EmotionNetwork network =
        new EmotionNetwork(
            HuggingFaceConfig.named(settings.text("backbone")),
            options,
            EmotionHead.of(settings, classes));
    freeze(network, settings);
    return network;
  }

  private static boolean choice(HyperParameters settings, String key, String no, String yes) {
    String value = settings.text(key);
    if (!value.equals(no) && !value.equals(yes)) {
      throw EmotionHead.unknown(key, settings, no + " or " + yes);
    }
    return value.equals(yes);
  }

  private static void freeze(EmotionNetwork network, HyperParameters settings) {
    int layers = settings.whole("frozenLayers");
    int all = network.backbone().settings().layers();
    if (layers < 0 || layers > all) {
      throw new SerlabException(
          "The hyper-parameter frozenLayers is %d but should be from 0 to %d."
              .formatted(layers, all));
    }
    switch (settings.text("frozen")) {
      case "nothing" -> {}
      case "encoder" -> network.backbone().freezeEncoder();
      case "backbone" -> network.backbone().freezeUpTo(all);
      default -> throw EmotionHead.unknown("frozen", settings, "nothing, encoder or backbone");
    }
    if (layers > 0) {
      network.backbone().freezeUpTo(layers);
    }
  }

  @Override
  public Map<String, Object> defaults() {
    Map<String, Object> defaults = new LinkedHashMap<>(EmotionHead.defaults());
    defaults.put("backbone", "xlsr-53");
    defaults.put(WeightsFile.WEIGHTS, WeightsFile.NONE);
    defaults.put("frozen", "nothing");
    defaults.put("frozenLayers", 0);
    defaults.put("seconds", 2.0);
    defaults.put("pooled", "context");
    defaults.put("maskPadding", false);
    defaults.put("maskSpans", true);
    defaults.put("alpha", 0.0012);
    defaults.put("wav2vecLoss", "sum");
    defaults.put("temperature", 2.0);
    return defaults;
  }

  @Override
  public Map<String, Object> defaults(Map<String, Object> given) {
    Map<String, Object> defaults = new LinkedHashMap<>(defaults());
    WeightsFile.digest(given).ifPresent(digest -> defaults.put(WeightsFile.DIGEST, digest));
    if (!given.containsKey("backbone")) {
      WeightsFile.beside(given, "config.json")
          .map(config -> HuggingFaceConfig.text(HuggingFaceConfig.read(config)))
          .ifPresent(text -> defaults.put("backbone", text));
    }
    return defaults;
  }
}
