package org.serlab.model.attres;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import java.util.List;

/**
 * ResNet-18 (He, Zhang, Ren, Sun, "Deep Residual Learning for Image Recognition", 2016, Table 1), a
 * baseline of the paper's Table 2. The engine's own network of that name is built of bottleneck
 * blocks and has a twelfth of the parameters.
 *
 * <p>Images (B, C, 128, 128) become (B, 64, 32, 32) by a 7 x 7 convolution of stride 2 and a
 * pooling, then four stages of two blocks give (B, 64, 32, 32), (B, 128, 16, 16), (B, 256, 8, 8),
 * (B, 512, 4, 4), then the global average and a fully connected layer (B, classes) logits.
 */
final class ResNet18 {
  private ResNet18() {}

  /**
   * @param classes number of emotions
   */
  static Block of(int classes) {
    SequentialBlock network =
        new SequentialBlock()
            .add(AttRes.convolution(64, 7, 2))
            .add(AttRes.normalisation())
            .add(Activation.reluBlock())
            .add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1)));
    for (int channels : new int[] {64, 128, 256, 512}) {
      boolean first = channels == 64;
      network.add(block(channels, first ? 1 : 2)).add(block(channels, 1));
    }
    return network.add(Pool.globalAvgPool2dBlock()).add(Linear.builder().setUnits(classes).build());
  }

  /**
   * Two 3 x 3 convolutions, the input added, ReLU (figure 2 there). Where the stride halves the
   * map, the input passes a 1 x 1 convolution of that stride (option B there).
   */
  private static Block block(int channels, int stride) {
    SequentialBlock branch =
        new SequentialBlock()
            .add(AttRes.convolution(channels, stride))
            .add(AttRes.normalisation())
            .add(Activation.reluBlock())
            .add(AttRes.convolution(channels, 1))
            .add(AttRes.normalisation());
    Block skip =
        stride == 1
            ? Blocks.identityBlock()
            : new SequentialBlock()
                .add(AttRes.convolution(channels, 1, stride))
                .add(AttRes.normalisation());
    return new ParallelBlock(
        paths ->
            new NDList(
                Activation.relu(
                    paths.get(0).singletonOrThrow().add(paths.get(1).singletonOrThrow()))),
        List.of(branch, skip));
  }
}
