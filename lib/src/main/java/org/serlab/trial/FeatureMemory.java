package org.serlab.trial;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;
import org.serlab.corpus.Utterance;
import org.serlab.feature.FeatureExtractor;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.FeatureStore;
import org.serlab.feature.Matrix;

/**
 * Features of recordings, kept for the next trial of the same process as long as it asks for the
 * same kind: a list of cheap trials reads its corpus once. What is {@linkplain
 * FeatureExtractor#isCostly() costly} comes through a {@link FeatureStore}, so that other processes
 * need not extract it again.
 */
final class FeatureMemory {
  private final FeatureStore store;
  private Map<String, Object> kind = Map.of();
  private final Map<Path, Matrix> kept = new HashMap<>();

  FeatureMemory() {
    this(FeatureStore.ofUser());
  }

  /**
   * @param store keeps what is costly
   */
  FeatureMemory(FeatureStore store) {
    this.store = store;
  }

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
    List<Path> missing =
        utterances.stream()
            .map(Utterance::audio)
            .filter(file -> !kept.containsKey(file))
            .distinct()
            .toList();
    if (extractor.isCostly()) {
      store.extract(missing, extractor, 1, new Keeping()); // the other cores have trials, too
    } else {
      missing.forEach(file -> kept.put(file, extractor.extract(AudioFile.read(file))));
    }
    return kept;
  }

  private final class Keeping implements FeatureStore.Listener {
    @Override
    public void extracted(Path file, Matrix features) {
      kept.put(file, features);
    }

    @Override
    public void failed(Path file, SerlabException fault) {
      throw fault;
    }
  }
}
