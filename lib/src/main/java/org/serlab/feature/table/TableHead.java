package org.serlab.feature.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.serlab.audio.Waveform;
import org.serlab.feature.FeatureExtractor;
import org.serlab.feature.Matrix;
import org.serlab.feature.TimeAxis.Along;

/**
 * The columns of a table of features: {@code file}, perhaps {@code start} and {@code end}, then the
 * features.
 *
 * @param timed whether there are columns {@code start} and {@code end}
 * @param names of the features, in their order
 */
public record TableHead(boolean timed, List<String> names) {
  /** The first column: names of recordings. */
  public static final String FILE = "file";

  /** Where a piece or frame begins, in seconds. */
  public static final String START = "start";

  /** Where a piece or frame ends, in seconds. */
  public static final String END = "end";

  /** Copies the names. */
  public TableHead {
    names = List.copyOf(names);
  }

  /** The columns of what an extractor gives; features without a name are numbered. */
  public static TableHead of(FeatureExtractor extractor) {
    Along along = extractor.timeAxis().along();
    List<String> names = extractor.columnNames();
    if (names.isEmpty() || along == Along.COLUMNS) {
      // How many there are is seen from a second of silence.
      Matrix silence = extractor.extract(new Waveform(new float[16_000], 16_000));
      int count = along == Along.COLUMNS ? silence.rows() : silence.columns();
      names = IntStream.range(0, count).mapToObj(i -> "feature " + i).toList();
    }
    return new TableHead(along != Along.NOTHING, names);
  }

  /** Names of all columns. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>(List.of(FILE));
    if (timed) {
      columns.addAll(List.of(START, END));
    }
    columns.addAll(names);
    return columns;
  }
}
