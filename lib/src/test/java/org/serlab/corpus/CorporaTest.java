package org.serlab.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;

/** Loaders, on small trees in the exact layout of each corpus. */
class CorporaTest {
  @TempDir Path root;

  private Utterance only(String corpus, String path) {
    Trees.wav(root, path);
    List<Utterance> utterances = Corpora.open(corpus, root).utterances();
    assertThat(utterances).hasSize(1);
    return utterances.get(0);
  }

  @Test
  void emodb() {
    Utterance utterance = only("emodb", "wav/03a01Fa.wav");
    assertThat(utterance.id()).isEqualTo("wav/03a01Fa");
    assertThat(utterance.speaker()).isEqualTo("03");
    assertThat(utterance.sentence()).isEqualTo("a01");
    assertThat(utterance.text()).isEqualTo("Der Lappen liegt auf dem Eisschrank.");
    assertThat(utterance.label()).isEqualTo("happiness");
    assertThat(utterance.emotion()).contains(Emotion.HAPPINESS);
    assertThat(utterance.language()).isEqualTo("de");
    assertThat(utterance.seconds()).isEqualTo(0.025);
    assertThat(utterance.attributes())
        .containsEntry("sex", "male")
        .containsEntry("age", "31")
        .containsEntry("version", "a");
  }

  @Test
  void ravdess() {
    Utterance utterance = only("ravdess", "Actor_12/03-01-05-02-01-02-12.wav");
    assertThat(utterance.id()).isEqualTo("Actor_12/03-01-05-02-01-02-12");
    assertThat(utterance.speaker()).isEqualTo("12");
    assertThat(utterance.sentence()).isEqualTo("01");
    assertThat(utterance.label()).isEqualTo("anger");
    assertThat(utterance.text()).isEqualTo("Kids are talking by the door.");
    assertThat(utterance.attributes())
        .containsExactly(
            Map.entry("channel", "speech"),
            Map.entry("intensity", "strong"),
            Map.entry("modality", "audio only"),
            Map.entry("repetition", "second"),
            Map.entry("sex", "female"));
  }

  @Test
  void ravdessLeavesOutSongAndVideo() {
    Trees.wav(root, "Actor_12/03-01-05-02-01-02-12.wav");
    Trees.wav(root, "Actor_12/03-02-05-02-01-02-12.wav");
    Trees.wav(root, "Actor_12/01-01-05-02-01-02-12.wav");
    Corpus corpus = Corpora.open("ravdess", root);
    assertThat(corpus.utterances()).hasSize(1);
    assertThat(corpus.leftOut())
        .extracting(Corpus.LeftOut::path)
        .containsExactly("Actor_12/01-01-05-02-01-02-12.wav", "Actor_12/03-02-05-02-01-02-12.wav");
  }

  @Test
  void nemoWithItsTable() {
    Trees.text(
        root.resolve("data.tsv"),
        "file_id\temotion\traw_text\tnormalized_text\tspeaker_id\tgender\tage\n"
            + "WR0_surprised_64.wav\tsurprised\tUcho \"wykrywa\" dźwięki.\tucho\t        WR0\tmale\t23\n");
    Utterance utterance = only("nemo", "samples/WR0_surprised_64.wav");
    assertThat(utterance.id()).isEqualTo("samples/WR0_surprised_64");
    assertThat(utterance.speaker()).isEqualTo("WR0");
    assertThat(utterance.sentence()).isEqualTo("64");
    assertThat(utterance.label()).isEqualTo("surprise");
    assertThat(utterance.text()).isEqualTo("Ucho \"wykrywa\" dźwięki.");
    assertThat(utterance.attributes()).containsEntry("sex", "male").containsEntry("age", "23");
  }

  @Test
  void fsddHasDigitsForClasses() {
    for (int index : new int[] {0, 4, 5, 49}) {
      Trees.wav(root, "recordings/7_jackson_" + index + ".wav");
    }
    Corpus corpus = Corpora.open("fsdd", root);
    assertThat(corpus.labels()).containsExactly("7");
    assertThat(corpus.utterances().get(0).emotion()).isEmpty();
    assertThat(corpus.utterances().get(0).text()).isEqualTo("seven");
    Fold fold = Partitions.of("official", 0).folds(corpus).get(0);
    assertThat(fold.test()).extracting(u -> u.field("index")).containsExactly("0", "4");
    assertThat(fold.training()).extracting(u -> u.field("index")).containsExactly("49", "5");
  }

