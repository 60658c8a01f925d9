package org.serlab.paper.attres;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.serlab.SerlabException;
import org.serlab.feature.Matrix;
import org.serlab.paper.attres.AttentionMaps.Example;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Attention maps as a small table: pictures as hexadecimal greys, weights as numbers. */
final class AttentionTable {
  /** Rows and columns of the stored picture. */
  static final int SIZE = 64;

  private static final int GREYS = 255;
  private static final String NONE = "none";

  private AttentionTable() {}

  static ColumnType[] types() {
    ColumnType text = ColumnType.STRING;
    ColumnType number = ColumnType.DOUBLE;
    return new ColumnType[] {text, text, number, text, number, text, text, text, text};
  }

  static Table create() {
    return Table.create(
        "attention",
        StringColumn.create("emotion"),
        StringColumn.create("predicted"),
        DoubleColumn.create("probability"),
        StringColumn.create("utterance"),
        DoubleColumn.create("seconds"),
        StringColumn.create("picture"),
        StringColumn.create("stage 2"),
        StringColumn.create("stage 3"),
        StringColumn.create("answers"));
  }

  static void append(Table table, Example example, String fingerprint) {
    Row row = table.appendRow();
    row.setString("emotion", example.emotion());
    row.setString("predicted", example.predicted());
    row.setDouble("probability", example.probability());
    row.setString("utterance", example.id());
    row.setDouble("seconds", example.seconds());
    row.setString("picture", greys(example.picture()));
    row.setString("stage 2", numbers(example.weights().get(0)));
    row.setString("stage 3", numbers(example.weights().get(1)));
    row.setString("answers", fingerprint);
  }

  /** The picture averaged over squares of pixels, {@value #SIZE} x {@value #SIZE}. */
  static Matrix halved(Matrix picture) {
    float[] values = new float[SIZE * SIZE];
    int factor = picture.rows() / SIZE;
    for (int i = 0; i < values.length; i++) {
      double sum = 0;
      for (int j = 0; j < factor * factor; j++) {
        sum += picture.get(i / SIZE * factor + j / factor, i % SIZE * factor + j % factor);
      }
      values[i] = (float) (sum / (factor * factor));
    }
    return new Matrix(SIZE, SIZE, values);
  }

  /** Weights of square maps as multiples of their mean. */
  static Matrix relative(float[] weights) {
    int size = (int) Math.round(Math.sqrt(weights.length));
    float[] values = new float[weights.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = weights[i] * values.length; // they sum to 1
    }
    return new Matrix(size, size, values);
  }

  private static String greys(Matrix picture) {
    return IntStream.range(0, picture.values().length)
        .mapToObj(i -> "%02x".formatted(Math.round(GREYS * picture.values()[i])))
        .collect(Collectors.joining());
  }

  private static String numbers(Optional<Matrix> weights) {
    return weights
        .map(
            map ->
                IntStream.range(0, map.values().length)
                    .mapToObj(i -> String.valueOf(Math.round(1000.0 * map.values()[i]) / 1000.0))
                    .collect(Collectors.joining(" ")))
        .orElse(NONE);
  }

  /** Of all answers of the model whose maps these are. */
  static String fingerprint(Row row) {
    return row.getString("answers");
  }

  /** What {@link #append} wrote. */
  static Example example(Row row) {
    String pixels = row.getString("picture");
    if (pixels.length() != 2 * SIZE * SIZE) {
      throw new SerlabException(
          "A table of attention maps is damaged: a picture has %d digits instead of %d; delete it"
                  .formatted(pixels.length(), 2 * SIZE * SIZE)
              + " and run the notebook again.");
    }
    float[] picture = new float[SIZE * SIZE];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = Integer.parseInt(pixels.substring(2 * i, 2 * i + 2), 16) / (float) GREYS;
    }
    return new Example(
        row.getString("emotion"),
        row.getString("predicted"),
        row.getDouble("probability"),
        row.getString("utterance"),
        row.getDouble("seconds"),
        new Matrix(SIZE, SIZE, picture),
        List.of(square(row.getString("stage 2")), square(row.getString("stage 3"))));
  }

  private static Optional<Matrix> square(String text) {
    if (text.equals(NONE)) {
      return Optional.empty();
    }
    String[] numbers = text.split(" ");
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(numbers[i]);
    }
    int size = (int) Math.round(Math.sqrt(values.length));
    return Optional.of(new Matrix(size, size, values));
  }
}
