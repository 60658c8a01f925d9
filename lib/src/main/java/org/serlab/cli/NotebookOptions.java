package org.serlab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.serlab.Serlab;
import org.serlab.corpus.demo.DemoCorpus;
import org.serlab.trial.Profile;
import picocli.CommandLine.Option;

/**
 * Options that decide what the notebooks work on; they reach the kernel as environment variables.
 */
final class NotebookOptions {
  @Option(
      names = "--profile",
      description =
          "demo: a simulated corpus, seconds; small: real open corpora, CPU; paper: the papers' own (default:"
              + " ${DEFAULT-VALUE}).")
  Profile profile = Profile.DEMO;

  @Option(names = "--data", paramLabel = "DIR", description = "Folder that holds corpora.")
  private Path data;

  @Option(
      names = "--corpus",
      paramLabel = "NAME",
      description = "Only this corpus or subset, such as emodb-4.")
  private String corpus;

  @Option(
      names = "--partition",
      paramLabel = "NAME",
      description = "Only this way to cut the corpus, such as random or independent.")
  private String partition;

  @Option(
      names = "--only",
      paramLabel = "CONDITION",
      split = ",",
      description = "Only these rows of the tables.")
  private List<String> only;

  @Option(
      names = "--seed-ids",
      paramLabel = "N",
      split = ",",
      description = "Only these training seeds.")
  private List<Integer> seeds;

  @Option(
      names = "--records",
      paramLabel = "DIR",
      description =
          "Look for records and write them here alone, not in notebooks/records and build/records.")
  private Path records;

  /** Makes the demo corpus if the profile needs it and it is not there yet. */
  void prepare(PrintWriter out) {
    if (profile == Profile.DEMO) {
      out.println("demo corpus (simulated) in build/corpora/demo");
      out.flush();
      DemoCorpus.make(Serlab.build().resolve("corpora").resolve(DemoCorpus.NAME));
    }
  }

  /** The environment variables of Jupyter's process. */
  Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("SERLAB_HOME", Serlab.home().toString());
    variables.put("SERLAB_PROFILE", profile.word());
    put(variables, "SERLAB_DATA", data == null ? null : data.toAbsolutePath());
    put(variables, "SERLAB_CORPUS", corpus);
    put(variables, "SERLAB_PARTITION", partition);
    put(variables, "SERLAB_ONLY", only == null ? null : String.join(",", only));
    put(
        variables,
        "SERLAB_SEED_IDS",
        seeds == null ? null : seeds.toString().replaceAll("[\\[\\] ]", ""));
    put(variables, "SERLAB_RECORDS", records == null ? null : records.toAbsolutePath());
    return variables;
  }

  /** What a reader of the site should know of the run, by name. */
  Map<String, String> conditions() {
    Map<String, String> conditions = new LinkedHashMap<>();
    put(conditions, "profile", profile.word());
    put(conditions, "device", System.getProperty("serlab.device"));
    put(conditions, "corpus", corpus);
    put(conditions, "partition", partition);
    put(conditions, "conditions", only == null ? null : String.join(", ", only));
    return conditions;
  }

  private static void put(Map<String, String> variables, String name, Object value) {
    if (value != null) {
      variables.put(name, value.toString());
    }
  }
}
