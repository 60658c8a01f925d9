package org.serlab.corpus;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.serlab.audio.Waveform;
import org.serlab.feature.FeatureExtractor;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.Matrix;

/**
 * What stays of a recording when it is re-encoded, cut at its ends or made louder: the log-mel
 * spectrogram between 150 and 3400 Hz of the stretch that is within 30 dB of its loudest frame,
 * floored 35 dB below its peak, each band's mean taken off. At two resolutions: frames of 32 ms
 * every 8 ms in 16 bands, and means of four frames and two bands.
 */
final class Fingerprint {
  /** Frames a second at the fine resolution. */
  static final int FRAME_RATE = 125;

  private static final int BANDS = 16;
  private static final int STEP = 4;
  private static final double ACTIVE = 30;
  private static final double FLOOR = 35;

  /** Of the shorter recording, how much must lie inside the longer. */
  private static final double OVERLAP = 0.6;

  /** Below this number of coarse frames (0.2 s) a recording is compared finely at once. */
  private static final int FEW = 6;

  private static final int BRIEF = FRAME_RATE * 4 / 5;

  private static final Map<Integer, FeatureExtractor> LOG_MEL = new ConcurrentHashMap<>();

  /** Of the recording, in Hz. */
  final int sampleRate;

  /** First and last active frame. */
  final int first;

  final int last;
  private final Spectrogram fine;
  private final Spectrogram coarse;

  /**
   * @param waveform a recording of any rate; below 8000 Hz it is brought to that
   */
  Fingerprint(Waveform waveform) {
    sampleRate = waveform.sampleRate();
    Waveform whole = sampleRate < 8000 ? waveform.resample(8000) : waveform;
    int least = whole.sampleRate() * 2 * STEP / FRAME_RATE;
    Matrix decibels =
        LOG_MEL
            .computeIfAbsent(whole.sampleRate(), Fingerprint::logMel)
            .extract(whole.length() < least ? whole.pad(least) : whole);
    int frames = decibels.columns();
    float[] loudest = new float[frames];
    float peak = Float.NEGATIVE_INFINITY;
    for (int frame = 0; frame < frames; frame++) {
      loudest[frame] = Float.NEGATIVE_INFINITY;
      for (int band = 0; band < BANDS; band++) {
        loudest[frame] = Math.max(loudest[frame], decibels.get(band, frame));
      }
      peak = Math.max(peak, loudest[frame]);
    }
    int from = 0;
    while (loudest[from] < peak - ACTIVE) {
      from++;
    }
    int to = frames - 1;
    while (loudest[to] < peak - ACTIVE) {
      to--;
    }
    first = from;
    last = to;
    float[] values = new float[(last - first + 1) * BANDS];
    for (int frame = first; frame <= last; frame++) {
      for (int band = 0; band < BANDS; band++) {
        values[(frame - first) * BANDS + band] =
            (float) Math.max(decibels.get(band, frame), peak - FLOOR);
      }
    }
    float[] means = means(values);
    fine = new Spectrogram(values, BANDS);
    coarse = new Spectrogram(means, BANDS / 2);
  }

  private static FeatureExtractor logMel(int rate) {
    int frame = rate * STEP / FRAME_RATE;
    return FeatureExtractors.of(
        Map.of(
            "kind",
            "log-mel",
            "sampleRate",
            rate,
            "frame",
            frame,
            "hop",
            rate / FRAME_RATE,
            "fftSize",
            Integer.highestOneBit(Math.max(1, frame - 1)) * 2,
            "bands",
            BANDS,
            "low",
            150,
            "high",
            3400));
  }

  private static float[] means(float[] values) {
    int frames = values.length / BANDS / STEP;
    float[] means = new float[frames * BANDS / 2];
    for (int i = 0; i < frames * STEP * BANDS; i++) {
      int frame = i / BANDS / STEP;
      int band = i % BANDS / 2;
      means[frame * BANDS / 2 + band] += values[i] / (2 * STEP);
    }
    return means;
  }

  /** Whether it lasts less than 0.8 s without the silence around it. */
  boolean isBrief() {
    return fine.frames < BRIEF;
  }

  /**
   * How alike two recordings are at the shift that suits them best.
   *
   * @param correlation from -1 to 1
   * @param shift where the second begins on the first's axis, in fine frames
   */
  record Match(double correlation, int shift) {}

  /** The best match on the coarse resolution. */
  static Match coarse(Fingerprint a, Fingerprint b) {
    if (Math.min(a.coarse.frames, b.coarse.frames) < FEW) {
      return fine(a, b, -b.fine.frames, a.fine.frames);
    }
    Match match = Spectrogram.best(a.coarse, b.coarse, -b.coarse.frames, a.coarse.frames, OVERLAP);
    return new Match(match.correlation(), match.shift() * STEP);
  }

  /** The best match on the fine resolution, near a coarse one. */
  static Match fine(Fingerprint a, Fingerprint b, Match near) {
    return fine(a, b, near.shift() - 2 * STEP, near.shift() + 2 * STEP);
  }

  private static Match fine(Fingerprint a, Fingerprint b, int from, int to) {
    return Spectrogram.best(a.fine, b.fine, from, to, 0.9 * OVERLAP);
  }

  /** Frames by bands with the sums needed to correlate any stretch of them. */
  private static final class Spectrogram {
    final int frames;
    final int bands;
    final float[] values;

    /** Sum of squares before each frame. */
    final double[] squares;

    Spectrogram(float[] values, int bands) {
      this.values = values;
      this.bands = bands;
      frames = values.length / bands;
      for (int band = 0; band < bands; band++) {
        double mean = 0;
        for (int frame = 0; frame < frames; frame++) {
          mean += values[frame * bands + band];
        }
        mean /= frames;
        for (int frame = 0; frame < frames; frame++) {
          values[frame * bands + band] -= (float) mean;
        }
      }
      squares = new double[frames + 1];
      for (int frame = 0; frame < frames; frame++) {
        squares[frame + 1] =
            squares[frame] + Correlation.dot(values, frame * bands, values, frame * bands, bands);
      }
    }

    static Match best(Spectrogram a, Spectrogram b, int from, int to, double overlap) {
      int least = (int) Math.ceil(overlap * Math.min(a.frames, b.frames));
      Match best = new Match(-1, 0);
      for (int shift = Math.max(from, least - b.frames);
          shift <= Math.min(to, a.frames - least);
          shift++) {
        int start = Math.max(0, shift);
        int end = Math.min(a.frames, b.frames + shift);
        double norm =
            (a.squares[end] - a.squares[start])
                * (b.squares[end - shift] - b.squares[start - shift]);
        if (norm > 0) {
          double dot =
              Correlation.dot(
                  a.values,
                  start * a.bands,
                  b.values,
                  (start - shift) * b.bands,
                  (end - start) * a.bands);
          double correlation = dot / Math.sqrt(norm);
          if (correlation > best.correlation()) {
            best = new Match(correlation, shift);
          }
        }
      }
      return best;
    }
  }
}
