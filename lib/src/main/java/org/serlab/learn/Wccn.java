package org.serlab.learn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.serlab.SerlabException;
import org.serlab.feature.Matrix;
import org.serlab.feature.Npz;

/**
 * Within-class covariance normalisation (Hatch and Stolcke 2006), as the cross-language paper uses
 * it on utterance features: directions in which examples of one class differ, by speaker or
 * channel, are shrunk.
 *
 * <pre>
 * x         features of an example, d of them, standardised
 * S_c       mean of (x - m_c)(x - m_c)^T over the examples of class c   (equation 4, divisor N_c)
 * W         (1 - s) mean of S_c over the classes + s I                  (equation 7)
 * B B^T     = W^-1, B lower triangular                                  (Cholesky)
 * y         = B^T x                                                     (equation 5)
 * </pre>
 *
 * <p>Every class counts alike in W, however many examples it has. W must be invertible: with fewer
 * examples than features that needs a smoothing s above 0.
 *
 * <p>Hatch and Stolcke derive it for linear classifiers on one side of a pairing; an axis-parallel
 * tree sees rotated features instead. Safe for several threads.
 */
public final class Wccn {
  private static final String FILE = "wccn.npz";

  /** A pivot below this share of the largest variance counts as none. */
  private static final double LEAST_PIVOT = 1e-12;

  private final double[][] b;

  private Wccn(double[][] b) {
    this.b = b;
  }

  /**
   * @param rows examples of the training part [n][d], each column standardised
   * @param labels class of each example, from 0; a class without examples counts as absent
   * @param smoothing s, from 0 (the covariance alone) to 1 (no change at all)
   * @throws SerlabException if the covariance cannot be inverted
   */
  public static Wccn fit(List<double[]> rows, int[] labels, double smoothing) {
    return of(smoothed(covariances(rows, labels), smoothing));
  }

  /**
   * @param features one row of functionals per example
   * @return them with mean 0 and deviation 1 in each column, as {@link #fit} wants them
   */
  public static List<double[]> standardised(List<Matrix> features) {
    List<float[]> vectors = features.stream().map(Matrix::values).toList();
    Scaling scaling = Scaling.standard(vectors);
    return vectors.stream().map(scaling::apply).toList();
  }

  /**
   * @param rows examples [n][d]
   * @param labels class of each
   * @return the mean of S_c over the classes [d][d]
   */
  public static double[][] withinClasses(List<double[]> rows, int[] labels) {
    return smoothed(covariances(rows, labels), 0);
  }

  /** S_c of every class that has examples, in the order of the labels. */
  static List<double[][]> covariances(List<double[]> rows, int[] labels) {
    int classes = 1 + Arrays.stream(labels).max().orElseThrow();
    List<double[][]> covariances = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      List<double[]> own = new ArrayList<>();
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] == c) {
          own.add(rows.get(i));
        }
      }
      if (!own.isEmpty()) {
        covariances.add(covariance(own));
      }
    }
    return covariances;
  }

  private static double[][] covariance(List<double[]> rows) {
    int size = rows.get(0).length;
    double[] mean = new double[size];
    for (double[] row : rows) {
      for (int i = 0; i < size; i++) {
        mean[i] += row[i] / rows.size();
      }
    }
    double[][] covariance = new double[size][size];
    double[] centred = new double[size];
    for (double[] row : rows) {
      for (int i = 0; i < size; i++) {
        centred[i] = row[i] - mean[i];
      }
      for (int i = 0; i < size; i++) {
        double share = centred[i] / rows.size();
        double[] line = covariance[i];
        for (int j = 0; j <= i; j++) {
          line[j] += share * centred[j];
        }
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        covariance[j][i] = covariance[i][j];
      }
    }
    return covariance;
  }

  /** W of equation 7. */
  static double[][] smoothed(List<double[][]> covariances, double smoothing) {
    int size = covariances.get(0).length;
    double[][] smoothed = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (double[][] covariance : covariances) {
        for (int j = 0; j < size; j++) {
          smoothed[i][j] += (1 - smoothing) * covariance[i][j] / covariances.size();
        }
      }
      smoothed[i][i] += smoothing;
    }
    return smoothed;
  }

  /** The projection for a within-class covariance W. */
  static Wccn of(double[][] covariance) {
    RealMatrix inverse = inverse(covariance);
    // Rounding leaves the inverse not quite symmetric.
    RealMatrix symmetric = inverse.add(inverse.transpose()).scalarMultiply(0.5);
    return new Wccn(cholesky(symmetric).getL().getData());
  }

  /** W^-1, by the Cholesky factor of W. */
  static RealMatrix inverse(double[][] covariance) {
    return cholesky(new Array2DRowRealMatrix(covariance, false)).getSolver().getInverse();
  }

  private static CholeskyDecomposition cholesky(RealMatrix matrix) {
    double largest = 0;
    for (int i = 0; i < matrix.getRowDimension(); i++) {
      largest = Math.max(largest, matrix.getEntry(i, i));
    }
    try {
      return new CholeskyDecomposition(matrix, 1e-9, LEAST_PIVOT * largest);
    } catch (NonPositiveDefiniteMatrixException e) {
      throw new SerlabException(
          "The within-class covariance cannot be inverted (features that depend on each other, or"
              + " more of them than examples): set the smoothing of WCCN above 0.",
          e);
    }
  }

  /** B, lower triangular [d][d]; not copied. */
  double[][] projection() {
    return b;
  }

  /** Number of features. */
  public int features() {
    return b.length;
  }

  /**
   * @param row features x, standardised as those it was fitted on
   * @return y = B^T x
   */
  public double[] apply(double[] row) {
    double[] projected = new double[b.length];
    for (int i = 0; i < b.length; i++) {
      for (int j = 0; j <= i; j++) {
        projected[j] += b[i][j] * row[i];
      }
    }
    return projected;
  }

  void save(Path folder) {
    Npz.writeDoubles(folder.resolve(FILE), Map.of("projection", b));
  }

  /** What {@link #save} wrote into a model folder, if anything. */
  static Optional<Wccn> find(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Npz.Array projection = Npz.read(file).get("projection");
    if (projection == null || projection.shape().length != 2) {
      throw new SerlabException(file + " does not hold a projection: make the model again.");
    }
    return Optional.of(new Wccn(projection.rows()));
  }
}