  @Test
  void esdWithAndWithoutFoldersOfParts() throws IOException {
    Path plain = root.resolve("plain");
    Path parts = root.resolve("parts");
    for (String[] file :
        new String[][] {
          {"0001/Angry", "train", "0001_000401"},
          {"0001/Angry", "evaluation", "0001_000351"},
          {"0011/Surprise", "test", "0011_001422"},
          {"0011/Neutral", "train", "0011_000350"}
        }) {
      Trees.wav(plain, file[0] + "/" + file[2] + ".wav");
      Trees.wav(parts, file[0] + "/" + file[1] + "/" + file[2] + ".wav");
    }
    for (Path copy : List.of(plain, parts)) {
      Files.write(
          copy.resolve("0001/0001.txt"),
          "0001_000351\t打远一看\t生气\n".getBytes(Charset.forName("GB18030")));
      Files.write(
          copy.resolve("0011/0011.txt"),
          "0011_000350\tIt's here.\tNeutral\n".getBytes(Charset.forName("UTF-16")));
      Corpus corpus = Corpora.open("esd", copy);
      assertThat(corpus.utterances())
          .extracting(Utterance::id)
          .containsExactly(
              "0001/Angry/0001_000351",
              "0001/Angry/0001_000401",
              "0011/Neutral/0011_000350",
              "0011/Surprise/0011_001422");
      assertThat(corpus.utterances())
          .extracting(Utterance::sentence)
          .containsExactly("1", "51", "350", "22");
      assertThat(corpus.utterances())
          .extracting(Utterance::language)
          .containsExactly("zh", "zh", "en", "en");
      assertThat(corpus.utterances())
          .extracting(Utterance::text)
          .containsExactly("打远一看", "", "It's here.", "");
      Fold fold = Partitions.of("official", 0).folds(corpus).get(0);
      assertThat(fold.training()).hasSize(2);
      assertThat(fold.validation()).extracting(Utterance::sentence).containsExactly("1");
      assertThat(fold.test()).extracting(Utterance::sentence).containsExactly("22");
      assertThat(corpus.subset("esd-zh-4").utterances()).hasSize(2);
      assertThat(corpus.subset("esd-zh-4").part()).isEqualTo("2 of 14000 recordings");
    }
  }

  @Test
  void casiaTakesRecordingsOnly() throws IOException {
    Trees.wav(root, "ZhaoZuoxiang/surprise/201.wav");
    Trees.wav(root, "ZhaoZuoxiang/surprise/202.wav");
    for (String ending : List.of("lab", "peak", "tag")) {
      Trees.text(root.resolve("ZhaoZuoxiang/surprise/201." + ending), "0 1 a");
    }
    Files.write(
        root.resolve("相同的文本201--250.txt"),
        "201  就是下雨也去\r\n202、今天星期天\r\n".getBytes(Charset.forName("GB18030")));
    Corpus corpus = Corpora.open("casia", root);
    assertThat(corpus.utterances())
        .extracting(Utterance::id)
        .containsExactly("ZhaoZuoxiang/surprise/201", "ZhaoZuoxiang/surprise/202");
    assertThat(corpus.utterances()).extracting(Utterance::text).containsExactly("就是下雨也去", "今天星期天");
    assertThat(corpus.utterances().get(0).field("sex")).isEqualTo("male");
    assertThat(corpus.leftOut()).isEmpty();
    assertThat(corpus.part()).isEqualTo("2 of 1200 recordings");
  }

  @Test
  void aCorpusOfOnesOwnNeedsTenLinesAndNoCode() {
    Trees.text(
        root.resolve("mine/manifest.yaml"),
        """
        name: mine
        language: de
        layout:
          pattern: (?<speaker>[a-z]+)_(?<label>[a-z]+)_(?<sentence>[0-9]+)
        labels:
          wut: anger
          freude: happiness
          neutral: neutral
        """);
    for (String speaker : List.of("anna", "ben")) {
      for (String label : List.of("wut", "freude", "neutral")) {
        for (int sentence = 1; sentence <= 3; sentence++) {
          Trees.wav(root, "mine/%s_%s_%d.wav".formatted(speaker, label, sentence));
        }
      }
    }
    Trees.wav(root, "mine/anna_trauer_1.wav");
    withData(
        root,
        () -> {
          assertThat(Corpora.found())
              .anySatisfy(
                  found -> {
                    assertThat(found.manifest().name()).isEqualTo("mine");
                    assertThat(found.folder()).isEqualTo(root.resolve("mine"));
                  });
          Corpus corpus = Corpora.open("mine");
          assertThat(corpus.labels()).containsExactly("anger", "happiness", "neutral");
          assertThat(corpus.utterances()).hasSize(18);
          assertThat(corpus.part()).isEmpty();
          assertThat(corpus.leftOut())
              .containsExactly(
                  new Corpus.LeftOut(
                      "anna_trauer_1.wav",
                      "has the label 'trauer', which the manifest does not name"));
          assertThat(Partitions.of("independent", 1).folds(corpus)).hasSize(2);
          assertThat(Partitions.of("sentence-independent", 1).folds(corpus)).hasSize(3);
        });
  }

