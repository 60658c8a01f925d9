package org.serlab.paper.crosslanguage;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.serlab.Serlab;
import org.serlab.learn.pretraining.Pretrained;
import org.serlab.model.WeightsFile;
import org.serlab.trial.Condition;
import org.serlab.trial.Profile;
import org.serlab.trial.Protocol;
import org.serlab.trial.Protocol.Pretraining;
import org.serlab.trial.Protocol.Repetition;

/**
 * The rows of the cross-language paper's own half: wav2vec 2.0 with Deep-WCCN, and what is changed
 * of it. {@link HeadRows} stand beside them.
 *
 * <p>Settings are Table 3's for each pair of languages. In the small profile the network is {@link
 * SmallWav2Vec2} from scratch, with at most {@value #SMALL_EPOCHS} epochs, and of {@link #RATES}
 * one was chosen by the loss on the validation part of fold 1.
 */
public final class Wav2VecRows {
  /** The paper's row: with Deep-WCCN. */
  public static final String MAIN = "wav2vec 2.0";

  /** Figure 4's other side. */
  public static final String WITHOUT = MAIN + " without Deep-WCCN";

  /** With the moving average of the work that Deep-WCCN comes from. */
  public static final String MOVING = MAIN + " moving WCCN";

  /** Begun with the small network's pre-trained weights. */
  public static final String PRETRAINED = MAIN + " pre-trained";

  /** Silence kept. */
  public static final String UNTRIMMED = MAIN + BaselineExperiment.UNTRIMMED;

  /** Learning rates tried; {@link #RATE} was chosen. */
  static final List<Double> RATES = List.of(1e-4, 3e-4, 1e-3, 3e-3, 1e-2);

  /** The learning rate of the small profile: the paper's, as it turned out. */
  public static final double RATE = 3e-4;

  private static final int PIPELINE = 1;
  static final int SMALL_EPOCHS = 15;

  /** XLSR-53 as Hugging Face and fairseq give it away; one of them is enough. */
  private static final List<String> XLSR_53 =
      Stream.of("pytorch_model.bin", "model.safetensors", "xlsr_53_56k.pt")
          .map("wav2vec2-large-xlsr-53/"::concat)
          .toList();

  /** What of a network's settings is one of a profile, not of a row. */
  private record Network(Map<String, Object> settings, List<Pretraining> pretraining) {}

  private Wav2VecRows() {}

  /** The row of a learning rate. */
  public static String rate(double rate) {
    return rate == RATE
        ? MAIN
        : MAIN + " rate " + BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString();
  }

  /** Rows that change one thing of the paper's row, by name, with what they change. */
  static Map<String, Map<String, Object>> readings() {
    Map<String, Map<String, Object>> readings = new LinkedHashMap<>();
    readings.put(MAIN + " latent output pooled", Map.of("pooled", "latent"));
    readings.put(MAIN + " padding masked", Map.of("maskPadding", true));
    readings.put(MAIN + " global count", Map.of("counting", "global"));
    readings.put(MAIN + " unit length", Map.of("normalisation", "unit-length"));
    return readings;
  }

  /** All rows for a pair of languages, by name. */
  static Map<String, Condition> of(Profile profile, PublishedSettings pair) {
    Map<String, Condition> rows = new LinkedHashMap<>();
    Network network = network(profile);
    add(rows, pair, MAIN, network, Map.of(), "Deep-WCCN, settings of Table 3");
    add(rows, pair, WITHOUT, network, Map.of("wccn", "none"), "Figure 4");
    add(rows, pair, MOVING, network, Map.of("wccn", "moving"), "a moving average instead");
    if (profile != Profile.PAPER) {
      add(rows, pair, PRETRAINED, pretrained(network), Map.of(), "begun with pre-trained weights");
    }
    add(rows, pair, UNTRIMMED, network, Map.of(), "ours: silence kept");
    readings()
        .forEach(
            (name, more) -> add(rows, pair, name, network, more, "another reading of the text"));
    for (double rate : RATES) {
      if (rate != RATE) {
        String name = rate(rate);
        add(rows, pair, name, network, Map.of("learningRate", rate), "for the choice of the rate");
      }
    }
    rows.putAll(HeadRows.of(profile));
    return rows;
  }

  private static void add(
      Map<String, Condition> rows,
      PublishedSettings pair,
      String name,
      Network network,
      Map<String, Object> more,
      String notes) {
    Map<String, Object> settings = new LinkedHashMap<>(network.settings());
    settings.putAll(more);
    Protocol protocol = protocol(network.pretraining());
    rows.put(
        name,
        pair.condition(
            name, !name.endsWith(BaselineExperiment.UNTRIMMED), settings, protocol, notes));
  }

  static Protocol protocol(List<Pretraining> pretraining) {
    return new Protocol(
        Protocol.Statistics.TRAINING,
        Protocol.Selection.VALIDATION,
        pretraining,
        Repetition.SMALLER_CORPORA);
  }

  /** XLSR-53 from the user's file; the small network from scratch, for a demonstration briefly. */
  private static Network network(Profile profile) {
    return switch (profile) {
      case PAPER ->
          new Network(
              Map.of("backbone", "xlsr-53", WeightsFile.WEIGHTS, WeightsFile.anyOf(XLSR_53)),
              List.of(xlsr53()));
      case SMALL ->
          new Network(
              Map.of(
                  "backbone", SmallWav2Vec2.config(), "learningRate", RATE, "epochs", SMALL_EPOCHS),
              List.of());
      case DEMO ->
          new Network(
              Map.of("backbone", SmallWav2Vec2.config(), "learningRate", RATE, "epochs", 2),
              List.of());
    };
  }

  /** It had heard MLS, Common Voice and BABEL, and none of the emotion corpora's speakers. */
  private static Pretraining xlsr53() {
    String digest =
        WeightsFile.digest(Map.of(WeightsFile.WEIGHTS, WeightsFile.anyOf(XLSR_53))).orElseThrow();
    return new Pretraining("XLSR-53", digest, Map.of());
  }

  private static Network pretrained(Network network) {
    Map<String, Object> settings = new LinkedHashMap<>(network.settings());
    settings.putAll(SmallWav2Vec2.weights());
    return new Network(settings, heard());
  }

  /** Empty where the weights are not there, as before they were made. */
  static List<Pretraining> heard() {
    return Files.exists(Serlab.home().resolve(SmallWav2Vec2.FOLDER).resolve(Pretrained.REPORT))
        ? List.of(SmallWav2Vec2.pretraining())
        : List.of();
  }
}
