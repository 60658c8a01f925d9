package org.serlab.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.serlab.SerlabException;
import org.serlab.audio.AudioException;
import org.serlab.audio.AudioFile;
import org.serlab.feature.FeatureExtractor;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.Matrix;
import org.serlab.feature.table.FeatureFile;
import org.serlab.feature.table.FeatureRow;
import org.serlab.feature.table.TableExtraction;
import org.serlab.feature.table.TableHead;
import org.serlab.model.wav2vec2.Embedder;
import org.serlab.model.wav2vec2.HuggingFaceConfig;
import org.serlab.model.wav2vec2.Waves;

/**
 * Embeddings of recordings as a table in a file. Recordings of about one length are embedded
 * together; what is done is kept in a hidden folder beside the table until that is whole. Stopped
 * and started again it goes on there, and the table is the same to the last digit.
 */
public final class EmbeddingTable {
  /** Recordings that are embedded, kept and counted together. */
  private static final int TOGETHER = 16;

  private static final double RATE = 16_000;

  private final EmbeddingModel model;
  private final Embedder embedder;
  private final FeatureExtractor hearing;
  private final boolean standardise;
  private final String identity;

  /**
   * @param model gives the embeddings
   * @param layer 0 to the model's number of layers
   * @param pool what is made of the frames
   * @param trim whether silence at both ends is cut off; a fine-tuned model that was trained so
   *     hears it so in any case
   * @param standardise whether waveforms get mean 0 and variance 1
   */
  public EmbeddingTable(
      EmbeddingModel model, int layer, Embedder.Pool pool, boolean trim, boolean standardise) {
    this.model = model;
    embedder = model.embedder(layer, pool);
    Map<String, Object> features = new LinkedHashMap<>(model.features());
    if (trim) {
      features.put("trim", true);
    }
    hearing = FeatureExtractors.of(features);
    this.standardise = standardise;
    identity =
        "%s, layer %d, %s, standardised %s, %s"
            .formatted(
                HuggingFaceConfig.text(model.network().settings()),
                layer,
                pool,
                standardise,
                new TreeMap<>(hearing.options()));
  }

  /**
   * What became of the recordings.
   *
   * @param embedded recordings in the table
   * @param failed recordings that gave nothing
   * @param found of the embedded ones, those that an earlier, interrupted run had done
   * @param rows of the table
   * @param columns features of a row
   */
  public record Result(int embedded, int failed, int found, long rows, int columns) {}

  /**
   * A recording on its way.
   *
   * @param number its place among the recordings
   * @param file the recording
   * @param name its name in the table
   * @param seconds its duration
   */
  private record Item(int number, Path file, String name, double seconds) {}

