package org.serlab.paper.crosslanguage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.corpus.Utterance;
import org.serlab.feature.FeatureExtractor;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.FeatureStore;
import org.serlab.feature.Matrix;
import org.serlab.learn.PrincipalComponents;
import org.serlab.learn.Wccn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What WCCN does to a training part, as a picture: its utterances along the first two principal
 * components, before and after, as in the paper's Figure 5 (there of the network's embeddings).
 */
public final class WccnPicture {
  /** Standardised features. */
  public static final String BEFORE = "standardised";

  /** The same, projected. */
  public static final String AFTER = "after WCCN";

  private static final int DIGITS = 1000;

  private WccnPicture() {}

  /** Types of the columns of {@link #of}. */
  public static ColumnType[] types() {
    return new ColumnType[] {
      ColumnType.STRING, ColumnType.STRING, ColumnType.DOUBLE, ColumnType.DOUBLE
    };
  }

  /**
   * @param utterances a training part
   * @param kind of the features, functionals
   * @param smoothing of WCCN
   * @param store gives the features
   * @return space, class, and places along two components; a row per utterance and space
   */
  public static Table of(
      List<Utterance> utterances, String kind, double smoothing, FeatureStore store) {
    FeatureExtractor extractor = FeatureExtractors.of(Map.of("kind", kind, "trim", true));
    List<Matrix> features = new ArrayList<>();
    store.extract(
        utterances.stream().map(Utterance::audio).toList(), extractor, new Collecting(features));
    List<double[]> rows = Wccn.standardised(features);
    List<String> classes = utterances.stream().map(Utterance::label).distinct().sorted().toList();
    int[] labels = utterances.stream().mapToInt(u -> classes.indexOf(u.label())).toArray();
    Wccn wccn = Wccn.fit(rows, labels, smoothing);
    Table table = table("Training utterances of %s, two principal components".formatted(kind));
    append(table, BEFORE, utterances, rows, PrincipalComponents.fit(rows, 2));
    List<double[]> projected = rows.stream().map(wccn::apply).toList();
    append(table, AFTER, utterances, projected, PrincipalComponents.fit(projected, 2));
    return table;
  }

  /**
   * How compact the classes are in a picture: the share of the scatter in its plane that lies
   * within classes, 0 where each is a point, 1 where their means are one.
   *
   * @param points of {@link #of}, or of {@link EmbeddingPicture}
   * @param space which of its spaces
   */
  public static double withinClasses(Table points, String space) {
    Table all = points.where(points.stringColumn("space").isEqualTo(space));
    double within = 0;
    for (String label : all.stringColumn("class").unique()) {
      within += scatter(all.where(all.stringColumn("class").isEqualTo(label)));
    }
    return within / scatter(all);
  }

  /** Sum of squared distances to the mean. */
  private static double scatter(Table points) {
    return (points.doubleColumn("first").populationVariance()
            + points.doubleColumn("second").populationVariance())
        * points.rowCount();
  }

  /** An empty one. */
  static Table table(String title) {
    return Table.create(
        title,
        StringColumn.create("space"),
        StringColumn.create("class"),
        DoubleColumn.create("first"),
        DoubleColumn.create("second"));
  }

  private record Collecting(List<Matrix> features) implements FeatureStore.Listener {
    @Override
    public void extracted(Path file, Matrix one) {
      features.add(one);
    }

    @Override
    public void failed(Path file, SerlabException fault) {
      throw fault;
    }
  }

  /** A row for each utterance. */
  static void append(
      Table table,
      String space,
      List<Utterance> utterances,
      List<double[]> rows,
      PrincipalComponents components) {
    for (int i = 0; i < rows.size(); i++) {
      double[] place = components.transform(rows.get(i));
      table.stringColumn("space").append(space);
      table.stringColumn("class").append(utterances.get(i).label());
      table.doubleColumn("first").append(Math.rint(place[0] * DIGITS) / DIGITS);
      table.doubleColumn("second").append(Math.rint(place[1] * DIGITS) / DIGITS);
    }
  }
}
