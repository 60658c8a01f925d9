package org.serlab.learn.pretraining;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.serlab.SerlabException;

/**
 * What {@link Pretrained#save} wrote of how its weights came to be. Recordings that were too short
 * are not among those learnt from.
 *
 * @param seed of the run
 * @param hyperParameters every one, spelt out
 * @param hours of speech that were learnt from, before crops
 * @param speakers per corpus, whose recordings were given for training
 * @param recordings ids of what was learnt from
 * @param validation ids of what was measured on
 * @param history what each epoch brought
 */
public record PretrainingReport(
    long seed,
    Map<String, Object> hyperParameters,
    double hours,
    Map<String, List<String>> speakers,
    List<String> recordings,
    List<String> validation,
    List<Line> history) {

  /**
   * An epoch.
   *
   * @param epoch its number, from 1
   * @param training means over its steps
   * @param validation means over the validation recordings; null if there are none
   * @param temperature of the Gumbel softmax at its last step
   * @param steps steps taken from the beginning on
   * @param seconds it took
   */
  public record Line(
      int epoch,
      PretrainingEpoch.Measures training,
      PretrainingEpoch.Measures validation,
      double temperature,
      long steps,
      double seconds) {
    static Line of(PretrainingEpoch epoch) {
      return new Line(
          epoch.number(),
          epoch.training(),
          epoch.validation().orElse(null),
          epoch.temperature(),
          epoch.steps(),
          epoch.seconds());
    }
  }

  /**
   * Reads the report in a folder of pre-trained weights.
   *
   * @throws SerlabException if there is none, or it is none
   */
  public static PretrainingReport in(Path folder) {
    Path file = folder.resolve(Pretrained.REPORT);
    try {
      PretrainingReport report =
          new Gson().fromJson(Files.readString(file), PretrainingReport.class);
      if (report == null || report.speakers == null || report.history == null) {
        throw new SerlabException("%s does not say whom the weights had heard.".formatted(file));
      }
      return report;
    } catch (IOException | JsonParseException e) {
      throw new SerlabException(
          "Cannot read the report %s of a pre-training: %s.".formatted(file, e.getMessage()), e);
    }
  }
}
