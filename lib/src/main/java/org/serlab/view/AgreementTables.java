package org.serlab.view;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.serlab.Serlab;
import org.serlab.SerlabException;
import org.serlab.feature.opensmile.Agreement;
import org.serlab.feature.opensmile.OpenSmileSet;
import org.serlab.feature.opensmile.ReferenceFolder;
import org.serlab.trial.MeasuredTables;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How far the feature sets agree with openSMILE's own output, measured where that output is and
 * kept as {@link MeasuredTables}: shares and deviations alone, no output.
 */
public final class AgreementTables {
  private static final String SETS = "agreement/opensmile-sets";
  private static final String COLUMNS = "agreement/opensmile-columns";

  /** So many columns of each set are kept, those that agree least. */
  private static final int KEPT = 5;

  private AgreementTables() {}

  /**
   * Where openSMILE's output is: the folder {@code opensmile} in that of {@code SERLAB_GOLDEN}.
   *
   * @return empty if the variable is not set, or there is nothing of openSMILE
   * @throws SerlabException if the variable names no folder
   */
  public static Optional<Path> reference() {
    String root = System.getenv("SERLAB_GOLDEN");
    if (root == null || root.isBlank()) {
      return Optional.empty();
    }
    Path folder = Serlab.home().resolve(root);
    if (!Files.isDirectory(folder)) {
      throw new SerlabException("SERLAB_GOLDEN names " + root + ", which is no folder.");
    }
    return Optional.of(folder.resolve("opensmile")).filter(Files::isDirectory);
  }

  /**
   * Computes every set over all recordings of the folder and writes the tables.
   *
   * @param folder see {@link ReferenceFolder}
   * @param measured where the tables go
   * @return a sentence for each set
   */
  public static List<String> measure(Path folder, MeasuredTables measured) {
    Map<OpenSmileSet, Agreement> found = new TreeMap<>();
    for (OpenSmileSet set : OpenSmileSet.values()) {
      ReferenceFolder.agreement(set, folder).ifPresent(agreement -> found.put(set, agreement));
    }
    measured.write(SETS, sets(found));
    measured.write(COLUMNS, columns(found));
    List<String> sentences = new ArrayList<>();
    found.forEach(
        (set, agreement) ->
            sentences.add(
                "%s: %d of %d values agree, in %d recordings"
                    .formatted(
                        set.kind(), agreement.within(), agreement.compared(), agreement.rows())));
    return sentences;
  }

  /** A row per set: how much was compared, how much agrees, how far the farthest value is off. */
  public static Table sets(MeasuredTables measured) {
    ColumnType count = ColumnType.INTEGER;
    ColumnType number = ColumnType.DOUBLE;
    return measured
        .read(SETS, ColumnType.STRING, count, count, count, count, number, number)
        .setName("Agreement with openSMILE");
  }

  /** The columns of each set that agree least, a row for each. */
  public static Table columns(MeasuredTables measured) {
    return measured
        .read(COLUMNS, ColumnType.STRING, ColumnType.STRING, ColumnType.INTEGER, ColumnType.DOUBLE)
        .setName("The columns that agree least");
  }

  private static Table sets(Map<OpenSmileSet, Agreement> found) {
    StringColumn set = StringColumn.create("set");
    IntColumn recordings = IntColumn.create("recordings");
    IntColumn columns = IntColumn.create("columns");
    IntColumn compared = IntColumn.create("values");
    IntColumn within = IntColumn.create("agree");
    DoubleColumn share = DoubleColumn.create("share in %");
    DoubleColumn largest = DoubleColumn.create("largest deviation in tolerances");
    found.forEach(
        (key, agreement) -> {
          set.append(key.kind());
          recordings.append(agreement.rows());
          columns.append(key.names().size());
          compared.append((int) agreement.compared());
          within.append((int) agreement.within());
          share.append(100 * agreement.share());
          largest.append(
              agreement.columns().stream().mapToDouble(Agreement.Column::largest).max().orElse(0));
        });
    return Table.create(SETS, set, recordings, columns, compared, within, share, largest);
  }

  private static Table columns(Map<OpenSmileSet, Agreement> found) {
    StringColumn set = StringColumn.create("set");
    StringColumn column = StringColumn.create("column");
    IntColumn outside = IntColumn.create("recordings outside");
    DoubleColumn largest = DoubleColumn.create("largest deviation in tolerances");
    found.forEach(
        (key, agreement) -> {
          for (Agreement.Column least : agreement.columns().subList(0, KEPT)) {
            set.append(key.kind());
            column.append(least.name());
            outside.append(least.outside());
            largest.append(least.largest());
          }
        });
    return Table.create(COLUMNS, set, column, outside, largest);
  }
}
