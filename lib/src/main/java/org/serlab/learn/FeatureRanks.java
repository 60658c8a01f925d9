package org.serlab.learn;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;

/**
 * The examples of a forest with the rank of each value among its feature's values.
 *
 * @param rows place of each example object
 * @param ranks per feature the rank of each row's value, equal values having equal ranks
 * @param order per feature the rows by rising value
 * @param values per feature its different values, by rank
 * @param labels class of each row
 * @param weights weight of each row
 * @param names names of the classes
 */
record FeatureRanks(
    Map<Example<Label>, Integer> rows,
    int[][] ranks,
    int[][] order,
    double[][] values,
    int[] labels,
    float[] weights,
    String[] names) {

  static FeatureRanks of(Dataset<Label> examples) {
    ImmutableFeatureMap features = examples.getFeatureIDMap();
    ImmutableOutputInfo<Label> outputs = examples.getOutputIDInfo();
    int count = examples.size();
    Map<Example<Label>, Integer> rows = new IdentityHashMap<>();
    double[][] columns = new double[features.size()][count];
    int[] labels = new int[count];
    float[] weights = new float[count];
    for (int row = 0; row < count; row++) {
      Example<Label> example = examples.getExample(row);
      rows.put(example, row);
      labels[row] = outputs.getID(example.getOutput());
      weights[row] = example.getWeight();
      for (Feature feature : example) {
        columns[features.getID(feature.getName())][row] = feature.getValue();
      }
    }
    int[][] ranks = new int[columns.length][count];
    int[][] order = new int[columns.length][count];
    double[][] values = new double[columns.length][];
    long[] keys = new long[count];
    for (int f = 0; f < columns.length; f++) {
      double[] column = columns[f];
      values[f] = Arrays.stream(column).map(value -> value + 0.0).sorted().distinct().toArray();
      double[] different = values[f];
      int[] rank = ranks[f];
      Arrays.setAll(rank, row -> Arrays.binarySearch(different, column[row] + 0.0));
      Arrays.setAll(keys, row -> (long) rank[row] << 32 | row);
      Arrays.sort(keys);
      Arrays.setAll(order[f], i -> (int) keys[i]);
    }
    String[] names = new String[outputs.size()];
    Arrays.setAll(names, label -> outputs.getOutput(label).getLabel());
    return new FeatureRanks(rows, ranks, order, values, labels, weights, names);
  }
}
