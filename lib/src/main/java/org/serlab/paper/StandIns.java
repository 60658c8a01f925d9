package org.serlab.paper;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.serlab.trial.Setting;
import org.serlab.trial.TrialSpec.Data;

/** A corpus that stands in for a paper's own is called so wherever its figures stand. */
public final class StandIns {
  /** Corpora that train in the place of another where a paper trains on several. */
  private static final Map<String, String> TRAINED = Map.of("nemo", "ESD");

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
   * {@code emodb-4 stands in for CASIA}, or nothing. Where several corpora train, those that stand
   * in for a paper's are named too.
   *
   * @param setting on what results are
   * @param corpus the corpus, as the paper calls it
   */
  public static String sentence(Setting setting, String corpus) {
    Set<String> said = new LinkedHashSet<>();
    if (standsIn(setting, corpus)) {
      said.add("%s stands in for %s".formatted(setting.tested().subset(), corpus));
    }
    for (Data data : setting.data()) {
      String other = TRAINED.get(data.corpus());
      if (setting.data().size() > 1 && !data.testOnly() && other != null) {
        said.add("%s stands in for %s".formatted(data.subset(), other));
      }
    }
    return String.join("; ", said);
  }
}
