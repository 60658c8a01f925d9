package org.serlab.learn.pretraining;

import ai.djl.ndarray.NDManager;
import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.List;
import org.serlab.AtomicFile;
import org.serlab.model.wav2vec2.HuggingFaceConfig;
import org.serlab.model.wav2vec2.PretrainingNetwork;
import org.serlab.model.wav2vec2.Wav2Vec2Weights;

/** A pre-trained network and how it came to be. Closing it frees the network. */
public final class Pretrained implements AutoCloseable {
  /** Name of the weights' file in a saved folder. */
  public static final String WEIGHTS = "model.safetensors";

  /** Name of the configuration. */
  public static final String CONFIG = "config.json";

  /** Name of the file that says what was learnt from, how, and what each epoch brought. */
  public static final String REPORT = "pretraining.json";

  private final PretrainingNetwork network;
  private final NDManager manager;
  private final PretrainingReport report;
  private final List<PretrainingEpoch> history;

  Pretrained(
      PretrainingNetwork network,
      NDManager manager,
      List<PretrainingEpoch> history,
      PretrainingReport report) {
    this.network = network;
    this.manager = manager;
    this.history = List.copyOf(history);
    this.report = report;
  }

  /** The network, with its heads. */
  public PretrainingNetwork network() {
    return network;
  }

  /** Owner of the network's arrays. */
  public NDManager manager() {
    return manager;
  }

  /** What each epoch brought. */
  public List<PretrainingEpoch> history() {
    return history;
  }

  /**
   * Writes weights and configuration as Hugging Face has them, and a report with the ids of all
   * recordings that were learnt from, so that a leak can be told later.
   *
   * @param folder where to
   */
  public void save(Path folder) {
    HuggingFaceConfig.write(folder.resolve(CONFIG), network.settings());
    AtomicFile.write(
        folder.resolve(REPORT), new GsonBuilder().setPrettyPrinting().create().toJson(report));
    Wav2Vec2Weights.save(folder.resolve(WEIGHTS), network);
  }

  @Override
  public void close() {
    manager.close();
  }
}
