package org.serlab.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.common.tree.AbstractTrainingNode;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;

/**
 * A node of a tree that grows: the rows of the bag that come to it. It splits as Tribuo's own nodes
 * do: at the midpoint between two neighbouring values that leaves the least Gini impurity, of
 * equals the first in the order in which the features were drawn.
 */
final class PresortedNode extends AbstractTrainingNode<Label> {
  private static final long serialVersionUID = 1;
  private static final GiniIndex GINI = new GiniIndex();

  /** More than rounding can make of an impurity, which is below 1. */
  private static final double ROUNDING = 1e-6;

  private final transient FeatureRanks ranks;
  private transient int[] rows;
  private final float[] counts;
  private final float weight;

  private PresortedNode(
      FeatureRanks ranks, int[] rows, float[] counts, int depth, LeafDeterminer leaves) {
    super(depth, rows.length, leaves);
    this.ranks = ranks;
    this.rows = rows;
    this.counts = counts;
    this.weight = sum(counts);
    this.impurityScore = GINI.impurity(counts);
  }

  /** The whole bag. */
  static PresortedNode root(FeatureRanks ranks, Dataset<Label> bag, LeafDeterminer leaves) {
    int[] rows = new int[bag.size()];
    float[] counts = new float[ranks.names().length];
    int next = 0;
    for (Example<Label> example : bag) {
      int row = ranks.rows().get(example);
      rows[next++] = row;
      counts[ranks.labels()[row]] += ranks.weights()[row];
    }
    return new PresortedNode(ranks, rows, counts, 0, leaves);
  }

  /** Where a node may be split. */
  private record Cut(int feature, int below, double value, float[] less, float[] greater) {}

  @Override
  public List<AbstractTrainingNode<Label>> buildTree(
      int[] features, SplittableRandom random, boolean randomSplits) {
    Cut best = null;
    double least = impurityScore;
    int[] copies = new int[ranks.labels().length]; // how often each row is in this node
    for (int row : rows) {
      copies[row]++;
    }
    float[] less = new float[counts.length];
    float[] greater = new float[counts.length];
    for (int feature : features) {
      int[] rank = ranks.ranks()[feature];
      Arrays.fill(less, 0);
      System.arraycopy(counts, 0, greater, 0, counts.length);
      int before = -1; // rank of the last row that was seen
      for (int row : ranks.order()[feature]) {
        if (copies[row] == 0) {
          continue;
        }
        if (before >= 0 && rank[row] != before && mayBeLess(less, greater, least)) {
          double impurity = (GINI.impurityWeighted(less) + GINI.impurityWeighted(greater)) / weight;
          if (impurity < least) {
            least = impurity;
            double[] values = ranks.values()[feature];
            double middle = (values[before] + values[rank[row]]) / 2;
            best = new Cut(feature, before, middle, less.clone(), greater.clone());
          }
        }
        before = rank[row];
        int label = ranks.labels()[row];
        for (int i = 0; i < copies[row]; i++) {
          less[label] += ranks.weights()[row];
          greater[label] -= ranks.weights()[row];
        }
      }
    }
    boolean enough =
        best != null
            && weight * (impurityScore - least) >= leafDeterminer.getScaledMinImpurityDecrease();
    List<AbstractTrainingNode<Label>> children = enough ? cut(best) : List.of();
    rows = null;
    return children;
  }

  /**
   * Whether the impurity of a split may be below a bound, by the quick formula 1 - (sum of
   * squares); only then it is computed as Tribuo does, whose rounding decides between equals.
   */
  private boolean mayBeLess(float[] less, float[] greater, double bound) {
    double below = 0;
    double above = 0;
    double belowSquares = 0;
    double aboveSquares = 0;
    for (int c = 0; c < less.length; c++) {
      below += less[c];
      above += greater[c];
      belowSquares += (double) less[c] * less[c];
      aboveSquares += (double) greater[c] * greater[c];
    }
    double impurity = 1 - (belowSquares / below + aboveSquares / above) / weight;
    return impurity < bound + ROUNDING;
  }

  private List<AbstractTrainingNode<Label>> cut(Cut best) {
    split = true;
    splitID = best.feature();
    splitValue = best.value();
    int[] rank = ranks.ranks()[splitID];
    List<AbstractTrainingNode<Label>> children = new ArrayList<>();
    lessThanOrEqual = child(best.less(), rank, 0, best.below(), children);
    greaterThan = child(best.greater(), rank, best.below() + 1, Integer.MAX_VALUE, children);
    return children;
  }

  /** A leaf, or a node for the rows whose rank lies in a range. */
  private Node<Label> child(
      float[] part, int[] rank, int low, int high, List<AbstractTrainingNode<Label>> children) {
    double impurity = GINI.impurity(part);
    if (shouldMakeLeaf(impurity, sum(part))) {
      return leaf(impurity, part);
    }
    int[] own = Arrays.stream(rows).filter(row -> rank[row] >= low && rank[row] <= high).toArray();
    PresortedNode node = new PresortedNode(ranks, own, part, depth + 1, leafDeterminer);
    children.add(node);
    return node;
  }

  private LeafNode<Label> leaf(double impurity, float[] weights) {
    float all = sum(weights);
    Map<String, Label> shares = new LinkedHashMap<>();
    Label most = null;
    for (int c = 0; c < weights.length; c++) {
      Label label = new Label(ranks.names()[c], weights[c] / (double) all);
      shares.put(label.getLabel(), label);
      most = most == null || label.getScore() > most.getScore() ? label : most;
    }
    return new LeafNode<>(impurity, most, shares, true);
  }

  private static float sum(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  @Override
  public Node<Label> convertTree() {
    return split ? createSplitNode() : leaf(impurityScore, counts);
  }

  @Override
  public float getWeightSum() {
    return weight;
  }

  @Override
  public double getImpurity() {
    return impurityScore;
  }
}
