package org.serlab.trial;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Estimates the time that a run still takes, from what like trials have taken. */
final class RunClock {
  private final Records records;
  private final int parallel;
  private final long start = System.nanoTime();
  private final Map<String, double[]> taken = new HashMap<>();
  private int done;
  private int failed;

  /**
   * @param finished records that were there before: like trials take as long
   * @param parallel number of processes at once
   * @param records where the record of an ended trial is looked for
   */
  RunClock(Collection<TrialRecord> finished, int parallel, Records records) {
    this.records = records;
    this.parallel = parallel;
    done = finished.size();
    finished.forEach(this::learn);
  }

  /** A trial has its record, or has failed. */
  void ended(TrialSpec spec) {
    Optional<TrialRecord> record = TrialState.of(spec, records).record();
    record.ifPresentOrElse(
        found -> {
          done++;
          learn(found);
        },
        () -> failed++);
  }

  private void learn(TrialRecord record) {
    double[] sumAndCount = taken.computeIfAbsent(kind(record.spec()), name -> new double[2]);
    sumAndCount[0] += record.took();
    sumAndCount[1]++;
  }

  private static String kind(TrialSpec spec) {
    return spec.dataName() + " " + spec.condition().name();
  }

  RunProgress progress(List<TrialSpec> running, List<TrialSpec> waiting) {
    double seconds = 0;
    for (TrialSpec spec : waiting) {
      seconds += expected(spec);
    }
    for (TrialSpec spec : running) {
      Heartbeat.Progress now = Heartbeat.progress(TrialProcess.heartbeat(spec));
      double share = now.epochs() == 0 ? 0 : now.epoch() / (double) now.epochs();
      seconds += expected(spec) * (1 - Math.min(1, share));
    }
    Optional<Duration> left =
        Double.isNaN(seconds)
            ? Optional.empty()
            : Optional.of(Duration.ofMillis((long) (1000 * seconds / parallel)));
    return new RunProgress(
        done,
        failed,
        running.size(),
        waiting.size(),
        Duration.ofNanos(System.nanoTime() - start),
        left);
  }

  /** Mean of like trials, else of all; NaN before there are any. */
  private double expected(TrialSpec spec) {
    double[] own = taken.get(kind(spec));
    if (own != null) {
      return own[0] / own[1];
    }
    double sum = 0;
    double count = 0;
    for (double[] other : taken.values()) {
      sum += other[0];
      count += other[1];
    }
    return sum / count;
  }
}
