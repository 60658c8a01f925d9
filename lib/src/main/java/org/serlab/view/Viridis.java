package org.serlab.view;

import java.awt.Color;

/**
 * The colour map "viridis" of N. Smith and S. van der Walt (2015, CC0): perceptually uniform, also
 * in grey and for colour-blind readers. Between ten of its published colours it is linear.
 */
final class Viridis {
  private static final int[] ANCHORS = {
    0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C,
    0xFDE725
  };

  private Viridis() {}

  /**
   * @param share 0 (dark) to 1 (bright); clipped
   * @return 0xRRGGBB
   */
  static int rgb(double share) {
    double position = Math.max(0, Math.min(1, share)) * (ANCHORS.length - 1);
    int below = Math.min((int) position, ANCHORS.length - 2);
    double rest = position - below;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = ANCHORS[below] >> shift & 255;
      int to = ANCHORS[below + 1] >> shift & 255;
      rgb |= (int) Math.round(from + rest * (to - from)) << shift;
    }
    return rgb;
  }

  /** Black or white, whichever is read more easily on this colour (relative luminance). */
  static Color ink(int rgb) {
    double luminance =
        0.2126 * linear(rgb >> 16 & 255)
            + 0.7152 * linear(rgb >> 8 & 255)
            + 0.0722 * linear(rgb & 255);
    return luminance > 0.179 ? Color.BLACK : Color.WHITE;
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
