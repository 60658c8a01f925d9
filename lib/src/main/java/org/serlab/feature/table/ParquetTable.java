package org.serlab.feature.table;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.serlab.SerlabException;

/** Reads tables of features from Parquet files: a column {@code file}, otherwise numbers. */
final class ParquetTable {
  private ParquetTable() {}

  static FeatureTable read(Path path) {
    try (Stream<Map<String, Object>> stream =
        ParquetReader.streamContent(path.toFile(), new Hydration())) {
      List<String> names = new ArrayList<>();
      ParquetReader.readMetadata(path.toFile())
          .getFileMetaData()
          .getSchema()
          .getColumns()
          .forEach(column -> names.add(String.join(".", column.getPath())));
      if (!names.remove(TableHead.FILE)) {
        throw new SerlabException(path + " is no table of features: it has no column file.");
      }
      boolean timed = names.contains(TableHead.START) && names.contains(TableHead.END);
      if (timed) {
        names.removeAll(List.of(TableHead.START, TableHead.END));
      }
      List<FeatureRow> rows = stream.map(values -> row(path, values, names, timed)).toList();
      return new FeatureTable(new TableHead(timed, names), rows);
    } catch (SerlabException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // the library throws the latter for damaged files
      throw new SerlabException(path + " is damaged or no Parquet file.", e);
    }
  }

  private static FeatureRow row(
      Path path, Map<String, Object> values, List<String> names, boolean timed) {
    float[] features = new float[names.size()];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) number(path, names.get(i), values);
    }
    return new FeatureRow(
        String.valueOf(values.get(TableHead.FILE)),
        timed ? number(path, TableHead.START, values) : 0,
        timed ? number(path, TableHead.END, values) : 0,
        features);
  }

  private static double number(Path path, String name, Map<String, Object> values) {
    Object value = values.get(name);
    if (value == null) {
      return Double.NaN;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new SerlabException(
        "%s holds %s in column %s, where a number is expected.".formatted(path, value, name));
  }

  private static final class Hydration
      implements Hydrator<Map<String, Object>, Map<String, Object>, String[]> {
    @Override
    public Map<String, Object> start() {
      return new HashMap<>();
    }

    @Override
    public Map<String, Object> add(Map<String, Object> target, String[] path, Object value) {
      target.put(String.join(".", path), value);
      return target;
    }

    @Override
    public Map<String, Object> finish(Map<String, Object> target) {
      return target;
    }
  }
}
