package org.serlab.nn;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.util.Pair;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names of a network's parameters as PyTorch spells them: the children's names joined by points,
 * without the numbers that DJL puts in front, and {@code weight} and {@code bias} where DJL's
 * normalisations say gamma and beta. A network whose blocks call their children as another
 * implementation does has the names of that one's weight files.
 */
public final class TorchNames {
  private TorchNames() {}

  /**
   * @param network any network, initialised or not
   * @return its parameters, in its order
   */
  public static Map<String, Parameter> of(Block network) {
    Map<String, Parameter> names = new LinkedHashMap<>();
    collect(network, "", names);
    return names;
  }

  private static void collect(Block block, String path, Map<String, Parameter> names) {
    for (Pair<String, Parameter> own : block.getDirectParameters()) {
      String name = own.getKey();
      if (block instanceof LayerNorm) {
        name = name.equals("gamma") ? "weight" : "bias";
      }
      names.put(path + name, own.getValue());
    }
    for (Pair<String, Block> child : block.getChildren()) {
      String name = child.getKey().replaceFirst("^\\d+", "");
      collect(child.getValue(), path + name + ".", names);
    }
  }
}
