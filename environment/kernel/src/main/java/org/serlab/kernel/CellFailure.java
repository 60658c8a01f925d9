package org.serlab.kernel;

import java.util.List;

/** A cell that ended with an error, as the notebook shows it. */
final class CellFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** Short name of the kind of error, or the class of the exception. */
  final String name;

  /** What is shown, line by line. */
  final List<String> lines;

  /**
   * @param name short name of the kind of error, or the class of the exception
   * @param message the error's own words
   * @param lines what is shown, line by line
   */
  CellFailure(String name, String message, List<String> lines) {
    super(message);
    this.name = name;
    this.lines = List.copyOf(lines);
  }

  /** An error that needs nothing but its one sentence. */
  CellFailure(String name, String message) {
    this(name, message, List.of(message));
  }
}
