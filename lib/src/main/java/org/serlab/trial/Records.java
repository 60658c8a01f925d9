package org.serlab.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.serlab.AtomicFile;
import org.serlab.Serlab;
import org.serlab.SerlabException;

/**
 * Folders with records: those in which one looks, and the one to which new records go. Records are
 * read anew each time, so that what another process has finished meanwhile is found.
 *
 * @param lookup folders in which records are looked for, in this order
 * @param target where new ones are written
 */
public record Records(List<Path> lookup, Path target) {
  /**
   * Environment variable that names a file to which the path of every record and table that was
   * used is added, a line each, so that {@code run --in-place} knows what belongs to a notebook.
   */
  public static final String USED_LIST = "SERLAB_USED_RECORDS";

  /** Copies the list. */
  public Records {
    lookup = List.copyOf(lookup);
  }

  /**
   * The ordinary folders: the committed {@code notebooks/records}, then {@code build/records}, to
   * which new ones go. Environment variable {@code SERLAB_RECORDS} (system property {@code
   * serlab.records} first) names another folder, which then is the only one.
   */
  public static Records ordinary() {
    String only = System.getProperty("serlab.records", System.getenv("SERLAB_RECORDS"));
    if (only != null && !only.isBlank()) {
      return in(Path.of(only).toAbsolutePath().normalize());
    }
    Path built = Serlab.build().resolve("records");
    return new Records(List.of(Serlab.home().resolve("notebooks/records"), built), built);
  }

  /** One folder alone. */
  public static Records in(Path folder) {
    return new Records(List.of(folder), folder);
  }

  /**
   * @return the record of this trial, empty where there is none or only one with another key
   * @throws SerlabException if it is there but damaged
   */
  public Optional<TrialRecord> find(TrialSpec spec) {
    String key = spec.key();
    for (Path folder : lookup) {
      Path file = folder.resolve(spec.path());
      if (Files.isRegularFile(file)) {
        Optional<TrialRecord> record = read(file);
        if (record.isPresent() && record.get().spec().key().equals(key)) {
          noteUse(file);
          return record;
        }
      }
    }
    return Optional.empty();
  }

  /** Adds a file to the list of what was used, if there is one. */
  void noteUse(Path file) {
    String list = System.getenv(USED_LIST);
    if (list == null || list.isBlank()) {
      return;
    }
    try {
      Files.writeString(
          Path.of(list), file + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new SerlabException("The list of used records cannot be written: " + list + ".", e);
    }
  }

  /**
   * Reads one record.
   *
   * @return empty if the file is gone
   * @throws SerlabException if it is damaged
   */
  public static Optional<TrialRecord> read(Path file) {
    try {
      return Optional.of(TrialRecord.fromJson(Files.readString(file), shown(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new SerlabException(
          "The record " + shown(file) + " cannot be read: delete it and run its trial again.", e);
    }
  }

  /** Writes the record to its place below the target, whole or not at all. */
  public Path write(TrialRecord record) {
    Path file = target.resolve(record.spec().path());
    AtomicFile.write(file, record.toJson());
    forgetFailure(record.spec());
    return file;
  }

  /**
   * All record files of a paper, in the order of their paths; of equal paths the first folder's.
   */
  public List<Path> files(String paper) {
    List<Path> files = new ArrayList<>();
    List<Path> seen = new ArrayList<>();
    for (Path folder : lookup) {
      Path root = folder.resolve(TrialSpec.fileName(paper));
      if (!Files.isDirectory(root)) {
        continue;
      }
      try (Stream<Path> walk = Files.walk(root)) {
        for (Path file : walk.filter(Records::isRecord).sorted().toList()) {
          Path relative = folder.relativize(file);
          if (!seen.contains(relative)) {
            seen.add(relative);
            files.add(file);
          }
        }
      } catch (IOException e) {
        throw new SerlabException("The folder " + shown(root) + " cannot be read.", e);
      }
    }
    return files;
  }

  private static boolean isRecord(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".json") && !name.startsWith(".");
  }

  /** Keeps why a trial failed, for the tables, until it is run again. */
  void fail(TrialSpec spec, String message) {
    AtomicFile.write(failureFile(spec), message + "\n");
  }

  /** Why the trial failed when it was last run; empty if it did not. */
  public Optional<String> failure(TrialSpec spec) {
    try {
      return Optional.of(Files.readString(failureFile(spec)).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void forgetFailure(TrialSpec spec) {
    try {
      Files.deleteIfExists(failureFile(spec));
    } catch (IOException e) {
      throw new SerlabException("The file " + shown(failureFile(spec)) + " cannot be deleted.", e);
    }
  }

  private Path failureFile(TrialSpec spec) {
    return target.resolve(spec.path().replaceFirst("\\.json$", ".failure.txt"));
  }

  /** The path below the checkout where it lies there: messages hold no path of one machine. */
  private static String shown(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(Serlab.home())
        ? Serlab.home().relativize(absolute).toString()
        : file.toString();
  }
}
