package org.serlab.learn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.serlab.AtomicFile;
import org.serlab.SerlabException;
import org.serlab.audio.AudioException;
import org.serlab.audio.AudioFile;
import org.serlab.audio.AudioInfo;
import org.serlab.feature.FeatureExtractor;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.Matrix;
import org.serlab.feature.Npz;
import org.serlab.feature.table.FeatureFile;
import org.serlab.feature.table.FeatureRow;
import org.serlab.feature.table.TableExtraction;
import org.serlab.feature.table.TableHead;
import org.serlab.model.wav2vec2.Embedder;
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
        "layer %d, %s, standardised %s, %s"
            .formatted(layer, pool, standardise, new TreeMap<>(hearing.options()));
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

  /** A recording on its way. */
  private record Item(Path file, String name, AudioInfo info, Path part) {}

  /**
   * @param recordings files with their names in the table
   * @param out the table, see {@link FeatureFile}
   * @param listener hears of bad files and of progress
   * @return what became of them
   */
  public Result write(Map<Path, String> recordings, Path out, TableExtraction.Listener listener) {
    Path parts = out.toAbsolutePath().resolveSibling("." + out.getFileName() + ".part");
    TableHead head = new TableHead(embedder.pool() == Embedder.Pool.NONE, embedder.columnNames());
    // Hours of work should not end at a table that cannot be written.
    FeatureFile.create(out, head).close();
    begin(parts, recordings);
    Run run = new Run(recordings.size(), listener);
    List<Item> items = run.items(recordings, parts);
    chunks(items).forEach(run::embed);
    try (FeatureFile table = FeatureFile.create(out, head)) {
      items.forEach(item -> run.copy(item, table));
      table.finish();
    }
    delete(parts);
    return new Result(run.embedded, run.failed, run.found, run.rows, head.names().size());
  }

  /** Keeps what an earlier run of the same task has done, and nothing else. */
  private void begin(Path parts, Map<Path, String> recordings) {
    Path note = parts.resolve("task");
    String task = task(recordings);
    try {
      if (!Files.exists(note) || !Files.readString(note).equals(task)) {
        delete(parts);
        AtomicFile.write(note, task);
      }
    } catch (IOException e) {
      throw new SerlabException("Cannot read " + note + ": " + e.getMessage() + ".", e);
    }
  }

  /** Digest of all that decides the outcome; of files their size and time. */
  private String task(Map<Path, String> recordings) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      List<String> lines = new ArrayList<>(List.of(identity, version(model.file())));
      recordings.forEach((file, name) -> lines.add(name + " " + version(file)));
      byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(digest.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String version(Path file) {
    try {
      return file.toAbsolutePath() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return file + " cannot be read";
    }
  }

  /** Neighbours in length. */
  private static List<List<Item>> chunks(List<Item> items) {
    List<Item> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparingDouble((Item item) -> -item.info().seconds()));
    List<List<Item>> chunks = new ArrayList<>();
    for (int from = 0; from < sorted.size(); from += TOGETHER) {
      chunks.add(sorted.subList(from, Math.min(from + TOGETHER, sorted.size())));
    }
    return chunks;
  }

  /** One run over the recordings. */
  private final class Run {
    private final int total;
    private final TableExtraction.Listener listener;
    private final long began = System.nanoTime();
    private double secondsDone;
    private double secondsLeft;
    private int embedded;
    private int failed;
    private int found;
    private int done;
    private long rows;

    Run(int total, TableExtraction.Listener listener) {
      this.total = total;
      this.listener = listener;
    }

    List<Item> items(Map<Path, String> recordings, Path parts) {
      List<Item> items = new ArrayList<>();
      int number = 0;
      for (Map.Entry<Path, String> recording : recordings.entrySet()) {
        Path file = recording.getKey();
        Path part = parts.resolve(number++ + ".npz");
        try {
          Item item = new Item(file, recording.getValue(), AudioFile.info(file), part);
          items.add(item);
          secondsLeft += item.info().seconds();
        } catch (AudioException e) {
          fail(e.getMessage());
        }
      }
      return items;
    }

    private void fail(String fault) {
      failed++;
      done++;
      listener.failed(fault);
    }

    /** All of a chunk or nothing: what shares a batch must always be the same. */
    void embed(List<Item> chunk) {
      double seconds = chunk.stream().mapToDouble(item -> item.info().seconds()).sum();
      secondsLeft -= seconds;
      List<Item> readable = new ArrayList<>();
      List<float[]> waves = new ArrayList<>();
      Path whole = chunk.get(0).part().resolveSibling("done-" + chunk.get(0).part().getFileName());
      boolean before = Files.exists(whole);
      for (Item item : chunk) {
        if (before && Files.exists(item.part())) {
          found++;
          done++;
        } else {
          try {
            waves.add(heard(item));
            readable.add(item);
          } catch (SerlabException e) {
            fail(e.getMessage());
          }
        }
      }
      if (!before) {
        List<Matrix> embeddings = embedder.embed(waves);
        for (int i = 0; i < readable.size(); i++) {
          keep(readable.get(i).part(), embeddings.get(i));
        }
        AtomicFile.write(whole, "");
        done += readable.size();
        secondsDone += seconds;
      }
      double pace = (System.nanoTime() - began) / 1e9 / secondsDone;
      listener.progress(done, total, secondsDone == 0 ? Double.NaN : pace * secondsLeft);
    }

    private float[] heard(Item item) {
      float[] samples;
      try {
        samples = hearing.extract(AudioFile.read(item.file())).values();
      } catch (AudioException e) {
        throw e.getMessage().contains(item.file().toString())
            ? e
            : new AudioException(item.file() + ": " + e.getMessage(), e);
      }
      if (embedder.frames(samples.length) == 0) {
        throw new AudioException(
            "%s is too short for a frame of wav2vec 2.0: it has %.0f ms, and %.0f are needed."
                .formatted(
                    item.file(), 1000 * samples.length / RATE, 1000 * embedder.length() / RATE));
      }
      return standardise ? Waves.standardised(samples) : samples;
    }

    void copy(Item item, FeatureFile table) {
      if (!Files.exists(item.part())) {
        return; // it failed
      }
      Npz.Array kept = Npz.read(item.part()).get("embedding");
      int frames = kept.shape()[0];
      int width = kept.shape()[1];
      float[] values = kept.floats();
      for (int t = 0; t < frames; t++) {
        float[] row = Arrays.copyOfRange(values, t * width, (t + 1) * width);
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

  private static void keep(Path part, Matrix embedding) {
    Path unfinished = part.resolveSibling(part.getFileName() + ".unfinished");
    Npz.write(unfinished, Map.of("embedding", embedding));
    try {
      Files.move(unfinished, part, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new SerlabException("Cannot write " + part + ": " + e.getMessage() + ".", e);
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new SerlabException("Cannot clear " + folder + ": " + e.getMessage() + ".", e);
    }
  }
}
