import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.serlab.model.NetworkFactory;
import org.serlab.nn.ChannelsLast;
import org.serlab.nn.HyperParameters;

/**
 * A variant of att-Res in a file of one's own: attention scores a position by its neighbourhood
 * instead of by itself alone. Hyper-parameter {@code kernel} is the neighbourhood's width; with 1
 * it is the rescaled att-Res. Change anything: a changed file is another model, with records of its
 * own.
 */
public final class WideAttention implements NetworkFactory {
  @Override
  public Map<String, Object> defaults() {
    return Map.of("kernel", 7);
  }

  @Override
  public Block create(HyperParameters settings, int rows, int columns, int classes) {
    int kernel = settings.count("kernel");
    return new SequentialBlock()
        .add(x -> new NDList(ChannelsLast.of(x.get(0).expandDims(1)))) // (B, 1, 128, 128)
        .add(stage(32, 1, Blocks.identityBlock())) // (B, 32, 64, 64)
        .add(stage(64, 2, attention(kernel))) // (B, 64, 16, 16)
        .add(stage(128, 2, attention(kernel))) // (B, 128, 4, 4)
        .add(Pool.globalAvgPool2dBlock())
        .add(Linear.builder().setUnits(classes).build());
  }

  private static Block stage(int channels, int stride, Block attention) {
    SequentialBlock branch =
        new SequentialBlock()
            .add(convolution(channels, 3, 1, false))
            .add(BatchNorm.builder().build())
            .add(Activation.reluBlock())
            .add(convolution(channels, 3, 1, false))
            .add(BatchNorm.builder().build())
            .add(attention);
    return new SequentialBlock()
        .add(convolution(channels, 3, stride, false))
        .add(BatchNorm.builder().build())
        .add(Activation.reluBlock())
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(joined(branch, (f, x) -> Activation.relu(f.add(x))));
  }

  private static Block attention(int kernel) {
    SequentialBlock weights =
        new SequentialBlock()
            .add(LambdaBlock.singleton(WideAttention::maximumAndMean)) // (B, 2, H, W)
            .add(convolution(1, kernel, 1, true)) // the paper's kernel is 1
            .add(LambdaBlock.singleton(WideAttention::weights)); // (B, 1, H, W)
    return joined(weights, NDArray::mul);
  }

  private static NDArray maximumAndMean(NDArray f) {
    int[] channels = {1};
    return NDArrays.concat(new NDList(f.max(channels, true), f.mean(channels, true)), 1);
  }

  /** Softmax over positions, times their number: mean weight 1. */
  private static NDArray weights(NDArray scores) {
    long positions = scores.getShape().get(2) * scores.getShape().get(3);
    return scores.reshape(-1, positions).softmax(1).mul(positions).reshape(scores.getShape());
  }

  private static Conv2d convolution(int filters, int kernel, int stride, boolean bias) {
    return Conv2d.builder()
        .setFilters(filters)
        .setKernelShape(new Shape(kernel, kernel))
        .optStride(new Shape(stride, stride))
        .optPadding(new Shape(kernel / 2, kernel / 2))
        .optBias(bias)
        .build();
  }

  /** What a block gives, joined with what it got. */
  private static Block joined(Block block, BinaryOperator<NDArray> how) {
    return new ParallelBlock(
        both -> new NDList(how.apply(both.get(0).get(0), both.get(1).get(0))),
        List.of(block, Blocks.identityBlock()));
  }
}
