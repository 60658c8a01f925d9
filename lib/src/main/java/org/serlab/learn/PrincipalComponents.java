package org.serlab.learn;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Principal components: the orthogonal directions in which examples vary most, for pictures of what
 * has many features. By singular values of the centred rows; of each component the entry of largest
 * absolute value is positive. Equal to scikit-learn 1.2.1 but for that rule of signs.
 *
 * @param mean of the rows it was fitted on [d]
 * @param components directions of unit length, by falling variance [count][d]
 * @param variances along them, divisor n - 1 [count]
 * @param shares of each in the variance of all d features [count]
 */
public record PrincipalComponents(
    double[] mean, double[][] components, double[] variances, double[] shares) {

  /**
   * @param rows at least two examples [n][d]
   * @param count number of components, at most n and at most d
   */
  public static PrincipalComponents fit(List<double[]> rows, int count) {
    int features = rows.get(0).length;
    if (rows.size() < 2 || count < 1 || count > Math.min(rows.size(), features)) {
      throw new IllegalArgumentException(
          "%d components of %d rows with %d features".formatted(count, rows.size(), features));
    }
    double[] mean = Scaling.of(rows).mean();
    RealMatrix centred = new Array2DRowRealMatrix(rows.size(), features);
    for (int i = 0; i < rows.size(); i++) {
      for (int f = 0; f < features; f++) {
        centred.setEntry(i, f, rows.get(i)[f] - mean[f]);
      }
    }
    SingularValueDecomposition svd = new SingularValueDecomposition(centred);
    double[] all =
        Arrays.stream(svd.getSingularValues()).map(s -> s * s / (rows.size() - 1)).toArray();
    double total = Arrays.stream(all).sum();
    double[][] components = new double[count][];
    for (int k = 0; k < count; k++) {
      components[k] = signed(svd.getV().getColumn(k));
    }
    double[] variances = Arrays.copyOf(all, count);
    double[] shares = Arrays.stream(variances).map(variance -> variance / total).toArray();
    return new PrincipalComponents(mean, components, variances, shares);
  }

  private static double[] signed(double[] direction) {
    double largest = 0;
    for (double value : direction) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    double sign = Math.signum(largest);
    return Arrays.stream(direction).map(value -> sign * value).toArray();
  }

  /**
   * @param row features of an example [d]
   * @return its place along each component [count]
   */
  public double[] transform(double[] row) {
    double[] places = new double[components.length];
    for (int k = 0; k < places.length; k++) {
      for (int f = 0; f < mean.length; f++) {
        places[k] += (row[f] - mean[f]) * components[k][f];
      }
    }
    return places;
  }
}
