package org.serlab.feature;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.serlab.audio.Waveform;
import org.serlab.feature.opensmile.OpenSmileSet;

/**
 * Kinds {@code egemapsv02}, {@code emobase}, {@code emobase2010} and {@code is10}: the functionals
 * of openSMILE's feature sets, one row, columns in openSMILE's order.
 *
 * <p>Options and defaults: sampleRate 16000 (the rate that the sets were made for: other recordings
 * are resampled, since the values depend on the rate; openSMILE itself never resamples, for which
 * see {@link OpenSmileSet}), trim false, seconds 0 (all of the recording), standardise false,
 * pieceSeconds 0 (above 0: a row for each consecutive piece of that length, such as 0.2, each taken
 * as a recording of its own; what remains at the end gives a row if it is long enough).
 */
final class OpenSmileFunctionals implements FeatureExtractor {
  private static final int VERSION = 1;

  private final OpenSmileSet set;
  private final Preparation preparation;
  private final double pieceSeconds;
  private final Map<String, Object> options;

  private OpenSmileFunctionals(OpenSmileSet set, Map<String, Object> given) {
    this.set = set;
    Options reader = new Options(set.kind(), VERSION, given);
    preparation = new Preparation(reader);
    pieceSeconds = reader.number("pieceSeconds", 0, 0, 3600);
    options = reader.spelt();
  }

  static Function<Map<String, Object>, FeatureExtractor> of(OpenSmileSet set) {
    return options -> new OpenSmileFunctionals(set, options);
  }

  @Override
  public Matrix extract(Waveform waveform) {
    Waveform prepared = preparation.prepare(waveform);
    return pieceSeconds > 0
        ? set.segments(prepared, pieceSeconds)
        : Matrix.vector(set.functionals(prepared));
  }

  @Override
  public Map<String, Object> options() {
    return options;
  }

  @Override
  public List<String> columnNames() {
    return set.names();
  }

  @Override
  public TimeAxis timeAxis() {
    int piece = OpenSmileSet.pieceSamples(pieceSeconds, preparation.sampleRate());
    return pieceSeconds > 0
        ? new TimeAxis(TimeAxis.Along.ROWS, preparation.sampleRate(), 0, piece, piece)
        : TimeAxis.NONE;
  }

  @Override
  public boolean isCostly() {
    return true;
  }
}
