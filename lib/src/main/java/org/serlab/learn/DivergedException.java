package org.serlab.learn;

import org.serlab.SerlabException;

/** A training whose loss is no number any more: the settings, not the data, are at fault. */
final class DivergedException extends SerlabException {
  private static final long serialVersionUID = 1L;

  DivergedException(String message) {
    super(message);
  }
}
