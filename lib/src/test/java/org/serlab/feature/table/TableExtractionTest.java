package org.serlab.feature.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;
import org.serlab.feature.FeatureExtractor;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.FeatureStore;
import org.serlab.feature.Matrix;

class TableExtractionTest {
  @TempDir private Path folder;

  private Path corpus;
  private final List<String> faults = new ArrayList<>();

  @BeforeEach
  void record() throws IOException {
    corpus = Files.createDirectories(folder.resolve("corpus"));
    recording("b.wav", 16_000, 8_080);
    recording("a.wav", 16_000, 16_000);
    recording("deep/c.wav", 44_100, 44_100);
  }

  private Waveform recording(String name, int rate, int length) throws IOException {
    Random random = new Random(length);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = random.nextInt(-3000, 3000) / 32768f;
    }
    Files.createDirectories(corpus.resolve(name).getParent());
    Waveform waveform = new Waveform(samples, rate);
    AudioFile.writeWav(corpus.resolve(name), waveform);
    return waveform;
  }

  private FeatureTable extract(TableExtraction extraction) {
    List<FeatureRow> rows = new ArrayList<>();
    extraction.run(
        Recordings.of(List.of(corpus), List.of()),
        rows::add,
        new TableExtraction.Listener() {
          @Override
          public void failed(String fault) {
            faults.add(fault);
          }

          @Override
          public void progress(int done, int total, double secondsLeft) {}
        });
    assertThat(extraction.rows()).isEqualTo(rows.size());
    return new FeatureTable(extraction.head(), rows);
  }

  private TableExtraction extraction(Map<String, Object> options) {
    return new TableExtraction(
        new FeatureStore(folder.resolve("cache")), FeatureExtractors.of(options));
  }

  @Test
  void aRowPerRecordingWithOpenSmilesNames() {
    TableExtraction extraction = extraction(Map.of("kind", "egemapsv02"));
    FeatureTable table = extract(extraction);
    assertThat(table.head().columns())
        .hasSize(89)
        .startsWith("file", "F0semitoneFrom27.5Hz_sma3nz_amean");
    assertThat(table.rows())
        .extracting(FeatureRow::file)
        .containsExactly("a.wav", "b.wav", "c.wav");
    assertThat(extraction.resampling()).contains("16000 Hz", "1 at 44100 Hz");
    FeatureExtractor extractor = FeatureExtractors.of(Map.of("kind", "egemapsv02"));
    assertThat(table.rows().get(2).values())
        .containsExactly(extractor.extract(AudioFile.read(corpus.resolve("deep/c.wav"))).values());
  }

  @Test
  void contoursHaveTheTimesOfTheirFrames() {
    FeatureTable table = extract(extraction(Map.of("kind", "egemapsv02-lld")));
    assertThat(table.head().columns()).hasSize(3 + 25).startsWith("file", "start", "end");
    List<FeatureRow> a = table.rows().stream().filter(row -> row.file().equals("a.wav")).toList();
    assertThat(a).hasSize(96); // 60 ms frames of one second, two more by smoothing
    for (int i = 0; i < a.size(); i++) {
      assertThat(a.get(i).start()).isEqualTo(i / 100.0);
      assertThat(a.get(i).end()).isEqualTo((i + 2) / 100.0);
    }
  }

  @Test
  void piecesFollowEachOther() {
    FeatureTable table = extract(extraction(Map.of("kind", "emobase", "pieceSeconds", 0.2)));
    List<FeatureRow> b = table.rows().stream().filter(row -> row.file().equals("b.wav")).toList();
    assertThat(b).extracting(FeatureRow::start).containsExactly(0.0, 0.2, 0.4);
    assertThat(b).extracting(FeatureRow::end).containsExactly(0.2, 0.4, 8_080 / 16_000.0);
    assertThat(table.head().names()).hasSize(988);
  }

  @Test
  void framesOfPresets() {
    FeatureTable table = extract(extraction(Map.of("kind", "kaldi13")));
    assertThat(table.head().names()).hasSize(13).startsWith("c0");
    FeatureRow second = table.rows().get(1);
    assertThat(second.start()).isEqualTo(0.01);
    assertThat(second.end()).isEqualTo(0.035);
  }

  /** Bands are rows there, but columns in a table. */
  @Test
  void spectrogramsLieOnTheirSide() throws IOException {
    FeatureExtractor extractor = FeatureExtractors.of(Map.of("kind", "librosaMel"));
    FeatureTable table = extract(extraction(Map.of("kind", "librosaMel")));
    Matrix matrix = extractor.extract(AudioFile.read(corpus.resolve("a.wav")));
    assertThat(table.head().names()).hasSize(128);
    for (int frame = 0; frame < matrix.columns(); frame++) {
      FeatureRow row = table.rows().get(frame);
      assertThat(row.file()).isEqualTo("a.wav");
      assertThat(row.start()).isCloseTo(Math.max(0, (512 * frame - 1024) / 16e3), within(1e-12));
      assertThat(row.values()[77]).isEqualTo(matrix.get(77, frame));
    }
  }

  /** Samples are no table, and wav2vec 2.0 needs weights. */
  private static List<String> names() {
    return FeatureExtractors.names().stream()
        .filter(kind -> !kind.equals("waveform") && !kind.equals("wav2vec2"))
        .toList();
  }

  @Test
  void samplesMakeNoTable() {
    assertThatThrownBy(() -> extraction(Map.of("kind", "waveform")))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("kind waveform")
        .hasMessageContaining("no table");
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyKindAndPresetGivesATable(String kind) {
    TableExtraction extraction = extraction(Map.of("kind", kind));
    FeatureTable table = extract(extraction);
    assertThat(faults).isEmpty();
    assertThat(extraction.extracted()).isEqualTo(3);
    assertThat(table.head().names()).doesNotHaveDuplicates().isNotEmpty();
    for (FeatureRow row : table.rows()) {
      if (table.head().timed()) {
        assertThat(row.start()).isNotNegative().isLessThan(row.end());
        assertThat(row.end()).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void badFilesAreNamedAndOthersFollow() throws IOException {
    Files.createFile(corpus.resolve("aa.wav"));
    Files.writeString(corpus.resolve("notes.txt"), "no recording");
    recording("short.wav", 16_000, 100);
    recording(".hidden/d.wav", 16_000, 8_000);
    TableExtraction extraction = extraction(Map.of("kind", "emobase"));
    assertThat(extract(extraction).rows()).hasSize(3);
    assertThat(extraction.failed()).isEqualTo(3);
    assertThat(extraction.extracted()).isEqualTo(3);
    assertThat(faults).hasSize(3).allMatch(fault -> fault.matches("[^\n]*\\."));
    assertThat(faults.get(0)).contains("aa.wav");
    assertThat(faults.get(1)).contains("notes.txt");
    assertThat(faults.get(2)).contains("short.wav").contains("too short");
  }

  @Test
  void rowsOfAnotherLengthAreRefused() throws IOException {
    Path source = folder.resolve("Uneven.java");
    Files.writeString(
        source,
        """
        import java.util.Map;
        import org.serlab.audio.Waveform;
        import org.serlab.feature.FeatureExtractor;
        import org.serlab.feature.Matrix;
        public final class Uneven implements FeatureExtractor {
          @Override public Matrix extract(Waveform waveform) {
            int length = waveform.length() == 8080 ? 4 : 3;
            return new Matrix(1, length, new float[length]);
          }
          @Override public Map<String, Object> options() { return Map.of(); }
        }
        """);
    FeatureTable table = extract(extraction(Map.of("kind", "file:" + source)));
    assertThat(table.head().columns())
        .containsExactly("file", "feature 0", "feature 1", "feature 2");
    assertThat(table.rows()).hasSize(2);
    assertThat(faults).hasSize(1);
    assertThat(faults.get(0)).contains("b.wav: it gives 4 features, where 3 are expected.");
  }

  @Test
  void namesTellRecordingsApart() throws IOException {
    recording("deep/a.wav", 16_000, 8_000);
    Path a = corpus.resolve("a.wav");
    Path table = Files.createFile(corpus.resolve("f.csv"));
    assertThat(Recordings.of(List.of(a, corpus, a), List.of(table)).values())
        .containsExactly(a.toString(), "b.wav", corpus.resolve("deep/a.wav").toString(), "c.wav");
    assertThat(Recordings.of(List.of(Path.of("nowhere.wav")), List.of()).values())
        .containsExactly("nowhere.wav");
  }

  private Comparison compare(List<String> lines, TableHead head, int count) throws IOException {
    return new Comparison(Files.write(folder.resolve("their.csv"), lines), head, count);
  }

  @Test
  void comparesByNameOfRecordingAndColumn() throws IOException {
    TableHead head = new TableHead(false, List.of("x", "y", "z"));
    Comparison comparison =
        compare(
            List.of(
                "name;frameTime;y;w;x", "'in/u.flac';0;2.0;9;1", "'v';0;4.2;9;3", "'w';0;1;1;1"),
            head,
            3);
    comparison.add(new FeatureRow("u.wav", 1, 2, 5));
    comparison.add(new FeatureRow("v.wav", 3, 4, 5));
    comparison.add(new FeatureRow("v.wav", 3, 4, 5));
    comparison.add(new FeatureRow("t.wav", 3, 4, 5));
    assertThat(comparison.agreement().compared()).isEqualTo(4);
    assertThat(comparison.agreement().within()).isEqualTo(3);
    assertThat(comparison.report())
        .contains("3 of 4 values agree (75.000 %)", "y ", "x ")
        .contains("Features that it has not: 1 (z)")
        .contains("Recordings that it has not: 1 (t.wav)")
        .contains("Rows more than it has of their recordings: 1\n")
        .contains("Rows of it without a counterpart: 1 (w)");
  }

  @Test
  void namelessRowsAreComparedWithOneRecordingOnly() throws IOException {
    TableHead head = new TableHead(false, List.of("x"));
    List<String> lines = List.of("name;frameTime;x", "'unknown';0;1", "'unknown';0.01;2");
    Comparison comparison = compare(lines, head, 1);
    comparison.add(new FeatureRow("u.wav", 1));
    comparison.add(new FeatureRow("u.wav", 2));
    assertThat(comparison.agreement().share()).isEqualTo(1);
    assertThatThrownBy(() -> compare(lines, head, 2))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("-instname");
    assertThatThrownBy(() -> compare(List.of("name;pitch", "'u';1"), head, 1))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("none of the features asked for; its columns are pitch");
  }
}
