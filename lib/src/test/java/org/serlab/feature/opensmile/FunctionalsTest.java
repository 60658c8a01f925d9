package org.serlab.feature.opensmile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FunctionalsTest {
  private static final float[] X = {3, 1, 4, 1, 5, 9, 2, 6};

  @Test
  void extremesAreFirstOccurrences() {
    Extremes extremes = Extremes.of(X, X.length);
    assertThat(extremes.max()).isEqualTo(9);
    assertThat(extremes.min()).isEqualTo(1);
    assertThat(extremes.maxPosition()).isEqualTo(5);
    assertThat(extremes.minPosition()).isEqualTo(1);
    assertThat(extremes.mean()).isEqualTo(31 / 8f);
    assertThat(extremes.range()).isEqualTo(8);
  }

  @Test
  void aStraightLineIsFoundWithoutError() {
    float[] x = new float[100];
    for (int i = 0; i < x.length; i++) {
      x[i] = 0.5f * i - 7;
    }
    LinearRegression line = LinearRegression.of(x, x.length, Extremes.of(x, x.length).mean());
    assertThat(line.slope()).isCloseTo(0.5, within(1e-9));
    assertThat(line.offset()).isCloseTo(-7, within(1e-9));
    assertThat(line.linearError()).isCloseTo(0, within(1e-9));
    assertThat(line.quadraticError()).isCloseTo(0, within(1e-9));
  }

  @Test
  void errorsAreThoseOfTheLine() {
    float[] x = {0, 2, 0, 2}; // best line: 0.4 + 0.4 i
    LinearRegression line = LinearRegression.of(x, 4, 1);
    assertThat(line.slope()).isCloseTo(0.4, within(1e-12));
    assertThat(line.offset()).isCloseTo(0.4, within(1e-12));
    assertThat(line.linearError()).isCloseTo((0.4 + 1.2 + 1.2 + 0.4) / 4, within(1e-12));
    assertThat(line.quadraticError()).isCloseTo((0.16 + 1.44 + 1.44 + 0.16) / 4, within(1e-12));
  }

  @Test
  void momentsAreDividedByTheNumberOfValues() {
    float[] x = {1, 1, 1, 5};
    Moments moments = Moments.of(x, 4, 2);
    assertThat(moments.deviation()).isCloseTo(Math.sqrt(3), within(1e-12));
    assertThat(moments.skewness()).isCloseTo(24 / (4 * 3 * Math.sqrt(3)), within(1e-12));
    assertThat(moments.kurtosis()).isCloseTo(84 / (4 * 9.0), within(1e-12));
    assertThat(moments.normalisedDeviation(-2)).isEqualTo((float) (-Math.sqrt(3) / 2));
    assertThat(Moments.of(new float[] {2, 2}, 2, 2)).isEqualTo(new Moments(0, 0, 0));
  }

  @Test
  void percentilesAreThoseOfTheSortedContour() {
    Random random = new Random(5);
    Percentiles percentiles = new Percentiles();
    for (int trial = 0; trial < 300; trial++) {
      int n = 1 + random.nextInt(700);
      float[] x = new float[n];
      for (int i = 0; i < n; i++) {
        x[i] =
            switch (trial % 4) {
              case 0 -> (float) random.nextGaussian();
              case 1 -> random.nextInt(3);
              case 2 -> (float) Math.exp(10 * random.nextGaussian());
              default -> 4.25f;
            };
      }
      float[] sorted = x.clone();
      Arrays.sort(sorted);
      percentiles.take(x, n, Extremes.of(x, n));
      for (double p : new double[] {0.25, 0.5, 0.75, 0.01, 0.99, 0, 1}) {
        double g = p * (n - 1);
        int below = (int) Math.floor(g);
        int above = (int) Math.ceil(g);
        double share = g - below;
        double expected = sorted[below] * (1 - share) + sorted[above] * share;
        assertThat((double) percentiles.at(p))
            .isCloseTo(expected, within(1e-6 * Math.abs(expected) + 1e-6));
      }
    }
  }

  @Test
  void levelsCountRowsAboveAndOnsets() {
    float[] x = {1, 0, 0, 2, 4, 0, 3, 3};
    Extremes extremes = Extremes.of(x, x.length);
    assertThat(Levels.upLevelTime(x, x.length, extremes, 0.75f)).isEqualTo(1 / 8f);
    assertThat(Levels.upLevelTime(x, x.length, extremes, 0.5f)).isEqualTo(3 / 8f);
    assertThat(Levels.onsets(x, x.length)).isEqualTo(2);
    float[] constant = {2, 2, 2};
    assertThat(Levels.upLevelTime(constant, 3, Extremes.of(constant, 3), 0.75f)).isZero();
  }

  @Test
  void segmentsTolerateSingleGaps() {
    float[] x = {0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 5, 5, 5, 5};
    VoicedSegments voiced = VoicedSegments.of(x, x.length, true);
    assertThat(voiced.count()).isEqualTo(2); // rows 1 to 4 and 12 to 15; rows 7 and 8 are too few
    assertThat(voiced.meanLength()).isEqualTo(3);
    assertThat(voiced.deviation()).isZero();
    VoicedSegments unvoiced = VoicedSegments.of(x, x.length, false);
    assertThat(unvoiced.count()).isEqualTo(2); // rows 3 to 6 with a gap, 9 to 11
    assertThat(unvoiced.meanLength()).isEqualTo(2.5f);
    assertThat(unvoiced.deviation()).isEqualTo(0.5f);
  }

  @Test
  void aTriangleWaveHasItsSlopes() {
    float[] x = new float[81];
    for (int i = 0; i < x.length; i++) {
      int phase = i % 20;
      x[i] = phase <= 10 ? phase : 20 - phase;
    }
    PeaksAndSlopes slopes = PeaksAndSlopes.of(x, x.length);
    assertThat(slopes.peaks()).isEqualTo(4);
    assertThat(slopes.rising().mean()).isCloseTo(100, within(1e-3f)); // 1 per 10 ms
    assertThat(slopes.rising().deviation()).isCloseTo(0, within(1e-3f));
    // Three falls of 100 per second, and the last one with the opposite sign.
    assertThat(slopes.falling().mean()).isCloseTo(50, within(1e-3f));
    // Three deviations of 50, over four slopes.
    float deviation = (float) Math.sqrt(3 * 2500 / 4.0);
    assertThat(slopes.falling().deviation()).isCloseTo(deviation, within(1e-3f));
  }

  @Test
  void rippleBelowATenthOfTheRangeIsNoPeak() {
    float[] x = new float[200];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (Math.sin(2 * Math.PI * i / 50 + 0.3) + (i % 4 == 0 ? 0.03 : 0));
    }
    assertThat(PeaksAndSlopes.of(x, x.length).peaks()).isEqualTo(4);
  }

  @Test
  void aContourWithoutExtremesHasOneSlope() {
    float[] x = {0, 1, 2, 3, 4, 5, 6, 7};
    PeaksAndSlopes slopes = PeaksAndSlopes.of(x, 8);
    assertThat(slopes.peaks()).isZero();
    assertThat(slopes.rising().mean()).isEqualTo(7 / 8f); // not per second
    assertThat(slopes.falling().mean()).isZero();
  }
}
