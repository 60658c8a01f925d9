package org.serlab.model.attres;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.nn.Weights;

class SequenceNetworkTest {
  /** What lies far behind an utterance's 40 frames changes nothing, unless it belongs to them. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void onlyTheFramesOfAnUtteranceCount(boolean withLstm) {
    try (NDManager manager = NDManager.newBaseManager()) {
      SequenceNetwork network = new SequenceNetwork(withLstm, 4);
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 400, 39), new Shape(1));
      ParameterStore store = new ParameterStore(manager, false);
      NDArray frames = manager.randomNormal(new Shape(1, 40, 39));
      NDArray start = frames.concat(manager.zeros(new Shape(1, 40, 39)), 1);
      NDArray silent = start.concat(manager.zeros(new Shape(1, 320, 39)), 1);
      NDArray loud = start.concat(manager.ones(new Shape(1, 320, 39)).mul(100), 1);
      NDArray few = manager.create(new float[] {40});
      NDArray all = manager.create(new float[] {400});
      float[] expected = logits(network, store, silent, few);
      assertThat(logits(network, store, loud, few))
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(expected);
      float[] changed = logits(network, store, loud, all);
      assertThat(Math.abs(changed[0] - expected[0])).isGreaterThan(1e-3f);
    }
  }

  /** 25 ms give one frame, and the halvings leave one of four. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSingleFrameIsFilledUp(boolean withLstm) {
    try (NDManager manager = NDManager.newBaseManager()) {
      SequenceNetwork network = new SequenceNetwork(withLstm, 4);
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 400, 39), new Shape(1));
      ParameterStore store = new ParameterStore(manager, false);
      NDArray frame = manager.randomNormal(new Shape(1, 1, 39));
      NDArray one = manager.create(new float[] {1});
      NDArray four = frame.concat(manager.zeros(new Shape(1, 3, 39)), 1);
      assertThat(logits(network, store, frame, one)).isEqualTo(logits(network, store, four, one));
    }
  }

  private static float[] logits(
      SequenceNetwork network, ParameterStore store, NDArray frames, NDArray lengths) {
    return network.forward(store, new NDList(frames, lengths), false).get(0).toFloatArray();
  }

  /** By hand: two per channel of each normalisation, convolutions with biases, LSTM, linear. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void weightsAreThoseOfTheDescription(boolean withLstm) {
    try (NDManager manager = NDManager.newBaseManager()) {
      SequenceNetwork network = new SequenceNetwork(withLstm, 6);
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 400, 39), new Shape(1));
      long stages = 2 * 39 + (5 * 39 * 64 + 64) + 2 * 64 + (5 * 64 * 128 + 128) + 2 * 128;
      long recurrent = 4 * (64 * 128 + 64 * 64 + 2 * 64);
      long expected = withLstm ? stages + recurrent + 64 * 6 + 6 : stages + 128 * 6 + 6;
      assertThat(Weights.count(network)).isEqualTo(expected);
    }
  }
}
