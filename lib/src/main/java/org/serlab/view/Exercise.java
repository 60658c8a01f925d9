package org.serlab.view;

import java.util.Locale;

/** Tells a reader whether an answer to an exercise is right. */
public final class Exercise {
  private static final String RIGHT = "Right.";
  private static final String OPEN =
      "Not answered yet: put your answer into the first line and run the cell again.";

  private Exercise() {}

  /**
   * @param answer the reader's; NaN as long as there is none
   * @param expected the right one
   * @param tolerance how far the answer may be off
   * @param hint what to think of, if it is wrong
   * @return what to show below the cell
   */
  public static String check(double answer, double expected, double tolerance, String hint) {
    if (Double.isNaN(answer)) {
      return OPEN;
    }
    return Math.abs(answer - expected) <= tolerance ? RIGHT : notYet(hint);
  }

  /**
   * @param answer the reader's; NaN as long as there is none
   * @param expected the right one; if the answer is wrong, only the direction is told
   * @param tolerance how far the answer may be off
   * @return what to show below the cell
   */
  public static String check(double answer, double expected, double tolerance) {
    String direction = answer > expected ? "high" : "low";
    return check(
        answer,
        expected,
        tolerance,
        String.format(Locale.ROOT, "%s is too %s.", answer, direction));
  }

  /**
   * @param answer the reader's; blank as long as there is none
   * @param right whether it is right
   * @param hint what to think of, if it is wrong
   * @return what to show below the cell
   */
  public static String check(String answer, boolean right, String hint) {
    if (answer.isBlank()) {
      return OPEN;
    }
    return right ? RIGHT : notYet(hint);
  }

  private static String notYet(String hint) {
    return "Not yet: " + hint;
  }
}
