package org.serlab.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Frames written by hand, of kinds that encoders seldom write. */
class FlacReaderTest {
  /** Bits, most significant first. */
  private static final class Bits {
    private final StringBuilder bits = new StringBuilder();

    Bits put(long value, int count) {
      for (int i = count - 1; i >= 0; i--) {
        bits.append(value >> i & 1);
      }
      return this;
    }

    /** A unary number: so many zeros and a one. */
    Bits zeros(int count) {
      bits.append("0".repeat(count)).append('1');
      return this;
    }

    byte[] bytes() {
      while (bits.length() % 8 != 0) {
        bits.append('0');
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int i = 0; i < bits.length(); i += 8) {
        bytes.write(Integer.parseInt(bits.substring(i, i + 8), 2));
      }
      return bytes.toByteArray();
    }
  }

  private static int crc(byte[] bytes, int width, int polynomial) {
    int crc = 0;
    for (byte one : bytes) {
      crc ^= (one & 0xFF) << (width - 8);
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc << 1 ^ ((crc >> (width - 1) & 1) * polynomial)) & (1 << width) - 1;
      }
    }
    return crc;
  }

  private static byte[] header(int channels, int bits, long samples) {
    return new Bits()
        .put(0x664C6143, 32) // fLaC
        .put(0x80000022L, 32) // the only metadata block, 34 bytes
        .put(0, 80)
        .put(16000, 20)
        .put(channels - 1, 3)
        .put(bits - 1, 5)
        .put(samples, 36)
        .put(0, 64)
        .put(0, 64) // no MD5
        .bytes();
  }

  private static byte[] frame(int samples, int channels, Bits subframes) {
    byte[] head =
        new Bits()
            .put(0b11111111111110_0_0, 16)
            .put(7, 4) // length in 16 bits, below
            .put(0, 4)
            .put(channels - 1, 4)
            .put(0, 4)
            .put(0, 8) // frame 0
            .put(samples - 1, 16)
            .bytes();
    byte[] start =
        Recordings.concat(head, new byte[] {(byte) crc(head, 8, 0x07)}, subframes.bytes());
    int sum = crc(start, 16, 0x8005);
    return Recordings.concat(start, new byte[] {(byte) (sum >> 8), (byte) sum});
  }

  private static Waveform read(byte[]... parts) throws IOException {
    return AudioFile.guarded(Recordings.source(Recordings.concat(parts)), AudioFile::read);
  }

  @Test
  void plainSamplesOf12Bits() throws IOException {
    Bits subframe = new Bits().put(1 << 1, 8);
    int[] samples = {0, 1, -1, 2047, -2048};
    for (int sample : samples) {
      subframe.put(sample, 12);
    }
    Waveform waveform = read(header(1, 12, 5), frame(5, 1, subframe));
    for (int i = 0; i < 5; i++) {
      assertThat(waveform.samples()[i]).isEqualTo(samples[i] / 2048f);
    }
  }

  @Test
  void constantOf20BitsBesideWastedBits() throws IOException {
    Bits subframes = new Bits().put(0, 8).put(-262144, 20); // constant
    subframes.put(1 << 1 | 1, 8).zeros(3); // plain, the lowest 4 bits are zeros
    for (int i = 0; i < 4; i++) {
      subframes.put(i * 1000, 16);
    }
    Waveform waveform = read(header(2, 20, 4), frame(4, 2, subframes));
    for (int i = 0; i < 4; i++) {
      assertThat(waveform.samples()[i])
          .isEqualTo((float) ((-262144 + i * 16000) / 2.0 / (1 << 19)));
    }
  }

  /**
   * Second differences: partition 0 Rice-coded with 1 bit, partition 1 as plain numbers of 5 bits.
   */
  @Test
  void escapedResidual() throws IOException {
    Bits subframe = new Bits().put((8 + 2) << 1, 8).put(100, 16).put(110, 16);
    subframe.put(0, 2).put(1, 4); // 4-bit parameters, two partitions of 4
    subframe.put(1, 4).zeros(1).put(0, 1).zeros(1).put(1, 1); // +1, -2
    subframe.put(15, 4).put(5, 5).put(-16, 5).put(15, 5).put(0, 5).put(3, 5);
    int[] residual = {1, -2, -16, 15, 0, 3};
    int[] expected = new int[8];
    expected[0] = 100;
    expected[1] = 110;
    for (int i = 2; i < 8; i++) {
      expected[i] = residual[i - 2] + 2 * expected[i - 1] - expected[i - 2];
    }
    Waveform waveform = read(header(1, 16, 8), frame(8, 1, subframe));
    for (int i = 0; i < 8; i++) {
      assertThat(waveform.samples()[i]).isEqualTo(expected[i] / 32768f);
    }
  }

  /** A quotient of 300 zeros does not fit the decoder's register. */
  @Test
  void longQuotients() throws IOException {
    Bits subframe = new Bits().put(8 << 1, 8).put(0, 2).put(0, 4).put(3, 4);
    subframe.zeros(300).put(4, 3).zeros(0).put(7, 3);
    Waveform waveform = read(header(1, 16, 2), frame(2, 1, subframe));
    assertThat(waveform.samples()).containsExactly(1202 / 32768f, -4 / 32768f);
  }

  @Test
  void whatNoEncoderWritesIsDamage() {
    Bits reserved = new Bits().put(2 << 1, 8).put(0, 64);
    Bits longPredictor = new Bits().put(63 << 1, 8).put(0, 600);
    Bits partitions = new Bits().put(8 << 1, 8).put(0, 2).put(1, 4).put(0, 64);
    Bits method = new Bits().put(8 << 1, 8).put(2, 2).put(0, 64);
    for (Bits subframe : Arrays.asList(reserved, longPredictor, partitions, method)) {
      assertThatThrownBy(() -> read(header(1, 16, 5), frame(5, 1, subframe)))
          .isInstanceOf(AudioException.class)
          .hasMessageContaining("damaged after 0.00 s");
    }
    assertThatThrownBy(() -> read(header(1, 32, 5), new byte[100]))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("32 bits, which is not read");
  }
}
