package org.serlab.feature.opensmile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class EgemapsGlossaryTest {
  @Test
  void everyColumnHasWordsOfItsOwn() {
    for (List<String> names :
        List.of(OpenSmileSet.EGEMAPSV02.names(), OpenSmileSet.EGEMAPSV02.contourNames())) {
      List<String> words =
          names.stream().map(name -> EgemapsGlossary.find(name).orElseThrow()).toList();
      assertThat(new HashSet<>(words)).hasSameSizeAs(names);
    }
  }

  @Test
  void wordsNameFunctionalVoicingAndUnit() {
    assertThat(EgemapsGlossary.find("alphaRatioUV_sma3nz_amean"))
        .contains("alpha ratio, unvoiced, mean (dB)");
    assertThat(EgemapsGlossary.find("mfcc1V_sma3nz_stddevNorm"))
        .contains("mel cepstrum 1, voiced, deviation over mean");
    assertThat(EgemapsGlossary.find("slopeV0-500_sma3nz_amean"))
        .contains("spectral slope 0-500 Hz, voiced, mean (dB per Hz)");
    assertThat(EgemapsGlossary.find("F0semitoneFrom27.5Hz_sma3nz_pctlrange0-2"))
        .contains("pitch, range of 20 to 80 % (semitones)");
    assertThat(EgemapsGlossary.find("Loudness_sma3")).contains("loudness");
    assertThat(EgemapsGlossary.find("pcm_zcr_sma_max")).isEmpty();
  }

  @Test
  void framesOfPitchAreLongAndThoseOfFormantsShort() {
    assertThat(EgemapsGlossary.middle("jitterLocal_sma3nz")).isEqualTo(0.030);
    assertThat(EgemapsGlossary.middle("F1frequency_sma3nz")).isEqualTo(0.010);
    assertThat(EgemapsGlossary.middle("loudnessPeaksPerSec")).isZero();
  }
}
