package org.serlab.model.crosslanguage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.serlab.audio.Silence;
import org.serlab.audio.Waveform;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.Matrix;
import org.serlab.model.Preparing.Prepared;

/** What of a recording the network sees, and where it comes from. */
class StretchTest {
  private static final int SAMPLES = 100;

  /** Each sample tells where it stood: standardised, the order stays. */
  private static Matrix ramp(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = i * i;
    }
    return Matrix.vector(values);
  }

  private static Matrix standardised(Matrix wave, int begin, int end) {
    double mean = 0;
    for (int i = begin; i < end; i++) {
      mean += i < wave.columns() ? wave.get(0, i) : 0;
    }
    mean /= end - begin;
    double squares = 0;
    for (int i = begin; i < end; i++) {
      double x = (i < wave.columns() ? wave.get(0, i) : 0) - mean;
      squares += x * x;
    }
    double deviation = Math.sqrt(squares / (end - begin) + 1e-7);
    float[] values = new float[end - begin];
    for (int i = begin; i < end; i++) {
      values[i - begin] = (float) (((i < wave.columns() ? wave.get(0, i) : 0) - mean) / deviation);
    }
    return Matrix.vector(values);
  }

  private static void assertClose(Prepared actual, Matrix expected, int length) {
    assertThat(actual.length()).isEqualTo(length);
    assertThat(actual.features().values()).containsExactly(expected.values(), within(1e-5f));
  }

  @Test
  void predictionSeesTheMiddle() {
    Matrix wave = ramp(351);
    Stretch stretch = new Stretch(SAMPLES, false);
    assertClose(stretch.forPrediction(wave), standardised(wave, 125, 225), SAMPLES);
  }

  @Test
  void trainingSeesEveryPlaceAlike() {
    Matrix wave = ramp(110);
    Stretch stretch = new Stretch(SAMPLES, false);
    Random random = new Random(1);
    Set<Integer> begins = new TreeSet<>();
    for (int i = 0; i < 300; i++) {
      Prepared seen = stretch.forTraining(wave, random);
      for (int begin = 0; begin <= 10; begin++) {
        if (Math.abs(
                seen.features().get(0, 0) - standardised(wave, begin, begin + SAMPLES).get(0, 0))
            < 1e-6) {
          begins.add(begin);
          assertClose(seen, standardised(wave, begin, begin + SAMPLES), SAMPLES);
        }
      }
    }
    assertThat(begins).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(stretch.forTraining(wave, new Random(9)))
        .isEqualTo(stretch.forTraining(wave, new Random(9)));
  }

  /** The paper fills up before it standardises; with masks the speech alone is standardised. */
  @Test
  void shortRecordingsAreFilledUp() {
    Matrix wave = ramp(60);
    Prepared paper = new Stretch(SAMPLES, false).forTraining(wave, new Random(1));
    assertClose(paper, standardised(wave, 0, SAMPLES), 60);
    Prepared masked = new Stretch(SAMPLES, true).forPrediction(wave);
    assertThat(masked.length()).isEqualTo(60);
    for (int i = 0; i < SAMPLES; i++) {
      float expected = i < 60 ? standardised(wave, 0, 60).get(0, i) : 0;
      assertThat(masked.features().get(0, i)).isCloseTo(expected, within(1e-5f));
    }
  }

  @Test
  void nothingIsCutWhereWholeRecordingsAreSeen() {
    Matrix wave = ramp(351);
    Stretch whole = new Stretch(0, false);
    assertClose(whole.forTraining(wave, new Random(1)), standardised(wave, 0, 351), 351);
    assertClose(whole.forPrediction(wave), standardised(wave, 0, 351), 351);
  }

  @Test
  void theFeatureIsTheTrimmedRecordingAtSixteenKilohertz() {
    float[] samples = new float[2 * 32_000];
    Random random = new Random(2);
    for (int i = 20_000; i < 50_000; i++) {
      samples[i] = (float) random.nextGaussian() / 4;
    }
    Waveform recording = new Waveform(samples, 32_000);
    Matrix whole = FeatureExtractors.of(Map.of("kind", "waveform")).extract(recording);
    assertThat(whole.values()).isEqualTo(recording.resample(16_000).samples());
    assertThat(whole.rows()).isEqualTo(1);
    Matrix trimmed =
        FeatureExtractors.of(Map.of("kind", "waveform", "trim", true)).extract(recording);
    assertThat(trimmed.values()).isEqualTo(Silence.trim(recording.resample(16_000), 20).samples());
    assertThat(trimmed.columns()).isBetween(15_000, 18_000);
  }
}
