package org.serlab;

/**
 * A person's mistake or a fault of their data: the message is one sentence that names the thing and
 * the mend. Commands print the message alone and exit with a non-zero status; a stack trace is for
 * bugs.
 */
public class SerlabException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one sentence that names the thing and the mend
   */
  public SerlabException(String message) {
    super(message);
  }

  /**
   * @param message one sentence that names the thing and the mend
   * @param cause what was caught, for whoever debugs
   */
  public SerlabException(String message, Throwable cause) {
    super(message, cause);
  }
}
