package org.serlab.model.wav2vec2;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From the names that weight files have to those of Hugging Face's {@code Wav2Vec2ForPreTraining}:
 * the backbone's begin with {@code wav2vec2.}, the heads' do not.
 */
final class CheckpointNames {
  /** The backbone's prefix. */
  static final String BACKBONE = "wav2vec2.";

  /** Prefix of the linear layer between encoder and transformer. */
  static final String PROJECTION = "wav2vec2.feature_projection.projection.";

  /** How names begin that need no prefix. */
  private static final Set<String> COMPLETE =
      Set.of(BACKBONE, "quantizer.", "project_hid.", "project_q.");

  /** Spellings of weight normalisation: since PyTorch 2.0, and before. */
  private static final Map<String, String> NEWER =
      Map.of(
          "parametrizations.weight.original0", "weight_g",
          "parametrizations.weight.original1", "weight_v");

  private record Rule(Pattern fairseq, String huggingFace) {
    Rule(String fairseq, String huggingFace) {
      this(Pattern.compile(fairseq), huggingFace);
    }
  }

  private static final String LAYER = "encoder\\.layers\\.(\\d+)\\.";

  /** fairseq's names; the first rule that fits a whole name counts. */
  private static final List<Rule> FAIRSEQ =
      List.of(
          new Rule("mask_emb", "wav2vec2.masked_spec_embed"),
          new Rule(
              "feature_extractor\\.conv_layers\\.(\\d+)\\.0\\.(weight|bias)",
              "wav2vec2.feature_extractor.conv_layers.$1.conv.$2"),
          new Rule(
              "feature_extractor\\.conv_layers\\.(\\d+)\\.2\\.(?:1\\.)?(weight|bias)",
              "wav2vec2.feature_extractor.conv_layers.$1.layer_norm.$2"),
          new Rule("layer_norm\\.(weight|bias)", "wav2vec2.feature_projection.layer_norm.$1"),
          new Rule(
              "post_extract_proj\\.(weight|bias)", "wav2vec2.feature_projection.projection.$1"),
          new Rule(
              "encoder\\.pos_conv\\.0\\.(bias|weight_g|weight_v)",
              "wav2vec2.encoder.pos_conv_embed.conv.$1"),
          new Rule("encoder\\.layer_norm\\.(weight|bias)", "wav2vec2.encoder.layer_norm.$1"),
          new Rule(
              LAYER + "self_attn\\.([kvq]|out)_proj\\.(weight|bias)",
              "wav2vec2.encoder.layers.$1.attention.$2_proj.$3"),
          new Rule(
              LAYER + "self_attn_layer_norm\\.(weight|bias)",
              "wav2vec2.encoder.layers.$1.layer_norm.$2"),
          new Rule(
              LAYER + "final_layer_norm\\.(weight|bias)",
              "wav2vec2.encoder.layers.$1.final_layer_norm.$2"),
          new Rule(
              LAYER + "fc1\\.(weight|bias)",
              "wav2vec2.encoder.layers.$1.feed_forward.intermediate_dense.$2"),
          new Rule(
              LAYER + "fc2\\.(weight|bias)",
              "wav2vec2.encoder.layers.$1.feed_forward.output_dense.$2"),
          new Rule("quantizer\\.vars", "quantizer.codevectors"),
          new Rule("(quantizer\\.weight_proj|project_q)\\.(weight|bias)", "$1.$2"),
          new Rule("final_proj\\.(weight|bias)", "project_hid.$1"));

  private CheckpointNames() {}

  /**
   * @param name a name in a file of either kind
   * @return the name it means, or the name itself if it means none
   */
  static String canonical(String name) {
    String plain = newer(name.replaceFirst("^w2v_encoder\\.w2v_model\\.", ""));
    for (Rule rule : FAIRSEQ) {
      Matcher matcher = rule.fairseq().matcher(plain);
      if (matcher.matches()) {
        return matcher.replaceFirst(rule.huggingFace());
      }
    }
    boolean complete = COMPLETE.stream().anyMatch(plain::startsWith);
    return complete ? plain : BACKBONE + plain;
  }

  /** Whether a file is of a fairseq model that goes without the projection. */
  static boolean hasNoProjection(Set<String> names, Wav2Vec2Settings settings) {
    boolean fairseq = names.stream().anyMatch(name -> name.endsWith("encoder.pos_conv.0.weight_v"));
    boolean projects = names.stream().anyMatch(name -> name.endsWith("post_extract_proj.weight"));
    return fairseq && !projects && settings.convolutions().last() == settings.hidden();
  }

  private static String newer(String name) {
    String older = name;
    for (Map.Entry<String, String> spelling : NEWER.entrySet()) {
      older = older.replace(spelling.getKey(), spelling.getValue());
    }
    return older;
  }
}
