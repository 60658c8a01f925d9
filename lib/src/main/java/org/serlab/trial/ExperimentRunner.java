package org.serlab.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.serlab.Serlab;
import org.serlab.SerlabException;

/**
 * Runs the trials of an experiment that have no record yet, each in a fresh process: one process
 * per core, one engine thread in each. Cheap trials (classical learners) share processes. It may be
 * stopped at any moment and started again; two may work on one folder.
 *
 * <pre>{@code
 * new ExperimentRunner(Records.ordinary()).run(experiment.trials(Selection.ofEnvironment()));
 * }</pre>
 */
public final class ExperimentRunner {
  /** So many cheap trials at most share a process. */
  private static final int TOGETHER = 20;

  /** What a training process may need. */
  private static final int GIGABYTES_EACH = 2;

  private static final Duration POLL = Duration.ofMillis(100);

  private final Records records;
  private final int parallel;
  private final Consumer<RunProgress> listener;

  /** One process per core, as far as memory goes, and nobody told. */
  public ExperimentRunner(Records records) {
    this(records, processes(), progress -> {});
  }

  private static int processes() {
    int byMemory = TrialEnvironment.gigabytes() / GIGABYTES_EACH;
    return Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), byMemory));
  }

  /**
   * @param records where records are looked for and written
   * @param parallel number of processes at once; on a GPU it is one
   * @param listener hears of the run's progress, at least every second while it lasts
   */
  public ExperimentRunner(Records records, int parallel, Consumer<RunProgress> listener) {
    this.records = records;
    this.parallel = parallel;
    this.listener = listener;
  }

  /** The same runner with a listener. */
  public ExperimentRunner telling(Consumer<RunProgress> listener) {
    return new ExperimentRunner(records, parallel, listener);
  }

  /**
   * Runs what is missing. A failing trial does not end the run.
   *
   * @param trials specifications
   * @return per trial how it stands now
   * @throws SerlabException if no process can be started
   */
  public Map<TrialSpec, TrialState> run(List<TrialSpec> trials) {
    Map<TrialSpec, TrialState> states = new LinkedHashMap<>();
    List<TrialSpec> missing = new ArrayList<>();
    List<TrialRecord> finished = new ArrayList<>();
    for (TrialSpec spec : trials) {
      records.forgetFailure(spec);
      TrialState state = TrialState.of(spec, records);
      states.put(spec, state);
      if (state.record().isPresent()) {
        finished.add(state.record().get());
        TrialProcess.tidy(spec);
      }
      if (!state.isEnd()) { // a damaged record is not overwritten: it may be a committed one
        missing.add(spec);
      }
    }
    if (!missing.isEmpty()) {
      boolean onGpu = missing.stream().anyMatch(spec -> Trials.device(spec).equals("gpu"));
      try (Session session = new Session(missing, finished, onGpu ? 1 : parallel)) {
        session.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SerlabException(
            "The run was interrupted; what is finished is kept, and the rest continues next time.",
            e);
      }
      missing.forEach(spec -> states.put(spec, TrialState.of(spec, records)));
    }
    return states;
  }

  /** Packs trials for processes: networks alone, classical learners of the same data together. */
  static Deque<List<TrialSpec>> pack(List<TrialSpec> missing, int parallel) {
    Map<String, List<TrialSpec>> cheap = new LinkedHashMap<>();
    Deque<List<TrialSpec>> packs = new ArrayDeque<>();
    for (TrialSpec spec : missing) {
      if (spec.condition().isNetwork()) {
        packs.add(List.of(spec));
      } else {
        String together = spec.dataName() + Json.text(Json.tree(spec.condition().features()));
        cheap.computeIfAbsent(together, name -> new ArrayList<>()).add(spec);
      }
    }
    List<List<TrialSpec>> lists = new ArrayList<>();
    for (List<TrialSpec> group : cheap.values()) {
      int share = Math.max(1, Math.min(TOGETHER, (group.size() + parallel - 1) / parallel));
      for (int from = 0; from < group.size(); from += share) {
        lists.add(List.copyOf(group.subList(from, Math.min(from + share, group.size()))));
      }
    }
    for (int i = lists.size() - 1; i >= 0; i--) {
      packs.addFirst(lists.get(i)); // cheap ones first: the tables fill early
    }
    return packs;
  }

  /** One run. */
  private final class Session implements AutoCloseable {
    private final Deque<List<TrialSpec>> waiting;
    private final List<TrialJob> running = new ArrayList<>();
    private final List<TrialSpec> elsewhere = new ArrayList<>();
    private final int processes;
    private final RunClock clock;

    /** Of this run alone: another one that ends takes none of its specifications away. */
    private final Path specs = Serlab.build().resolve("jobs").resolve(UUID.randomUUID().toString());

    Session(List<TrialSpec> missing, List<TrialRecord> finished, int processes) {
      this.processes = processes;
      waiting = pack(missing, processes);
      clock = new RunClock(finished, processes, records);
    }

    void run() throws InterruptedException {
      tell();
      int polls = 0;
      while (!waiting.isEmpty() || !running.isEmpty() || !elsewhere.isEmpty()) {
        while (running.size() < processes && !waiting.isEmpty()) {
          start(waiting.removeFirst());
        }
        Thread.sleep(POLL.toMillis());
        boolean changed = running.removeIf(this::ended) | elsewhere.removeIf(this::endedElsewhere);
        if (changed || ++polls % 10 == 0) {
          tell();
        }
      }
    }

    private void start(List<TrialSpec> pack) {
      List<TrialSpec> open = new ArrayList<>();
      for (TrialSpec spec : pack) {
        if (Heartbeat.alive(TrialProcess.heartbeat(spec))) {
          elsewhere.add(spec);
        } else {
          open.add(spec);
        }
      }
      if (!open.isEmpty()) {
        running.add(TrialJob.start(open, Experiment.writeSpecs(open, specs), records.target()));
      }
    }

    private boolean ended(TrialJob job) {
      if (job.isRunning()) {
        return false;
      }
      // Where the process died, a dead heartbeat tells in which trial; the others of its list wait
      // again. Where it did not, others were at what is open, and are through with it or gone.
      List<TrialSpec> open =
          job.specs().stream().filter(spec -> !TrialState.of(spec, records).isEnd()).toList();
      boolean begun = open.stream().anyMatch(spec -> Files.exists(TrialProcess.heartbeat(spec)));
      for (TrialSpec spec : job.specs()) {
        Path heartbeat = TrialProcess.heartbeat(spec);
        if (!open.contains(spec)) {
          clock.ended(spec);
        } else if (Heartbeat.alive(heartbeat)) {
          elsewhere.add(spec);
        } else if (job.metOthers() || begun && !Files.exists(heartbeat)) {
          waiting.add(List.of(spec));
        } else {
          records.fail(spec, job.obituary());
          discard(heartbeat);
          clock.ended(spec);
        }
      }
      return true;
    }

    /** Whether the other process is through with it, or gone: then it waits here again. */
    private boolean endedElsewhere(TrialSpec spec) {
      if (Heartbeat.alive(TrialProcess.heartbeat(spec))) {
        return false;
      }
      if (TrialState.of(spec, records).isEnd()) {
        clock.ended(spec);
      } else {
        waiting.add(List.of(spec));
      }
      return true;
    }

    private void tell() {
      List<TrialSpec> open = new ArrayList<>(elsewhere);
      running.forEach(job -> open.addAll(job.specs()));
      listener.accept(clock.progress(open, waiting.stream().flatMap(List::stream).toList()));
    }

    private void discard(Path file) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      running.forEach(TrialJob::stop);
      TrialProcess.delete(specs);
    }
  }
}
