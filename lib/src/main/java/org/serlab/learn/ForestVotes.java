package org.serlab.learn;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.math.la.SparseVector;

/**
 * The votes of a forest's trees, as Tribuo's own ensemble counts them, but much faster where there
 * are many features: an utterance is looked up in the feature map once, not once for each tree.
 *
 * @param features of the forest
 * @param roots of its trees
 */
record ForestVotes(ImmutableFeatureMap features, List<Node<Label>> roots) {
  /** Of a forest whose trees vote alike; empty for any other model. */
  static Optional<ForestVotes> of(Model<Label> model) {
    if (!(model instanceof WeightedEnsembleModel<Label> forest)
        || !forest.getModels().stream().allMatch(TreeModel.class::isInstance)) {
      return Optional.empty();
    }
    List<Node<Label>> roots =
        forest.getModels().stream().map(tree -> ((TreeModel<Label>) tree).getRoot()).toList();
    return Optional.of(new ForestVotes(model.getFeatureIDMap(), roots));
  }

  /** Share of the votes that each class gets; none for classes without votes. */
  Map<String, Double> shares(Example<Label> example) {
    SparseVector values = SparseVector.createSparseVector(example, features, false);
    Map<String, Double> shares = new TreeMap<>();
    for (Node<Label> root : roots) {
      Node<Label> node = root;
      for (Node<Label> next = root; next != null; next = node.getNextNode(values)) {
        node = next;
      }
      shares.merge(((LeafNode<Label>) node).getOutput().getLabel(), 1.0, Double::sum);
    }
    shares.replaceAll((label, count) -> count / roots.size());
    return shares;
  }
}
