package org.serlab.view;

import org.serlab.evaluate.Measure;
import org.serlab.paper.crosslanguage.Wav2VecTables;
import org.serlab.trial.Results;

/** The cross-language paper's figures 2 to 4: its own network beside the baselines' forests. */
public final class Wav2VecCharts extends LanguageCharts {
  private Wav2VecCharts(Results results) {
    super(Wav2VecTables.of(results), "wav2vec 2.0 and both sets", "");
  }

  /** Charts of an experiment's records. */
  public static Wav2VecCharts of(Results results) {
    return new Wav2VecCharts(results);
  }

  /** Figure 4: what Deep-WCCN adds to the network, and WCCN to the forests. */
  public IntervalPlot gains(Measure measure) {
    return gains(
        new Caption(
            "What Deep-WCCN adds to wav2vec 2.0, and WCCN to the sets, across languages (Figure 4)",
            axis("%s gained (points)".formatted(measure)),
            "",
            "Gain in %s by Deep-WCCN for wav2vec 2.0 and by WCCN for both sets, with intervals, a row for each training set."
                .formatted(measure)),
        measure);
  }
}
