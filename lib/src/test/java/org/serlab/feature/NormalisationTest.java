package org.serlab.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the golden files, which have single utterances, do not hold. */
class NormalisationTest {
  private static double[][] noise(int frames, long seed) {
    Random random = new Random(seed);
    return Stream.generate(
            () -> new double[] {random.nextGaussian() + seed, 3 * random.nextDouble()})
        .limit(frames)
        .toArray(double[][]::new);
  }

  /** The statistics of a speaker are those of all his utterances as one. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofASpeaker(boolean variances) {
    double[][] first = noise(40, 1);
    double[][] second = noise(25, 5);
    double[][] joined =
        Stream.concat(Arrays.stream(first), Arrays.stream(second)).toArray(double[][]::new);
    List<double[][]> speaker = Normalisation.speaker(List.of(first, second), variances);
    double[][] expected = Normalisation.utterance(joined, variances);
    assertThat(speaker.get(0)).isDeepEqualTo(Arrays.copyOf(expected, 40));
    assertThat(speaker.get(1)).isDeepEqualTo(Arrays.copyOfRange(expected, 40, 65));
    double sum = 0;
    double squares = 0;
    for (double[] frame : expected) {
      sum += frame[1];
      squares += frame[1] * frame[1];
    }
    assertThat(sum).isCloseTo(0, within(1e-9));
    if (variances) {
      assertThat(squares / 65).isCloseTo(1, within(1e-9));
    }
  }
}
