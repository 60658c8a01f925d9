package org.serlab.feature.opensmile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.serlab.SerlabException;
import org.serlab.audio.AudioException;
import org.serlab.audio.Waveform;
import org.serlab.feature.FeatureExtractor;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.Matrix;

class OpenSmileSetTest {
  private static final int RATE = 16000;

  @Test
  void setsHaveTheirNumberOfColumns() {
    assertThat(OpenSmileSet.EGEMAPSV02.names()).hasSize(88);
    assertThat(OpenSmileSet.EMOBASE.names()).hasSize(988);
    assertThat(OpenSmileSet.EMOBASE2010.names()).hasSize(1582);
    assertThat(OpenSmileSet.IS10.names()).hasSize(1582);
    assertThat(OpenSmileSet.EMOBASE.names().get(62)).isEqualTo("mfcc_sma[2]_amean");
    assertThat(OpenSmileSet.IS10.names().get(1580)).isEqualTo("F0final__Turn_onsetRate");
    assertThat(OpenSmileSet.EMOBASE2010.names().get(1580)).isEqualTo("F0final__Turn_numOnsets");
  }

  @ParameterizedTest
  @EnumSource
  void namesAreUnique(OpenSmileSet set) {
    assertThat(new HashSet<>(set.names())).hasSameSizeAs(set.names());
    assertThat(new HashSet<>(set.contourNames())).hasSameSizeAs(set.contourNames());
  }

  @ParameterizedTest
  @EnumSource
  void aContourIsItsColumn(OpenSmileSet set) {
    Waveform babble = Tones.babble(0.4, RATE, 1);
    Matrix all = set.contours(babble);
    int column = set.contourNames().size() - 1;
    double[] contour = set.contour(babble, set.contourNames().get(column));
    assertThat(contour).hasSize(all.rows());
    assertThat(contour[7]).isEqualTo(all.get(7, column));
    assertThatThrownBy(() -> set.contour(babble, "formants"))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("formants")
        .hasMessageContaining(set.contourNames().get(0));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsTooShortIsNamedAndTheLeastIsEnough(OpenSmileSet set) {
    int least =
        switch (set) {
          case EGEMAPSV02 -> 960;
          case EMOBASE -> 640;
          default -> 1120;
        };
    Waveform babble = Tones.babble(0.1, RATE, 1);
    assertThat(finite(set.functionals(babble.crop(0, least)))).isTrue();
    assertThatThrownBy(() -> set.functionals(babble.crop(0, least - 1)))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining(set.kind())
        .hasMessageContaining(Integer.toString(least));
    assertThatThrownBy(() -> set.contours(new Waveform(new float[0], RATE)))
        .isInstanceOf(AudioException.class);
    assertThatThrownBy(() -> set.functionals(Tones.babble(1, 4000, 1)))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("4000 Hz");
  }

  @ParameterizedTest
  @EnumSource
  void silenceAConstantAndClippedSoundGiveFiniteValues(OpenSmileSet set) {
    float[] constant = new float[8000];
    Arrays.fill(constant, 0.03f);
    float[] clipped = Tones.harmonic(140, 0.5, RATE).samples();
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = Math.max(-1, Math.min(32767 / 32768f, 20 * clipped[i]));
    }
    float[] impulse = new float[8000];
    impulse[4000] = 1;
    for (float[] samples : List.of(new float[8000], constant, clipped, impulse)) {
      assertThat(finite(set.functionals(new Waveform(samples, RATE)))).isTrue();
      assertThat(finite(set.contours(new Waveform(samples, RATE)).values())).isTrue();
    }
  }

  @Test
  void silenceIsWhatOneCanComputeByHand() {
    Waveform silence = new Waveform(new float[RATE], RATE);
    assertThat(value(OpenSmileSet.EMOBASE, silence, "pcm_zcr_sma_amean"))
        .isCloseTo(398 / 400f, within(1e-6f));
    assertThat(value(OpenSmileSet.IS10, silence, "mfcc_sma[0]_amean"))
        .isCloseTo((float) (26 * Math.log(1e-8) * Math.sqrt(2 / 26.0)), within(1e-3f));
    assertThat(value(OpenSmileSet.IS10, silence, "F0final__Turn_duration"))
        .isCloseTo(0.94f, within(1e-6f)); // the pitch contour's rows, not the recording
    assertThat(value(OpenSmileSet.EGEMAPSV02, silence, "equivalentSoundLevel_dBp"))
        .isCloseTo(-120, within(1e-4f));
    assertThat(value(OpenSmileSet.EGEMAPSV02, silence, "F1amplitudeLogRelF0_sma3nz_amean"))
        .isEqualTo(-201);
  }

