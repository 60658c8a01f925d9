package org.serlab.paper;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.serlab.SerlabException;
import org.serlab.evaluate.Interval;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A paper and the values it gives, from the data file of its name beside this class. Nothing
 * measured by us is in these files.
 *
 * @param key such as {@code attres}
 * @param title title
 * @param authors authors; empty where the text at hand does not name them
 * @param notebook the notebook that reproduces it; empty while there is none
 * @param values what it gives, in the paper's order
 */
public record Publication(
    String key, String title, String authors, String notebook, List<Published> values) {
  /** Keys of the papers. */
  public static final List<String> KEYS =
      List.of("attres", "asrtransfer", "fusion", "crosslanguage", "teotl");

  /** Copies the list. */
  public Publication {
    values = List.copyOf(values);
  }

  /** The form of the data files: rows that share all but their number stand together. */
  private record Document(
      String key, String title, String authors, String notebook, List<Group> groups) {}

  private record Group(
      String place,
      String column,
      String measure,
      String unit,
      String corpus,
      String split,
      String read,
      Map<String, String> rows,
      String note) {}

  /**
   * @param key one of {@link #KEYS}
   * @throws SerlabException if there is no such paper
   */
  public static Publication of(String key) {
    return find(key)
        .orElseThrow(
            () ->
                new SerlabException(
                    "There is no paper %s; there are %s.".formatted(key, String.join(", ", KEYS))));
  }

  /**
   * @param key of a paper, or of an experiment of our own, which has no publication
   */
  public static Optional<Publication> find(String key) {
    if (!KEYS.contains(key)) {
      return Optional.empty();
    }
    try (InputStream stream = Publication.class.getResourceAsStream(key + ".json")) {
      Document document =
          new Gson()
              .fromJson(new InputStreamReader(stream, StandardCharsets.UTF_8), Document.class);
      List<Published> values = new ArrayList<>();
      document.groups().forEach(group -> values.addAll(values(key, group)));
      return Optional.of(
          new Publication(
              document.key(), document.title(), document.authors(), document.notebook(), values));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonParseException e) {
      throw new IllegalStateException("the data file of " + key + " is broken", e);
    }
  }

  private static List<Published> values(String key, Group group) {
    List<Published> values = new ArrayList<>();
    group
        .rows()
        .forEach(
            (row, printed) ->
                values.add(
                    new Published(
                        key,
                        group.place(),
                        row,
                        group.column(),
                        group.measure(),
                        printed,
                        group.unit(),
                        group.corpus(),
                        group.split(),
                        Published.Reading.valueOf(group.read().toUpperCase(Locale.ROOT)),
                        group.note())));
    return values;
  }

  /** The first value of this row, column and measure. */
  public Optional<Published> find(String row, String column, String measure) {
    return values.stream()
        .filter(value -> value.row().equals(row))
        .filter(value -> value.column().equals(column))
        .filter(value -> value.measure().equals(measure))
        .findFirst();
  }

  /** The first value of this row and column, by whatever measure. */
  public Optional<Published> find(String row, String column) {
    return values.stream()
        .filter(value -> value.row().equals(row) && value.column().equals(column))
        .findFirst();
  }

  /** All values of a place such as {@code Table 1}, in order. */
  public List<Published> at(String place) {
    return values.stream().filter(value -> value.place().equals(place)).toList();
  }

  /**
   * Whether its percentages of right answers can come from one test part of so many utterances, and
   * how far such a part bears them.
   *
   * @param place such as {@code Table 1}
   * @param utterances of the test part
   */
  public Table feasibility(String place, int utterances) {
    List<Published> shares =
        at(place).stream()
            .filter(Published::isShare)
            .filter(v -> v.measure().equals("WA"))
            .toList();
    return Table.create(
        "%s, if %d utterances were tested".formatted(place, utterances),
        StringColumn.create("row", shares.stream().map(Published::row)),
        StringColumn.create("printed", shares.stream().map(Published::text)),
        StringColumn.create(
            "can it be", shares.stream().map(value -> value.feasible(utterances).sentence())),
        StringColumn.create(
            "95 % interval",
            shares.stream().map(value -> percent(value.feasible(utterances).interval()))));
  }

  private static String percent(Interval interval) {
    return String.format(
        Locale.ROOT, "%.1f to %.1f %%", 100 * interval.low(), 100 * interval.high());
  }

  /** Every value with where it stands and what must be known of it. */
  public Table table() {
    return table(values, title);
  }

  /** Some of its values. */
  public Table table(String place) {
    return table(at(place), place + " of " + title);
  }

  private static Table table(List<Published> values, String caption) {
    return Table.create(
        caption,
        StringColumn.create("where", values.stream().map(Published::place)),
        StringColumn.create("row", values.stream().map(Published::row)),
        StringColumn.create("of", values.stream().map(Published::column)),
        StringColumn.create("measure", values.stream().map(Published::measure)),
        StringColumn.create("value", values.stream().map(Published::text)),
        StringColumn.create("corpus", values.stream().map(Published::corpus)),
        StringColumn.create("split", values.stream().map(Published::split)),
        StringColumn.create(
            "read from",
            values.stream().map(value -> value.reading().name().toLowerCase(Locale.ROOT))),
        StringColumn.create("note", values.stream().map(Published::note)));
  }
}
