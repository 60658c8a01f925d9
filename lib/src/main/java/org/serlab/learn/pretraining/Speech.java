package org.serlab.learn.pretraining;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;
import org.serlab.corpus.Utterance;

/**
 * Recordings to learn from, at 16 kHz, all in memory as 16-bit samples: two bytes a sample, 115 MB
 * an hour. What was recorded with 16 bits at 16 kHz is kept exactly.
 */
public final class Speech {
  /** Samples per second that wav2vec 2.0 wants. */
  public static final int RATE = 16000;

  private static final float FULL_SCALE = 32768;

  private final List<String> ids;
  private final List<short[]> recordings;
  private final Map<String, List<String>> speakers;

  private Speech(List<String> ids, List<short[]> recordings, Map<String, List<String>> speakers) {
    this.ids = List.copyOf(ids);
    this.recordings = recordings;
    this.speakers = speakers;
  }

  /**
   * Takes recordings in one after the other.
   *
   * @param ids their ids, all different
   * @param reader gives the recording of a number, from 0, in any sampling rate
   */
  public static Speech of(List<String> ids, IntFunction<Waveform> reader) {
    return of(ids, reader, Map.of());
  }

  private static Speech of(
      List<String> ids, IntFunction<Waveform> reader, Map<String, List<String>> speakers) {
    Set<String> seen = new HashSet<>();
    List<short[]> recordings = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      if (!seen.add(ids.get(i))) {
        throw new SerlabException("There are two recordings with the id " + ids.get(i) + ".");
      }
      recordings.add(quantised(reader.apply(i).resample(RATE).samples()));
    }
    return new Speech(ids, recordings, speakers);
  }

  /** Reads the recordings of utterances; their ids are {@code corpus/id}, as in records. */
  public static Speech of(List<Utterance> utterances) {
    Map<String, List<String>> speakers =
        utterances.stream()
            .collect(
                Collectors.groupingBy(
                    Utterance::corpus,
                    TreeMap::new,
                    Collectors.collectingAndThen(
                        Collectors.mapping(
                            Utterance::speaker, Collectors.toCollection(TreeSet::new)),
                        List::copyOf)));
    return of(
        utterances.stream().map(one -> one.corpus() + "/" + one.id()).toList(),
        number -> AudioFile.read(utterances.get(number).audio()),
        speakers);
  }

  private static short[] quantised(float[] samples) {
    short[] quantised = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      float scaled = Math.round(samples[i] * FULL_SCALE);
      quantised[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, scaled));
    }
    return quantised;
  }

  /** Number of recordings. */
  public int size() {
    return recordings.size();
  }

  /** Ids of the recordings. */
  public List<String> ids() {
    return ids;
  }

  /** Per corpus the codes of all who speak; empty where only ids were given. */
  public Map<String, List<String>> speakers() {
    return speakers;
  }

  /** Samples of a recording. */
  public int length(int number) {
    return recordings.get(number).length;
  }

  /** A recording's samples from -1 to below 1, as an array of the caller's. */
  public float[] samples(int number) {
    short[] recording = recordings.get(number);
    float[] samples = new float[recording.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = recording[i] / FULL_SCALE;
    }
    return samples;
  }

  /** A recording's 16-bit samples, not to be changed. */
  short[] quantised(int number) {
    return recordings.get(number);
  }
}
