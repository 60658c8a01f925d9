package org.serlab.feature.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.serlab.SerlabException;

/**
 * Reads tables of features written here, by openSMILE ({@code name;frameTime;...}, names in single
 * quotes) or by pandas ({@code file,start,end,...}, times such as {@code 0 days 00:00:00.010000}).
 */
final class CsvTable {
  private static final List<String> FILE = List.of("file", "name", "filename", "");
  private static final List<String> START = List.of("start", "frametime", "time");
  private static final List<String> END = List.of("end");
  private static final Pattern PANDAS =
      Pattern.compile("(\\d+) days (\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?)");

  private final Path path;
  private final int file;
  private final int start;
  private final int end;
  private final List<Integer> features = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  private CsvTable(Path path, CSVRecord head) {
    this.path = path;
    List<String> columns = head.stream().map(name -> name.replace("\uFEFF", "").strip()).toList();
    file = find(columns, FILE);
    start = find(columns, START);
    end = find(columns, END);
    for (int i = 0; i < columns.size(); i++) {
      if (i != file && i != start && i != end) {
        features.add(i);
        names.add(columns.get(i));
      }
    }
  }

  private static int find(List<String> columns, List<String> names) {
    for (int i = 0; i < columns.size(); i++) {
      if (names.contains(columns.get(i).toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    return -1;
  }

  static FeatureTable read(Path path) {
    try (BufferedReader reader = Files.newBufferedReader(path)) {
      reader.mark(1 << 20);
      String first = reader.readLine();
      while (first != null && first.isBlank()) {
        first = reader.readLine();
      }
      if (first == null) {
        throw new SerlabException(path + " is empty.");
      }
      reader.reset();
      CSVFormat format =
          CSVFormat.DEFAULT
              .builder()
              .setDelimiter(separator(first))
              .setIgnoreEmptyLines(true)
              .get();
      CsvTable table = null;
      List<FeatureRow> rows = new ArrayList<>();
      try (CSVParser parser = CSVParser.parse(reader, format)) {
        for (CSVRecord line : parser) {
          if (table == null) {
            table = new CsvTable(path, line);
          } else {
            rows.add(table.row(line));
          }
        }
      }
      boolean timed = table.start >= 0 && table.end >= 0;
      return new FeatureTable(new TableHead(timed, table.names), rows);
    } catch (MalformedInputException e) {
      throw new SerlabException(path + " is not a text file (in UTF-8).", e);
    } catch (IOException | UncheckedIOException e) {
      throw new SerlabException("Cannot read " + path + ": " + e.getMessage() + ".", e);
    }
  }

  /** Whichever of the usual ones stands in the head most often. */
  private static char separator(String head) {
    return Stream.of(',', ';', '\t')
        .max(
            Comparator.comparingLong(separator -> head.chars().filter(c -> c == separator).count()))
        .orElseThrow();
  }

  private FeatureRow row(CSVRecord line) {
    int columns = names.size() + (file < 0 ? 0 : 1) + (start < 0 ? 0 : 1) + (end < 0 ? 0 : 1);
    if (line.size() != columns) {
      throw new SerlabException(
          "%s, line %d, has %d columns, but the head has %d."
              .formatted(path, line.getRecordNumber(), line.size(), columns));
    }
    float[] values = new float[features.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) number(line, features.get(i), names.get(i));
    }
    return new FeatureRow(
        file < 0 ? "" : line.get(file).strip().replaceAll("^'|'$", ""),
        start < 0 ? 0 : seconds(line, start),
        end < 0 ? 0 : seconds(line, end),
        values);
  }

  private double number(CSVRecord line, int column, String name) {
    String text = line.get(column).strip();
    try {
      return text.isEmpty() ? Double.NaN : Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new SerlabException(
          "%s, line %d, holds %s in column %s, where a number is expected."
              .formatted(path, line.getRecordNumber(), text, name),
          e);
    }
  }

  private double seconds(CSVRecord line, int column) {
    String text = line.get(column).strip();
    Matcher matcher = PANDAS.matcher(text);
    if (matcher.matches()) {
      return Duration.ofDays(Long.parseLong(matcher.group(1)))
              .plusHours(Long.parseLong(matcher.group(2)))
              .plusMinutes(Long.parseLong(matcher.group(3)))
              .toSeconds()
          + Double.parseDouble(matcher.group(4));
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new SerlabException(
          "%s, line %d, holds %s where a time is expected."
              .formatted(path, line.getRecordNumber(), text),
          e);
    }
  }
}
