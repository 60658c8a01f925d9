package org.serlab.paper;

import org.serlab.SerlabException;
import org.serlab.evaluate.Feasible;

/**
 * A value that a paper gives, as it stands there.
 *
 * @param paper the paper's key
 * @param place table, figure or section
 * @param row what it is a value of; where it is a condition, by the condition's name
 * @param column what of the row, such as a session or a tested language; may be empty
 * @param measure such as {@code UA}; where it is a {@link org.serlab.evaluate.Measure}, by its name
 * @param printed the digits as printed
 * @param unit {@code %}, {@code share} (of 1), {@code points} or {@code ms}
 * @param corpus what it was measured on
 * @param split how that was cut
 * @param reading where it was read
 * @param note what must be known to understand it, contradictions above all; may be empty
 */
public record Published(
    String paper,
    String place,
    String row,
    String column,
    String measure,
    String printed,
    String unit,
    String corpus,
    String split,
    Reading reading,
    String note) {

  /** Where a value was read. */
  public enum Reading {
    /** From a table. */
    TABLE,
    /** From a sentence. */
    TEXT,
    /** Not printed, but computed from what is. */
    IMPLIED
  }

  /** Checks that the printed digits are a number. */
  public Published {
    try {
      Double.parseDouble(printed);
    } catch (NumberFormatException e) {
      throw new SerlabException(
          "%s, %s, %s: '%s' is no number.".formatted(paper, place, row, printed), e);
    }
  }

  /** The number in its unit. */
  public double value() {
    return Double.parseDouble(printed);
  }

  /** Whether it is a share of the test utterances or a mean of such. */
  public boolean isShare() {
    return unit.equals("%") || unit.equals("share");
  }

  /** The number as a share of 1. */
  public double share() {
    if (!isShare()) {
      throw new IllegalStateException(printed + " " + unit + " is no share");
    }
    return unit.equals("%") ? value() / 100 : value();
  }

  /** Whether it can be the share of right answers among so many test utterances. */
  public Feasible feasible(int utterances) {
    return Feasible.of(printed, unit.equals("%") ? 100 : 1, utterances);
  }

  /** The value as it stands in the paper: {@code 69.8 %}, {@code 0.943}, {@code 22.9 points}. */
  public String text() {
    String number = reading == Reading.IMPLIED ? "about " + printed : printed;
    return unit.equals("share") ? number : number + " " + unit;
  }
}
