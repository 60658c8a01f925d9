package org.serlab.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.serlab.SerlabException;
import org.serlab.audio.AudioException;
import org.serlab.audio.Waveform;

class FeatureExtractorsTest {
  /** All but the embeddings of a network, which need a file of weights. */
  private static List<String> names() {
    return FeatureExtractors.names().stream().filter(name -> !name.equals("wav2vec2")).toList();
  }

  private static Waveform noise(int length, int rate) {
    Random random = new Random(length);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = random.nextInt(-16384, 16384) / 32768f;
    }
    return new Waveform(samples, rate);
  }

  /** As a condition in a file holds them: through JSON, where every number has a point. */
  @ParameterizedTest
  @MethodSource("names")
  @SuppressWarnings("unchecked")
  void optionsMakeTheSameExtractor(String kind) {
    FeatureExtractor extractor = FeatureExtractors.of(Map.of("kind", kind));
    Gson gson = new Gson();
    Map<String, Object> read = gson.fromJson(gson.toJson(extractor.options()), Map.class);
    FeatureExtractor again = FeatureExtractors.of(read);
    assertThat(again.options()).isEqualTo(extractor.options()).containsKeys("kind", "version");
    Waveform waveform = noise(9000, 16000);
    Matrix features = extractor.extract(waveform);
    assertThat(again.extract(waveform)).isEqualTo(features);
    if (!extractor.columnNames().isEmpty()) {
      assertThat(extractor.columnNames()).hasSize(features.columns()).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void anyRecordingGivesFiniteNumbersOrIsTooShort(String kind) {
    FeatureExtractor extractor =
        FeatureExtractors.of(Map.of("kind", kind, "trim", true, "standardise", true));
    for (Waveform waveform :
        List.of(
            noise(1, 8000),
            noise(399, 16000),
            new Waveform(new float[5000], 16000),
            noise(20000, 44100))) {
      Matrix features;
      try {
        features = extractor.extract(waveform);
      } catch (AudioException e) {
        assertThat(e).hasMessageContaining("too short");
        assertThat(waveform.seconds()).isLessThan(0.1);
        continue;
      }
      assertThat(features.values()).isNotEmpty();
      for (float value : features.values()) {
        assertThat(Float.isFinite(value)).as(kind).isTrue();
      }
    }
  }

  /**
   * Digests of what was computed once; another machine, JDK or compiler must give the same bits.
   */
  @Test
  void givesTheSameBitsEverywhere() {
    Map<String, Integer> digests =
        Map.ofEntries(
            Map.entry("fbank80", 161071987),
            Map.entry("kaldi13", 1166425591),
            Map.entry("kaldiHires40", 479729134),
            Map.entry("librosaMel", -1081469693),
            Map.entry("log-mel", 1612677826),
            Map.entry("log-power-spectrogram", 726803988),
            Map.entry("mfcc", 291862158),
            Map.entry("mfcc-statistics", 32101618),
            Map.entry("npc", 443057458),
            Map.entry("tera", 1812962366),
            Map.entry("teraFbank240", -102723527));
    Waveform waveform = noise(30000, 24000);
    Map<String, Integer> actual = new TreeMap<>();
    for (String kind : digests.keySet()) {
      actual.put(kind, FeatureExtractors.of(Map.of("kind", kind)).extract(waveform).hashCode());
    }
    assertThat(actual).isEqualTo(digests);
  }

  @Test
  void oneThreadsResultsAreAllThreadsResults() {
    FeatureExtractor extractor = FeatureExtractors.of(Map.of("kind", "mfcc"));
    Waveform waveform = noise(16000, 16000);
    Matrix expected = extractor.extract(waveform);
    assertThat(IntStream.range(0, 50).parallel().mapToObj(i -> extractor.extract(waveform)))
        .allMatch(expected::equals);
  }

  @Test
  void presetsCanBeChanged() {
    FeatureExtractor changed =
        FeatureExtractors.of(Map.of("kind", "kaldiHires40", "coefficients", 20, "deltas", 1));
    assertThat(changed.options())
        .containsEntry("kind", "mfcc")
        .containsEntry("bands", 40)
        .containsEntry("coefficients", 20)
        .containsEntry("high", -400.0);
    assertThat(changed.extract(noise(4000, 16000)).columns()).isEqualTo(40);
  }

  @Test
  void layoutsAreAsDescribed() {
    Waveform second = noise(16000, 16000);
    Matrix attres = FeatureExtractors.of(Map.of("kind", "log-power-spectrogram")).extract(second);
    assertThat(attres).hasToString("Matrix[128 x 128]");
    assertThat(FeatureExtractors.of(Map.of("kind", "log-mel")).extract(second))
        .hasToString("Matrix[64 x 98]");
    assertThat(FeatureExtractors.of(Map.of("kind", "log-mel", "seconds", 2.5)).extract(second))
        .hasToString("Matrix[64 x 248]");
    assertThat(FeatureExtractors.of(Map.of("kind", "mfcc")).extract(second))
        .hasToString("Matrix[98 x 39]");
    FeatureExtractor statistics = FeatureExtractors.of(Map.of("kind", "mfcc-statistics"));
    assertThat(statistics.extract(second)).hasToString("Matrix[1 x 78]");
    assertThat(statistics.columnNames())
        .contains("c0 mean", "delta c12 mean", "delta2 c0 deviation");
    assertThat(FeatureExtractors.of(Map.of("kind", "librosaMel")).extract(second))
        .hasToString("Matrix[128 x 32]");
  }

  @Test
  void statisticsAreMeanAndDeviation() {
    Waveform waveform = noise(8000, 16000);
    Matrix sequence = FeatureExtractors.of(Map.of("kind", "mfcc")).extract(waveform);
    Matrix statistics = FeatureExtractors.of(Map.of("kind", "mfcc-statistics")).extract(waveform);
    for (int d = 0; d < 39; d++) {
      double mean = 0;
      double square = 0;
      for (int t = 0; t < sequence.rows(); t++) {
        mean += sequence.get(t, d) / (double) sequence.rows();
        square += Math.pow(sequence.get(t, d), 2) / sequence.rows();
      }
      assertThat((double) statistics.get(0, d)).isCloseTo(mean, within(1e-4));
      assertThat((double) statistics.get(0, 39 + d))
          .isCloseTo(Math.sqrt(square - mean * mean), within(1e-3));
    }
  }

  @Test
  void mistakesAreNamed() {
    refuses(Map.of("kind", "mfc"), "no features of kind mfc; known are");
    refuses(Map.of(), "no features of kind null");
    refuses(Map.of("kind", "mfcc", "colour", 3), "no option colour; they have");
    refuses(Map.of("kind", "mfcc", "window", "hamster"), "no window called hamster; known are");
    refuses(Map.of("kind", "mfcc", "coefficients", 24), "from 1 to 23, not 24");
    refuses(Map.of("kind", "mfcc", "frame", 400.5), "a whole number, not 400.5");
    refuses(Map.of("kind", "mfcc", "frame", "wide"), "a number from 2 to 65536, not wide");
    refuses(Map.of("kind", "mfcc", "trim", "yes"), "true or false, not yes");
    refuses(Map.of("kind", "mfcc", "low", 4000, "high", 3000), "above low");
    refuses(Map.of("kind", "mfcc", "version", 99), "version 1 here, not 99");
    refuses(Map.of("kind", "log-mel", "fftSize", 256), "at least the frame's 400");
    refuses(Map.of("kind", "log-mel", "resize", List.of(1)), "a list of 2 whole numbers");
    refuses(Map.of("kind", "log-mel", "resize", List.of(0, 128)), "a list of 2 whole numbers");
    refuses(Map.of("kind", "log-mel", "floor", Double.NaN), "not NaN");
  }

  private static void refuses(Map<String, Object> options, String words) {
    assertThatThrownBy(() -> FeatureExtractors.of(options))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining(words)
        .hasMessageMatching("[^\n]*\\.");
  }
}
