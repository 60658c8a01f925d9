package org.serlab.audio;

import java.io.IOException;

/** Decodes one channel of a FLAC frame: prediction plus residual (RFC 9639, section 9.2). */
final class FlacSubframe {
  private static final int MOST_ORDER = 32;

  private final FlacBits in;
  private final int[] coefficients = new int[MOST_ORDER];

  FlacSubframe(FlacBits in) {
    this.in = in;
  }

  /**
   * @param out receives {@code length} samples
   * @param depth bits of a sample, 4 to 25
   */
  void read(int[] out, int length, int depth) throws IOException {
    int header = (int) in.unsigned(8);
    int type = header >> 1;
    int wasted = (header & 1) == 0 ? 0 : in.zeros() + 1;
    int bits = depth - wasted;
    if (type > 63 || bits < 1) {
      throw new FlacFrame.Damage("the header of a channel");
    }
    if (type == 0) {
      java.util.Arrays.fill(out, 0, length, in.signed(bits));
    } else if (type == 1) {
      warmUp(out, length, bits);
    } else if (type >= 8 && type <= 12) {
      fixed(out, length, type - 8, bits);
    } else if (type >= 32) {
      linear(out, length, type - 31, bits);
    } else {
      throw new FlacFrame.Damage("the header of a channel");
    }
    if (wasted > 0) {
      for (int i = 0; i < length; i++) {
        out[i] <<= wasted;
      }
    }
  }

  private void warmUp(int[] out, int count, int bits) throws IOException {
    for (int i = 0; i < count; i++) {
      out[i] = in.signed(bits);
    }
  }

  /** Polynomial prediction of order 0 to 4. */
  private void fixed(int[] out, int length, int order, int bits) throws IOException {
    start(out, length, order, bits);
    residual(out, length, order);
    for (int i = order; i < length; i++) {
      out[i] +=
          switch (order) {
            case 0 -> 0;
            case 1 -> out[i - 1];
            case 2 -> 2 * out[i - 1] - out[i - 2];
            case 3 -> 3 * (out[i - 1] - out[i - 2]) + out[i - 3];
            default -> 4 * (out[i - 1] + out[i - 3]) - 6 * out[i - 2] - out[i - 4];
          };
    }
  }

  /** Linear prediction of order 1 to 32. */
  private void linear(int[] out, int length, int order, int bits) throws IOException {
    start(out, length, order, bits);
    int precision = (int) in.unsigned(4) + 1;
    int shift = in.signed(5);
    if (precision == 16 || shift < 0) {
      throw new FlacFrame.Damage("the predictor of a channel");
    }
    for (int j = 0; j < order; j++) {
      coefficients[order - 1 - j] = in.signed(precision); // in the order of the samples
    }
    residual(out, length, order);
    int highest = 32 - Integer.numberOfLeadingZeros(order);
    if (bits + precision + highest <= 32) {
      predict(out, length, order, shift);
    } else {
      predictWide(out, length, order, shift);
    }
  }

  private void predict(int[] out, int length, int order, int shift) {
    int[] weights = coefficients;
    for (int i = order; i < length; i++) {
      int sum = 0;
      int start = i - order;
      for (int j = 0; j < order; j++) {
        sum += weights[j] * out[start + j];
      }
      out[i] += sum >> shift;
    }
  }

  /** The same where the sum may need more than 32 bits. */
  private void predictWide(int[] out, int length, int order, int shift) {
    for (int i = order; i < length; i++) {
      long sum = 0;
      for (int j = 0; j < order; j++) {
        sum += (long) coefficients[j] * out[i - order + j];
      }
      out[i] += (int) (sum >> shift);
    }
  }

  private void start(int[] out, int length, int order, int bits) throws IOException {
    if (order > length) {
      throw new FlacFrame.Damage("a predictor longer than its frame");
    }
    warmUp(out, order, bits);
  }

  /** Fills {@code out} from {@code order} on with what the prediction misses. */
  private void residual(int[] out, int length, int order) throws IOException {
    int method = (int) in.unsigned(2);
    int partitionOrder = (int) in.unsigned(4);
    int partition = length >> partitionOrder;
    if (method > 1 || partition << partitionOrder != length || partition < order) {
      throw new FlacFrame.Damage("the residual of a channel");
    }
    int width = 4 + method;
    int escape = (1 << width) - 1;
    int from = order;
    for (int end = partition; end <= length; end += partition) {
      int bits = (int) in.unsigned(width);
      if (bits < escape) {
        in.rice(out, from, end, bits);
      } else {
        int plain = (int) in.unsigned(5);
        for (int i = from; i < end; i++) {
          out[i] = in.signed(plain);
        }
      }
      from = end;
    }
  }
}
