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
    return Lengths.read(options, window, 0).whole();
  }

  /** Reads the same and {@code edges}; {@code usual} is the default length of the transform. */
  static Spectrogram withEdges(Options options, String window, int usual, String usualEdges) {
    Lengths lengths = Lengths.read(options, window, usual);
    String edges =
        options.choice("edges", usualEdges, List.of("whole", "centred-zeros", "centred-mirrored"));
    return edges.equals("whole") ? lengths.whole() : lengths.centred(EDGES.get(edges));
  }

  private record Lengths(int frame, int hop, Window window, int fftSize) {
    /** Without a default for the transform (0), it is the next power of two. */
    static Lengths read(Options options, String window, int usual) {
      int frame = options.integer("frame", 400, 2, 1 << 16);
      int hop = options.integer("hop", 160, 1, 1 << 16);
      Window shape = options.window("window", window);
      int power = Integer.highestOneBit(frame - 1) * 2;
      int fftSize = options.integer("fftSize", usual > 0 ? usual : power, 2, 1 << 17);
      if (fftSize < frame) {
        throw options.wrong("fftSize", fftSize, "at least the frame's " + frame + " samples");
      }
      return new Lengths(frame, hop, shape, fftSize);
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
