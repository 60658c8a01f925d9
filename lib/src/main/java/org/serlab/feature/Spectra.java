package org.serlab.feature;

/** What the extractors of spectrograms share. */
final class Spectra {
  private Spectra() {}

  /** Reads the options {@code frame}, {@code hop}, {@code window} and {@code fftSize}. */
  static Spectrogram of(Options options, String window) {
    int frame = options.integer("frame", 400, 1, 1 << 16);
    int hop = options.integer("hop", 160, 1, 1 << 16);
    String name = options.choice("window", window, Window.NAMES);
    int usual = Math.max(2, frame == 1 ? 1 : Integer.highestOneBit(frame - 1) * 2);
    int fftSize = options.integer("fftSize", usual, 2, 1 << 17);
    if (fftSize < frame) {
      throw options.wrong("fftSize", fftSize, "at least the frame's " + frame + " samples");
    }
    return new Spectrogram(frame, hop, Window.of(name), fftSize);
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
