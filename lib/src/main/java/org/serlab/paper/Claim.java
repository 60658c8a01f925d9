package org.serlab.paper;

import java.util.Optional;
import java.util.function.Predicate;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Verdict;
import org.serlab.trial.Results;
import org.serlab.trial.Setting;

/**
 * A sentence of a paper that a run can bear out.
 *
 * @param paper the paper's key
 * @param id short name, unique within the paper
 * @param sentence what is claimed, in the paper's words or close to them
 * @param place where it stands
 * @param corpus what the paper claims it of
 * @param measure by what
 * @param applies to which settings it can be put
 * @param test what results must show
 */
public record Claim(
    String paper,
    String id,
    String sentence,
    String place,
    String corpus,
    Measure measure,
    Predicate<Setting> applies,
    Test test) {

  /** What results must show; see {@link Tests} for the usual ones. */
  @FunctionalInterface
  public interface Test {
    /**
     * @param results the results
     * @param setting on what
     * @param measure by what
     */
    Judgement judge(Results results, Setting setting, Measure measure);
  }

  /**
   * What results say of a claim.
   *
   * @param verdict the verdict
   * @param effect the difference it rests on, with its sign; empty if not tested
   * @param interval its interval; empty if not tested
   * @param words what may be said; if not tested, what it would take
   */
  public record Judgement(Verdict verdict, String effect, String interval, String words) {
    /**
     * @param needs what it would take
     */
    public static Judgement notTested(String needs) {
      return new Judgement(Verdict.NOT_TESTED, "", "", "It would take " + needs + ".");
    }
  }

  /** A claim that any setting can be asked about. */
  public Claim(
      String paper,
      String id,
      String sentence,
      String place,
      String corpus,
      Measure measure,
      Test test) {
    this(paper, id, sentence, place, corpus, measure, setting -> true, test);
  }

  /** The same claim by another measure. */
  public Claim by(Measure measure) {
    return new Claim(paper, id, sentence, place, corpus, measure, applies, test);
  }

  /** The verdict of results in a setting; empty where the claim says nothing of such a setting. */
  public Optional<Judgement> judge(Results results, Setting setting) {
    return applies.test(setting)
        ? Optional.of(test.judge(results, setting, measure))
        : Optional.empty();
  }
}
