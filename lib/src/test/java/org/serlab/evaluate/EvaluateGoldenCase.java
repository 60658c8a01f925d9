package org.serlab.evaluate;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.serlab.evaluate.ConfusionMatrix.Over;
import org.serlab.feature.Npz;

/** One case of golden/metrics: what this library makes of its inputs, by the golden names. */
record EvaluateGoldenCase(JsonObject json, Map<String, Npz.Array> arrays) {
  String kind() {
    return json.get("kind").getAsString();
  }

  private JsonObject params() {
    return json.getAsJsonObject("params");
  }

  private boolean has(String name) {
    return json.getAsJsonObject("inputs").has(name);
  }

  private Npz.Array array(String name) {
    return arrays.get(json.getAsJsonObject("inputs").get(name).getAsString());
  }

  private double[] values(String name) {
    return array(name).values();
  }

  private boolean[] truths(String name) {
    double[] values = values(name);
    boolean[] truths = new boolean[values.length];
    for (int i = 0; i < truths.length; i++) {
      truths[i] = values[i] != 0;
    }
    return truths;
  }

  private double[] numbers(String name) {
    return params().getAsJsonArray(name).asList().stream()
        .mapToDouble(JsonElement::getAsDouble)
        .toArray();
  }

  Map<String, Object> compute() {
    Map<String, Object> results = new TreeMap<>();
    switch (kind()) {
      case "classification" -> classification(results);
      case "mcnemar" -> mcnemar(results);
      case "paired_tests" -> paired(results);
      case "t_interval" -> {
        double[] x = values("x");
        results.put("mean", StatUtils.mean(x));
        results.put("sd", Math.sqrt(StatUtils.variance(x)));
        for (double level : numbers("levels")) {
          put(results, "", Interval.student(x, level));
        }
      }
      case "wilson_interval" -> {
        for (double level : numbers("levels")) {
          double successes = params().get("successes").getAsDouble();
          put(results, "", Interval.wilson(successes, params().get("n").getAsInt(), level));
        }
      }
      case "effect_size" -> {
        double[] x = values("x");
        double[] y = values("y");
        results.put("cliffs_delta", EffectSize.cliffsDelta(x, y));
        results.put("cohens_d_pooled", EffectSize.cohensD(x, y));
        if (x.length == y.length) {
          double[] d = IntStream.range(0, x.length).mapToDouble(i -> x[i] - y[i]).toArray();
          results.put("cohens_dz_paired", EffectSize.cohensDz(d));
        }
      }
      case "correlation" -> correlation(results);
      case "bootstrap" -> bootstrap(results);
      case "nadeau_bengio" -> {
        double[] d = values("d");
        TestResult test =
            PairedT.corrected(
                d, params().get("n_train").getAsInt(), params().get("n_test").getAsInt());
        results.put("mean", StatUtils.mean(d));
        results.put("variance", StatUtils.variance(d));
        results.put("t", test.statistic());
        results.put("p_two_sided", test.p());
        results.put("df", d.length - 1);
      }
      case "holm" -> {
        double[] adjusted = Holm.adjust(numbers("p"));
        double alpha = params().get("alpha").getAsDouble();
        results.put("adjusted", adjusted);
        results.put("reject", DoubleStream.of(adjusted).map(p -> p <= alpha ? 1 : 0).toArray());
      }
      case "friedman" -> {
        Friedman friedman = Friedman.of(array("scores").rows());
        results.put("chi2", friedman.chiSquared());
        results.put("df", friedman.degrees());
        results.put("p", friedman.p());
        results.put("mean_ranks_best_is_1", friedman.meanRanks());
      }
      case "auc_binary" -> {
        results.put("roc_auc", RankCurves.rocAuc(truths("y"), values("score")));
        results.put("average_precision", RankCurves.averagePrecision(truths("y"), values("score")));
      }
      default -> throw new AssertionError("no such kind: " + kind());
    }
    return results;
  }

  private static void put(Map<String, Object> results, String prefix, Interval interval) {
    long percent = Math.round(100 * interval.level());
    results.put(prefix + "low_" + percent, interval.low());
    results.put(prefix + "high_" + percent, interval.high());
  }

