package org.serlab.feature.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.feature.Npz;

/** Reads what {@link NpzRows} writes. */
final class NpzTable {
  private NpzTable() {}

  static FeatureTable read(Path path) {
    Map<String, Npz.Array> arrays = Npz.read(path);
    for (String name : List.of(TableHead.FILE, "features", "names")) {
      if (!arrays.containsKey(name)) {
        throw new SerlabException(
            "%s is no table of features: it has no array %s.".formatted(path, name));
      }
    }
    List<String> files = arrays.get(TableHead.FILE).strings();
    List<String> names = arrays.get("names").strings();
    float[] values = arrays.get("features").floats();
    if (values.length != files.size() * names.size()) {
      throw new SerlabException(
          "%s is no table of features: %d values for %d rows and %d names."
              .formatted(path, values.length, files.size(), names.size()));
    }
    boolean timed = arrays.containsKey(TableHead.START) && arrays.containsKey(TableHead.END);
    List<FeatureRow> rows = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      float[] row = new float[names.size()];
      System.arraycopy(values, i * row.length, row, 0, row.length);
      double start = timed ? arrays.get(TableHead.START).values()[i] : 0;
      double end = timed ? arrays.get(TableHead.END).values()[i] : 0;
      rows.add(new FeatureRow(files.get(i), start, end, row));
    }
    return new FeatureTable(new TableHead(timed, names), rows);
  }
}
