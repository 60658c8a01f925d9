package org.serlab.model.wav2vec2;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.serlab.AtomicFile;
import org.serlab.SerlabException;

/**
 * Hugging Face's {@code config.json} of a wav2vec 2.0. Keys that are not there have the defaults of
 * transformers 4.27; keys that matter to other things, such as speech recognition, are not looked
 * at.
 */
public final class HuggingFaceConfig {
  private final JsonObject json;
  private final String name;

  private HuggingFaceConfig(JsonObject json, String name) {
    this.json = json;
    this.name = name;
  }

  /**
   * @param file a {@code config.json}
   * @throws SerlabException if it cannot be read, or asks for what is not supported here
   */
  public static Wav2Vec2Settings read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new SerlabException("There is no configuration " + file + ".", e);
    } catch (IOException e) {
      throw new SerlabException(
          "Cannot read the configuration " + file + ": " + e.getMessage() + ".", e);
    }
  }

  /**
   * @param text what a {@code config.json} holds
   * @param name what the text is, such as its file's name, for messages
   * @throws SerlabException if it is none, or asks for what is not supported here
   */
  public static Wav2Vec2Settings parse(String text, String name) {
    try {
      JsonElement content = JsonParser.parseString(text);
      return new HuggingFaceConfig(content.getAsJsonObject(), name).settings();
    } catch (JsonParseException
        | IllegalStateException
        | NumberFormatException
        | ArithmeticException
        | ClassCastException
        | UnsupportedOperationException e) {
      throw new SerlabException(
          "Cannot read the configuration " + name + ": " + e.getMessage() + ".", e);
    }
  }

  private Wav2Vec2Settings settings() {
    requireText("model_type", "wav2vec2");
    requireText("hidden_act", "gelu");
    requireText("feat_extract_activation", "gelu");
    if (flag("add_adapter", false)) {
      throw new SerlabException(name + " has an adapter (add_adapter), which is not supported.");
    }
    String norm = text("feat_extract_norm", "group");
    if (!norm.equals("group") && !norm.equals("layer")) {
      throw new SerlabException(name + " has feat_extract_norm " + norm + ", not group or layer.");
    }
    return new Wav2Vec2Settings(
        new Wav2Vec2Settings.Convolutions(
            list("conv_dim", List.of(512, 512, 512, 512, 512, 512, 512)),
            list("conv_kernel", List.of(10, 3, 3, 3, 3, 2, 2)),
            list("conv_stride", List.of(5, 2, 2, 2, 2, 2, 2)),
            flag("conv_bias", false),
            norm.equals("layer")),
        whole("hidden_size", 768),
        whole("num_hidden_layers", 12),
        whole("num_attention_heads", 12),
        whole("intermediate_size", 3072),
        flag("do_stable_layer_norm", false),
        number("layer_norm_eps", 1e-5),
        whole("num_conv_pos_embeddings", 128),
        whole("num_conv_pos_embedding_groups", 16),
        new Wav2Vec2Settings.Dropouts(
            number("hidden_dropout", 0.1),
            number("attention_dropout", 0.1),
            number("activation_dropout", 0.1),
            number("feat_proj_dropout", 0),
            number("feat_quantizer_dropout", 0),
            number("layerdrop", 0.1)),
        masking(),
        new Wav2Vec2Settings.Quantisation(
            whole("num_codevector_groups", 2),
            whole("num_codevectors_per_group", 320),
            whole("codevector_dim", 256),
            whole("proj_codevector_dim", 256),
            whole("num_negatives", 100),
            number("contrastive_logits_temperature", 0.1),
            number("diversity_loss_weight", 0.1)),
        number("initializer_range", 0.02));
  }

  private Wav2Vec2Settings.Masking masking() {
    boolean masks = flag("apply_spec_augment", true);
    return new Wav2Vec2Settings.Masking(
        masks ? number("mask_time_prob", 0.05) : 0,
        whole("mask_time_length", 10),
        whole("mask_time_min_masks", 2),
        masks ? number("mask_feature_prob", 0) : 0,
        whole("mask_feature_length", 10),
        whole("mask_feature_min_masks", 0));
  }

  private boolean has(String key) {
    return json.has(key) && !json.get(key).isJsonNull();
  }

  private int whole(String key, int usual) {
    return has(key) ? json.get(key).getAsBigDecimal().intValueExact() : usual;
  }

  private double number(String key, double usual) {
    return has(key) ? json.get(key).getAsDouble() : usual;
  }

  private boolean flag(String key, boolean usual) {
    return has(key) ? json.get(key).getAsBoolean() : usual;
  }

  private String text(String key, String usual) {
    return has(key) ? json.get(key).getAsString() : usual;
  }

  private void requireText(String key, String wanted) {
    String value = text(key, wanted);
    if (!value.equals(wanted)) {
      throw new SerlabException(
          "%s has %s %s, but only %s is supported.".formatted(name, key, value, wanted));
    }
  }

  private List<Integer> list(String key, List<Integer> usual) {
    if (!has(key)) {
      return usual;
    }
    List<Integer> values = new ArrayList<>();
    json.getAsJsonArray(key).forEach(value -> values.add(value.getAsInt()));
    return values;
  }

  /**
   * Writes settings so that this class and Hugging Face's read them.
   *
   * @param file the {@code config.json} to write
   * @param settings what it shall hold
   */
  public static void write(Path file, Wav2Vec2Settings settings) {
    String text = new GsonBuilder().setPrettyPrinting().create().toJson(json(settings));
    AtomicFile.write(file, text + "\n");
  }

  /**
   * @param name {@code base}, {@code xlsr-53}, or the text of a {@code config.json}
   * @throws SerlabException if it is none of these
   */
  public static Wav2Vec2Settings named(String name) {
    return switch (name) {
      case "base" -> Wav2Vec2Settings.base();
      case "xlsr-53" -> Wav2Vec2Settings.xlsr53();
      default -> {
        if (!name.startsWith("{")) {
          throw new SerlabException(
              "There is no backbone %s: known are base and xlsr-53, and the text of a config.json."
                  .formatted(name));
        }
        yield parse(name, "the backbone");
      }
    };
  }

  /** What {@link #parse} reads, in one line, to be kept where no file can be. */
  public static String text(Wav2Vec2Settings settings) {
    return json(settings).toString();
  }

  private static JsonObject json(Wav2Vec2Settings settings) {
    JsonObject json = new JsonObject();
    json.addProperty("model_type", "wav2vec2");
    json.add("architectures", array(List.of("Wav2Vec2ForPreTraining")));
    Wav2Vec2Settings.Convolutions convolutions = settings.convolutions();
    json.add("conv_dim", array(convolutions.channels()));
    json.add("conv_kernel", array(convolutions.kernels()));
    json.add("conv_stride", array(convolutions.strides()));
    json.addProperty("num_feat_extract_layers", convolutions.layers());
    json.addProperty("conv_bias", convolutions.bias());
    json.addProperty("feat_extract_norm", convolutions.layerNorm() ? "layer" : "group");
    json.addProperty("feat_extract_activation", "gelu");
    json.addProperty("hidden_act", "gelu");
    json.addProperty("hidden_size", settings.hidden());
    json.addProperty("num_hidden_layers", settings.layers());
    json.addProperty("num_attention_heads", settings.heads());
    json.addProperty("intermediate_size", settings.feedForward());
    json.addProperty("do_stable_layer_norm", settings.preNorm());
    json.addProperty("layer_norm_eps", settings.epsilon());
    json.addProperty("num_conv_pos_embeddings", settings.positionKernel());
    json.addProperty("num_conv_pos_embedding_groups", settings.positionGroups());
    json.addProperty("initializer_range", settings.initialDeviation());
    Wav2Vec2Settings.Dropouts dropouts = settings.dropouts();
    json.addProperty("hidden_dropout", dropouts.hidden());
    json.addProperty("attention_dropout", dropouts.attention());
    json.addProperty("activation_dropout", dropouts.activation());
    json.addProperty("feat_proj_dropout", dropouts.projection());
    json.addProperty("feat_quantizer_dropout", dropouts.quantiser());
    json.addProperty("layerdrop", dropouts.layer());
    Wav2Vec2Settings.Masking masking = settings.masking();
    json.addProperty("apply_spec_augment", true);
    json.addProperty("mask_time_prob", masking.time());
    json.addProperty("mask_time_length", masking.timeLength());
    json.addProperty("mask_time_min_masks", masking.timeLeast());
    json.addProperty("mask_feature_prob", masking.channel());
    json.addProperty("mask_feature_length", masking.channelLength());
    json.addProperty("mask_feature_min_masks", masking.channelLeast());
    Wav2Vec2Settings.Quantisation quantisation = settings.quantisation();
    json.addProperty("num_codevector_groups", quantisation.groups());
    json.addProperty("num_codevectors_per_group", quantisation.entries());
    json.addProperty("codevector_dim", quantisation.width());
    json.addProperty("proj_codevector_dim", quantisation.projection());
    json.addProperty("num_negatives", quantisation.negatives());
    json.addProperty("contrastive_logits_temperature", quantisation.temperature());
    json.addProperty("diversity_loss_weight", quantisation.diversityWeight());
    return json;
  }

  private static JsonArray array(List<?> values) {
    JsonArray array = new JsonArray();
    for (Object value : values) {
      if (value instanceof Number number) {
        array.add(number);
      } else {
        array.add(String.valueOf(value));
      }
    }
    return array;
  }
}