  @Test
  void aTableMayListTheRecordings() {
    Trees.text(
        root.resolve("listed/manifest.yaml"),
        "name: listed\nlanguage: en\nlayout: {table: labels.csv}\n");
    Trees.text(
        root.resolve("listed/labels.csv"),
        "file,speaker,label,session,text\n"
            + "a/1.wav,p1,happy,s1,\"Well, then\"\n"
            + "a/2.wav,p2,anger,s2,\n"
            + "2,p3,sad,s2,x\n");
    Trees.wav(root, "listed/a/1.wav");
    Trees.wav(root, "listed/a/2.wav");
    Trees.wav(root, "listed/a/3.wav");
    Corpus corpus = Corpora.open("listed", root.resolve("listed"));
    assertThat(corpus.labels()).containsExactly("anger", "happiness");
    assertThat(corpus.utterances()).extracting(Utterance::speaker).containsExactly("p1", "p2");
    assertThat(corpus.utterances().get(0).text()).isEqualTo("Well, then");
    assertThat(corpus.utterances().get(0).session()).isEqualTo("s1");
    assertThat(corpus.leftOut())
        .containsExactly(new Corpus.LeftOut("a/3.wav", "has no row in the table"));
  }

  @Test
  void oneFolderTooDeepOrTooHighIsTheSameCorpus() {
    Trees.wav(root, "copy/wav/03a01Fa.wav");
    Trees.wav(root, "copy/wav/16b10Wa.wav");
    String digest = Corpora.open("emodb", root).contentDigest();
    assertThat(Corpora.open("emodb", root.resolve("copy/wav")).contentDigest()).isEqualTo(digest);
    assertThat(Corpora.open("emodb", root.resolve("copy")).contentDigest()).isEqualTo(digest);
  }

  @Test
  void aSecondCopyIsUsedOnceAndNamed() {
    Trees.wav(root, "wav/03a01Fa.wav");
    Trees.wav(root, "again/wav/03a01Fa.wav");
    Corpus corpus = Corpora.open("emodb", root);
    assertThat(corpus.utterances()).hasSize(1);
    assertThat(corpus.leftOut().get(0).why()).startsWith("is a second copy of");
  }

  @Test
  void aDamagedFileIsLeftOutAndNamed() {
    Trees.wav(root, "wav/03a01Fa.wav");
    Trees.text(root.resolve("wav/03a01Wa.wav"), "RIFF");
    Trees.text(root.resolve("wav/._03a01Fa.wav"), "left by another system");
    Corpus corpus = Corpora.open("emodb", root);
    assertThat(corpus.utterances()).hasSize(1);
    assertThat(corpus.leftOut()).hasSize(1);
    assertThat(corpus.leftOut().get(0).path()).isEqualTo("wav/03a01Wa.wav");
  }

  @Test
  void saysWhatIsMissingByClass() {
    Trees.wav(root, "wav/03a01Fa.wav");
    Trees.wav(root, "wav/03a01Wa.wav");
    Trees.wav(root, "wav/99a01Wa.wav");
    Corpus corpus = Corpora.open("emodb", root);
    Completeness completeness = corpus.completeness();
    assertThat(completeness.classes().get("anger")).isEqualTo(new Completeness.Count(2, 127));
    assertThat(completeness.missing()).hasSize(533).contains("wav/16b10Wb");
    assertThat(completeness.extra()).containsExactly("wav/99a01Wa");
    assertThat(corpus.part()).isEqualTo("2 of 535 recordings and 1 that were not published");
    assertThat(corpus.subset("emodb-4").completeness().published()).contains(339);
    assertThat(completeness.table().toString()).contains("anger");
  }

  @Test
  void complaintsNameTheThingAndTheMend() throws IOException {
    assertThatThrownBy(() -> Corpora.open("nosuch"))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("no corpus 'nosuch'")
        .hasMessageContaining("emodb");
    assertThatThrownBy(() -> Corpora.open("emodb", root))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("holds no WAV or FLAC file");
    assertThatThrownBy(() -> Corpora.open("emodb", root.resolve("absent")))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("is not a folder");
    Trees.wav(root, "x.wav");
    assertThatThrownBy(() -> Corpora.open("emodb", root))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("x.wav does not match the layout's pattern");
    withData(
        root.resolve("none"),
        () ->
            assertThatThrownBy(() -> Corpora.open("esd"))
                .isInstanceOf(SerlabException.class)
                .hasMessageContaining("data get esd"));
  }

  private static void withData(Path data, Runnable test) {
    String before = System.getProperty("serlab.data");
    System.setProperty("serlab.data", data.toString());
    try {
      test.run();
    } finally {
      if (before == null) {
        System.clearProperty("serlab.data");
      } else {
        System.setProperty("serlab.data", before);
      }
    }
  }
}
