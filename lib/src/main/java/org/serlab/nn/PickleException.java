package org.serlab.nn;

/** A pickle that is not read: what it does wrong, to follow the file's name in a sentence. */
final class PickleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PickleException(String complaint) {
    super(complaint);
  }
}
