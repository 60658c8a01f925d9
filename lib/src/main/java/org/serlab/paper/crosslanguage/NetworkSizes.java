package org.serlab.paper.crosslanguage;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.serlab.model.wav2vec2.PretrainingNetwork;
import org.serlab.model.wav2vec2.Wav2Vec2Settings;
import org.serlab.model.wav2vec2.Wav2Vec2Weights;
import org.serlab.nn.Torch;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Shapes and parameters of the small network beside those of XLSR-53, part by part. */
public final class NetworkSizes {
  /** Parts by what their parameters' names begin with; the first that fits counts. */
  private static final Map<String, String> PARTS = parts();

  private NetworkSizes() {}

  private static Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("wav2vec2.feature_extractor.", "convolutional encoder");
    parts.put("wav2vec2.feature_projection.", "feature projection");
    parts.put("wav2vec2.masked_spec_embed", "mask embedding");
    parts.put("wav2vec2.encoder.pos_conv_embed.", "positional convolution");
    parts.put("wav2vec2.encoder.layers.", "transformer layers");
    parts.put("wav2vec2.encoder.layer_norm.", "last normalisation");
    parts.put("quantizer.", "quantiser");
    parts.put("project_", "projection heads");
    return parts;
  }

  /** Counted on the networks themselves, with the heads of pre-training. */
  public static Table table() {
    Map<String, Long> small = count(SmallWav2Vec2.settings());
    Map<String, Long> large = count(Wav2Vec2Settings.xlsr53());
    Table table =
        Table.create(
            "Parameters",
            StringColumn.create("part"),
            LongColumn.create("small wav2vec 2.0"),
            LongColumn.create("XLSR-53"));
    small.put("together", small.values().stream().mapToLong(Long::longValue).sum());
    large.put("together", large.values().stream().mapToLong(Long::longValue).sum());
    small.forEach(
        (part, number) -> {
          table.stringColumn(0).append(part);
          table.longColumn(1).append(number);
          table.longColumn(2).append(large.get(part));
        });
    return table;
  }

  /**
   * The way of one stretch of speech through the emotion network.
   *
   * @param samples its length, at 16 kHz
   * @param hidden width of the head's fully connected layer
   * @param classes number of emotions
   */
  public static Table shapes(long samples, int hidden, int classes) {
    Map<String, String> small = shapes(SmallWav2Vec2.settings(), samples);
    Map<String, String> large = shapes(Wav2Vec2Settings.xlsr53(), samples);
    for (Map<String, String> one : List.of(small, large)) {
      one.put("fully connected, ReLU, Deep-WCCN, normalisation", String.valueOf(hidden));
      one.put("linear: one number per emotion", String.valueOf(classes));
    }
    Table table =
        Table.create(
            "Shapes of %.0f s of speech: frames × width".formatted(samples / 16_000.0),
            StringColumn.create("after"),
            StringColumn.create("small wav2vec 2.0"),
            StringColumn.create("XLSR-53"));
    large.forEach(
        (step, shape) -> {
          table.stringColumn(0).append(step);
          table.stringColumn(1).append(small.getOrDefault(step, "–"));
          table.stringColumn(2).append(shape);
        });
    return table;
  }

  private static Map<String, String> shapes(Wav2Vec2Settings settings, long samples) {
    Map<String, String> shapes = new LinkedHashMap<>();
    shapes.put("waveform", shape(samples, 1));
    Wav2Vec2Settings.Convolutions convolutions = settings.convolutions();
    List<Long> lengths = convolutions.lengths(samples);
    for (int i = 0; i < convolutions.layers(); i++) {
      shapes.put("convolution " + (i + 1), shape(lengths.get(i), convolutions.channels().get(i)));
    }
    String frames = shape(convolutions.frames(samples), settings.hidden());
    shapes.put("feature projection, positional convolution", frames);
    shapes.put("each transformer layer", frames);
    shapes.put("mean and deviation over time", String.valueOf(2 * settings.hidden()));
    return shapes;
  }

  private static String shape(long frames, int width) {
    return "%,d × %,d".formatted(frames, width);
  }

  private static Map<String, Long> count(Wav2Vec2Settings settings) {
    Torch.prepareThread();
    Map<String, Long> counts = new LinkedHashMap<>();
    PARTS.values().forEach(part -> counts.put(part, 0L));
    try (NDManager manager = NDManager.newBaseManager()) {
      PretrainingNetwork network = new PretrainingNetwork(settings);
      // Memory is asked for, but nothing is written to it, so the system hands none out.
      Wav2Vec2Weights.allocate(network, manager);
      Wav2Vec2Weights.parameters(network)
          .forEach(
              (name, parameter) ->
                  counts.merge(part(name), parameter.getShape().size(), Long::sum));
    }
    return counts;
  }

  private static String part(String name) {
    return PARTS.entrySet().stream()
        .filter(part -> name.startsWith(part.getKey()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no part has " + name))
        .getValue();
  }
}
