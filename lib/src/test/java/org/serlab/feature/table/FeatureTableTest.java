package org.serlab.feature.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.SerlabException;
import org.serlab.feature.Npz;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class FeatureTableTest {
  private static final List<String> NAMES =
      List.of("F0semitoneFrom27.5Hz_sma3nz_amean", "mfcc_sma[0]_max", "with space, and comma");

  @TempDir private Path folder;

  private static FeatureTable table(boolean timed, int rows) {
    Random random = new Random(rows);
    return new FeatureTable(
        new TableHead(timed, NAMES),
        IntStream.range(0, rows)
            .mapToObj(
                i -> {
                  float[] values = {
                    Float.intBitsToFloat(random.nextInt(0x7F800000)), -random.nextFloat(), i
                  };
                  String file = "ein \"Laut\", \u00e4 \uD83D\uDE00 " + i / 3 + ".wav";
                  return timed
                      ? new FeatureRow(file, i * 0.01, i * 0.01 + 0.025, values)
                      : new FeatureRow(file, values);
                })
            .toList());
  }

  private static void same(FeatureTable actual, FeatureTable expected) {
    assertThat(actual.head()).isEqualTo(expected.head());
    assertThat(actual.rows()).hasSameSizeAs(expected.rows());
    for (int i = 0; i < expected.rows().size(); i++) {
      FeatureRow a = actual.rows().get(i);
      FeatureRow b = expected.rows().get(i);
      assertThat(a.file()).isEqualTo(b.file());
      assertThat(a.start()).isEqualTo(b.start());
      assertThat(a.end()).isEqualTo(b.end());
      assertThat(a.values()).as("row " + i).containsExactly(b.values());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "csv, true, 50", "csv, false, 50", "csv, true, 0",
    "parquet, true, 50", "parquet, false, 50", "parquet, false, 0",
    "npz, true, 50", "npz, false, 50", "npz, false, 0"
  })
  void whatIsWrittenIsReadToTheLastBit(String ending, boolean timed, int rows) throws IOException {
    Path file = folder.resolve("new/f." + ending);
    FeatureTable table = table(timed, rows);
    table.write(file);
    same(FeatureTable.read(file), table);
    table(timed, 3).write(file);
    same(FeatureTable.read(file), table(timed, 3));
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).as("nothing else is left").containsExactly(file);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void throughTablesaw(boolean timed) {
    Table table = table(timed, 20).toTablesaw();
    assertThat(table.rowCount()).isEqualTo(20);
    assertThat(table.column("file").type()).isEqualTo(ColumnType.STRING);
    assertThat(table.columnNames().subList(timed ? 3 : 1, table.columnCount())).isEqualTo(NAMES);
    same(FeatureTable.of(table), table(timed, 20));
    assertThatThrownBy(() -> FeatureTable.of(table.rejectColumns("file")))
        .hasMessage("A table of features needs a column called file.");
    assertThatThrownBy(
            () ->
                FeatureTable.of(
                    table.addColumns(tech.tablesaw.api.StringColumn.create("mood", 20))))
        .hasMessageContaining("mood")
        .hasMessageContaining("not numbers");
  }

  @Test
  void numpyFindsItsArrays() {
    Path file = folder.resolve("f.npz");
    table(true, 7).write(file);
    Map<String, Npz.Array> arrays = Npz.read(file);
    assertThat(arrays.keySet()).containsExactly("file", "start", "end", "features", "names");
    assertThat(arrays.get("features").type()).isEqualTo("<f4");
    assertThat(arrays.get("features").shape()).containsExactly(7, 3);
    assertThat(arrays.get("start").type()).isEqualTo("<f8");
    assertThat(arrays.get("start").shape()).containsExactly(7);
    assertThat(arrays.get("names").strings()).isEqualTo(NAMES);
    assertThat(arrays.get("file").type()).isEqualTo("<U21");
  }

  @Test
  void withoutFinishTheOldFileStays() throws IOException {
    for (String ending : List.of("csv", "parquet", "npz")) {
      Path file = Files.writeString(folder.resolve("f." + ending), "old");
      FeatureTable table = table(true, 5);
      try (FeatureFile out = FeatureFile.create(file, table.head())) {
        out.write(table.rows().get(0));
      }
      assertThat(file).hasContent("old");
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  private FeatureTable csv(String... lines) throws IOException {
    return FeatureTable.read(Files.write(folder.resolve("f.csv"), List.of(lines)));
  }

  @Test
  void readsWhatOpenSmileWrites() throws IOException {
    FeatureTable table = csv("name;frameTime;a_amean;b", "'x/u.wav';0.010000;1.500000e+00;-2");
    assertThat(table.head()).isEqualTo(new TableHead(false, List.of("a_amean", "b")));
    FeatureRow row = table.rows().get(0);
    assertThat(row.file()).isEqualTo("x/u.wav");
    assertThat(row.start()).isEqualTo(0.01);
    assertThat(row.values()).containsExactly(1.5f, -2f);
  }

  @Test
  void readsWhatPandasWrites() throws IOException {
    FeatureTable table =
        csv("file,start,end,a", "u.wav,0 days 00:00:00,1 days 01:02:03.250000,7", "v.wav,1,2.5,");
    assertThat(table.head().timed()).isTrue();
    assertThat(table.rows().get(0).end()).isEqualTo(86_400 + 3_723.25);
    assertThat(table.rows().get(1).start()).isEqualTo(1);
    assertThat(table.rows().get(1).values()).containsExactly(Float.NaN);
  }

  @Test
  void mistakesAreNamed() throws IOException {
    refuses(() -> csv("file,a", "u.wav,loud"), "line 2, holds loud in column a");
    refuses(() -> csv("file,a", "u.wav,1,2"), "line 2, has 3 columns, but the head has 2");
    refuses(() -> csv("file,start,end,a", "u.wav,soon,1,2"), "holds soon where a time");
    refuses(() -> FeatureTable.read(folder.resolve("none.csv")), "none.csv");
    refuses(() -> FeatureTable.read(folder.resolve("none.parquet")), "none.parquet");
    refuses(() -> FeatureTable.read(folder.resolve("none.npz")), "none.npz");
    refuses(() -> FeatureTable.read(folder.resolve("f.xlsx")), "end in .csv, .parquet or .npz");
    refuses(() -> table(true, 1).write(folder.resolve("f")), "end in .csv, .parquet or .npz");
    Path file = Files.createFile(folder.resolve("plain"));
    refuses(() -> table(true, 1).write(file.resolve("f.csv")), "Cannot write");
    Files.write(folder.resolve("f.parquet"), new byte[] {1, 2, 3});
    refuses(() -> FeatureTable.read(folder.resolve("f.parquet")), "f.parquet");
    Files.write(folder.resolve("e.csv"), new byte[0]);
    refuses(() -> FeatureTable.read(folder.resolve("e.csv")), "is empty");
    Files.writeString(folder.resolve("blank.csv"), "\n\n \n\r\n");
    refuses(() -> FeatureTable.read(folder.resolve("blank.csv")), "blank.csv is empty");
    Files.write(folder.resolve("b.csv"), new byte[] {'f', (byte) 0xFF, (byte) 0xFE, '\n'});
    refuses(() -> FeatureTable.read(folder.resolve("b.csv")), "not a text file");
    Npz.write(
        folder.resolve("g.npz"), Map.of("x", new org.serlab.feature.Matrix(1, 1, new float[1])));
    refuses(() -> FeatureTable.read(folder.resolve("g.npz")), "no array file");
    assertThatThrownBy(
            () ->
                new FeatureTable(
                    new TableHead(false, NAMES), Arrays.asList(new FeatureRow("u", 1f))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void refuses(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String words) {
    assertThatThrownBy(call)
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining(words)
        .hasMessageMatching("[^\n]*\\.");
  }
}
