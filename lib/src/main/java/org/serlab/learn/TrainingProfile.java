package org.serlab.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;
import org.serlab.corpus.Utterance;

/**
 * What the recordings were like that a model was trained on, so that it can be said how unlike
 * another recording is.
 *
 * @param recordings how many there were
 * @param level of their levels, in dB below full scale
 * @param bandwidth of their bandwidths, in Hz
 * @param seconds of their durations
 * @param languages ISO 639-1 codes of what was spoken
 */
public record TrainingProfile(
    int recordings, Range level, Range bandwidth, Range seconds, List<String> languages) {

  /**
   * Of one measure over all recordings.
   *
   * @param lowest lowest value
   * @param median median
   * @param highest highest value
   */
  public record Range(double lowest, double median, double highest) {
    static Range of(List<RecordingMeasures> all, ToDoubleFunction<RecordingMeasures> measure) {
      double[] sorted = all.stream().mapToDouble(measure).sorted().toArray();
      int middle = sorted.length / 2;
      double median =
          sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
      return new Range(sorted[0], median, sorted[sorted.length - 1]);
    }
  }

  /**
   * Measures the training part's recordings.
   *
   * @param training at least one utterance
   */
  public static TrainingProfile of(List<Utterance> training) {
    List<RecordingMeasures> measures = new ArrayList<>();
    TreeSet<String> languages = new TreeSet<>();
    for (Utterance utterance : training) {
      measures.add(RecordingMeasures.of(AudioFile.read(utterance.audio())));
      languages.add(utterance.language());
    }
    return of(measures, List.copyOf(languages));
  }

  /**
   * @param measures of at least one recording
   * @param languages ISO 639-1 codes
   */
  public static TrainingProfile of(List<RecordingMeasures> measures, List<String> languages) {
    if (measures.isEmpty()) {
      throw new SerlabException("There are no training utterances to measure.");
    }
    return new TrainingProfile(
        measures.size(),
        Range.of(measures, RecordingMeasures::level),
        Range.of(measures, RecordingMeasures::bandwidth),
        Range.of(measures, RecordingMeasures::seconds),
        List.copyOf(languages));
  }

  /**
   * Where one measure of a recording stands.
   *
   * @param measure {@code level}, {@code bandwidth} or {@code duration}
   * @param unit of the values
   * @param value of the recording
   * @param training of the training recordings
   * @param unlike whether it lies beyond what training saw by more than a margin: 3 dB of level, a
   *     fifth of the bandwidth, a quarter of the duration
   */
  public record Finding(String measure, String unit, double value, Range training, boolean unlike) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s %s %s (training %s to %s)",
          measure,
          number(value),
          unit,
          number(training.lowest()),
          number(training.highest()));
    }

    private String number(double number) {
      return String.format(Locale.ROOT, unit.equals("Hz") ? "%.0f" : "%.1f", number);
    }
  }

  /** Where a recording stands in level, bandwidth and duration. */
  public List<Finding> compare(RecordingMeasures recording) {
    return List.of(
        finding("level", "dB", recording.level(), level, level.lowest() - 3, level.highest() + 3),
        within("bandwidth", "Hz", recording.bandwidth(), bandwidth, 0.2),
        within("duration", "s", recording.seconds(), seconds, 0.25));
  }

  private static Finding within(
      String measure, String unit, double value, Range range, double share) {
    double low = range.lowest() * (1 - share);
    double high = range.highest() * (1 + share);
    return finding(measure, unit, value, range, low, high);
  }

  private static Finding finding(
      String measure, String unit, double value, Range range, double low, double high) {
    return new Finding(measure, unit, value, range, value < low || value > high);
  }
}
