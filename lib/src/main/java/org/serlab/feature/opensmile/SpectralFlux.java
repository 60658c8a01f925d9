package org.serlab.feature.opensmile;

/**
 * Root mean square change of the magnitudes below 5 kHz from frame to frame. Keeps state: one
 * object per recording.
 */
final class SpectralFlux {
  private static final double HIGHEST = 5000;

  private final float[] before;
  private boolean first = true;

  SpectralFlux(FrameGrid grid) {
    double spacing = 1 / grid.transformSeconds();
    int bins = 0;
    while (bins < grid.bins() && bins * spacing < HIGHEST) {
      bins++;
    }
    before = new float[bins];
  }

  /**
   * Takes the next frame's magnitudes.
   *
   * @return the flux; 0 for the first frame
   */
  float next(float[] magnitude) {
    double sum = 0;
    for (int k = 0; k < before.length; k++) {
      double change = magnitude[k] - before[k];
      sum += change * change;
    }
    System.arraycopy(magnitude, 0, before, 0, before.length);
    float flux = first ? 0 : (float) Math.sqrt(sum / before.length);
    first = false;
    return flux;
  }
}
