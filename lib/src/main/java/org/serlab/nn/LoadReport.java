package org.serlab.nn;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.serlab.SerlabException;

/**
 * What came of loading a weight file into a network.
 *
 * @param file where the weights come from
 * @param loaded the network's parameters that were loaded
 * @param missing the network's parameters that the file does not have
 * @param unexpected arrays of the file, by its own names, that the network does not have
 * @param misshapen parameters that the file has in another shape; they were not loaded
 */
public record LoadReport(
    Path file,
    List<String> loaded,
    List<String> missing,
    List<String> unexpected,
    List<Misshapen> misshapen) {
  private static final int SHOWN = 3;

  /**
   * A parameter of two shapes.
   *
   * @param name the network's name of it
   * @param inFile shape in the file
   * @param inNetwork shape in the network
   */
  public record Misshapen(String name, Shape inFile, Shape inNetwork) {
    @Override
    public String toString() {
      return name + " is " + inFile + " where the network has " + inNetwork;
    }
  }

  /** Copies the lists. */
  public LoadReport {
    loaded = List.copyOf(loaded);
    missing = List.copyOf(missing);
    unexpected = List.copyOf(unexpected);
    misshapen = List.copyOf(misshapen);
  }

  /** Whether every parameter of the network was loaded; the file may hold more. */
  public boolean complete() {
    return missing.isEmpty() && misshapen.isEmpty();
  }

  /**
   * @return this report
   * @throws SerlabException if a parameter of the network was not loaded
   */
  public LoadReport requireComplete() {
    if (!complete()) {
      throw new SerlabException(
          file
              + " is not of this network"
              + difference()
              + ": is the configuration the right one?");
    }
    return this;
  }

  /**
   * The report with missing parameters counted as loaded, since they have got their values
   * otherwise.
   *
   * @param prefix how their names begin
   */
  public LoadReport without(String prefix) {
    List<String> there = new ArrayList<>(loaded);
    List<String> rest = new ArrayList<>();
    missing.forEach(name -> (name.startsWith(prefix) ? there : rest).add(name));
    return new LoadReport(file, there, rest, unexpected, misshapen);
  }

  private String difference() {
    return some("missing", missing) + some("of another shape", misshapen);
  }

  private static String some(String what, List<?> names) {
    if (names.isEmpty()) {
      return "";
    }
    List<String> shown = names.stream().limit(SHOWN).map(Object::toString).toList();
    return "; %d %s (%s%s)"
        .formatted(
            names.size(), what, String.join(", ", shown), names.size() > SHOWN ? ", ..." : "");
  }

  /** Everything, name by name, for a person to read. */
  public String details() {
    StringBuilder text = new StringBuilder(toString());
    missing.forEach(name -> text.append("\n  missing      ").append(name));
    misshapen.forEach(one -> text.append("\n  other shape  ").append(one));
    unexpected.forEach(name -> text.append("\n  unexpected   ").append(name));
    return text.toString();
  }

  @Override
  public String toString() {
    return "%d loaded from %s%s%s"
        .formatted(loaded.size(), file, difference(), some("unexpected", unexpected));
  }
}
