package org.serlab.feature;

/** Pitch as it is heard, in mel, against frequency in Hz. */
public enum MelScale {
  /** 1127 ln(1 + f / 700), the same as 2595 log10(1 + f / 700) to four digits: Kaldi. */
  KALDI {
    @Override
    public double mel(double hertz) {
      return 1127 * StrictMath.log(1 + hertz / 700);
    }

    @Override
    public double hertz(double mel) {
      return 700 * (StrictMath.exp(mel / 1127) - 1);
    }
  },
  /** 2595 log10(1 + f / 700): HTK, and librosa with {@code htk=True}. */
  HTK {
    @Override
    public double mel(double hertz) {
      return 2595 * StrictMath.log10(1 + hertz / 700);
    }

    @Override
    public double hertz(double mel) {
      return 700 * (StrictMath.pow(10, mel / 2595) - 1);
    }
  },
  /** Linear below 1000 Hz (3 f / 200), 15 + 27 ln(f / 1000) / ln 6.4 above: Slaney, librosa. */
  SLANEY {
    @Override
    public double mel(double hertz) {
      return hertz < 1000 ? 3 * hertz / 200 : 15 + 27 * StrictMath.log(hertz / 1000) / LOG_STEP;
    }

    @Override
    public double hertz(double mel) {
      return mel < 15 ? 200 * mel / 3 : 1000 * StrictMath.exp((mel - 15) * LOG_STEP / 27);
    }
  };

  private static final double LOG_STEP = StrictMath.log(6.4);

  /**
   * @param hertz a frequency, at least 0
   * @return the same in mel
   */
  public abstract double mel(double hertz);

  /**
   * @param mel a pitch, at least 0
   * @return the same in Hz
   */
  public abstract double hertz(double mel);
}
