package org.serlab.feature.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;
import org.serlab.audio.AudioInfo;
import org.serlab.feature.FeatureExtractor;
import org.serlab.feature.FeatureStore;
import org.serlab.feature.Matrix;
import org.serlab.feature.TimeAxis;
import org.serlab.feature.TimeAxis.Along;

/**
 * Extracts the features of many recordings as rows of a table, which go as they come: memory does
 * not depend on their number.
 */
public final class TableExtraction {
  private final FeatureStore store;
  private final FeatureExtractor extractor;
  private final TableHead head;
  private final Map<Integer, Integer> resampled = new TreeMap<>();
  private int extracted;
  private int failed;
  private long rows;

  /**
   * @param store keeps the features
   * @param extractor gives them
   */
  public TableExtraction(FeatureStore store, FeatureExtractor extractor) {
    this.store = store;
    this.extractor = extractor;
    head = TableHead.of(extractor);
  }

  /** Hears of what goes beside the rows. */
  public interface Listener {
    /**
     * A recording that gives no rows.
     *
     * @param fault one sentence that names the file
     */
    void failed(String fault);

    /** As {@link FeatureStore.Listener#progress}. */
    void progress(int done, int total, double secondsLeft);
  }

  /** The columns of the rows. */
  public TableHead head() {
    return head;
  }

  /** Recordings that gave rows so far. */
  public int extracted() {
    return extracted;
  }

  /** Recordings that gave none so far. */
  public int failed() {
    return failed;
  }

  /** Rows so far. */
  public long rows() {
    return rows;
  }

  /**
   * @param recordings files with their names in the table
   * @param sink takes the rows, in the order of the files
   * @param listener hears of bad files and of progress
   */
  public void run(Map<Path, String> recordings, Consumer<FeatureRow> sink, Listener listener) {
    store.extract(
        List.copyOf(recordings.keySet()),
        extractor,
        new FeatureStore.Listener() {
          @Override
          public void extracted(Path file, Matrix features) {
            try {
              hand(file, recordings.get(file), features, sink);
              extracted++;
            } catch (UnfitException e) {
              failed(file, e);
            }
          }

          @Override
          public void failed(Path file, SerlabException fault) {
            failed++;
            listener.failed(fault.getMessage());
          }

          @Override
          public void progress(int done, int total, double secondsLeft) {
            listener.progress(done, total, secondsLeft);
          }
        });
  }

  /** Features that are no row of this table. */
  private static final class UnfitException extends SerlabException {
    private static final long serialVersionUID = 1L;

    UnfitException(String message) {
      super(message);
    }
  }

  private void hand(Path file, String name, Matrix features, Consumer<FeatureRow> sink) {
    AudioInfo info = AudioFile.info(file);
    if (extractor.options().get("sampleRate") instanceof Integer rate
        && rate != info.sampleRate()) {
      resampled.merge(info.sampleRate(), 1, Integer::sum);
    }
    TimeAxis axis = extractor.timeAxis();
    boolean columns = axis.along() == Along.COLUMNS;
    int width = columns ? features.rows() : features.columns();
    if (width != head.names().size()) {
      throw new UnfitException(
          "%s: it gives %d features, where %d are expected."
              .formatted(file, width, head.names().size()));
    }
    int count = columns ? features.columns() : features.rows();
    for (int row = 0; row < count; row++) {
      float[] values = new float[width];
      for (int i = 0; i < width; i++) {
        values[i] = columns ? features.get(i, row) : features.get(row, i);
      }
      sink.accept(
          head.timed()
              ? new FeatureRow(name, axis.start(row), axis.end(row, info.seconds()), values)
              : new FeatureRow(name, values));
      rows++;
    }
  }

  /** What was done to recordings at other rates than the features'; empty if there were none. */
  public String resampling() {
    if (resampled.isEmpty()) {
      return "";
    }
    String rates =
        resampled.entrySet().stream()
            .map(entry -> "%d at %d Hz".formatted(entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(", "));
    return "Resampled to the %s Hz that these features are defined at: %s."
        .formatted(extractor.options().get("sampleRate"), rates);
  }
}
