package org.serlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Reference outputs of other tools. The folder comes from {@code SERLAB_GOLDEN}: set but missing is
 * a failure; unset, or a sub-folder that is not there, is a skip that says so. Classes that use it
 * have {@code Golden} in their names.
 */
public final class Golden {
  private final String name;
  private int compared;

  private Golden(String name) {
    this.name = name;
  }

  /**
   * @param name a sub-folder such as {@code metrics}
   * @return the sub-folder; the test is skipped where there is none
   */
  public static Path folder(String name) {
    String root = System.getenv("SERLAB_GOLDEN");
    if (root == null || root.isBlank()) {
      System.out.println("golden " + name + ": skipped, SERLAB_GOLDEN is not set");
      Assumptions.abort("SERLAB_GOLDEN is not set: no comparison with golden files of " + name);
    }
    Path path = Path.of(root);
    if (!path.isAbsolute()) {
      path = Serlab.home().resolve(path);
    }
    assertThat(path).as("SERLAB_GOLDEN").isDirectory();
    Path folder = path.resolve(name);
    if (!Files.isDirectory(folder)) {
      System.out.println("golden " + name + ": skipped, " + root + " has no such folder");
      Assumptions.abort("no golden files of " + name);
    }
    return folder;
  }

  /**
   * The small part of the golden files that is in the repo, so that the tests mean something on
   * every machine.
   */
  public static Path committed(String name) {
    return Serlab.home().resolve("lib/src/test/resources/golden").resolve(name);
  }

  /** Counts comparisons under a name, to be printed by {@link #report()}. */
  public static Golden counter(String name) {
    return new Golden(name);
  }

  /**
   * Checks {@code |actual - expected| <= absolute + relative * |expected|}; NaN equals NaN alone.
   */
  public void close(String what, double actual, double expected, double absolute, double relative) {
    compared++;
    if (Double.isNaN(expected)) {
      assertThat(actual).as(what).isNaN();
      return;
    }
    if (actual == expected) {
      return; // equal infinities
    }
    assertThat(Math.abs(actual - expected))
        .as("%s: %s instead of %s", what, actual, expected)
        .isLessThanOrEqualTo(absolute + relative * Math.abs(expected));
  }

  /** Prints how many values were compared, and fails if none was. */
  public void report() {
    System.out.println(
        "golden " + name + ": " + compared + " values compared, all within tolerance");
    assertThat(compared).as("values compared").isPositive();
  }
}
