package org.serlab.model.wav2vec2;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.serlab.SerlabException;
import org.serlab.nn.PickleObject;
import org.serlab.nn.TorchFile;

/**
 * The settings that a fairseq checkpoint of wav2vec 2.0 holds: in its {@code cfg}, or, if it is
 * older, in its {@code args}. Keys that are not there have fairseq's defaults. The weight of the
 * diversity loss is the paper's, whatever the checkpoint's criterion says.
 */
public final class FairseqConfig {
  private static final Pattern LAYERS =
      Pattern.compile(
          "(?:(\\d{1,2})\\*)?\\[((?:\\(\\d{1,5},\\d{1,5},\\d{1,5}\\),?)++)\\](?:\\*(\\d{1,2}))?");
  private static final Pattern LAYER = Pattern.compile("\\((\\d+),(\\d+),(\\d+)\\)");
  private static final String USUAL_LAYERS =
      "[(512, 10, 5)] + [(512, 3, 2)] * 4 + [(512,2,2)] + [(512,2,2)]";

  /** Far more than any has. */
  private static final int MOST_LAYERS = 100;

  private final Map<?, ?> model;
  private final Path file;

  private FairseqConfig(Map<?, ?> model, Path file) {
    this.model = model;
    this.file = file;
  }

  /**
   * @param file a fairseq checkpoint
   * @throws SerlabException if it cannot be read or holds no such settings
   */
  public static Wav2Vec2Settings read(Path file) {
    try (TorchFile opened = TorchFile.open(file)) {
      if (part(opened, "model") instanceof Map<?, ?> model) {
        return new FairseqConfig(model, file).settings();
      }
      throw new SerlabException(
          file + " holds no settings of fairseq (cfg or args): give a config.json as well.");
    }
  }

  /**
   * @param file a fairseq checkpoint
   * @return whether its network wants waveforms with mean 0 and variance 1 ({@code normalize} of
   *     its task: XLSR-53 does, base does not)
   * @throws SerlabException if it cannot be read
   */
  public static boolean isStandardised(Path file) {
    try (TorchFile opened = TorchFile.open(file)) {
      return part(opened, "task") instanceof Map<?, ?> task
          && Boolean.TRUE.equals(task.get("normalize"));
    }
  }

  /** A part of {@code cfg}, or the {@code args} of an older file, which are all parts in one. */
  private static Object part(TorchFile opened, String name) {
    if (!(opened.root() instanceof Map<?, ?> top)) {
      return null;
    }
    Object part = fields(top.get("cfg")) instanceof Map<?, ?> cfg ? fields(cfg.get(name)) : null;
    return part == null ? fields(top.get("args")) : part;
  }

  /** Dictionaries as they are; of objects, such as a namespace, their fields. */
  private static Object fields(Object value) {
    return value instanceof PickleObject object ? object.fields() : value;
  }

  private Wav2Vec2Settings settings() {
    List<Integer> channels = new ArrayList<>();
    List<Integer> kernels = new ArrayList<>();
    List<Integer> strides = new ArrayList<>();
    convolutions(text("conv_feature_layers", USUAL_LAYERS), channels, kernels, strides);
    boolean layerNorm = text("extractor_mode", "default").equals("layer_norm");
    int hidden = whole("encoder_embed_dim", 768);
    int projection = whole("final_dim", 0) > 0 ? whole("final_dim", 0) : hidden;
    int width = whole("latent_dim", 0) > 0 ? whole("latent_dim", 0) : projection;
    return new Wav2Vec2Settings(
        new Wav2Vec2Settings.Convolutions(channels, kernels, strides, flag("conv_bias"), layerNorm),
        hidden,
        whole("encoder_layers", 12),
        whole("encoder_attention_heads", 12),
        whole("encoder_ffn_embed_dim", 3072),
        flag("layer_norm_first"),
        1e-5,
        whole("conv_pos", 128),
        whole("conv_pos_groups", 16),
        new Wav2Vec2Settings.Dropouts(
            number("dropout", 0.1),
            number("attention_dropout", 0.1),
            number("activation_dropout", 0),
            number("dropout_input", 0),
            number("dropout_features", 0),
            number("encoder_layerdrop", 0)),
        new Wav2Vec2Settings.Masking(
            number("mask_prob", 0.65),
            whole("mask_length", 10),
            2,
            number("mask_channel_prob", 0),
            whole("mask_channel_length", 10),
            0),
        new Wav2Vec2Settings.Quantisation(
            whole("latent_groups", 2),
            whole("latent_vars", 320),
            width,
            projection,
            whole("num_negatives", 100),
            number("logit_temp", 0.1),
            0.1),
        0.02);
  }

  /** Reads {@code [(channels, kernel, stride)] * n + ...} without running it. */
  private void convolutions(
      String expression, List<Integer> channels, List<Integer> kernels, List<Integer> strides) {
    for (String part : expression.replaceAll("\\s", "").split("\\+")) {
      Matcher layers = LAYERS.matcher(part);
      if (!layers.matches()) {
        throw strange("conv_feature_layers");
      }
      int repeats = repeats(layers.group(1)) * repeats(layers.group(3));
      for (int i = 0; i < repeats; i++) {
        Matcher layer = LAYER.matcher(layers.group(2));
        while (layer.find()) {
          if (channels.size() == MOST_LAYERS) {
            throw strange("conv_feature_layers");
          }
          channels.add(Integer.valueOf(layer.group(1)));
          kernels.add(Integer.valueOf(layer.group(2)));
          strides.add(Integer.valueOf(layer.group(3)));
        }
      }
    }
  }

  private static int repeats(String factor) {
    return factor == null ? 1 : Integer.parseInt(factor);
  }

  private Object value(String key, Object usual) {
    Object value = model.get(key);
    return value == null ? usual : value;
  }

  private int whole(String key, int usual) {
    double number = number(key, usual);
    if (number != (int) number) {
      throw strange(key);
    }
    return (int) number;
  }

  private double number(String key, double usual) {
    Object value = value(key, usual);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw strange(key);
  }

  /** Without the value, which may be anything of any length. */
  private SerlabException strange(String key) {
    return new SerlabException(
        file + " has settings that cannot be understood, " + key + ": give a config.json as well.");
  }

  private boolean flag(String key) {
    return Boolean.TRUE.equals(value(key, false));
  }

  private String text(String key, String usual) {
    Object value = value(key, usual);
    // An enumeration of fairseq's is an object made of its value.
    boolean enumeration = value instanceof PickleObject object && object.arguments().size() == 1;
    if ((enumeration ? ((PickleObject) value).arguments().get(0) : value) instanceof String text) {
      return text;
    }
    throw strange(key);
  }
}
