package org.serlab.evaluate;

/** What a test of differences looks for. */
public enum Alternative {
  /** A difference of either sign. */
  TWO_SIDED,
  /** A difference above zero. */
  GREATER,
  /** A difference below zero. */
  LESS
}
