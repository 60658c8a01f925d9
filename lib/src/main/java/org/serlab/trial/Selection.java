package org.serlab.trial;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.serlab.SerlabException;

/**
 * Which trials of an experiment a run does. Of an empty list everything is meant.
 *
 * @param profile how much is run
 * @param corpora names of corpora or subsets
 * @param partitions names of partitions
 * @param conditions names of conditions
 * @param seeds training seeds
 * @param device {@code auto}, {@code cpu} or {@code gpu}
 */
public record Selection(
    Profile profile,
    List<String> corpora,
    List<String> partitions,
    List<String> conditions,
    List<Long> seeds,
    String device) {
  /** Copies the lists. */
  public Selection {
    corpora = List.copyOf(corpora);
    partitions = List.copyOf(partitions);
    conditions = List.copyOf(conditions);
    seeds = List.copyOf(seeds);
  }

  /** Everything in a profile. */
  public static Selection all(Profile profile) {
    return new Selection(profile, List.of(), List.of(), List.of(), List.of(), "auto");
  }

  /**
   * What the launcher's options say, by way of the environment variables {@code SERLAB_PROFILE} (by
   * default {@code demo}), {@code SERLAB_CORPUS}, {@code SERLAB_PARTITION}, {@code SERLAB_ONLY},
   * {@code SERLAB_SEED_IDS} (each a list separated by commas) and {@code SERLAB_DEVICE}; system
   * properties {@code serlab.profile} and so on come first.
   */
  public static Selection ofEnvironment() {
    return of(
        name ->
            System.getProperty(
                "serlab." + name,
                System.getenv("SERLAB_" + name.toUpperCase(java.util.Locale.ROOT))));
  }

  /**
   * @param setting from a name such as {@code profile} to its value; null where not set
   */
  static Selection of(Function<String, String> setting) {
    String profile = setting.apply("profile");
    String device = setting.apply("device");
    return new Selection(
        profile == null || profile.isBlank() ? Profile.DEMO : Profile.of(profile.strip()),
        list(setting.apply("corpus")),
        list(setting.apply("partition")),
        list(setting.apply("only")),
        list(setting.apply("seed_ids")).stream().map(Selection::seed).toList(),
        device == null || device.isBlank() ? "auto" : device.strip());
  }

  private static List<String> list(String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static Long seed(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new SerlabException("Seeds are whole numbers such as 1,2,3, not " + text + ".", e);
    }
  }

  /** Whether the trial is one of those to run. */
  boolean includes(TrialSpec spec) {
    return any(corpora, name -> spec.data().stream().anyMatch(d -> d.is(name)))
        && any(partitions, spec.partition().name()::equals)
        && any(conditions, spec.condition().name()::equals)
        && any(seeds, seed -> seed == spec.seed());
  }

  private static <T> boolean any(List<T> list, java.util.function.Predicate<T> test) {
    return list.isEmpty() || list.stream().anyMatch(test);
  }
}
