package org.serlab.trial;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.serlab.audio.AudioFile;
import org.serlab.corpus.Utterance;
import org.serlab.feature.FeatureExtractor;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.Matrix;

/**
 * Features of recordings, kept for the next trial of the same process as long as it asks for the
 * same kind: a list of cheap trials reads its corpus once.
 */
final class FeatureMemory {
  private Map<String, Object> kind = Map.of();
  private final Map<Path, Matrix> kept = new HashMap<>();

  /**
   * @param options of the extractor
   * @param utterances whose features are wanted
   * @return per recording its features
   * @throws org.serlab.audio.AudioException if a recording is damaged
   */
  Map<Path, Matrix> of(Map<String, Object> options, List<Utterance> utterances) {
    if (!options.equals(kind)) {
      kept.clear();
      kind = options;
    }
    FeatureExtractor extractor = FeatureExtractors.of(options);
    for (Utterance utterance : utterances) {
      kept.computeIfAbsent(utterance.audio(), file -> extractor.extract(AudioFile.read(file)));
    }
    return kept;
  }
}
