package org.serlab.trial;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.serlab.AtomicFile;
import org.serlab.SerlabException;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * Small tables that were measured on audio, kept as CSV below {@code tables/} beside the records,
 * so that notebooks can be read and checked where the audio is not.
 *
 * <p>A cell that has the audio writes; the cells after it read, and so see the same values with the
 * audio and without.
 */
public final class MeasuredTables {
  private static final String FOLDER = "tables";
  private static final String ENDING = ".csv";
  private static final int LONGEST_CELL = 100_000;

  private final Records records;

  /**
   * @param records the folders to look in and to write to
   */
  public MeasuredTables(Records records) {
    this.records = records;
  }

  /** The tables beside the ordinary records. */
  public static MeasuredTables ordinary() {
    return new MeasuredTables(Records.ordinary());
  }

  /**
   * Writes a table where new records go.
   *
   * @param name such as {@code corpora/emodb}
   * @param table is written as CSV; numbers as Java prints them, so that reading gives them back
   */
  public void write(String name, Table table) {
    StringWriter text = new StringWriter();
    table.write().csv(text);
    AtomicFile.write(file(records.target(), name), text.toString());
  }

  /**
   * Reads what was measured last: tables that were written on this machine come first, since they
   * are of the audio that is here, then the committed ones.
   *
   * @param name such as {@code corpora/emodb}
   * @param types of the columns, in their order
   * @return the table, empty where nobody has measured it
   */
  public Optional<Table> find(String name, ColumnType... types) {
    for (Path folder : newestFirst()) {
      Path file = file(folder, name);
      if (Files.isRegularFile(file)) {
        records.noteUse(file);
        return Optional.of(
            Table.read()
                .usingOptions(
                    CsvReadOptions.builder(file.toFile())
                        .columnTypes(types)
                        .maxCharsPerColumn(LONGEST_CELL)
                        .tableName(name)));
      }
    }
    return Optional.empty();
  }

  /**
   * @param name such as {@code corpora/emodb}
   * @param types of the columns, in their order
   * @throws SerlabException if nobody has measured it
   */
  public Table read(String name, ColumnType... types) {
    return find(name, types)
        .orElseThrow(
            () ->
                new SerlabException(
                    "There is no table %s: it is measured on audio; get the corpus (environment/serlab data list) and run the notebook again."
                        .formatted(name)));
  }

  /**
   * @param folder such as {@code corpora}
   * @return names of the tables in it, in alphabetical order
   */
  public List<String> names(String folder) {
    Set<String> names = new TreeSet<>();
    for (Path root : records.lookup()) {
      Path tables = root.resolve(FOLDER).resolve(folder);
      if (!Files.isDirectory(tables)) {
        continue;
      }
      try (Stream<Path> files = Files.list(tables)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(ENDING))
            .forEach(name -> names.add(name.substring(0, name.length() - ENDING.length())));
      } catch (IOException e) {
        throw new SerlabException("The folder " + tables + " cannot be read.", e);
      }
    }
    return List.copyOf(names);
  }

  private List<Path> newestFirst() {
    List<Path> folders = new java.util.ArrayList<>(records.lookup());
    java.util.Collections.reverse(folders);
    return folders;
  }

  private static Path file(Path folder, String name) {
    return folder.resolve(FOLDER).resolve(name + ENDING);
  }
}
