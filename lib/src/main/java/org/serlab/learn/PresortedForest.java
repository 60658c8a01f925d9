package org.serlab.learn;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.Map;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.AbstractTrainingNode;
import org.tribuo.common.tree.AbstractTrainingNode.LeafDeterminer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.ensemble.EnsembleModel;

/**
 * Tribuo's random forest, grown many times faster: the same trees to the last split. Tribuo sorts
 * every feature anew for each tree and parts all of them at each split; here features are ranked
 * once for the forest, and a node looks at those it may split by.
 */
final class PresortedForest extends RandomForestTrainer<Label> {
  private final Tree tree;

  private PresortedForest(Tree tree, int trees, long seed) {
    super(tree, new VotingCombiner(), trees, seed);
    this.tree = tree;
  }

  /**
   * @param trees number of trees
   * @param maximumDepth of a tree
   * @param minimumLeafWeight of a node, else it is not split
   * @param featureShare share of the features that each split may use
   * @param seed fixes all chance
   */
  static PresortedForest of(
      int trees, int maximumDepth, float minimumLeafWeight, float featureShare, long seed) {
    return new PresortedForest(
        new Tree(maximumDepth, minimumLeafWeight, featureShare, seed), trees, seed);
  }

  @Override
  public EnsembleModel<Label> train(
      Dataset<Label> examples, Map<String, Provenance> provenance, int invocation) {
    tree.ranks = FeatureRanks.of(examples);
    try {
      return super.train(examples, provenance, invocation);
    } finally {
      tree.ranks = null;
    }
  }

  /** Grows one tree on a bag of the examples that were ranked. */
  static final class Tree extends CARTClassificationTrainer {
    private FeatureRanks ranks;

    Tree(int maximumDepth, float minimumLeafWeight, float featureShare, long seed) {
      super(maximumDepth, minimumLeafWeight, 0f, featureShare, new GiniIndex(), seed);
    }

    @Override
    protected AbstractTrainingNode<Label> mkTrainingNode(
        Dataset<Label> examples, LeafDeterminer leaves) {
      return PresortedNode.root(ranks, examples, leaves);
    }
  }
}
