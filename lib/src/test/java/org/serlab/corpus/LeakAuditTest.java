package org.serlab.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;
import org.serlab.corpus.LeakAudit.Kind;

class LeakAuditTest {
  private static final List<String> SPEAKERS = List.of("a", "b", "c", "d");

  /** What is done to the copy that is planted with another speaker. */
  private static final Map<String, UnaryOperator<Waveform>> COPIES = new LinkedHashMap<>();

  static {
    COPIES.put("equal", w -> w);
    COPIES.put("telephone", Voices::telephone);
    COPIES.put("eight bits", Voices::eightBits);
    COPIES.put("noisy", w -> Voices.noisy(w, 1));
    COPIES.put("trimmed", Voices::trimmed);
    COPIES.put("quieter", Voices::quieter);
    COPIES.put("inverted", w -> Voices.change(w, x -> -x));
    COPIES.put("other rate", w -> w.resample(44_100));
    COPIES.put("all of it", w -> Voices.quieter(Voices.telephone(Voices.trimmed(w))));
  }

  @TempDir Path root;

  @BeforeEach
  void fourSpeakersSaySixSentences() {
    Trees.text(
        root.resolve("manifest.yaml"),
        """
        name: made
        language: en
        layout:
          pattern: (?<session>s[0-9])_(?<speaker>[a-z])_(?<label>[a-z]+)_(?<sentence>[0-9]+)
        """);
    long seed = 0;
    for (String speaker : SPEAKERS) {
      for (int sentence = 1; sentence <= 6; sentence++) {
        String label = sentence % 2 == 0 ? "anger" : "neutral";
        save(
            "s%d_%s_%s_%d".formatted(1 + SPEAKERS.indexOf(speaker) / 2, speaker, label, sentence),
            Voices.speech(++seed, 1 + 0.2 * sentence));
      }
    }
  }

  private void save(String id, Waveform waveform) {
    AudioFile.writeWav(root.resolve(id + ".wav"), waveform);
  }

  private Corpus corpus() {
    return Corpora.open("made", root);
  }

  private LeakAudit audit(String partition) {
    return LeakAudit.of(Partitions.of(partition, 1), corpus());
  }

  @Test
  void speakersSessionsAndSentencesAreCounted() {
    LeakAudit audit = audit("leave-one-session-out").gate();
    assertThat(audit.pairs()).hasSize(2);
    assertThat(audit.pairs().get(0).count(Kind.SPEAKER)).isZero();
    assertThat(audit.pairs().get(0).count(Kind.SESSION)).isZero();
    assertThat(audit.pairs().get(0).count(Kind.SENTENCE)).isEqualTo(6);
    assertThat(audit.pairs().get(0).count(Kind.EQUAL_RECORDING)).isZero();
    assertThat(audit.pairs().get(0).count(Kind.NEAR_EQUAL_RECORDING)).isZero();
    assertThat(audit.verdict())
        .isEqualTo(
            "made, leave-one-session-out: no speaker, session or recording is in two parts;"
                + " 6 sentences shared.");

    LeakAudit random = audit("random").gate(); // reports, and lets it pass
    assertThat(random.shared().get(Kind.SPEAKER)).isNotEmpty();
    assertThat(random.verdict()).contains("results say little about new speakers");

    LeakAudit sentences = audit("sentence-independent").gate();
    assertThat(sentences.shared()).containsOnlyKeys(Kind.SPEAKER, Kind.SESSION);
    assertThat(sentences.shared().get(Kind.SPEAKER)).containsExactlyElementsOf(SPEAKERS);
  }

  @Test
  void aSharedSessionStopsAnIndependentRun() {
    assertThatThrownBy(() -> audit("leave-one-speaker-out").gate())
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("training and test of fold 1 share 1 session (s1)")
        .hasMessageContaining("leave-one-session-out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "equal",
        "telephone",
        "eight bits",
        "noisy",
        "trimmed",
        "quieter",
        "inverted",
        "other rate",
        "all of it"
      })
  void aPlantedCopyIsFoundAndStopsTheRun(String how) {
    Waveform original = AudioFile.read(root.resolve("s1_a_anger_4.wav"));
    save("s2_d_anger_99", COPIES.get(how).apply(original));
    LeakAudit audit = audit("leave-one-session-out");
    Kind kind = how.equals("equal") ? Kind.EQUAL_RECORDING : Kind.NEAR_EQUAL_RECORDING;
    assertThat(audit.pairs())
        .allSatisfy(
            pair -> {
              assertThat(pair.shared().get(kind)).containsExactly("s1_a_anger_4 ~ s2_d_anger_99");
              assertThat(pair.count(Kind.EQUAL_RECORDING) + pair.count(Kind.NEAR_EQUAL_RECORDING))
                  .isEqualTo(1);
            });
    assertThatThrownBy(audit::gate)
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("share 1 " + kind.word() + " (s1_a_anger_4 ~ s2_d_anger_99)");
    assertThat(audit.table().intColumn(kind.word() + "s").sum()).isEqualTo(2);
    assertThat(audit.details().where(audit.details().stringColumn("kind").isEqualTo(kind.word())))
        .hasSize(2);
  }

