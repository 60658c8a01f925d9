package org.serlab.model.wav2vec2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.serlab.nn.TorchScript;

/**
 * Multi-head self-attention (Vaswani et al. 2017): per head {@code softmax(q k' / sqrt(d)) v} with
 * d = H / heads, the heads joined and projected. (B, T, H) keeps its shape. A second input (B, 1,
 * 1, T) is added to the scores of the keys: the lowest number there is keeps a key from being
 * attended.
 */
public final class SelfAttention extends AbstractBlock {
  /** By heads and dropout; modules are never freed, so the layers share them. */
  private static final Map<String, TorchScript> KNOWN = new ConcurrentHashMap<>();

  private final Wav2Vec2Settings settings;
  private final Linear keys;
  private final Linear values;
  private final Linear queries;
  private final Linear output;

  /**
   * @param settings of the network
   */
  public SelfAttention(Wav2Vec2Settings settings) {
    this.settings = settings;
    keys = addChildBlock("k_proj", Parts.linear(settings.hidden()));
    values = addChildBlock("v_proj", Parts.linear(settings.hidden()));
    queries = addChildBlock("q_proj", Parts.linear(settings.hidden()));
    output = addChildBlock("out_proj", Parts.linear(settings.hidden()));
  }

  private static TorchScript heads(int heads, double dropout, boolean masked) {
    return KNOWN.computeIfAbsent(
        heads + " " + dropout + " " + masked, key -> script(heads, dropout, masked));
  }

  private static TorchScript script(int heads, double dropout, boolean masked) {
    String split = "torch.transpose(torch.unflatten(%s, 2, [" + heads + ", -1]), 1, 2)";
    return TorchScript.ofBody(
        "q: Tensor, k: Tensor, v: Tensor" + (masked ? ", m: Tensor" : ""),
        "q = " + split.formatted("q"), // (B, heads, T, d)
        "k = " + split.formatted("k"),
        "v = " + split.formatted("v"),
        "y = torch.scaled_dot_product_attention(q, k, v, %s, %s)"
            .formatted(masked ? "m" : "None", dropout),
        "return torch.flatten(torch.transpose(y, 1, 2), 2, 3)"); // (B, T, H)
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray x = inputs.get(0);
    NDArray q = Parts.apply(queries, store, x, training);
    NDArray k = Parts.apply(keys, store, x, training);
    NDArray v = Parts.apply(values, store, x, training);
    boolean masked = inputs.size() > 1;
    TorchScript heads =
        heads(settings.heads(), training ? settings.dropouts().attention() : 0, masked);
    NDArray joined = masked ? heads.apply(q, k, v, inputs.get(1)) : heads.apply(q, k, v);
    return new NDList(Parts.apply(output, store, joined, training));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return new Shape[] {shapes[0]};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    for (Linear linear : new Linear[] {keys, values, queries, output}) {
      Parts.initialise(linear, manager, type, settings.hidden());
    }
  }
}
