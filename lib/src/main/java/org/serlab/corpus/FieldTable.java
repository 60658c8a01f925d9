package org.serlab.corpus;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.serlab.SerlabException;

/** A table beside the recordings that holds further fields of them. */
final class FieldTable {
  private static final Pattern ENDING = Pattern.compile("\\.(wav|flac)$", Pattern.CASE_INSENSITIVE);

  private final String key;
  private final Map<String, Map<String, String>> rows = new HashMap<>();

  private FieldTable(String key) {
    this.key = key;
  }

  /**
   * @param file the table
   * @param spec how it is to be read
   * @param language of the corpus, which decides how old text is encoded
   * @return its rows
   */
  static FieldTable read(Path file, Layout.Table spec, String language) {
    FieldTable table = new FieldTable(spec.key());
    String text = text(file, language);
    if (spec.line().isPresent()) {
      for (String line : text.split("\\R")) {
        Matcher matcher = spec.line().get().matcher(line);
        if (matcher.matches()) {
          Map<String, String> row = new LinkedHashMap<>();
          LayoutReader.groups(spec.line().get()).forEach(g -> row.put(g, matcher.group(g)));
          table.add(row);
        }
      }
      return table;
    }
    // Tab-separated tables of corpora hold plain text in which a quotation mark is just that.
    CSVFormat.Builder format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(spec.separator())
            .setIgnoreEmptyLines(true)
            .setQuote(spec.separator() == '\t' ? null : '"');
    if (spec.header()) {
      format.setHeader().setSkipHeaderRecord(true);
    }
    try (CSVParser parser = format.get().parse(new StringReader(text))) {
      Map<String, String> columns = spec.columns();
      if (columns.isEmpty()) {
        columns = new LinkedHashMap<>();
        for (String name : parser.getHeaderNames()) {
          columns.put(name.strip(), name);
        }
      }
      if (!columns.containsKey(spec.key())) {
        throw new SerlabException(
            "%s has no column '%s', which says whose row it is; name the column in the manifest."
                .formatted(file, spec.key()));
      }
      for (CSVRecord record : parser) {
        Map<String, String> row = new LinkedHashMap<>();
        for (Map.Entry<String, String> column : columns.entrySet()) {
          row.put(column.getKey(), cell(record, column.getValue(), spec.header(), file));
        }
        table.add(row);
      }
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new SerlabException(
          "%s cannot be read as a table: %s.".formatted(file, e.getMessage()), e);
    }
    return table;
  }

  private static String cell(CSVRecord record, String column, boolean header, Path file) {
    if (header) {
      if (!record.isMapped(column)) {
        throw new SerlabException(
            "%s has no column '%s'; name in the manifest one that it has.".formatted(file, column));
      }
      return record.isSet(column) ? record.get(column).strip() : "";
    }
    if (!column.matches("[1-9][0-9]?")) {
      throw new SerlabException(
          "%s has no header, so the manifest must give the number of a column in place of '%s'."
              .formatted(file, column));
    }
    int index = Integer.parseInt(column) - 1;
    return index < record.size() ? record.get(index).strip() : "";
  }

  private void add(Map<String, String> row) {
    String value = row.getOrDefault(key, "");
    row.values().removeIf(String::isEmpty);
    if (key.equals("file")) {
      row.remove("file");
      String path = ENDING.matcher(value.replace('\\', '/')).replaceFirst("");
      rows.put(path.startsWith("./") ? path.substring(2) : path, row);
    } else {
      rows.put(value, row);
    }
  }

  /** Whether its rows are recordings, rather than sentences or speakers. */
  boolean listsRecordings() {
    return key.equals("file");
  }

  /**
   * @param path of a recording without its ending
   * @param fields what is known of it so far
   * @return the fields of its row: that of the longest end of its path which the table names
   */
  Optional<Map<String, String>> row(String path, Map<String, String> fields) {
    if (!listsRecordings()) {
      return Optional.ofNullable(rows.get(fields.getOrDefault(key, "")));
    }
    for (String end = path; ; end = end.substring(end.indexOf('/') + 1)) {
      if (rows.containsKey(end)) {
        return Optional.of(rows.get(end));
      }
      if (end.indexOf('/') < 0) {
        return Optional.empty();
      }
    }
  }

  /**
   * Text of unknown encoding: Unicode where it is, else what the language used before (GB 18030 for
   * Chinese, Windows-1252 otherwise).
   */
  static String text(Path file, String language) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      List<Charset> charsets = new ArrayList<>();
      if (bytes.length > 1 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFF + 0xFE) {
        charsets.add(StandardCharsets.UTF_16); // starts with its byte-order mark
      }
      charsets.add(StandardCharsets.UTF_8);
      charsets.add(Charset.forName(language.equals("zh") ? "GB18030" : "windows-1252"));
      for (Charset charset : charsets) {
        try {
          String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
          return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
          // Not this one.
        }
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new SerlabException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }
  }
}
