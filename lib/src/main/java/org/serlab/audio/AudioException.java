package org.serlab.audio;

import org.serlab.SerlabException;

/**
 * A recording that cannot be read, in one sentence that names the file and what is wrong with it.
 */
public final class AudioException extends SerlabException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one sentence that names the file and the fault
   */
  public AudioException(String message) {
    super(message);
  }

  /**
   * @param message one sentence that names the file and the fault
   * @param cause what was caught
   */
  public AudioException(String message, Throwable cause) {
    super(message, cause);
  }
}