  private void classification(Map<String, Object> results) {
    int classes = json.get("num_classes").getAsInt();
    int[] truth = array("y_true").ints();
    int[] predicted = array("y_pred").ints();
    double[][] proba = array("proba").rows();
    ConfusionMatrix matrix = ConfusionMatrix.of(classes, truth, predicted);
    int[] all = IntStream.range(0, classes).toArray();
    results.put("accuracy", matrix.weightedAccuracy());
    results.put("uar_present_classes", matrix.unweightedAccuracy());
    Map<String, Over> variants =
        Map.of("present", Over.TRUTH, "union", Over.UNION, "all", Over.ALL);
    variants.forEach(
        (name, over) -> {
          String suffix = name + (over == Over.UNION ? "_labels" : "_classes");
          results.put("macro_recall_" + suffix, matrix.macroRecall(over));
          results.put("macro_precision_" + suffix, matrix.macroPrecision(over));
          results.put("macro_f1_" + suffix, matrix.macroF1(over));
        });
    results.put("weighted_f1", matrix.weightedF1());
    results.put("micro_f1", matrix.microF1());
    results.put("per_class_precision", Arrays.stream(all).mapToDouble(matrix::precision).toArray());
    results.put("per_class_recall", Arrays.stream(all).mapToDouble(matrix::recall).toArray());
    results.put("per_class_f1", Arrays.stream(all).mapToDouble(matrix::f1).toArray());
    results.put("support", Arrays.stream(all).mapToDouble(matrix::support).toArray());
    results.put(
        "confusion",
        IntStream.range(0, classes)
            .mapToObj(i -> Arrays.stream(all).mapToDouble(j -> matrix.count(i, j)).toArray())
            .toArray());
    results.put("confusion_row_normalised", matrix.rowNormalised());
    results.put("mcc", matrix.matthews());
    results.put("cohen_kappa", matrix.kappa());
    double clip = params().get("log_loss_clip").getAsDouble();
    results.put("log_loss", Calibration.logLoss(truth, proba, clip));
    int binCount = params().get("ece_bins").getAsInt();
    List<Calibration.Bin> bins = Calibration.bins(truth, predicted, proba, binCount);
    results.put("ece_" + binCount, Calibration.expectedError(bins));
    results.put("mce_" + binCount, Calibration.maximumError(bins));
    results.put("brier_multiclass", Calibration.brier(truth, proba));
    if (classes == 2) {
      boolean[] positive = new boolean[truth.length];
      for (int i = 0; i < truth.length; i++) {
        positive[i] = truth[i] == 1;
      }
      double[] score = Arrays.stream(proba).mapToDouble(row -> row[1]).toArray();
      results.put("roc_auc_binary", RankCurves.rocAuc(positive, score));
    }
    results.put("roc_auc_macro_ovr", RankCurves.rocAucOneVersusRest(truth, proba));
    results.put("roc_auc_weighted_ovr", RankCurves.rocAucOneVersusRestWeighted(truth, proba));
    results.put("roc_auc_macro_ovo", RankCurves.rocAucOneVersusOne(truth, proba));
  }

  private void mcnemar(Map<String, Object> results) {
    McNemar mcnemar = McNemar.of(truths("correct_a"), truths("correct_b"));
    double[][] table = {
      {mcnemar.bothRight(), mcnemar.onlyFirst()}, {mcnemar.onlySecond(), mcnemar.neither()}
    };
    results.put("table", table);
    results.put("only_a_correct", mcnemar.onlyFirst());
    results.put("only_b_correct", mcnemar.onlySecond());
    results.put("exact_p", mcnemar.exactP());
    results.put("chi2", mcnemar.chiSquared(false).statistic());
    results.put("chi2_p", mcnemar.chiSquared(false).p());
    results.put("chi2_corrected", mcnemar.chiSquared(true).statistic());
    results.put("chi2_corrected_p", mcnemar.chiSquared(true).p());
  }

