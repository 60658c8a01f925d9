package org.serlab.learn.pretraining;

import org.serlab.model.wav2vec2.PretrainingLoss;

/** Gathers means over the masked frames of an epoch's batches. Not safe for several threads. */
final class Means {
  private double loss;
  private double contrastive;
  private double diversity;
  private double perplexity;
  private double accuracy;
  private long masked;
  private long frames;

  /**
   * @param total loss per masked frame that was learnt from
   * @param parts of it
   * @param ofFrames frames of the batch, masked or not
   */
  void add(double total, PretrainingLoss parts, long ofFrames) {
    int n = parts.masked();
    loss += total * n;
    contrastive += parts.contrastive().sum().getFloat();
    diversity += (double) parts.diversity().loss().getFloat() * n;
    perplexity += (double) parts.diversity().perplexity().getFloat() * n;
    accuracy += parts.contrastive().accuracy() * n;
    masked += n;
    frames += ofFrames;
  }

  PretrainingEpoch.Measures measures() {
    return new PretrainingEpoch.Measures(
        loss / masked,
        contrastive / masked,
        diversity / masked,
        perplexity / masked,
        accuracy / masked,
        masked / (double) frames);
  }
}
