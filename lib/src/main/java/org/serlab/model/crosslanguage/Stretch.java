package org.serlab.model.crosslanguage;

import java.util.Arrays;
import java.util.Random;
import org.serlab.feature.Matrix;
import org.serlab.model.Preparing;
import org.serlab.model.wav2vec2.Waves;

/**
 * What of a waveform is seen (section 4.1.4): a stretch of fixed length, random in training and
 * central in prediction (the paper does not say how its test crops are chosen); a shorter recording
 * is filled up with zeros at its end; then mean 0 and variance 1 over the stretch, zeros included,
 * which is the paper's order.
 *
 * @param samples length of the stretch; 0 for the whole recording
 * @param speechOnly whether mean and variance are those of the speech alone, and the filling stays
 *     zero, as attention masks want it
 */
record Stretch(int samples, boolean speechOnly) implements Preparing {
  @Override
  public Prepared forTraining(Matrix wave, Random random) {
    int spare = Math.max(0, wave.columns() - samples);
    return at(wave, samples == 0 || spare == 0 ? 0 : random.nextInt(spare + 1));
  }

  @Override
  public Prepared forPrediction(Matrix wave) {
    return at(wave, samples == 0 ? 0 : Math.max(0, wave.columns() - samples) / 2);
  }

  private Prepared at(Matrix wave, int begin) {
    int wanted = samples == 0 ? wave.columns() : samples;
    int speech = Math.min(wanted, wave.columns());
    float[] stretch = Arrays.copyOfRange(wave.values(), begin, begin + speech);
    float[] seen =
        speechOnly
            ? Arrays.copyOf(Waves.standardised(stretch), wanted)
            : Waves.standardised(Arrays.copyOf(stretch, wanted));
    return new Prepared(Matrix.vector(seen), speech);
  }
}
