package org.serlab.feature;

import java.util.List;
import java.util.Map;

/** What the extractors of spectrograms share. */
final class Spectra {
  private Spectra() {}

  private static final Map<String, Framing.Edges> EDGES =
      Map.of(
          "centred-zeros", Framing.Edges.CENTRED_ZEROS,
          "centred-mirrored", Framing.Edges.CENTRED_MIRRORED);

  /** Reads the options {@code frame}, {@code hop}, {@code window}, {@code fftSize}. */
  static Spectrogram of(Options options, String window) {
    return new Lengths(options, window).whole();
  }

  /** Reads the same and {@code edges}. */
  static Spectrogram withEdges(Options options, String window) {
    Lengths lengths = new Lengths(options, window);
    String edges =
        options.choice("edges", "whole", List.of("whole", "centred-zeros", "centred-mirrored"));
    return edges.equals("whole") ? lengths.whole() : lengths.centred(EDGES.get(edges));
  }

  private record Lengths(int frame, int hop, Window window, int fftSize) {
    Lengths(Options options, String window) {
      this(
          options.integer("frame", 400, 1, 1 << 16),
          options.integer("hop", 160, 1, 1 << 16),
          options.window("window", window),
          fftSize(options));
    }

    private static int fftSize(Options options) {
      int frame = options.integer("frame", 400, 1, 1 << 16);
      int usual = Math.max(2, frame == 1 ? 1 : Integer.highestOneBit(frame - 1) * 2);
      int fftSize = options.integer("fftSize", usual, 2, 1 << 17);
      if (fftSize < frame) {
        throw options.wrong("fftSize", fftSize, "at least the frame's " + frame + " samples");
      }
      return fftSize;
    }

    Spectrogram whole() {
      return new Spectrogram(frame, hop, window, fftSize);
    }

    Spectrogram centred(Framing.Edges edges) {
      return Spectrogram.withWindowInTheMiddle(new Framing(fftSize, hop, edges), window, frame);
    }
  }

  /** The table in single precision, resized unless {@code resize} is empty. */
  static Matrix matrix(double[][] values, int[] resize) {
    double[][] wanted =
        resize.length == 0 ? values : BilinearResize.resize(values, resize[0], resize[1]);
    int columns = wanted[0].length;
    float[] single = new float[wanted.length * columns];
    for (int row = 0; row < wanted.length; row++) {
      for (int column = 0; column < columns; column++) {
        single[row * columns + column] = (float) wanted[row][column];
      }
    }
    return new Matrix(wanted.length, columns, single);
  }
}
