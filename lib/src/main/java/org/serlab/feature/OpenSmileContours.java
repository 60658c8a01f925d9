package org.serlab.feature;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.serlab.audio.Waveform;
import org.serlab.feature.opensmile.OpenSmileSet;

/**
 * Kinds {@code egemapsv02-lld}, {@code emobase-lld}, {@code emobase2010-lld} and {@code is10-lld}:
 * the contours (low-level descriptors) of openSMILE's feature sets. Rows are frames of 10 ms,
 * columns in openSMILE's order.
 *
 * <p>Options and defaults: those of the functionals, without pieceSeconds.
 */
final class OpenSmileContours implements FeatureExtractor {
  private static final int VERSION = 1;

  private final OpenSmileSet set;
  private final Preparation preparation;
  private final Map<String, Object> options;

  private OpenSmileContours(OpenSmileSet set, Map<String, Object> given) {
    this.set = set;
    Options reader = new Options(set.contourKind(), VERSION, given);
    preparation = new Preparation(reader);
    options = reader.spelt();
  }

  static Function<Map<String, Object>, FeatureExtractor> of(OpenSmileSet set) {
    return options -> new OpenSmileContours(set, options);
  }

  @Override
  public Matrix extract(Waveform waveform) {
    return set.contours(preparation.prepare(waveform));
  }

  @Override
  public Map<String, Object> options() {
    return options;
  }

  @Override
  public List<String> columnNames() {
    return set.contourNames();
  }

  @Override
  public TimeAxis timeAxis() {
    return new TimeAxis(TimeAxis.Along.ROWS, 1000, 0, 10, set.frameMilliseconds());
  }

  @Override
  public boolean isCostly() {
    return true;
  }
}
