package org.serlab.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;

class FeatureStoreTest {
  @TempDir private Path folder;

  private Path cache;
  private final Counted counted = new Counted(1);

  @BeforeEach
  void nothingKept() {
    cache = folder.resolve("cache");
  }

  /** Twice the samples, and how often that was asked for. */
  private static final class Counted implements FeatureExtractor {
    private final AtomicInteger calls = new AtomicInteger();
    private final int version;

    Counted(int version) {
      this.version = version;
    }

    @Override
    public Matrix extract(Waveform waveform) {
      calls.incrementAndGet();
      if (waveform.length() < 100) {
        throw new SerlabException("A recording is too short.");
      }
      float[] values = new float[100];
      for (int i = 0; i < values.length; i++) {
        values[i] = waveform.sampleRate() * 2 * waveform.samples()[i];
      }
      values[0] = Float.intBitsToFloat(0x7FC01234); // a NaN that is told from others
      values[1] = Float.NEGATIVE_INFINITY;
      values[2] = -0f;
      return new Matrix(2, 50, values);
    }

    @Override
    public Map<String, Object> options() {
      return Map.of("kind", "counted", "version", version);
    }
  }

  private Path recording(String name, long seed, int rate, int length) {
    Random random = new Random(seed);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = 0.2f * (random.nextFloat() - 0.5f);
    }
    Path file = folder.resolve(name);
    AudioFile.writeWav(file, new Waveform(samples, rate));
    return file;
  }

  private List<Path> recordings(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> recording("r" + i + ".wav", i, 16_000, 4_000 + 1_000 * i))
        .toList();
  }

  private static final class Heard implements FeatureStore.Listener {
    private final Map<Path, Matrix> extracted = new LinkedHashMap<>();
    private final Map<Path, String> failed = new LinkedHashMap<>();
    private final List<Path> order = new ArrayList<>();
    private final List<Double> left = new ArrayList<>();
    private int done;

    @Override
    public void extracted(Path file, Matrix features) {
      extracted.put(file, features);
      order.add(file);
    }

    @Override
    public void failed(Path file, SerlabException fault) {
      failed.put(file, fault.getMessage());
      order.add(file);
    }

    @Override
    public void progress(int done, int total, double secondsLeft) {
      assertThat(done).isEqualTo(++this.done).isEqualTo(order.size());
      assertThat(total).isGreaterThanOrEqualTo(done);
      left.add(secondsLeft);
    }
  }

  private Heard extract(List<Path> files, FeatureExtractor extractor) {
    Heard heard = new Heard();
    new FeatureStore(cache).extract(files, extractor, 3, heard);
    return heard;
  }

  private static int[] bits(Matrix matrix) {
    return IntStream.range(0, matrix.values().length)
        .map(i -> Float.floatToRawIntBits(matrix.values()[i]))
        .toArray();
  }

  @Test
  void whatIsKeptEqualsWhatIsComputedToTheLastBit() {
    List<Path> files = recordings(20);
    Heard first = extract(files, counted);
    assertThat(counted.calls).hasValue(20);
    Heard second = extract(files, counted);
    assertThat(counted.calls).as("nothing is extracted again").hasValue(20);
    for (Heard heard : List.of(first, second)) {
      assertThat(heard.order).isEqualTo(files);
      assertThat(heard.done).isEqualTo(20);
      assertThat(heard.left).allSatisfy(left -> assertThat(left).isNotNegative());
      assertThat(heard.left.get(19)).isZero();
      for (Path file : files) {
        Matrix matrix = heard.extracted.get(file);
        assertThat(matrix.rows()).isEqualTo(2);
        assertThat(bits(matrix)).isEqualTo(bits(counted.extract(AudioFile.read(file))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"egemapsv02", "emobase", "emobase2010", "is10", "kaldi13"})
  void realFeaturesToo(String kind) {
    List<Path> files = recordings(3);
    FeatureExtractor extractor = FeatureExtractors.of(Map.of("kind", kind));
    extract(files, extractor);
    Heard second = extract(files, extractor);
    for (Path file : files) {
      assertThat(bits(second.extracted.get(file)))
          .isEqualTo(bits(extractor.extract(AudioFile.read(file))));
    }
  }

  @Test
  void contentCountsNotTheName() throws IOException {
    Path file = recording("one.wav", 1, 16_000, 5_000);
    extract(List.of(file), counted);
    Path moved = Files.move(file, folder.resolve("other.wav"));
    extract(List.of(moved), counted);
    assertThat(counted.calls).hasValue(1);
    recording("other.wav", 2, 16_000, 5_000);
    Heard changed = extract(List.of(moved), counted);
    assertThat(counted.calls).as("other content under the same name").hasValue(2);
    assertThat(changed.extracted.get(moved)).isEqualTo(counted.extract(AudioFile.read(moved)));
  }

  @Test
  void theSameSamplesAtAnotherRateAreAnotherRecording() {
    Path slow = recording("slow.wav", 1, 8_000, 5_000);
    Path fast = recording("fast.wav", 1, 16_000, 5_000);
    assertThat(AudioFile.digest(slow)).isEqualTo(AudioFile.digest(fast));
    Heard heard = extract(List.of(slow, fast), counted);
    assertThat(heard.extracted.get(fast).get(1, 7))
        .isEqualTo(2 * heard.extracted.get(slow).get(1, 7));
  }

  @Test
  void anotherVersionIsExtractedAgain() {
    List<Path> files = recordings(2);
    extract(files, counted);
    Counted newer = new Counted(2);
    extract(files, newer);
    assertThat(newer.calls).hasValue(2);
  }

  @Test
  void aBadFileIsReportedInItsPlaceAndTheOthersFollow() throws IOException {
    List<Path> files = new ArrayList<>(recordings(5));
    files.add(1, Files.createFile(folder.resolve("empty.wav")));
    files.add(3, Files.writeString(folder.resolve("notes.wav"), "no recording"));
    files.add(5, recording("short.wav", 1, 16_000, 50));
    files.add(7, folder.resolve("nowhere.wav"));
    for (int pass = 0; pass < 2; pass++) {
      Heard heard = extract(files, counted);
      assertThat(heard.order).isEqualTo(files);
      assertThat(heard.extracted).hasSize(5);
      assertThat(heard.failed.keySet())
          .containsExactly(files.get(1), files.get(3), files.get(5), files.get(7));
      assertThat(heard.failed.values())
          .allSatisfy(fault -> assertThat(fault).endsWith(".").doesNotContain("\n"));
      assertThat(heard.done).isEqualTo(9);
    }
    assertThat(counted.calls).as("five once, the short one twice").hasValue(7);
  }

  @Test
  void aDamagedCacheIsComputedAgain() throws IOException {
    List<Path> files = recordings(4);
    Heard first = extract(files, counted);
    List<Path> kept;
    try (Stream<Path> walk = Files.walk(cache.resolve("counted"))) {
      kept = walk.filter(Files::isRegularFile).sorted().toList();
    }
    assertThat(kept).hasSize(4);
    byte[] bytes = Files.readAllBytes(kept.get(0));
    bytes[bytes.length - 3] ^= 1;
    Files.write(kept.get(0), bytes);
    Files.write(kept.get(1), java.util.Arrays.copyOf(bytes, bytes.length - 4));
    Files.write(kept.get(2), new byte[0]);
    Heard second = extract(files, counted);
    assertThat(second.extracted).isEqualTo(first.extracted);
    assertThat(counted.calls).hasValue(4 + 3);
    extract(files, counted);
    assertThat(counted.calls).hasValue(4 + 3);
  }

  @Test
  void whereNothingCanBeKeptItIsComputed() throws IOException {
    cache = Files.writeString(folder.resolve("no-folder"), "");
    List<Path> files = recordings(2);
    assertThat(extract(files, counted).extracted).hasSize(2);
    assertThat(extract(files, counted).extracted).hasSize(2);
    assertThat(counted.calls).hasValue(4);
  }

  @Test
  void nothingIsKeptOfExtractorsInAFileOfOnesOwn() throws IOException {
    Path source = folder.resolve("Length.java");
    Files.writeString(
        source,
        """
        import java.util.Map;
        import org.serlab.audio.Waveform;
        import org.serlab.feature.FeatureExtractor;
        import org.serlab.feature.Matrix;
        public final class Length implements FeatureExtractor {
          @Override public Matrix extract(Waveform waveform) {
            return Matrix.vector(waveform.length());
          }
          @Override public Map<String, Object> options() { return Map.of(); }
        }
        """);
    FeatureExtractor own = FeatureExtractors.of(Map.of("kind", "file:" + source));
    List<Path> files = recordings(2);
    assertThat(extract(files, own).extracted.get(files.get(1)).get(0, 0)).isEqualTo(5_000);
    assertThat(cache.resolve("unfinished")).doesNotExist();
  }

  @Test
  void onlyAFewRecordingsAreAhead() {
    List<Path> files = recordings(40);
    int threads = 2;
    AtomicInteger heard = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    new FeatureStore(cache)
        .extract(
            files,
            counted,
            threads,
            new FeatureStore.Listener() {
              @Override
              public void extracted(Path file, Matrix features) {
                heard.incrementAndGet();
                if (heard.get() == 1) {
                  waitAWhile(); // the threads have time to run away
                }
                most.accumulateAndGet(counted.calls.get() - heard.get(), Math::max);
              }

              @Override
              public void failed(Path file, SerlabException fault) {
                throw fault;
              }
            });
    assertThat(heard).hasValue(40);
    assertThat(most.get()).isBetween(1, 4 * threads);
  }

  private static void waitAWhile() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatTheListenerThrowsEndsIt() {
    List<Path> files = recordings(40);
    FeatureStore.Listener weary =
        new FeatureStore.Listener() {
          @Override
          public void extracted(Path file, Matrix features) {
            throw new SerlabException("The disk is full.");
          }

          @Override
          public void failed(Path file, SerlabException fault) {}
        };
    assertThatThrownBy(() -> new FeatureStore(cache).extract(files, counted, 2, weary))
        .hasMessage("The disk is full.");
    assertThat(counted.calls.get()).isLessThan(40);
  }

  /** Extracts until it is killed: started by a test. */
  static final class Worker {
    private Worker() {}

    public static void main(String[] arguments) {
      List<Path> files = Stream.of(arguments).skip(1).map(Path::of).toList();
      FeatureStore store = new FeatureStore(Path.of(arguments[0]));
      FeatureExtractor extractor = FeatureExtractors.of(Map.of("kind", "emobase"));
      System.out.println("ready");
      Heard heard = new Heard();
      store.extract(files, extractor, 2, heard);
      System.out.println(heard.extracted.size());
    }
  }

  private Process worker(List<Path> files) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dserlab.home=" + System.getProperty("serlab.home"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName(),
                cache.toString()));
    files.forEach(file -> command.add(file.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  @Test
  void twoProcessesAtOnceAndKilledOnes() throws Exception {
    List<Path> files = recordings(40);
    FeatureExtractor extractor = FeatureExtractors.of(Map.of("kind", "emobase"));
    for (int milliseconds : new int[] {50, 250}) {
      Process killed = worker(files);
      assertThat(killed.getInputStream().read()).as("it has begun").isPositive();
      Thread.sleep(milliseconds);
      killed.destroyForcibly().waitFor();
    }
    Process one = worker(files);
    Process two = worker(files);
    for (Process process : List.of(one, two)) {
      assertThat(new String(process.getInputStream().readAllBytes())).isEqualTo("ready\n40\n");
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
    Heard heard = extract(files, extractor);
    for (Path file : files) {
      assertThat(heard.extracted.get(file)).isEqualTo(extractor.extract(AudioFile.read(file)));
    }
  }
}
