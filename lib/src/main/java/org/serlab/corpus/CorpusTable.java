package org.serlab.corpus;

import java.util.List;
import java.util.function.Function;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Level;
import org.serlab.audio.Silence;
import org.serlab.audio.Waveform;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What is measured on every recording of a corpus, so small that it can be kept where the audio
 * cannot: one row per utterance with its fields, its duration, its duration without the silence at
 * both ends, and its level.
 */
public final class CorpusTable {
  private static final int SAMPLE_RATE = 16_000;
  private static final double TRIM_DECIBELS = 20;

  private CorpusTable() {}

  /**
   * Types of the columns, in their order: id, label, speaker, session, sentence, language, seconds,
   * trimmed seconds, level (dB relative to full scale).
   */
  public static ColumnType[] types() {
    ColumnType text = ColumnType.STRING;
    ColumnType number = ColumnType.DOUBLE;
    return new ColumnType[] {text, text, text, text, text, text, number, number, number};
  }

  /**
   * Reads every recording once.
   *
   * @param corpus a corpus that is here
   * @return one row per utterance, in the order of ids; seconds to a tenth of a millisecond, levels
   *     to a hundredth of dB
   */
  public static Table of(Corpus corpus) {
    List<Utterance> utterances = corpus.utterances();
    List<double[]> measured =
        utterances.parallelStream().map(utterance -> measure(utterance)).toList();
    Table table = Table.create(corpus.name());
    text(table, "id", utterances, Utterance::id);
    text(table, "label", utterances, Utterance::label);
    text(table, "speaker", utterances, Utterance::speaker);
    text(table, "session", utterances, Utterance::session);
    text(table, "sentence", utterances, Utterance::sentence);
    text(table, "language", utterances, Utterance::language);
    List<String> names = List.of("seconds", "trimmed", "level");
    for (int i = 0; i < names.size(); i++) {
      int column = i;
      table.addColumns(
          DoubleColumn.create(
              names.get(i), measured.stream().mapToDouble(row -> row[column]).toArray()));
    }
    return table;
  }

  private static void text(
      Table table, String name, List<Utterance> utterances, Function<Utterance, String> field) {
    table.addColumns(StringColumn.create(name, utterances.stream().map(field)));
  }

  private static double[] measure(Utterance utterance) {
    Waveform waveform = AudioFile.read(utterance.audio());
    Waveform trimmed = Silence.trim(waveform.resample(SAMPLE_RATE), TRIM_DECIBELS);
    return new double[] {
      rounded(waveform.seconds(), 1e4),
      rounded(trimmed.seconds(), 1e4),
      rounded(Level.of(waveform).rms(), 1e2)
    };
  }

  private static double rounded(double value, double steps) {
    return Math.round(value * steps) / steps;
  }
}
