package org.serlab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.Serlab;

/**
 * Kills a run with its trials at random moments and starts it again: nothing that is finished is
 * done twice, what was interrupted continues, no record is damaged, and the predictions are those
 * of runs that nobody disturbed.
 */
class CrashTest {
  private static final int KILLS = 10;
  private static final int EPOCHS = 120;

  /** A kill waits for so many at most: what is left of the training must last longer than that. */
  private static final int AWAITED = 30;

  @TempDir Path home;

  /** What is killed: a process that runs the experiment, which starts a process per trial. */
  public static final class Run {
    /**
     * @param args none
     */
    public static void main(String[] args) {
      Records records = Records.in(Serlab.home().resolve("records"));
      new ExperimentRunner(records, 1, System.out::println).run(trials());
    }
  }

  private static List<TrialSpec> trials() {
    List<Condition> conditions = List.of(TinyCorpus.network(EPOCHS), TinyCorpus.forest(3));
    return Experiment.of("crash", "network", conditions)
        .with(
            Profile.DEMO,
            conditions,
            TinyCorpus.DATA,
            TinyCorpus.CUT,
            Experiment.folds(1),
            Experiment.seeds(1))
        .trials(Profile.DEMO);
  }

  @Test
  void killedAtTenRandomMomentsARunEndsAsIfNothingHadHappened() throws Exception {
    Path quiet = Files.createDirectory(home.resolve("quiet"));
    try (TinyCorpus corpus = new TinyCorpus(home)) {
      List<TrialSpec> trials = trials();
      Process undisturbed = start(quiet, 0);
      Map<Path, Object> finished = new TreeMap<>();
      Random moments = new Random(20);
      int continued = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        Process run = start(home, kill);
        // four times in the middle of training, however slow the machine is
        int epochs = List.of(1, 3, 6, 8).contains(kill) ? 1 + moments.nextInt(AWAITED) : 0;
        awaitEpochs(run, trials, epochs);
        run.waitFor(moments.nextInt(epochs == 0 ? 2500 : 300), TimeUnit.MILLISECONDS);
        kill(run, kill % 4 != 3);
        finished = check(corpus.records(), trials, finished);
        continued += continued(trials, kill);
        System.out.printf(
            "kill %d: %d of %d records, checkpoints of %s%n",
            kill + 1, finished.size(), trials.size(), checkpoints());
      }
      Process run = start(home, KILLS);
      assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(run.exitValue()).isZero();
      finished = check(corpus.records(), trials, finished);
      continued += continued(trials, KILLS);
      assertThat(finished).hasSameSizeAs(trials);
      System.out.println("trials that went on from a checkpoint: " + continued);
      assertThat(continued).isPositive();
      assertThat(checkpoints()).isEmpty();

      assertThat(undisturbed.waitFor(60, TimeUnit.SECONDS)).isTrue();
      Records reference = Records.in(quiet.resolve("records"));
      for (TrialSpec spec : trials) {
        TrialRecord expected = reference.find(spec).get();
        TrialRecord record = corpus.records().find(spec).get();
        assertThat(answers(record)).as(spec.path()).isEqualTo(answers(expected));
        assertThat(record.history()).hasSameSizeAs(expected.history());
      }
    }
  }

  /** Waits until a trial of this run has told that so many epochs are over, or the run ends. */
  private static void awaitEpochs(Process run, List<TrialSpec> trials, int epochs)
      throws InterruptedException {
    while (run.isAlive()
        && trials.stream()
            .map(TrialProcess::heartbeat)
            .filter(Heartbeat::alive)
            .noneMatch(file -> Heartbeat.progress(file).epoch() >= epochs)
        && epochs > 0) {
      Thread.sleep(5);
    }
  }

  private static Process start(Path home, int number) throws IOException {
    Files.writeString(home.resolve("begun" + number), "");
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dserlab.home=" + home,
            "-Dserlab.data=" + System.getProperty("serlab.data"),
            "-cp",
            System.getProperty("java.class.path"),
            Run.class.getName())
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("run" + number + ".log").toFile())
        .start();
  }

  /** SIGKILL for the run and its trial, or for the run alone: then its trial ends by itself. */
  private static void kill(Process run, boolean trialToo) throws InterruptedException {
    List<ProcessHandle> children = run.descendants().toList();
    run.destroyForcibly().waitFor();
    if (trialToo) {
      children.forEach(ProcessHandle::destroyForcibly);
    }
    for (ProcessHandle child : children) {
      child.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  /** Every record is whole, and those that were there before are the same files. */
  private static Map<Path, Object> check(
      Records records, List<TrialSpec> trials, Map<Path, Object> before) throws IOException {
    Map<Path, Object> now = new TreeMap<>();
    for (TrialSpec spec : trials) {
      Path file = records.target().resolve(spec.path());
      if (Files.exists(file)) {
        assertThat(records.find(spec)).as(spec.path()).isPresent();
        now.put(file, Files.getAttribute(file, "unix:ino") + " " + Files.getLastModifiedTime(file));
      }
      assertThat(records.failure(spec)).isEmpty();
    }
    assertThat(now).containsAllEntriesOf(before);
    return now;
  }

  private static List<String> checkpoints() throws IOException {
    try (Stream<Path> files = Files.list(Serlab.build().resolve("checkpoints"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** Number of trials whose process in this run began with a later epoch than the first. */
  private int continued(List<TrialSpec> trials, int number) throws IOException {
    FileTime begun = Files.getLastModifiedTime(home.resolve("begun" + number));
    int continued = 0;
    for (TrialSpec spec : trials) {
      Path log = Serlab.build().resolve("logs").resolve(spec.key() + ".log");
      if (Files.exists(log) && Files.getLastModifiedTime(log).compareTo(begun) >= 0) {
        try (Stream<String> lines = Files.lines(log)) {
          Optional<String> first = lines.filter(line -> line.contains(": epoch ")).findFirst();
          if (first.isPresent() && !first.get().contains(": epoch 1 of")) {
            continued++;
          }
        }
      }
    }
    return continued;
  }

  private static List<String> answers(TrialRecord record) {
    return record.test().stream()
        .map(answer -> answer.id() + Arrays.toString(answer.probabilities()))
        .toList();
  }
}
