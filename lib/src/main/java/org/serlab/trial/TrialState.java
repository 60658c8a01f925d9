package org.serlab.trial;

import java.util.Optional;
import org.serlab.SerlabException;

/**
 * How a trial stands.
 *
 * @param record its record, where it is done
 * @param failure why there is none: the trial failed, or its record is damaged
 */
public record TrialState(Optional<TrialRecord> record, Optional<String> failure) {
  /**
   * @param spec the trial
   * @param records where it is looked for
   */
  public static TrialState of(TrialSpec spec, Records records) {
    try {
      Optional<TrialRecord> record = records.find(spec);
      return new TrialState(record, record.isPresent() ? Optional.empty() : records.failure(spec));
    } catch (SerlabException e) {
      return new TrialState(Optional.empty(), Optional.of(e.getMessage()));
    }
  }

  /** Whether it was run to its end, be it a failure. */
  boolean isEnd() {
    return record.isPresent() || failure.isPresent();
  }
}
