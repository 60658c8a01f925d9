package org.serlab.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.serlab.SourceFile;
import org.serlab.audio.Waveform;

/**
 * Kind {@code file:PATH}: an extractor in a {@code .java} file of a researcher's own. Its options
 * are its own, with the file's digest.
 */
final class OwnFeatures implements FeatureExtractor {
  private static final String DIGEST = "digest";

  private final FeatureExtractor own;
  private final Map<String, Object> options;

  OwnFeatures(Map<String, Object> given) {
    SourceFile source = SourceFile.named(given.get("kind"), given.get(DIGEST));
    own = source.load(FeatureExtractor.class);
    options = new LinkedHashMap<>(own.options());
    options.put("kind", given.get("kind"));
    options.put(DIGEST, source.digest());
  }

  @Override
  public Matrix extract(Waveform waveform) {
    return own.extract(waveform);
  }

  @Override
  public Map<String, Object> options() {
    return options;
  }

  @Override
  public TimeAxis timeAxis() {
    return own.timeAxis();
  }

  @Override
  public List<String> columnNames() {
    return own.columnNames();
  }
}
