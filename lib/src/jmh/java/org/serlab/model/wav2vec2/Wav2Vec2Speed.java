package org.serlab.model.wav2vec2;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.serlab.nn.Adam;
import org.serlab.nn.Gradients;
import org.serlab.nn.Optimiser;
import org.serlab.nn.Step;
import org.serlab.nn.Torch;

/**
 * The base network on noise, nothing dropped: one forward pass, or one step of training (mean
 * square of the context, Adam), for each line of standard input. Prints the seconds it took and the
 * process's resident set in MB; {@code peer/wav2vec2.py} lets it take turns with PyTorch.
 */
public final class Wav2Vec2Speed {
  private final NDManager manager = NDManager.newBaseManager();
  private final ParameterStore store = new ParameterStore(manager, false);
  private final Wav2Vec2 network =
      new Wav2Vec2(Wav2Vec2Settings.base().withDropouts(Wav2Vec2Settings.Dropouts.none()));
  private final Optimiser optimiser = Adam.coupled(1e-5, 0.9, 0.999, 1e-8, 0, false);
  private final List<float[]> noise = new ArrayList<>();

  private Wav2Vec2Speed(int batch, double seconds) {
    Wav2Vec2Weights.initialise(network, manager, 1);
    Gradients.require(network);
    Random random = new Random(1);
    for (int b = 0; b < batch; b++) {
      float[] samples = new float[(int) (16000 * seconds)];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) random.nextGaussian();
      }
      noise.add(samples);
    }
  }

  /**
   * @param arguments {@code forward} or {@code training}, utterances, seconds of each
   */
  public static void main(String[] arguments) throws IOException {
    Torch.prepareThread();
    Wav2Vec2Speed speed =
        new Wav2Vec2Speed(Integer.parseInt(arguments[1]), Double.parseDouble(arguments[2]));
    BufferedReader turns = new BufferedReader(new InputStreamReader(System.in));
    while (turns.readLine() != null) {
      long start = System.nanoTime();
      if (arguments[0].equals("training")) {
        speed.train();
      } else {
        speed.forward();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(Locale.ROOT, "%.4f %d%n", seconds, residentMegabytes());
    }
  }

  private void forward() {
    try (Step step = Step.on(manager)) {
      Waves waves = Waves.padded(step.manager(), noise);
      network.forward(store, waves, false).context().toFloatArray();
    }
  }

  private void train() {
    Map<String, NDArray> parameters = Gradients.parameters(network);
    try (Step step = Step.on(manager)) {
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        Waves waves = Waves.padded(step.manager(), noise);
        collector.backward(network.forward(store, waves, true).context().square().mean());
      }
      Map<String, NDArray> gradients = Gradients.of(parameters);
      gradients.forEach((name, gradient) -> optimiser.step(name, parameters.get(name), gradient));
      Gradients.zero(gradients.values());
    }
  }

  private static long residentMegabytes() throws IOException {
    long pages = Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]);
    return pages * 4096 / 1_000_000;
  }
}
