package org.serlab.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.serlab.SerlabException;
import org.serlab.corpus.Utterance;
import org.serlab.feature.Matrix;

/**
 * Scales each column of one-row features to mean 0 and standard deviation 1 over a group of
 * utterances; a column that is constant there becomes 0. Groups that hold test utterances are
 * leaks, which conditions may ask for by their {@link Protocol}; scaling on the training part alone
 * is the learner's own business.
 */
final class Standardisation {
  /** More than a mean's rounding leaves of a constant, less than any feature varies by. */
  private static final double ROUNDING = 1e-11;

  private Standardisation() {}

  /** Features of the utterances, each scaled over all utterances of its speaker. */
  static Map<Utterance, Matrix> bySpeaker(Map<Utterance, Matrix> features) {
    Map<String, List<Utterance>> speakers = new TreeMap<>();
    for (Utterance utterance : features.keySet()) {
      String speaker = utterance.corpus() + "/" + utterance.speaker();
      speakers.computeIfAbsent(speaker, s -> new ArrayList<>()).add(utterance);
    }
    Map<Utterance, Matrix> scaled = new HashMap<>();
    speakers.values().forEach(group -> scaled.putAll(scale(group, features)));
    return scaled;
  }

  /** Features of the utterances, scaled over all of them. */
  static Map<Utterance, Matrix> overAll(Map<Utterance, Matrix> features) {
    return scale(List.copyOf(features.keySet()), features);
  }

  private static Map<Utterance, Matrix> scale(
      List<Utterance> group, Map<Utterance, Matrix> features) {
    int columns = features.get(group.get(0)).columns();
    double[] mean = new double[columns];
    double[] squares = new double[columns];
    for (Utterance utterance : group) {
      Matrix row = features.get(utterance);
      if (row.rows() != 1 || row.columns() != columns) {
        throw new SerlabException(
            "Features of %d x %d cannot be standardised by speaker or over all parts: take one row"
                    .formatted(row.rows(), row.columns())
                + " per utterance.");
      }
      for (int j = 0; j < columns; j++) {
        mean[j] += row.get(0, j) / (double) group.size();
      }
    }
    for (Utterance utterance : group) {
      for (int j = 0; j < columns; j++) {
        double distance = features.get(utterance).get(0, j) - mean[j];
        squares[j] += distance * distance / group.size();
      }
    }
    Map<Utterance, Matrix> scaled = new HashMap<>();
    for (Utterance utterance : group) {
      float[] values = new float[columns];
      for (int j = 0; j < columns; j++) {
        double deviation = Math.sqrt(squares[j]);
        double distance = features.get(utterance).get(0, j) - mean[j];
        // Of a constant only the mean's rounding is left.
        boolean varies = deviation > ROUNDING * Math.abs(mean[j]);
        values[j] = varies ? (float) (distance / deviation) : 0;
      }
      scaled.put(utterance, new Matrix(1, columns, values));
    }
    return scaled;
  }
}