  @Test
  void aCopyInTheSamePartIsNoLeak() {
    save("s2_d_anger_99", AudioFile.read(root.resolve("s2_c_anger_4.wav")));
    assertThat(audit("leave-one-session-out").gate().shared()).containsOnlyKeys(Kind.SENTENCE);
    assertThat(Copies.among(corpus().utterances()))
        .extracting(copy -> copy.first().id(), Copies.Copy::isEqual)
        .containsExactly(tuple("s2_c_anger_4", true));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.3})
  void tonesOfNearlyOnePitchAreNoCopies(double difference) {
    save("s1_a_anger_98", tone(220, 0));
    save("s2_d_anger_99", tone(220 + difference, 0.7));
    assertThat(audit("leave-one-session-out").gate().shared()).containsOnlyKeys(Kind.SENTENCE);
  }

  private static Waveform tone(double hertz, double phase) {
    float[] samples = new float[24_000];
    for (int t = 0; t < samples.length; t++) {
      samples[t] = (float) (0.3 * Math.sin(phase + 2 * Math.PI * hertz * t / 16_000));
    }
    return new Waveform(samples, 16_000);
  }

  @Test
  void validationIsComparedToo() {
    List<Utterance> all = corpus().utterances();
    Fold fold =
        new Fold(1, "made", all.subList(0, 6), all.subList(6, 12), all.subList(12, all.size()));
    LeakAudit audit = LeakAudit.of("own", "made", true, List.of(fold));
    assertThat(audit.pairs())
        .extracting(LeakAudit.Pair::parts)
        .containsExactly("training and test", "validation and test", "training and validation");
    assertThat(audit.pairs().get(2).shared().get(Kind.SESSION)).containsExactly("s1");
  }

  @Test
  void anUtteranceInTwoPartsIsALeak() {
    List<Utterance> all = corpus().utterances();
    Fold fold = new Fold(1, "made", all.subList(0, 8), List.of(), all.subList(7, all.size()));
    LeakAudit audit = LeakAudit.of("own", "made", true, List.of(fold));
    assertThat(audit.pairs().get(0).shared().get(Kind.EQUAL_RECORDING))
        .containsExactly(all.get(7).id() + " ~ " + all.get(7).id());
  }

  @Test
  void whatWasFoundIsRememberedAsLongAsTheRecordingsAreTheSame() throws IOException {
    save("s2_d_anger_99", Voices.quieter(AudioFile.read(root.resolve("s1_a_anger_4.wav"))));
    List<Copies.Copy> first = Copies.among(corpus().utterances());
    assertThat(first).hasSize(1);
    List<Copies.Copy> again = Copies.among(corpus().utterances());
    assertThat(again).hasSize(1);
    assertThat(again.get(0).first()).isEqualTo(first.get(0).first());
    Files.delete(root.resolve("s2_d_anger_99.wav"));
    assertThat(Copies.among(corpus().utterances())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"emodb, 0", "ravdess, 1"})
  void realCorporaHoldNoFalseCopies(String name, int known) {
    // RAVDESS was published with one recording under two names: both takes of one sentence.
    List<Copies.Copy> copies = Copies.compute(Trees.real(name).utterances());
    List<Copies.Copy> expected = new ArrayList<>(copies);
    expected.removeIf(copy -> !copy.isEqual());
    assertThat(copies).isEqualTo(expected);
    if (known > 0) {
      assertThat(copies)
          .extracting(copy -> copy.first().id(), copy -> copy.second().id())
          .containsExactly(tuple("Actor_07/03-01-03-01-02-01-07", "Actor_07/03-01-03-01-02-02-07"));
    } else {
      assertThat(copies).isEmpty();
    }
  }

  @Test
  void copiesOfRealSpeechAreFound() {
    List<Utterance> real = Trees.real("emodb").utterances();
    Random random = new Random(11);
    List<Utterance> all = new ArrayList<>();
    int planted = 0;
    for (int i = 0; i < 12; i++) {
      Utterance utterance = real.get(random.nextInt(real.size() / 12) + i * (real.size() / 12));
      all.add(utterance);
      Waveform waveform = AudioFile.read(utterance.audio());
      for (Map.Entry<String, UnaryOperator<Waveform>> copy : COPIES.entrySet()) {
        Path file = root.resolve("copies/%d %s.wav".formatted(i, copy.getKey()));
        Trees.text(file, "");
        AudioFile.writeWav(file, copy.getValue().apply(waveform));
        all.add(new Utterance("copies", i + " " + copy.getKey(), file, "", "", "", "", "", "", 0));
        planted++;
      }
    }
    List<Copies.Copy> found = Copies.compute(all);
    assertThat(
            found.stream()
                .filter(copy -> copy.first().corpus().equals("copies"))
                .filter(copy -> copy.second().corpus().equals("emodb")))
        .hasSize(planted);
    // Copies of one original are copies of each other; of two originals never.
    assertThat(found)
        .filteredOn(copy -> copy.second().corpus().equals("copies"))
        .allMatch(copy -> copy.first().id().split(" ")[0].equals(copy.second().id().split(" ")[0]));
  }
}
