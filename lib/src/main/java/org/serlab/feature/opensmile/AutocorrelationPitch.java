package org.serlab.feature.opensmile;

/**
 * The pitch of emobase: voicing from the highest peak of the autocorrelation, period from the first
 * high peak of the cepstrum, then a contour tracker that repairs single frames and keeps an
 * envelope. Keeps state from frame to frame: {@link #begin()} starts a recording.
 */
final class AutocorrelationPitch {
  private static final double HIGHEST = 500; // Hz
  private static final double VOICED = 0.55;
  private static final float UPPER = 1 + 0.4f;
  private static final float LOWER = 1 - 0.4f;
  private static final float WEIGHT = 0.3f;

  private final int lags;
  private final int skip;
  private final float samplePeriod;
  private final float[] powers;
  private final float[] logarithms;
  private final float[] autocorrelation;
  private final float[] cepstrum;
  private final LagTransform transform;

  private float last;
  private float beforeLast;
  private float average;
  private float envelope;
  private float smoothed;
  private float voicing;
  private int onset;

  AutocorrelationPitch(FrameGrid framing) {
    lags = framing.transform() / 2;
    double period = (float) framing.transformSeconds() / framing.transform();
    samplePeriod = (float) period;
    skip = (int) (1 / (HIGHEST * period));
    powers = new float[lags + 1];
    logarithms = new float[lags + 1];
    autocorrelation = new float[lags + 1];
    cepstrum = new float[lags + 1];
    transform = new LagTransform(lags + 1);
  }

  /** Forgets the recording before. */
  void begin() {
    last = 0;
    beforeLast = 0;
    average = 0;
    envelope = 0;
    onset = 0;
  }

  /** Takes the next frame's magnitudes; what the frame is like can be asked afterwards. */
  void next(float[] magnitude) {
    for (int k = 0; k <= lags; k++) {
      powers[k] = magnitude[k] * magnitude[k];
    }
    lags(powers, autocorrelation);
    double voiced = voicing();
    voicing = (float) voiced;
    int lag = 0;
    if (voiced >= VOICED) {
      computeCepstrum();
      lag = cepstralPeak();
    }
    track(lag > 0 ? 1 / (lag * samplePeriod) : 0);
  }

  private void computeCepstrum() {
    for (int k = 1; k < lags; k++) {
      logarithms[k] = powers[k] == 0 ? 0 : FloatLogarithm.ln(powers[k]);
    }
    logarithms[0] = powers[0]; // the two ends are left without logarithm
    logarithms[lags] = powers[lags];
    lags(logarithms, cepstrum);
  }

  private void lags(float[] spectrum, float[] into) {
    transform.transform(spectrum, into);
    for (int t = 0; t < lags; t++) {
      into[t] = Math.abs(into[t]);
    }
  }

  private double voicing() {
    float[] acf = autocorrelation;
    float highest = acf[lags - 1];
    for (int i = skip; i < lags; i++) {
      if (acf[i] > highest && acf[i - 1] < acf[i]) {
        highest = acf[i];
      }
    }
    return acf[0] > 0 ? (double) highest / acf[0] : 0;
  }

  /** The first peak that stands out, 0 if there is none. */
  private int cepstralPeak() {
    float highest = cepstrum[lags - 1];
    double sum = 0;
    for (int i = 0; i < lags; i++) {
      sum += cepstrum[i];
      if (i > skip && cepstrum[i] > highest) {
        highest = cepstrum[i];
      }
    }
    double threshold = 0.6 * (highest + sum / lags);
    for (int i = skip + 2; i < lags - 1; i++) {
      if (cepstrum[i] > threshold
          && cepstrum[i - 1] < cepstrum[i]
          && cepstrum[i] > cepstrum[i + 1]) {
        return i;
      }
    }
    return 0;
  }

  private void track(float raw) {
    if (last == 0 && raw > 0) {
      onset = 1;
    }
    if (last > 0 && raw == 0 && onset == 0) {
      onset = -1;
    }
    if (last > 0 && raw > 0 || last == 0 && raw == 0) {
      onset = 0;
    }
    if (raw == 0 && onset == 1) {
      last = 0;
    }
    float pitch = raw;
    float weight = WEIGHT;
    if (pitch > 0) {
      if (average == 0) {
        average = pitch;
      }
      if (!(LOWER * average < pitch && pitch < UPPER * average)) {
        pitch = average;
        weight = WEIGHT / 3;
      }
      if (onset != 0 && last > pitch) {
        last = 0.85f * last;
      }
    }
    if (pitch > 0 && onset == -1) {
      last = pitch;
    }
    if (raw > 0) {
      average = (1 - weight) * average + weight * raw;
    }
    smoothed = beforeLast != 0 && last != 0 ? 0.5f * (beforeLast + last) : last;
    beforeLast = last;
    last = pitch;
    if (smoothed > 0) {
      envelope = 0.75f * envelope + 0.25f * smoothed;
    }
  }

  /** Height of the highest peak of the autocorrelation; not limited to 1. */
  float voiceProbability() {
    return voicing;
  }

  /** In Hz, of the frame before the last one taken; 0 where unvoiced. */
  float pitch() {
    return smoothed;
  }

  /** The envelope of the pitch in Hz: from 0 upwards, held where unvoiced. */
  float envelope() {
    return envelope;
  }
}