  private void paired(Map<String, Object> results) {
    double[] d = values("d");
    results.put("t", PairedT.test(d, Alternative.TWO_SIDED).statistic());
    results.put("df", d.length - 1);
    results.put("mean_difference", StatUtils.mean(d));
    Wilcoxon wilcoxon = new Wilcoxon(d);
    results.put("w_plus", wilcoxon.plus());
    results.put("w_minus", wilcoxon.minus());
    results.put("wilcoxon_has_zeros", wilcoxon.hasZeros());
    results.put("wilcoxon_has_ties", wilcoxon.hasTies());
    for (Alternative alternative : Alternative.values()) {
      String name = alternative.name().toLowerCase(Locale.ROOT);
      results.put("t_p_" + name, PairedT.test(d, alternative).p());
      results.put("wilcoxon_exact_p_" + name, wilcoxon.exact(alternative).p());
      results.put("wilcoxon_statistic_" + name, wilcoxon.exact(alternative).statistic());
    }
    for (Wilcoxon.Zeros zeros : Wilcoxon.Zeros.values()) {
      String name =
          zeros == Wilcoxon.Zeros.SPLIT ? "zsplit" : zeros.name().toLowerCase(Locale.ROOT);
      TestResult plain = wilcoxon.approximate(zeros, false);
      results.put("wilcoxon_" + name + "_statistic", plain.statistic());
      results.put("wilcoxon_approx_" + name + "_p", plain.p());
      results.put(
          "wilcoxon_approx_" + name + "_corrected_p", wilcoxon.approximate(zeros, true).p());
    }
  }

  private void correlation(Map<String, Object> results) {
    double[] x = values("x");
    double[] y = values("y");
    double pearson = Correlation.pearson(x, y);
    double spearman = Correlation.spearman(x, y);
    results.put("pearson", pearson);
    results.put("pearson_p", Correlation.p(pearson, x.length));
    results.put("spearman", spearman);
    results.put("spearman_p", Correlation.p(spearman, x.length));
    results.put("kendall_tau_b", Correlation.kendall(x, y));
    results.put("concordance_ccc", Correlation.concordance(x, y));
    results.put("mae", Correlation.meanAbsoluteError(x, y));
    results.put("rmse", Correlation.rootMeanSquaredError(x, y));
  }

  private void bootstrap(Map<String, Object> results) {
    int[][] indices =
        Arrays.stream(array("indices").rows())
            .map(row -> Arrays.stream(row).mapToInt(value -> (int) value).toArray())
            .toArray(int[][]::new);
    double[] x = values("x");
    Bootstrap bootstrap = Bootstrap.of(x.length, statistic(x), indices);
    results.put("theta_hat", bootstrap.estimate());
    results.put("standard_error", bootstrap.standardError());
    results.put("bca_z0", bootstrap.biasCorrection());
    results.put("bca_acceleration", bootstrap.acceleration());
    for (double level : numbers("levels")) {
      put(results, "percentile_", bootstrap.percentile(level));
      put(results, "bca_", bootstrap.bca(level));
    }
  }

  private ToDoubleFunction<int[]> statistic(double[] x) {
    double[] y = has("y") ? values("y") : new double[x.length];
    int classes = (int) Math.max(StatUtils.max(x), StatUtils.max(y)) + 1;
    return switch (params().get("statistic").getAsString()) {
      case "mean" -> at -> StatUtils.mean(pick(x, at));
      case "median_of_x" -> at -> new Median().evaluate(pick(x, at));
      case "accuracy" -> at -> confusion(classes, x, y, at).weightedAccuracy();
      case "uar" -> at -> confusion(classes, x, y, at).unweightedAccuracy();
      case "pearson" -> at -> Correlation.pearson(pick(x, at), pick(y, at));
      default -> throw new AssertionError("no such statistic: " + params());
    };
  }

  private static ConfusionMatrix confusion(int classes, double[] x, double[] y, int[] at) {
    return ConfusionMatrix.of(
        classes,
        Arrays.stream(at).map(i -> (int) x[i]).toArray(),
        Arrays.stream(at).map(i -> (int) y[i]).toArray());
  }

  private static double[] pick(double[] values, int[] at) {
    return Arrays.stream(at).mapToDouble(i -> values[i]).toArray();
  }
}
