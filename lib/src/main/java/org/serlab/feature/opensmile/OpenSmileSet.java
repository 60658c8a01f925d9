package org.serlab.feature.opensmile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.serlab.SerlabException;
import org.serlab.audio.AudioException;
import org.serlab.audio.Waveform;
import org.serlab.feature.Matrix;

/**
 * Feature sets of openSMILE 3.0.2, number for number (see the package's page for how far). For
 * example
 *
 * <pre>{@code
 * float[] f = OpenSmileSet.EGEMAPSV02.functionals(AudioFile.read(path).resample(16000));
 * f[OpenSmileSet.EGEMAPSV02.names().indexOf("loudness_sma3_amean")];
 * }</pre>
 *
 * <p>All sets read any sample rate from {@value #LEAST_RATE} Hz as openSMILE does, without
 * resampling; but their values depend on it, so that recordings to be compared should be brought to
 * 16 kHz first, for which the sets were made (the {@link org.serlab.feature.FeatureExtractors} of
 * their kinds do so). Safe for several threads.
 */
public enum OpenSmileSet {
  /** {@code eGeMAPSv02}: 88 functionals; 25 contours. */
  EGEMAPSV02(20, Egemaps::new),

  /** {@code emobase}: 988 functionals of 52 contours. */
  EMOBASE(25, Emobase::new),

  /** {@code emobase2010}: 1582 functionals of 76 contours. */
  EMOBASE2010(25, rate -> new Paralinguistic(ParalinguisticVariant.EMOBASE2010, rate)),

  /** {@code IS10_paraling}: 1582 functionals of 76 contours. */
  IS10(25, rate -> new Paralinguistic(ParalinguisticVariant.IS10, rate));

  private static final int LEAST_RATE = 8000;

  private final int frameMilliseconds;
  private final IntFunction<SetAnalysis> maker;

  /** Analyses that nobody uses at present, by sample rate: their tables take time to make. */
  private final Map<Integer, Queue<SetAnalysis>> idle = new ConcurrentHashMap<>();

  OpenSmileSet(int frameMilliseconds, IntFunction<SetAnalysis> maker) {
    this.frameMilliseconds = frameMilliseconds;
    this.maker = maker;
  }

  /** The set's name as a kind of features, such as {@code egemapsv02}. */
  public String kind() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of its contours as a kind of features, such as {@code egemapsv02-lld}. */
  public String contourKind() {
    return kind() + "-lld";
  }

  /**
   * Length of the frames that all but the descriptors of pitch are made of (those are longer). A
   * frame begins every 10 ms.
   */
  public int frameMilliseconds() {
    return frameMilliseconds;
  }

  /** Columns of the functionals in openSMILE's order. */
  public List<String> names() {
    return with(16000, SetAnalysis::names);
  }

  /** Columns of the contours (low-level descriptors) in openSMILE's order. */
  public List<String> contourNames() {
    return with(16000, SetAnalysis::contourNames);
  }

  /**
   * @param waveform a recording
   * @return its functionals, in the order of {@link #names()}
   * @throws AudioException if it is too short to give any, or its rate too low
   */
  public float[] functionals(Waveform waveform) {
    return with(
        waveform.sampleRate(),
        analysis -> {
          requireLength(waveform, analysis);
          return analysis.functionals(new Samples(waveform));
        });
  }

  /**
   * Functionals of consecutive pieces of a recording, each treated as a recording of its own.
   *
   * @param waveform a recording
   * @param seconds length of a piece, such as 0.2
   * @return a row for every piece; the last piece is what remains, if that is long enough
   * @throws AudioException if no piece is long enough, or the rate too low
   */
  public Matrix segments(Waveform waveform, double seconds) {
    int length = pieceSamples(seconds, waveform.sampleRate());
    return with(
        waveform.sampleRate(),
        analysis -> {
          requireLength(waveform, analysis);
          if (length < analysis.leastSamples()) {
            throw tooShort("Pieces of " + length + " samples", analysis, waveform.sampleRate());
          }
          int columns = analysis.names().size();
          int rest = waveform.length() % length;
          int rows = waveform.length() / length + (rest >= analysis.leastSamples() ? 1 : 0);
          float[] values = new float[rows * columns];
          for (int row = 0; row < rows; row++) {
            int start = row * length;
            int samples = Math.min(length, waveform.length() - start);
            float[] piece = analysis.functionals(new Samples(waveform, start, samples));
            System.arraycopy(piece, 0, values, row * columns, columns);
          }
          return new Matrix(rows, columns, values);
        });
  }

  /**
   * @param seconds length of a piece
   * @param sampleRate in Hz
   * @return the same in samples
   */
  public static int pieceSamples(double seconds, int sampleRate) {
    return (int) Math.round(seconds * sampleRate);
  }

  /**
   * @param waveform a recording
   * @return its contours as openSMILE prints them: one row per 10 ms, columns in the order of
   *     {@link #contourNames()}
   * @throws AudioException if it is too short to give any, or its rate too low
   */
  public Matrix contours(Waveform waveform) {
    return with(
        waveform.sampleRate(),
        analysis -> {
          requireLength(waveform, analysis);
          return analysis.contours(new Samples(waveform));
        });
  }

  /**
   * One contour: a value for every 10 ms. Row i is made from the frame that begins at i * 10 ms;
   * what eGeMAPS makes from frames of 60 ms (pitch, jitter, shimmer, harmonics) belongs to a moment
   * 30 ms later, what it makes from frames of 20 ms 10 ms later.
   *
   * @param waveform a recording
   * @param name one of {@link #contourNames()}
   * @return its values; 0 where a contour of voice has none (eGeMAPS's amplitudes have -201)
   * @throws SerlabException if there is no such contour, or the recording is too short
   */
  public double[] contour(Waveform waveform, String name) {
    int column = contourNames().indexOf(name);
    if (column < 0) {
      throw new SerlabException(
          "The set %s has no contour '%s'; it has %s."
              .formatted(kind(), name, String.join(", ", contourNames())));
    }
    Matrix all = contours(waveform);
    double[] contour = new double[all.rows()];
    for (int row = 0; row < contour.length; row++) {
      contour[row] = all.get(row, column);
    }
    return contour;
  }

  private void requireLength(Waveform waveform, SetAnalysis analysis) {
    if (waveform.length() < analysis.leastSamples()) {
      throw tooShort(
          "A recording of " + waveform.length() + " samples", analysis, waveform.sampleRate());
    }
  }

  private AudioException tooShort(String what, SetAnalysis analysis, int rate) {
    return new AudioException(
        "%s at %d Hz is too short for features of kind %s, which need %d (%.0f ms)."
            .formatted(
                what,
                rate,
                kind(),
                analysis.leastSamples(),
                1000.0 * analysis.leastSamples() / rate));
  }

  private <T> T with(int rate, Function<SetAnalysis, T> task) {
    if (rate < LEAST_RATE) {
      throw new AudioException(
          "Features of kind %s need a sample rate of %d Hz or more, not %d Hz; resample first."
              .formatted(kind(), LEAST_RATE, rate));
    }
    Queue<SetAnalysis> queue = idle.computeIfAbsent(rate, key -> new ConcurrentLinkedQueue<>());
    SetAnalysis polled = queue.poll();
    SetAnalysis analysis = polled == null ? maker.apply(rate) : polled;
    T result = task.apply(analysis);
    queue.add(analysis);
    return result;
  }
}
