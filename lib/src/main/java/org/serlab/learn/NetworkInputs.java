package org.serlab.learn;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.serlab.feature.Matrix;
import org.serlab.model.Preparing;

/** What a network gets of utterances, prepared by itself where it does so. */
final class NetworkInputs {
  private final Block network;
  private final InputSize size;
  private final Batch batch;

  /**
   * @param network takes what is made here
   * @param size of the features it was made for
   */
  NetworkInputs(Block network, InputSize size) {
    this.network = network;
    this.size = size;
    batch = new Batch(size);
  }

  /**
   * As training sees them.
   *
   * @param random for what is random in the preparation
   * @return valid until the next call
   */
  NDList training(NDManager manager, List<Matrix> features, Random random) {
    if (!(network instanceof Preparing preparing)) {
      return batch.inputs(manager, features);
    }
    List<Preparing.Prepared> prepared = new ArrayList<>();
    features.forEach(one -> prepared.add(preparing.forTraining(one, random)));
    return together(manager, prepared);
  }

  /**
   * As prediction sees them.
   *
   * @return valid until the next call
   * @throws org.serlab.SerlabException if features are of another size than the network's
   */
  NDList prediction(NDManager manager, List<Matrix> features) {
    if (!(network instanceof Preparing preparing)) {
      features.forEach(size::check);
      return batch.inputs(manager, features);
    }
    // What a network prepares itself may be of any length, even if all it was trained on was not.
    features.forEach(new InputSize(size.rows(), 0)::check);
    return together(manager, features.stream().map(preparing::forPrediction).toList());
  }

  private NDList together(NDManager manager, List<Preparing.Prepared> prepared) {
    List<Matrix> features = prepared.stream().map(Preparing.Prepared::features).toList();
    NDList inputs = new NDList(batch.inputs(manager, features).head());
    float[] lengths = new float[prepared.size()];
    for (int n = 0; n < lengths.length; n++) {
      lengths[n] = prepared.get(n).length();
    }
    inputs.add(manager.create(lengths));
    return inputs;
  }
}
