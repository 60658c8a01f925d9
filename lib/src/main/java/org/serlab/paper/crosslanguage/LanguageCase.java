package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.serlab.trial.Results;
import org.serlab.trial.Setting;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;

/**
 * A test of the cross-language paper: trained on two languages, tested on one of them or on the
 * third.
 *
 * @param setting the data, the partition, and what is tested
 */
public record LanguageCase(Setting setting) {
  /** All cases that a partition has, those within a trained language first. */
  public static List<LanguageCase> of(Results results, Cut partition) {
    List<LanguageCase> cases = new ArrayList<>();
    for (boolean across : List.of(false, true)) {
      results.settings().stream()
          .filter(setting -> setting.partition().equals(partition))
          .filter(setting -> setting.isAcrossCorpora() == across)
          .map(LanguageCase::new)
          .forEach(cases::add);
    }
    return cases;
  }

  /** Those within a trained language, or those across. */
  public static List<LanguageCase> of(Results results, Cut partition, boolean across) {
    return of(results, partition).stream().filter(one -> one.isAcross() == across).toList();
  }

  /** Whether the tested language was not trained on. */
  public boolean isAcross() {
    return setting.isAcrossCorpora();
  }

  private List<Data> trained() {
    return setting.data().stream().filter(one -> !one.testOnly()).toList();
  }

  /** The case in the paper's letters, such as {@code DECH -> EN}. */
  public String paperCode() {
    return trained().stream().map(Languages::paperCode).collect(Collectors.joining())
        + " -> "
        + Languages.paperCode(setting.tested());
  }

  /** The same with the letters of the languages that are really heard: {@code DEPL -> EN}. */
  public String code() {
    return trained().stream().map(Languages::code).collect(Collectors.joining())
        + " -> "
        + Languages.code(setting.tested());
  }

  /** For tables and charts: a code that no line break parts. */
  public static String label(String code) {
    return code.replace(" -> ", "\u00a0\u2192\u00a0");
  }

  /** The tested language in the paper's letters. */
  String testedCode() {
    return Languages.paperCode(setting.tested());
  }

  /** The tested language in a word. */
  public String language() {
    return Languages.word(setting.tested());
  }

  /** The same case cut another way. */
  LanguageCase cut(Cut partition) {
    return new LanguageCase(new Setting(setting.data(), partition, setting.tested()));
  }

  /** What a table of it must say of its data; empty where they are the paper's own. */
  String remark() {
    return Languages.remark(setting.data());
  }
}
