package org.serlab.model.crosslanguage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.serlab.SerlabException;
import org.serlab.nn.DeepWccn;
import org.serlab.nn.HyperParameters;
import org.serlab.nn.MovingWccn;
import org.serlab.nn.WccnLayer;

/**
 * The classifier and the output network of figure 1: a fully connected layer, ReLU, dropout,
 * Deep-WCCN, normalisation, a linear layer. (N, D) features of utterances become (N, C) logits.
 *
 * <p>The paper's "layer normalisation" is described as giving unit length, which the layer of that
 * name does not do. Taken is the layer of that name; unit length is an option.
 */
public final class EmotionHead extends AbstractBlock {
  private final Linear reduction;
  private final float dropout;
  private final Optional<WccnLayer> wccn;
  private final Normalisation normalisation;
  private final Optional<LayerNorm> layerNorm;
  private final Linear output;

  /** What is done with Deep-WCCN's output. */
  public enum Normalisation {
    /** The layer of that name, with a scale and a shift that are learned. */
    LAYER,
    /** Division by the Euclidean length. */
    UNIT_LENGTH,
    /** Nothing. */
    NONE
  }

  /**
   * @param hidden width of the fully connected layer, 192 in the paper
   * @param dropout share of its outputs that training leaves out
   * @param wccn the layer that whitens them; empty for none
   * @param normalisation of what comes out of it
   * @param classes C
   */
  public EmotionHead(
      int hidden,
      double dropout,
      Optional<WccnLayer> wccn,
      Normalisation normalisation,
      int classes) {
    this.dropout = (float) dropout;
    this.wccn = wccn;
    this.normalisation = normalisation;
    reduction = addChildBlock("reduction", Linear.builder().setUnits(hidden).build());
    wccn.ifPresent(layer -> addChildBlock("wccn", layer));
    layerNorm =
        normalisation == Normalisation.LAYER
            ? Optional.of(addChildBlock("norm", LayerNorm.builder().axis(1).build()))
            : Optional.empty();
    output = addChildBlock("output", Linear.builder().setUnits(classes).build());
  }

  /** Hyper-parameters with their defaults; see {@link #of}. */
  static Map<String, Object> defaults() {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("hidden", 192);
    defaults.put("dropout", 0.05);
    defaults.put("wccn", "deep");
    defaults.put("counting", "own");
    defaults.put("smoothing", 0.5);
    defaults.put("momentum", 0.1);
    defaults.put("normalisation", "layer");
    return defaults;
  }

  /**
   * @param settings {@code hidden}; {@code dropout}; {@code wccn} deep, moving or none; {@code
   *     counting} own, own-single-as-zero or global (deep); {@code smoothing} (deep and moving);
   *     {@code momentum} (moving); {@code normalisation} layer, unit-length or none
   * @param classes C
   */
  static EmotionHead of(HyperParameters settings, int classes) {
    double smoothing = settings.number("smoothing", 1);
    Optional<WccnLayer> wccn =
        switch (settings.text("wccn")) {
          case "deep" -> Optional.of(new DeepWccn(classes, smoothing, counting(settings)));
          case "moving" ->
              Optional.of(new MovingWccn(classes, smoothing, settings.positive("momentum", 1)));
          case "none" -> Optional.empty();
          default -> throw unknown("wccn", settings, "deep, moving or none");
        };
    Normalisation normalisation =
        switch (settings.text("normalisation")) {
          case "layer" -> Normalisation.LAYER;
          case "unit-length" -> Normalisation.UNIT_LENGTH;
          case "none" -> Normalisation.NONE;
          default -> throw unknown("normalisation", settings, "layer, unit-length or none");
        };
    return new EmotionHead(
        settings.count("hidden"), settings.number("dropout", 1), wccn, normalisation, classes);
  }

  private static DeepWccn.Counting counting(HyperParameters settings) {
    return switch (settings.text("counting")) {
      case "own" -> DeepWccn.Counting.OWN;
      case "own-single-as-zero" -> DeepWccn.Counting.OWN_SINGLE_AS_ZERO;
      case "global" -> DeepWccn.Counting.GLOBAL;
      default -> throw unknown("counting", settings, "own, own-single-as-zero or global");
    };
  }

  static SerlabException unknown(String key, HyperParameters settings, String known) {
    return new SerlabException(
        "The hyper-parameter %s is %s but should be %s.".formatted(key, settings.text(key), known));
  }

  /** The layer that whitens; empty if there is none. */
  public Optional<WccnLayer> wccn() {
    return wccn;
  }

  /**
   * What the output layer gets (figure 5), in inference mode.
   *
   * @param store parameters
   * @param x (N, D)
   * @return (N, hidden)
   */
  public NDArray embeddings(ParameterStore store, NDArray x) {
    NDArray features = features(store, x, false);
    return normalised(store, wccn.isEmpty() ? features : one(wccn.get(), store, features), false);
  }

  /** The intermediate feature vector, which Deep-WCCN gets. */
  private NDArray features(ParameterStore store, NDArray x, boolean training) {
    NDArray features = Activation.relu(reduction.forward(store, new NDList(x), training).head());
    return training && dropout > 0 ? Dropout.dropout(features, dropout, true).head() : features;
  }

  private NDArray normalised(ParameterStore store, NDArray y, boolean training) {
    return switch (normalisation) {
      case LAYER -> layerNorm.orElseThrow().forward(store, new NDList(y), training).head();
      case UNIT_LENGTH -> y.div(y.square().sum(new int[] {1}, true).add(1e-12).sqrt());
      case NONE -> y;
    };
  }

  private static NDArray one(Block block, ParameterStore store, NDArray x) {
    return block.forward(store, new NDList(x), false).head();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> more) {
    NDArray y = features(store, inputs.head(), training);
    if (wccn.isPresent()) {
      y = wccn.get().forward(store, new NDList(y), training).head();
    }
    return output.forward(store, new NDList(normalised(store, y, training)), training);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, NDList labels, PairList<String, Object> more) {
    NDArray y = features(store, inputs.head(), true);
    if (wccn.isPresent()) {
      y = wccn.get().forward(store, new NDList(y), labels, null).head();
    }
    return output.forward(store, new NDList(normalised(store, y, true)), true);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    reduction.initialize(manager, type, inputs);
    Shape hidden = reduction.getOutputShapes(inputs)[0];
    wccn.ifPresent(layer -> layer.initialize(manager, type, hidden));
    layerNorm.ifPresent(layer -> layer.initialize(manager, type, hidden));
    output.initialize(manager, type, hidden);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return output.getOutputShapes(reduction.getOutputShapes(inputs));
  }
}
