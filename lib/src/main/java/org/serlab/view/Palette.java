package org.serlab.view;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.HashMap;
import java.util.Map;

/**
 * Stores a picture with 256 colours: the colour map in fine steps, greys for words and axes, the
 * first series' colour on white, those of what is drawn over a spectrogram. A spectrogram's file
 * becomes a third of its size, which matters within a notebook, and looks the same.
 */
final class Palette {
  private static final int MAP = 196;
  private static final int GREYS = 40;
  private static final int SERIES = 16;
  private static final int TRACKS = 2;

  private Palette() {}

  /** The picture with each pixel's nearest colour of the palette. */
  static BufferedImage reduce(BufferedImage full) {
    int[] colours = colours();
    IndexColorModel model =
        new IndexColorModel(
            8, colours.length, colours, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
    BufferedImage reduced =
        new BufferedImage(
            full.getWidth(), full.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
    Map<Integer, Integer> nearest = new HashMap<>();
    int[] row = new int[full.getWidth()];
    int[] indices = new int[full.getWidth()];
    for (int y = 0; y < full.getHeight(); y++) {
      full.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int x = 0; x < row.length; x++) {
        indices[x] = nearest.computeIfAbsent(row[x] & 0xFFFFFF, rgb -> nearest(colours, rgb));
      }
      reduced.getRaster().setSamples(0, y, row.length, 1, 0, indices);
    }
    return reduced;
  }

  private static int[] colours() {
    int[] colours = new int[MAP + GREYS + SERIES + 2 * TRACKS];
    for (int i = 0; i < MAP; i++) {
      colours[i] = Viridis.rgb(i / (MAP - 1.0));
    }
    for (int i = 0; i < GREYS; i++) {
      colours[MAP + i] = Math.round(255f * i / (GREYS - 1)) * 0x010101;
    }
    for (int i = 0; i < SERIES; i++) {
      colours[MAP + GREYS + i] = Style.onWhite(0, (i + 1.0) / SERIES);
    }
    int next = MAP + GREYS + SERIES;
    for (int i = 0; i < TRACKS; i++) {
      int series = Tracks.series(i);
      colours[next++] = Style.onWhite(series, 1);
      colours[next++] = Style.onWhite(series, 0.5);
    }
    return colours;
  }

  private static int nearest(int[] colours, int rgb) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < colours.length; i++) {
      int distance = 0;
      for (int shift = 16; shift >= 0; shift -= 8) {
        int difference = (rgb >> shift & 255) - (colours[i] >> shift & 255);
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
