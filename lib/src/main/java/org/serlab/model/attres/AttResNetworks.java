package org.serlab.model.attres;

import ai.djl.basicmodelzoo.cv.classification.AlexNet;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.serlab.model.NetworkFactory;
import org.serlab.nn.ChannelsLast;
import org.serlab.nn.HyperParameters;

/** The networks of the Att-Res paper under the names of its tables. */
public final class AttResNetworks {
  private AttResNetworks() {}

  /** Table 1's six variants, and the four networks that Table 2 sets beside them. */
  public static Map<String, Supplier<NetworkFactory>> all() {
    Map<String, Supplier<NetworkFactory>> networks = new LinkedHashMap<>();
    for (AttRes.Variant variant : AttRes.Variant.values()) {
      networks.put(variant.row(), () -> new Attending(variant));
    }
    networks.put("CNN", () -> (settings, rows, columns, n) -> new SequenceNetwork(false, n));
    networks.put("LSTM+CNN", () -> (settings, rows, columns, n) -> new SequenceNetwork(true, n));
    networks.put("AlexNet", () -> (settings, rows, columns, n) -> alexNet(n));
    networks.put("ResNet-18", () -> (settings, rows, columns, n) -> onImages(ResNet18.of(n)));
    return networks;
  }

  /** A variant of Table 1; hyper-parameter {@code rescaled} says which form of the attention. */
  private record Attending(AttRes.Variant variant) implements NetworkFactory {
    @Override
    public Block create(HyperParameters settings, int rows, int columns, int classes) {
      return new AttRes(variant, settings.flag("rescaled"), classes);
    }

    @Override
    public Map<String, Object> defaults() {
      return Map.of("rescaled", false);
    }
  }

  /** The engine's own AlexNet, on one channel. */
  private static Block alexNet(int classes) {
    return onImages(AlexNet.alexNet(AlexNet.builder().setOutSize(classes)));
  }

  /** Spectrograms (N, rows, columns) become images with one channel (N, 1, rows, columns). */
  private static Block onImages(Block network) {
    return new SequentialBlock()
        .add(x -> new NDList(ChannelsLast.of(x.get(0).expandDims(1))))
        .add(network);
  }
}