  /**
   * @param recordings files with their names in the table
   * @param out the table, see {@link FeatureFile}
   * @param listener hears of bad files and of progress
   * @return what became of them
   */
  public Result write(Map<Path, String> recordings, Path out, TableExtraction.Listener listener) {
    TableHead head = new TableHead(embedder.pool() == Embedder.Pool.NONE, embedder.columnNames());
    // Hours of work should not end at a table that cannot be written.
    FeatureFile.create(out, head).close();
    List<String> task = new ArrayList<>(List.of(identity, version(model.file())));
    recordings.forEach((file, name) -> task.add(name + " " + version(file)));
    Path folder = out.toAbsolutePath().resolveSibling("." + out.getFileName() + ".part");
    EmbeddingParts parts = new EmbeddingParts(folder, task);
    Run run = new Run(recordings.size(), parts, listener);
    List<Item> items = run.items(recordings);
    List<List<Item>> chunks = chunks(items);
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      run.embed(chunk, chunks.get(chunk));
    }
    try (FeatureFile table = FeatureFile.create(out, head)) {
      items.forEach(item -> run.copy(item, table));
      table.finish();
    }
    parts.delete();
    return new Result(run.embedded, run.failed, run.found, run.rows, head.names().size());
  }

  /** What tells that a file has changed. */
  private static String version(Path file) {
    try {
      return file.toAbsolutePath() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return file + " cannot be read";
    }
  }

  /** Neighbours in length, the longest first. */
  private static List<List<Item>> chunks(List<Item> items) {
    List<Item> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparingDouble((Item item) -> -item.seconds()));
    List<List<Item>> chunks = new ArrayList<>();
    for (int from = 0; from < sorted.size(); from += TOGETHER) {
      chunks.add(sorted.subList(from, Math.min(from + TOGETHER, sorted.size())));
    }
    return chunks;
  }

  /** One run over the recordings. */
  private final class Run {
    private final int total;
    private final EmbeddingParts parts;
    private final TableExtraction.Listener listener;
    private final long began = System.nanoTime();
    private double secondsDone;
    private double secondsLeft;
    private int embedded;
    private int failed;
    private int found;
    private int done;
    private long rows;

    Run(int total, EmbeddingParts parts, TableExtraction.Listener listener) {
      this.total = total;
      this.parts = parts;
      this.listener = listener;
    }

    List<Item> items(Map<Path, String> recordings) {
      List<Item> items = new ArrayList<>();
      int number = 0;
      for (Map.Entry<Path, String> recording : recordings.entrySet()) {
        try {
          double seconds = AudioFile.info(recording.getKey()).seconds();
          items.add(new Item(number, recording.getKey(), recording.getValue(), seconds));
          secondsLeft += seconds;
        } catch (AudioException e) {
          fail(e);
        }
        number++;
      }
      return items;
    }

    private void fail(SerlabException fault) {
      failed++;
      done++;
      listener.failed(fault.getMessage());
    }

    /**
     * Whether a recording of a finished chunk has its embedding, or still gives none. One that
     * failed before and now reads has the chunk embedded anew, as if it had never failed.
     */
    private boolean isSettled(Item item) {
      if (parts.has(item.number())) {
        return true;
      }
      try {
        hear(item.file());
        return false;
      } catch (SerlabException e) {
        return true;
      }
    }

    void embed(int number, List<Item> chunk) {
      double seconds = chunk.stream().mapToDouble(Item::seconds).sum();
      secondsLeft -= seconds;
      List<Integer> members = chunk.stream().map(Item::number).toList();
      boolean before = parts.isDone(number, members) && chunk.stream().allMatch(this::isSettled);
      List<Item> heard = new ArrayList<>();
      List<float[]> waves = new ArrayList<>();
      for (Item item : chunk) {
        if (before && parts.has(item.number())) {
          found++;
          done++;
        } else {
          try {
            waves.add(hear(item.file()));
            heard.add(item);
          } catch (SerlabException e) {
            parts.drop(item.number());
            fail(e);
          }
        }
      }
      if (!before || !heard.isEmpty()) {
        List<Matrix> embeddings = embedder.embed(waves);
        for (int i = 0; i < embeddings.size(); i++) {
          parts.keep(heard.get(i).number(), embeddings.get(i));
        }
        parts.done(number, members);
        done += heard.size();
        secondsDone += seconds;
      }
      double pace = (System.nanoTime() - began) / 1e9 / secondsDone;
      listener.progress(done, total, secondsDone == 0 ? Double.NaN : pace * secondsLeft);
    }

    void copy(Item item, FeatureFile table) {
      Matrix embedding = parts.get(item.number()).orElse(null);
      if (embedding == null) {
        return; // it failed
      }
      int width = embedding.columns();
      for (int t = 0; t < embedding.rows(); t++) {
        float[] row = Arrays.copyOfRange(embedding.values(), t * width, (t + 1) * width);
        double start = t * embedder.hop() / RATE;
        table.write(
            embedder.pool() == Embedder.Pool.NONE
                ? new FeatureRow(item.name(), start, start + embedder.length() / RATE, row)
                : new FeatureRow(item.name(), row));
        rows++;
      }
      embedded++;
    }
  }

  /** A recording as the network hears it. */
  private float[] hear(Path file) {
    float[] samples;
    try {
      samples = hearing.extract(AudioFile.read(file)).values();
    } catch (AudioException e) {
      throw e.getMessage().contains(file.toString())
          ? e
          : new AudioException(file + ": " + e.getMessage(), e);
    }
    if (embedder.frames(samples.length) == 0) {
      throw new AudioException(
          "%s is too short for a frame of wav2vec 2.0: it has %.0f ms, and %.0f are needed."
              .formatted(file, 1000 * samples.length / RATE, 1000 * embedder.length() / RATE));
    }
    return standardise ? Waves.standardised(samples) : samples;
  }
}