  @Test
  void theSoundLevelOfASineIsItsMeanSquare() {
    Waveform sine = new Waveform(new float[RATE], RATE);
    for (int i = 0; i < RATE; i++) {
      sine.samples()[i] = (float) (0.5 * Math.sin(2 * Math.PI * 500 * i / RATE));
    }
    assertThat(value(OpenSmileSet.EGEMAPSV02, sine, "equivalentSoundLevel_dBp"))
        .isCloseTo((float) (10 * Math.log10(0.125)), within(0.01f));
  }

  @ParameterizedTest
  @EnumSource
  void piecesAreRecordingsOfTheirOwn(OpenSmileSet set) {
    Waveform babble = Tones.babble(0.68, RATE, 3); // three pieces of 200 ms and one of 80 ms
    Matrix pieces = set.segments(babble, 0.2);
    assertThat(pieces.rows()).isEqualTo(4);
    for (int row = 0; row < 4; row++) {
      float[] alone = set.functionals(babble.crop(3200 * row, 3200 * (row + 1)));
      assertThat(alone)
          .isEqualTo(
              Arrays.copyOfRange(pieces.values(), row * alone.length, (row + 1) * alone.length));
    }
    assertThat(set.segments(babble.crop(0, 2 * 3200 + 400), 0.2).rows()).isEqualTo(2);
    assertThatThrownBy(() -> set.segments(babble, 0.02)).isInstanceOf(AudioException.class);
  }

  @ParameterizedTest
  @EnumSource
  void threadsDoNotDisturbEachOther(OpenSmileSet set) {
    List<Waveform> waveforms =
        IntStream.range(0, 6)
            .mapToObj(i -> Tones.babble(0.4 + 0.05 * i, i % 2 == 0 ? RATE : 22050, i))
            .toList();
    List<float[]> alone = waveforms.stream().map(set::functionals).toList();
    List<float[]> together = waveforms.parallelStream().map(set::functionals).toList();
    for (int i = 0; i < alone.size(); i++) {
      assertThat(together.get(i)).isEqualTo(alone.get(i));
    }
  }

  @ParameterizedTest
  @EnumSource
  void extractorsResampleAndNameTheirColumns(OpenSmileSet set) {
    FeatureExtractor extractor = FeatureExtractors.of(Map.of("kind", set.kind()));
    assertThat(extractor.columnNames()).isEqualTo(set.names());
    Waveform babble = Tones.babble(0.5, 44100, 6);
    Matrix features = extractor.extract(babble);
    assertThat(features.rows()).isEqualTo(1);
    assertThat(features.values()).isEqualTo(set.functionals(babble.resample(RATE)));
    assertThat(FeatureExtractors.of(extractor.options()).extract(babble)).isEqualTo(features);
    FeatureExtractor pieces = FeatureExtractors.of(Map.of("kind", set.kind(), "pieceSeconds", 0.2));
    assertThat(pieces.extract(babble)).isEqualTo(set.segments(babble.resample(RATE), 0.2));
    assertThatThrownBy(() -> FeatureExtractors.of(Map.of("kind", set.kind(), "segments", 0.2)))
        .isInstanceOf(SerlabException.class);
  }

  @Test
  void agreementCountsWhatIsOutside() {
    Agreement agreement = new Agreement(List.of("a", "b"));
    agreement.add(new float[] {1, 100}, new float[] {1.0005f, 101});
    agreement.add(new float[] {Float.NaN, 5}, new float[] {Float.NaN, 5});
    assertThat(agreement.compared()).isEqualTo(4);
    assertThat(agreement.within()).isEqualTo(3);
    assertThat(agreement.share()).isEqualTo(0.75);
    assertThat(agreement.worstColumnShare()).isEqualTo(0.5);
    assertThat(agreement.columns().get(0).name()).isEqualTo("b");
    assertThat(agreement.toString()).contains("3 of 4 values agree");
    assertThat(Agreement.agrees(Float.NaN, 1)).isFalse();
  }

  private static float value(OpenSmileSet set, Waveform waveform, String name) {
    return set.functionals(waveform)[set.names().indexOf(name)];
  }

  private static boolean finite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
