package org.serlab.feature.opensmile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ContoursTest {
  @Test
  void smoothingAveragesThreeRowsAndRepeatsTheEnds() {
    float[] y = new float[4];
    ContourSmoothing.plain(new float[] {3, 6, 0}, 3, 4, y);
    assertThat(y).containsExactly(4, 3, 2, 0);
  }

  @Test
  void smoothingWithoutZerosStaysInsideSegments() {
    float[] y = new float[5];
    ContourSmoothing.withoutZeros(new float[] {0, 4, 6, 0, 8}, 5, 5, y);
    assertThat(y).containsExactly(0, 5, 5, 0, 8);
  }

  @Test
  void deltasOfALineAreItsSlope() {
    float[] s = new float[20];
    for (int i = 0; i < s.length; i++) {
      s[i] = 3 * i;
    }
    float[] d = new float[20];
    ContourDeltas.plain(s, 20, 19, 20, d);
    for (int n = 2; n < 18; n++) {
      assertThat(d[n]).as("row %d", n).isCloseTo(3, within(1e-6f));
    }
    assertThat(d[0]).isCloseTo((3 + 2 * 6) / 10f, within(1e-6f));
    assertThat(d[19]).isCloseTo((3 + 2 * 6) / 10f, within(1e-6f));
  }

  @Test
  void deltasOfVeryShortContoursCountMissingRowsAsZero() {
    float[] d = new float[2];
    ContourDeltas.plain(new float[] {10, 20}, 2, 1, 2, d);
    assertThat(d).containsExactly(-3, -3);
  }

  @Test
  void theDivisorOfDeltasInsideSegmentsGrows() {
    float[] s = {0, 1, 2, 3, 4, 0};
    float[][] d = {new float[6]};
    ContourDeltas.insideSegments(new float[][] {s}, 6, 5, 6, d);
    // Row 2: near term 3 - 1, divisor 11; row 3: near term 4 - 2, divisor 12; no far terms.
    assertThat(d[0]).containsExactly(0, 0, 2 / 11f, 2 / 12f, 0, 0);
  }

  @Test
  void framesAreCompleteOnes() {
    FrameGrid grid = FrameGrid.of(0.025, 16000);
    assertThat(grid.length()).isEqualTo(400);
    assertThat(grid.transform()).isEqualTo(512);
    assertThat(grid.frames(399)).isZero();
    assertThat(grid.frames(559)).isEqualTo(1);
    assertThat(grid.frames(560)).isEqualTo(2);
    assertThat(FrameGrid.of(0.060, 22050).length()).isEqualTo(1323);
    assertThat(FrameGrid.of(0.060, 22050).step()).isEqualTo(221);
    assertThat(FrameGrid.of(0.032, 16000).transform()).isEqualTo(512);
  }

  @Test
  void melBandsShareOutAllPowerBetweenTheirCentres() {
    FrameGrid grid = FrameGrid.of(0.025, 16000);
    MelBands mel = new MelBands(grid, 26, 20, 8000);
    float[] powers = new float[26];
    double spacing = 1 / grid.transformSeconds();
    for (int k = 0; k < grid.bins(); k++) {
      float[] magnitude = new float[grid.bins()];
      magnitude[k] = 2;
      mel.compute(magnitude, powers);
      double sum = 0;
      for (float power : powers) {
        sum += power;
      }
      if (k * spacing > mel.centres()[0] && k * spacing < mel.centres()[25]) {
        assertThat(sum).as("bin %d", k).isCloseTo(4, within(1e-5));
      }
    }
  }

  @Test
  void equalBandsHaveNoCepstrumButTheirLevel() {
    MelCepstrum cepstrum = new MelCepstrum(26, 0, 14, 1e-8f);
    float[] powers = new float[26];
    Arrays.fill(powers, (float) Math.exp(2));
    float[] c = new float[15];
    cepstrum.compute(powers, 1, c);
    assertThat((double) c[0]).isCloseTo(26 * 2 * Math.sqrt(2.0 / 26), within(1e-4));
    for (int i = 1; i < 15; i++) {
      assertThat(c[i]).as("c[%d]", i).isCloseTo(0, within(1e-4f));
    }
  }

  @Test
  void aTiltedSpectrumHasItsSlope() {
    double spacing = 31.25;
    SpectralSlope slope = new SpectralSlope(500, 1500, spacing, 257);
    assertThat(slope.last()).isEqualTo(48);
    double[] decibels = new double[257];
    for (int k = 0; k < 257; k++) {
      decibels[k] = -0.02 * k * spacing;
    }
    // 33 bins from 16 to 48 take part, but 32 are counted.
    double sum = 0;
    double squares = 0;
    for (int k = 16; k <= 48; k++) {
      sum += k * spacing;
      squares += k * spacing * k * spacing;
    }
    double expected =
        (32 * -0.02 * squares - sum * -0.02 * sum) / (32 * squares - sum * sum); // = -0.02
    assertThat((double) slope.of(decibels)).isCloseTo(expected, within(1e-6));
  }

  @Test
  void zeroCrossingsOfASineAreTwoPerPeriod() {
    float[] x = new float[400];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.sin(2 * Math.PI * (i + 0.5) / 20);
    }
    assertThat(ZeroCrossings.rate(x)).isEqualTo(39 / 400f);
    assertThat(ZeroCrossings.rate(new float[400])).isEqualTo(398 / 400f);
  }

  @Test
  void fluxIsTheRootMeanSquareChangeBelow5kHz() {
    FrameGrid grid = FrameGrid.of(0.020, 16000);
    SpectralFlux flux = new SpectralFlux(grid);
    float[] magnitude = new float[grid.bins()];
    assertThat(flux.next(magnitude)).isZero();
    Arrays.fill(magnitude, 3);
    assertThat(flux.next(magnitude)).isEqualTo(3);
    magnitude[200] = 1000; // 6250 Hz
    assertThat(flux.next(magnitude)).isZero();
  }

  @Test
  void namesPutSuffixesBeforeIndices() {
    assertThat(Columns.withSuffix(Columns.array("mfcc", 1, 2), "_sma_de"))
        .containsExactly("mfcc_sma_de[1]", "mfcc_sma_de[2]");
  }
}
