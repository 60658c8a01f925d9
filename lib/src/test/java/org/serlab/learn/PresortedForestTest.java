package org.serlab.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.provenance.SimpleDataSourceProvenance;

class PresortedForestTest {
  // Kept, since the logging framework forgets a logger's level with the logger.
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  static {
    TRIBUO.setLevel(Level.WARNING);
  }

  /**
   * Tree by tree the same as Tribuo's own trainer grows: on values that are all different, on few
   * different ones (many ties, repeated examples), on a constant feature, shallow and deep.
   */
  @ParameterizedTest
  @CsvSource({"90, 12, 5, 1, 0.3, 0", "200, 30, 1000, 1, 0.2, 3", "150, 7, 4, 6, 0.9, 2"})
  void growsTribuosOwnTrees(
      int examples, int features, int depth, float leafWeight, float share, int levels) {
    Dataset<Label> data = data(examples, features, levels);
    int trees = 12;
    var own =
        new RandomForestTrainer<>(
            new CARTClassificationTrainer(depth, leafWeight, 0f, share, new GiniIndex(), 5),
            new VotingCombiner(),
            trees,
            5);
    var presorted = PresortedForest.of(trees, depth, leafWeight, share, 5);
    var expected = (WeightedEnsembleModel<Label>) own.train(data);
    var actual = (WeightedEnsembleModel<Label>) presorted.train(data);
    assertThat(actual.getModels()).hasSize(trees);
    int splits = 0;
    for (int i = 0; i < trees; i++) {
      String tree = text(actual.getModels().get(i));
      assertThat(tree).as("tree %d", i).isEqualTo(text(expected.getModels().get(i)));
      splits += tree.split("SplitNode", -1).length - 1;
    }
    assertThat(splits).isGreaterThan(trees * 3);
    ForestVotes votes = ForestVotes.of(expected).orElseThrow();
    for (Example<Label> example : data(40, features, levels)) {
      Map<String, Double> shares = votes.shares(example);
      expected
          .predict(example)
          .getOutputScores()
          .forEach(
              (name, label) ->
                  assertThat(shares.getOrDefault(name, 0.0)).isEqualTo(label.getScore()));
    }
  }

  private static String text(Model<Label> tree) {
    return ((TreeModel<Label>) tree).getRoot().toString();
  }

  private static Dataset<Label> data(int examples, int features, int levels) {
    Random random = new Random(8);
    var source = new SimpleDataSourceProvenance("made up", new LabelFactory());
    MutableDataset<Label> data = new MutableDataset<>(source, new LabelFactory());
    for (int i = 0; i < examples; i++) {
      int label = random.nextInt(4);
      double[] values = new double[features];
      for (int f = 0; f < features - 1; f++) {
        double value = random.nextGaussian() + (f % 4 == label ? 1 : 0);
        values[f] = levels == 0 ? value : Math.rint(value * levels) / levels + 0.0; // no -0
      }
      values[features - 1] = 3; // constant
      for (int copy = 0; copy <= i % 3; copy++) {
        data.add(TribuoClassifier.example(new Label("class " + label), values));
      }
    }
    return data;
  }
}
