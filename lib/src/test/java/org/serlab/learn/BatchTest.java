package org.serlab.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.serlab.feature.Matrix;

class BatchTest {
  private static final int SIZE = 14;
  private final List<Sample> samples = new ArrayList<>();

  /** Lengths as utterances have them, from 0.8 s to 8.9 s. */
  BatchTest() {
    Random random = new Random(1);
    for (int n = 0; n < 400; n++) {
      int length = (int) (800 * Math.pow(11, random.nextDouble() * random.nextDouble()));
      samples.add(new Sample("" + n, "", Matrix.vector(new float[length]), n % 4));
    }
  }

  /** What is filling, of all that the network computes. */
  private static double waste(List<List<Sample>> batches) {
    long speech = 0;
    long computed = 0;
    for (List<Sample> batch : batches) {
      int longest = 0;
      for (Sample sample : batch) {
        speech += sample.features().columns();
        longest = Math.max(longest, sample.features().columns());
      }
      computed += (long) longest * batch.size();
    }
    return 1 - speech / (double) computed;
  }

  @Test
  void batchesOfLikeLengthWasteLittle() {
    for (int epoch = 1; epoch <= 5; epoch++) {
      assertThat(waste(Batch.ofLikeLength(samples, SIZE, 1, epoch))).isLessThan(0.1);
      assertThat(waste(Batch.shuffled(samples, SIZE, 1, epoch))).isGreaterThan(0.3);
    }
  }

  @Test
  void countsTheBatchesThatAreMade() {
    for (int size : new int[] {1, 2, 3, SIZE}) {
      for (int n = 1; n < 40; n++) {
        assertThat(Batch.shuffled(samples.subList(0, n), size, 1, 1))
            .as("%d by %d", n, size)
            .hasSize(Batch.count(n, size));
      }
    }
  }

  @Test
  void everyUtteranceIsUsedOnceAnEpochInOtherCompany() {
    List<List<Sample>> first = Batch.ofLikeLength(samples, SIZE, 1, 1);
    assertThat(first).hasSize(Batch.count(samples.size(), SIZE));
    assertThat(first.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(samples);
    assertThat(Batch.ofLikeLength(samples, SIZE, 1, 1)).isEqualTo(first);
    List<List<Sample>> second = Batch.ofLikeLength(samples, SIZE, 1, 2);
    assertThat(second).doesNotContainAnyElementsOf(first);
  }
}
