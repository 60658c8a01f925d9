package org.serlab.learn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.serlab.SerlabException;
import org.serlab.nn.HyperParameters;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.libsvm.LibSVMClassificationTrainer;
import org.tribuo.classification.libsvm.SVMClassificationType;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.libsvm.KernelType;
import org.tribuo.common.libsvm.SVMParameters;
import org.tribuo.common.nearest.KNNModel;
import org.tribuo.common.nearest.KNNTrainer;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.math.optimisers.AdaGrad;

/** The classical learners and their hyper-parameters. */
enum TribuoKind {
  /** Random forest: bagged CART trees, probabilities are shares of votes. */
  RANDOM_FOREST(
      "trees", 100L, "featureShare", 0.0, "maximumDepth", 1000L, "minimumLeafWeight", 1.0) {
    @Override
    Trainer<Label> trainer(HyperParameters settings, int features, long seed) {
      double share = settings.number("featureShare", 1);
      double used = share == 0 ? Math.min(1, Math.sqrt(features) / features) : share;
      return PresortedForest.of(
          settings.count("trees"),
          settings.count("maximumDepth"),
          (float) settings.number("minimumLeafWeight"),
          (float) used,
          seed);
    }
  },
  /** Support vector machine, linear kernel; probabilities by Platt's method (LibSVM). */
  LINEAR_SVM("cost", 1.0) {
    @Override
    Trainer<Label> trainer(HyperParameters settings, int features, long seed) {
      return svm(KernelType.LINEAR, settings.number("cost"), 1, seed);
    }
  },
  /** Support vector machine, kernel exp(-gamma |x - y|²); gamma 0 stands for 1 / features. */
  RBF_SVM("cost", 1.0, "gamma", 0.0) {
    @Override
    Trainer<Label> trainer(HyperParameters settings, int features, long seed) {
      double gamma = settings.number("gamma");
      double width = gamma == 0 ? 1.0 / features : gamma;
      return svm(KernelType.RBF, settings.number("cost"), width, seed);
    }
  },
  /** Multinomial logistic regression, by stochastic gradients with AdaGrad. */
  LOGISTIC_REGRESSION("epochs", 50L, "learningRate", 0.1, "batchSize", 1L) {
    @Override
    Trainer<Label> trainer(HyperParameters settings, int features, long seed) {
      var optimiser = new AdaGrad(settings.number("learningRate"), 0.1);
      int never = -1; // logging interval
      return new LinearSGDTrainer(
          new LogMulticlass(),
          optimiser,
          settings.count("epochs"),
          never,
          settings.count("batchSize"),
          seed);
    }
  },
  /** The k nearest neighbours by Euclidean distance; probabilities are shares of them. */
  K_NEAREST_NEIGHBOURS("neighbours", 5L) {
    @Override
    Trainer<Label> trainer(HyperParameters settings, int features, long seed) {
      return new KNNTrainer<>(
          settings.count("neighbours"),
          DistanceType.L2.getDistance(),
          1,
          new VotingCombiner(),
          KNNModel.Backend.STREAMS,
          NeighboursQueryFactoryType.BRUTE_FORCE);
    }
  },
  /** Gradient-boosted trees (XGBoost), one thread. */
  GRADIENT_BOOSTING(
      "trees",
      100L,
      "learningRate",
      0.3,
      "maximumDepth",
      6L,
      "rowShare",
      1.0,
      "featureShare",
      1.0) {
    @Override
    Trainer<Label> trainer(HyperParameters settings, int features, long seed) {
      return new XGBoostClassificationTrainer(
          settings.count("trees"),
          settings.number("learningRate", 1),
          0, // least loss reduction of a split
          settings.count("maximumDepth"),
          1, // least weight of a leaf
          settings.number("rowShare", 1),
          settings.number("featureShare", 1),
          1, // L2 penalty
          0, // L1 penalty
          1, // threads
          true,
          seed);
    }
  };

  /** Hyper-parameter: smoothing of within-class covariance normalisation, which it switches on. */
  static final String WCCN = "wccnSmoothing";

  /** Hyper-parameter: whether every class counts alike, {@code balanced}, or every example. */
  static final String CLASS_WEIGHTS = "classWeights";

  /** Hyper-parameter: how settings are searched, {@code grid} or {@code random}. */
  static final String SEARCH = "search";

  private final Map<String, Object> own = new LinkedHashMap<>();

  TribuoKind(Object... settings) {
    for (int i = 0; i < settings.length; i += 2) {
      own.put((String) settings[i], settings[i + 1]);
    }
  }

  /** The word in conditions, such as {@code random-forest}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Every hyper-parameter with its default. What may be added (WCCN, class weights, a search) is
   * among them only where it is given, so that conditions without it stay what they were.
   */
  Map<String, Object> defaults(Map<String, Object> given) {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put(Learners.LEARNER, word());
    defaults.put("scaling", "standard");
    defaults.putAll(own);
    if (given.containsKey(WCCN)) {
      defaults.put(WCCN, 0.0);
    }
    if (given.containsKey(CLASS_WEIGHTS) && honoursWeights()) {
      defaults.put(CLASS_WEIGHTS, "none");
    }
    if (given.containsKey(SEARCH)) {
      defaults.putAll(HyperParameterSearch.DEFAULTS);
    }
    return defaults;
  }

  /** Whether class weights change its answers. */
  private boolean honoursWeights() {
    return this == RANDOM_FOREST || this == LOGISTIC_REGRESSION || this == GRADIENT_BOOSTING;
  }

  /**
   * @param settings complete
   * @param features number of features
   * @param seed fixes all chance
   */
  abstract Trainer<Label> trainer(HyperParameters settings, int features, long seed);

  static TribuoKind of(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new SerlabException(
                    "There is no learner %s: known are %s, %s, and file:PATH for one of your own."
                        .formatted(
                            word,
                            Learners.NETWORK,
                            Arrays.stream(values())
                                .map(TribuoKind::word)
                                .collect(Collectors.joining(", ")))));
  }

  private static Trainer<Label> svm(KernelType kernel, double cost, double gamma, long seed) {
    SVMParameters<Label> parameters =
        new SVMParameters<>(new SVMClassificationType(SVMClassificationType.SVMMode.C_SVC), kernel);
    parameters.setCost(cost);
    parameters.setGamma(gamma);
    parameters.setProbability();
    return new LibSVMClassificationTrainer(parameters, seed);
  }
}
