package org.serlab.nn;

/** A pickle that is not read: what it does wrong, to follow the file's name in a sentence. */
final class PickleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Longest message; a name in the middle of it may be as long as its file. */
  private static final int LONGEST = 400;

  PickleException(String complaint) {
    super(shown(complaint));
  }

  /** In one line, of a length that a person reads. */
  private static String shown(String text) {
    int half = LONGEST / 2;
    String some =
        text.length() <= LONGEST
            ? text
            : text.substring(0, half) + "..." + text.substring(text.length() - half);
    return some.replaceAll("\\p{Cntrl}", "?");
  }
}
