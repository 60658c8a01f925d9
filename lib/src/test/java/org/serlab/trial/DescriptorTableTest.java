package org.serlab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;
import org.serlab.corpus.Corpora;
import org.serlab.corpus.Corpus;
import org.serlab.corpus.DescriptorTable;
import org.serlab.feature.FeatureStore;
import org.serlab.feature.opensmile.OpenSmileSet;
import tech.tablesaw.api.Table;

/** Descriptors of a corpus stay with their utterances, also when they are written and read. */
class DescriptorTableTest {
  private static final OpenSmileSet SET = OpenSmileSet.EGEMAPSV02;

  @Test
  void rowsAreTheUtterancesAndSurviveBeingKept(@TempDir Path home) {
    try (TinyCorpus tiny = new TinyCorpus(home)) {
      Corpus corpus = Corpora.open("tones");
      FeatureStore store = new FeatureStore(home.resolve("features"));
      Table table = DescriptorTable.of(corpus, SET, store);
      MeasuredTables measured = new MeasuredTables(tiny.records());
      measured.write("descriptors/tones", table);
      Table read = measured.read("descriptors/tones", DescriptorTable.types(SET));
      assertThat(read.rowCount()).isEqualTo(corpus.utterances().size());
      assertThat(read.columnNames()).isEqualTo(table.columnNames());
      for (int row = 0; row < read.rowCount(); row++) {
        var utterance = corpus.utterances().get(row);
        assertThat(read.getString(row, "id")).isEqualTo(utterance.id());
        assertThat(read.getString(row, "label")).isEqualTo(utterance.label());
        assertThat(read.getString(row, "speaker")).isEqualTo(utterance.speaker());
        float[] own = SET.functionals(AudioFile.read(utterance.audio()));
        for (int column = 0; column < own.length; column++) {
          double value = read.doubleColumn(SET.names().get(column)).get(row);
          assertThat(value).isEqualTo(table.doubleColumn(SET.names().get(column)).get(row));
          assertThat(value).isCloseTo(own[column], within(5e-5 * Math.abs(own[column])));
        }
      }
    }
  }

  @Test
  void aBrokenRecordingIsNamed(@TempDir Path home) throws IOException {
    try (TinyCorpus tiny = new TinyCorpus(home)) {
      assertThat(tiny.records()).isNotNull();
      Corpus corpus = Corpora.open("tones");
      Path broken = corpus.utterances().get(2).audio();
      byte[] bytes = Files.readAllBytes(broken);
      Files.write(broken, java.util.Arrays.copyOf(bytes, bytes.length / 2));
      FeatureStore store = new FeatureStore(home.resolve("features"));
      assertThatThrownBy(() -> DescriptorTable.of(corpus, SET, store))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining(broken.getFileName().toString());
    }
  }
}
