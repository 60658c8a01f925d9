package org.serlab.feature.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.serlab.SerlabException;
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

  /**
   * The columns of what an extractor gives; features without a name are numbered.
   *
   * @throws SerlabException if there are more of them the longer a recording is
   */
  public static TableHead of(FeatureExtractor extractor) {
    Along along = extractor.timeAxis().along();
    List<String> names = extractor.columnNames();
    if (names.isEmpty() || along == Along.COLUMNS) {
      int count = width(extractor, along, 16_000);
      if (width(extractor, along, 24_000) != count) {
        throw new SerlabException(
            "Features of kind %s are of another number in each recording and make no table."
                .formatted(extractor.options().get("kind")));
      }
      names = IntStream.range(0, count).mapToObj(i -> "feature " + i).toList();
    }
    return new TableHead(along != Along.NOTHING, names);
  }

  /** How many features there are, seen from silence. */
  private static int width(FeatureExtractor extractor, Along along, int samples) {
    Matrix silence = extractor.extract(new Waveform(new float[samples], 16_000));
    return along == Along.COLUMNS ? silence.rows() : silence.columns();
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
