package org.serlab.learn;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.serlab.feature.Matrix;
import org.serlab.nn.Torch;

/** Puts utterances together for one step after the other. Not safe for several threads. */
final class Batch {
  private final InputSize size;
  private ByteBuffer memory = ByteBuffer.allocateDirect(0);

  Batch(InputSize size) {
    this.size = size;
  }

  /**
   * An epoch's batches, shuffled by (seed, epoch). A last batch of a single utterance joins the one
   * before, since batch normalisation cannot learn from one.
   */
  static List<List<Sample>> shuffled(List<Sample> samples, int size, long seed, int epoch) {
    List<Sample> order = new ArrayList<>(samples);
    Random random = new Random(Torch.mix(seed, -epoch));
    for (int i = order.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      Sample sample = order.get(i);
      order.set(i, order.get(other));
      order.set(other, sample);
    }
    return cut(order, size);
  }

  /**
   * The same for utterances of different lengths of which none is to be filled up much: neighbours
   * in length together, whose lengths are taken as up to a twentieth more or less than they are, so
   * that the batches differ from epoch to epoch; then the batches are shuffled.
   */
  static List<List<Sample>> ofLikeLength(List<Sample> samples, int size, long seed, int epoch) {
    Random random = new Random(Torch.mix(seed, -epoch));
    Map<Sample, Double> lengths = new IdentityHashMap<>();
    for (Sample sample : samples) {
      lengths.put(sample, sample.features().columns() * (1 + (random.nextDouble() - 0.5) / 10));
    }
    List<Sample> order = new ArrayList<>(samples);
    order.sort(Comparator.comparingDouble(lengths::get));
    List<List<Sample>> batches = cut(order, size);
    Collections.shuffle(batches, random);
    return batches;
  }

  private static List<List<Sample>> cut(List<Sample> order, int size) {
    List<List<Sample>> batches = new ArrayList<>();
    for (int start = 0; start < order.size(); ) {
      int end = Math.min(start + size, order.size());
      if (order.size() - end == 1) {
        end++;
      }
      batches.add(order.subList(start, end));
      start = end;
    }
    return batches;
  }

  /** Number of batches that {@link #shuffled} and {@link #ofLikeLength} make of so many samples. */
  static int count(int samples, int size) {
    if (size == 1) {
      return Math.max(1, samples - 1); // the last two together
    }
    int whole = samples / size;
    int rest = samples % size;
    return whole + (rest > 1 || rest == 1 && whole == 0 ? 1 : 0);
  }

  /**
   * @param features one matrix per utterance
   * @return (N, rows, columns), shorter ones filled up with zeros at the end; where sizes vary also
   *     the lengths (N). Valid until the next call: the memory is used again.
   */
  NDList inputs(NDManager manager, List<Matrix> features) {
    int rows = features.stream().mapToInt(Matrix::rows).max().orElseThrow();
    int columns = features.stream().mapToInt(Matrix::columns).max().orElseThrow();
    int bytes = Math.multiplyExact(4 * features.size(), Math.multiplyExact(rows, columns));
    if (memory.capacity() < bytes) {
      memory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    ByteBuffer used = memory.duplicate().order(ByteOrder.nativeOrder()).limit(bytes);
    FloatBuffer values = used.asFloatBuffer();
    float[] lengths = new float[features.size()];
    for (int n = 0; n < features.size(); n++) {
      Matrix matrix = features.get(n);
      for (int row = 0; row < rows; row++) {
        int there = row < matrix.rows() ? matrix.columns() : 0;
        values.put(
            matrix.values(), Math.min(row * matrix.columns(), matrix.values().length), there);
        for (int column = there; column < columns; column++) {
          values.put(0);
        }
      }
      lengths[n] = size.length(matrix);
    }
    // A view of the direct buffer, not a copy.
    NDList inputs =
        new NDList(
            manager.create(used, new Shape(features.size(), rows, columns), DataType.FLOAT32));
    if (size.varies()) {
      inputs.add(manager.create(lengths));
    }
    return inputs;
  }

  /** Shapes with which a network is initialised; weights do not depend on what varies. */
  static Shape[] shapes(InputSize size) {
    int any = 1024;
    Shape features =
        new Shape(
            1, size.rows() == 0 ? any : size.rows(), size.columns() == 0 ? any : size.columns());
    return size.varies() ? new Shape[] {features, new Shape(1)} : new Shape[] {features};
  }
}
