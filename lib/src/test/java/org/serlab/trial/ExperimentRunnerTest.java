package org.serlab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.Serlab;
import org.serlab.learn.LearningTask;

class ExperimentRunnerTest {
  @TempDir Path home;
  private TinyCorpus corpus;

  @BeforeEach
  void open() {
    corpus = new TinyCorpus(home);
  }

  @AfterEach
  void close() {
    corpus.close();
  }

  private static List<TrialSpec> trials(List<Condition> conditions, int folds) {
    return Experiment.of("tiny", conditions.get(0).name(), conditions)
        .with(
            Profile.DEMO,
            conditions,
            TinyCorpus.DATA,
            TinyCorpus.CUT,
            Experiment.folds(folds),
            Experiment.seeds(1))
        .trials(Profile.DEMO);
  }

  @Test
  void aRunDoesWhatIsMissingAndSurvivesFailures() throws Exception {
    Condition broken =
        new Condition(
            "broken",
            TinyCorpus.forest(3).features(),
            Map.of("learner", "random-forest", "trees", -1),
            1,
            "");
    List<TrialSpec> trials = trials(List.of(TinyCorpus.forest(3), broken), 3);
    List<RunProgress> heard = new ArrayList<>();
    Records records = corpus.records();
    ExperimentRunner runner = new ExperimentRunner(records, 2, heard::add);
    Map<TrialSpec, TrialState> states = runner.run(trials);

    assertThat(states.keySet()).containsExactlyElementsOf(trials);
    states.forEach(
        (spec, state) -> {
          boolean fine = spec.condition().name().equals("forest 3");
          assertThat(state.record().isPresent()).as(spec.path()).isEqualTo(fine);
          assertThat(state.failure().isPresent()).as(spec.path()).isEqualTo(!fine);
        });
    assertThat(states.get(trials.get(1)).failure().get()).contains("trees");
    assertThat(heard.get(0).toString()).isEqualTo("0 of 6 trials done, 0 running");
    RunProgress last = heard.get(heard.size() - 1);
    assertThat(last.toString()).isEqualTo("3 of 6 trials done, 3 failed");
    assertThat(last.isOver()).isTrue();

    // the record does not depend on which process made it
    TrialRecord here =
        new Trials().run(trials.get(0), java.util.Optional.empty(), LearningTask.Progress.NONE);
    TrialRecord there = states.get(trials.get(0)).record().get();
    assertThat(there.test()).usingRecursiveComparison().isEqualTo(here.test());

    // again: finished trials are not repeated, failed ones are tried anew
    Path file = records.target().resolve(trials.get(0).path());
    Object before = Files.getAttribute(file, "unix:ino");
    runner.run(trials);
    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(before);
    assertThat(Serlab.build().resolve("checkpoints")).isEmptyDirectory();
    assertThat(Serlab.build().resolve("jobs")).isEmptyDirectory();
  }

  @Test
  void aProcessThatDiesIsReportedWithItsLastWordsAndTheRestOfItsListIsDone() throws Exception {
    Condition fatal =
        own("Fatal", "System.out.println(\"dividing by zero\"); Runtime.getRuntime().halt(139);");
    List<TrialSpec> trials = trials(List.of(TinyCorpus.forest(3), fatal, TinyCorpus.forest(4)), 1);
    Map<TrialSpec, TrialState> states =
        new ExperimentRunner(corpus.records(), 1, progress -> {}).run(trials);
    assertThat(states.get(trials.get(0)).record()).isPresent();
    assertThat(states.get(trials.get(2)).record()).isPresent();
    assertThat(states.get(trials.get(1)).failure().get())
        .contains("the engine crashed")
        .endsWith("dividing by zero");
  }

  @Test
  void anErrorOfSomebodysOwnFileEndsItsTrialAlone() throws Exception {
    Condition wrong = own("Wrong", "if (true) throw new AssertionError(\"not so\");");
    List<TrialSpec> trials = trials(List.of(wrong, TinyCorpus.forest(3)), 1);
    Map<TrialSpec, TrialState> states =
        new ExperimentRunner(corpus.records(), 1, progress -> {}).run(trials);
    assertThat(states.get(trials.get(0)).failure().get()).contains("not so");
    assertThat(states.get(trials.get(1)).record()).isPresent();
  }

  /** A learner of somebody's own that does not come to fitting. */
  private Condition own(String name, String statements) throws IOException {
    Files.writeString(
        home.resolve(name + ".java"),
        """
        import java.nio.file.Path;
        import java.util.List;
        import java.util.Map;
        import org.serlab.learn.*;

        public class %s implements Learner {
          public Fit fit(LearningTask task) {
            %s
            return null;
          }

          public Classifier load(
              Path folder, List<String> classes, int rows, int columns, Map<String, Object> map) {
            return null;
          }
        }
        """
            .formatted(name, statements));
    return Condition.of(
        name,
        TinyCorpus.forest(3).features(),
        Map.of("learner", "file:" + name + ".java"),
        Protocol.ORDINARY,
        1,
        "");
  }

  /** Both do what they find missing; what the other is at they wait for. */
  @Test
  void twoRunnersMayWorkOnOneFolder() {
    List<TrialSpec> trials = trials(List.of(TinyCorpus.forest(3), TinyCorpus.forest(4)), 2);
    Records records = corpus.records();
    List<CompletableFuture<Map<TrialSpec, TrialState>>> runs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      runs.add(CompletableFuture.supplyAsync(() -> new ExperimentRunner(records).run(trials)));
    }
    for (CompletableFuture<Map<TrialSpec, TrialState>> run : runs) {
      assertThat(run.join().values())
          .hasSize(4)
          .allSatisfy(state -> assertThat(state.record()).isPresent());
    }
  }

  @Test
  void cheapTrialsOfTheSameFeaturesShareProcesses() {
    List<Condition> conditions =
        List.of(TinyCorpus.forest(3), TinyCorpus.network(2), TinyCorpus.forest(4));
    List<List<TrialSpec>> packs = new ArrayList<>(ExperimentRunner.pack(trials(conditions, 4), 2));
    assertThat(packs).extracting(List::size).containsExactly(4, 4, 1, 1, 1, 1);
    assertThat(packs.get(0)).noneMatch(spec -> spec.condition().isNetwork());
  }
}
