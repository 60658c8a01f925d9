package org.serlab.learn.pretraining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.serlab.SerlabException;
import org.serlab.model.wav2vec2.Waves;

/**
 * Utterances of like length together, cropped to the shortest of them, as fairseq does it: no frame
 * is padding, so both architectures see the same. Which belong together stays; their order and the
 * crops change from epoch to epoch.
 *
 * <p>Lengths are rounded down to three binary digits behind the first, by an eighth at most: the
 * engine prepares its convolutions anew for every length it meets, and keeps what it prepared.
 */
final class PretrainingBatches {
  private final Speech speech;
  private final boolean standardise;
  private final List<Group> groups = new ArrayList<>();

  /**
   * @param numbers of the recordings
   * @param length samples of each after cropping
   */
  private record Group(List<Integer> numbers, int length) {}

  /**
   * @param speech recordings
   * @param settings lengths
   * @throws SerlabException if none is long enough
   */
  PretrainingBatches(Speech speech, PretrainingSettings settings) {
    this.speech = speech;
    this.standardise = settings.standardise();
    List<Integer> order =
        IntStream.range(0, speech.size())
            .filter(number -> speech.length(number) >= settings.shortest())
            .boxed()
            .sorted(Comparator.comparingInt(speech::length))
            .toList();
    for (int begin = 0; begin < order.size(); ) {
      int length = rounded(Math.min(speech.length(order.get(begin)), settings.longest()));
      int end = Math.min(begin + Math.max(settings.batchSamples() / length, 1), order.size());
      groups.add(new Group(order.subList(begin, end), length));
      begin = end;
    }
    if (groups.isEmpty()) {
      throw new SerlabException(
          "None of the %d recordings is as long as shortestSeconds (%s) asks for."
              .formatted(speech.size(), settings.all().number("shortestSeconds")));
    }
  }

  private static int rounded(int length) {
    int unit = Math.max(Integer.highestOneBit(length) >> 3, 1);
    return length / unit * unit;
  }

  /** Ids of the recordings that are long enough. */
  List<String> ids() {
    return numbers().mapToObj(speech.ids()::get).toList();
  }

  /** Their durations together, in seconds. */
  double seconds() {
    return numbers().mapToLong(speech::length).sum() / (double) Speech.RATE;
  }

  private IntStream numbers() {
    return groups.stream()
        .flatMap(group -> group.numbers().stream())
        .mapToInt(Integer::intValue)
        .sorted();
  }

  /** Number of batches, in every epoch. */
  int count() {
    return groups.size();
  }

  /**
   * @param random what the order follows from
   * @return numbers of the batches in the epoch's order
   */
  List<Integer> order(Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, count()).boxed().toList());
    Collections.shuffle(order, random);
    return order;
  }

  /**
   * Waveforms of one length.
   *
   * @param batch its number
   * @param random where crops begin; null for the beginning
   */
  List<float[]> waves(int batch, Random random) {
    Group group = groups.get(batch);
    List<float[]> waves = new ArrayList<>();
    for (int number : group.numbers()) {
      float[] whole = speech.samples(number);
      float[] scaled = standardise ? Waves.standardised(whole) : whole;
      int most = scaled.length - group.length();
      int begin = random == null || most == 0 ? 0 : random.nextInt(most + 1);
      waves.add(Arrays.copyOfRange(scaled, begin, begin + group.length()));
    }
    return waves;
  }
}
