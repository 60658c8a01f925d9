package org.serlab.paper.crosslanguage;

import java.util.List;
import org.serlab.trial.Setting;
import org.serlab.trial.TrialSpec.Data;

/**
 * What a table's row is tested on: one case, or several whose utterances are pooled.
 *
 * @param label for tables and charts
 * @param cases the cases; where several test the same utterances, each stands for a training of its
 *     own
 */
public record Tested(String label, List<LanguageCase> cases) {
  /** Copies the list. */
  public Tested {
    cases = List.copyOf(cases);
  }

  /** One case, labelled with whether its language was trained on. */
  static Tested of(LanguageCase one) {
    return new Tested(
        LanguageCase.label(one.code()) + (one.isAcross() ? ", across" : ", within"), List.of(one));
  }

  /**
   * The same after training has heard a little of the language that it is tested on.
   *
   * @param utterances how many; 0 for none
   */
  Tested heard(int utterances) {
    return new Tested(label, cases.stream().map(one -> heard(one, utterances)).toList());
  }

  private static LanguageCase heard(LanguageCase one, int utterances) {
    Setting setting = one.setting();
    List<Data> data =
        setting.data().stream()
            .map(each -> each.testOnly() ? each.heard(utterances) : each)
            .toList();
    return new LanguageCase(
        new Setting(data, setting.partition(), setting.tested().heard(utterances)));
  }
}
