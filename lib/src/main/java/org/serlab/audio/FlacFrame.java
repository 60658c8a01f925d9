package org.serlab.audio;

import java.io.IOException;

/** Decodes the frames of a FLAC stream, one after the other (RFC 9639, section 9). */
final class FlacFrame {
  private static final int SYNC = 0b11_1111_1111_1110;
  private static final int[] BITS = {0, 8, 12, -1, 16, 20, 24, 32};
  private static final int LEFT_SIDE = 8;
  private static final int SIDE_RIGHT = 9;
  private static final int MID_SIDE = 10;

  private final FlacBits in;
  private final int channels;
  private final int bits;
  private final FlacSubframe subframe;
  private final int[][] samples;
  private int length;

  FlacFrame(FlacBits in, int channels, int bits) {
    this.in = in;
    this.channels = channels;
    this.bits = bits;
    this.subframe = new FlacSubframe(in);
    this.samples = new int[channels][0];
  }

  /** Something that no FLAC encoder writes. */
  static final class Damage extends IOException {
    private static final long serialVersionUID = 1L;

    Damage(String what) {
      super(what);
    }
  }

  /** Samples of each channel in the frame read last. */
  int length() {
    return length;
  }

  /** Samples of a channel in the frame read last; only the first {@link #length()} count. */
  int[] samples(int channel) {
    return samples[channel];
  }

  /** Reads the next frame. */
  void read() throws IOException {
    in.startChecksums();
    int sync = in.headerByte() << 8 | in.headerByte();
    if (sync >> 2 != SYNC || (sync & 2) != 0) {
      throw new Damage("no frame begins");
    }
    int sizes = in.headerByte();
    int layout = in.headerByte();
    codedNumber();
    length = blockSize(sizes >> 4);
    skipRate(sizes & 15);
    int sum = in.crc8();
    if (in.unsigned(8) != sum) {
      throw new Damage("the checksum of a frame's header");
    }
    int assignment = layout >> 4;
    int stored = BITS[layout >> 1 & 7];
    int count = assignment < LEFT_SIDE ? assignment + 1 : 2;
    if (assignment > MID_SIDE || count != channels || (stored != 0 && stored != bits)) {
      throw new Damage("a frame of another kind");
    }
    for (int channel = 0; channel < channels; channel++) {
      if (samples[channel].length < length) {
        samples[channel] = new int[length];
      }
      boolean side =
          assignment == SIDE_RIGHT ? channel == 0 : assignment >= LEFT_SIDE && channel == 1;
      subframe.read(samples[channel], length, side ? bits + 1 : bits);
    }
    in.align();
    int sums = in.crc16();
    if (in.unsigned(16) != sums) {
      throw new Damage("the checksum of a frame");
    }
    if (assignment >= LEFT_SIDE) {
      unmix(assignment, samples[0], samples[1]);
    }
  }

  /** The number of the frame or of its first sample, in a code like UTF-8; nothing hangs on it. */
  private void codedNumber() throws IOException {
    int first = in.headerByte();
    int ones = Integer.numberOfLeadingZeros(~(first << 24));
    if (ones == 1 || ones == 8) {
      throw new Damage("the number of a frame");
    }
    for (int i = 1; i < ones; i++) {
      in.headerByte();
    }
  }

  private int blockSize(int code) throws IOException {
    return switch (code) {
      case 0 -> throw new Damage("the length of a frame");
      case 1 -> 192;
      case 2, 3, 4, 5 -> 144 << code;
      case 6 -> in.headerByte() + 1;
      case 7 -> (in.headerByte() << 8 | in.headerByte()) + 1;
      default -> 1 << code;
    };
  }

  private void skipRate(int code) throws IOException {
    int bytes = code == 12 ? 1 : code == 13 || code == 14 ? 2 : 0;
    for (int i = 0; i < bytes; i++) {
      in.headerByte();
    }
  }

  private void unmix(int assignment, int[] first, int[] second) {
    for (int i = 0; i < length; i++) {
      switch (assignment) {
        case LEFT_SIDE -> second[i] = first[i] - second[i];
        case SIDE_RIGHT -> first[i] += second[i];
        default -> {
          int sum = first[i] << 1 | second[i] & 1;
          first[i] = (sum + second[i]) >> 1;
          second[i] = (sum - second[i]) >> 1;
        }
      }
    }
  }
}
