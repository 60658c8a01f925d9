package org.serlab.paper;

import java.util.Locale;
import java.util.Map;
import org.serlab.trial.Setting;

/** A corpus that stands in for a paper's own is called so wherever its figures stand. */
public final class StandIns {
  /** Names of manifests by what the papers call the corpora. */
  private static final Map<String, String> MANIFESTS =
      Map.of("emo-db", "emodb", "ted-lium 2", "tedlium");

  private StandIns() {}

  /** Whether the setting's tested corpus is not the one that the paper used. */
  static boolean standsIn(Setting setting, String corpus) {
    String name = corpus.toLowerCase(Locale.ROOT);
    return !setting.tested().corpus().equals(MANIFESTS.getOrDefault(name, name));
  }

  /**
   * {@code emodb-4 stands in for CASIA}, or nothing.
   *
   * @param setting on what results are
   * @param corpus the corpus, as the paper calls it
   */
  public static String sentence(Setting setting, String corpus) {
    return standsIn(setting, corpus)
        ? "%s stands in for %s".formatted(setting.tested().subset(), corpus)
        : "";
  }
}
