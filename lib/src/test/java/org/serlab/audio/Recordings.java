package org.serlab.audio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Small recordings in every coding that is read, as bytes of files. */
final class Recordings {
  static final int PCM = 1;
  static final int IEEE_FLOAT = 3;

  private Recordings() {}

  /** A chunk of a RIFF file, padded to an even length. */
  static byte[] chunk(String id, byte[] content) {
    ByteBuffer chunk =
        ByteBuffer.allocate(8 + content.length + content.length % 2).order(ByteOrder.LITTLE_ENDIAN);
    chunk.put(id.getBytes(StandardCharsets.US_ASCII)).putInt(content.length).put(content);
    return chunk.array();
  }

  static byte[] riff(byte[]... chunks) {
    byte[] body = concat(chunks);
    ByteBuffer file = ByteBuffer.allocate(12 + body.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(4 + body.length);
    file.put("WAVE".getBytes(StandardCharsets.US_ASCII)).put(body);
    return file.array();
  }

  static byte[] format(int code, int channels, int rate, int bits) {
    int block = channels * ((bits + 7) / 8);
    return ByteBuffer.allocate(16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) code)
        .putShort((short) channels)
        .putInt(rate)
        .putInt(rate * block)
        .putShort((short) block)
        .putShort((short) bits)
        .array();
  }

  /** WAVE_FORMAT_EXTENSIBLE: the coding is the beginning of a GUID. */
  static byte[] extensible(int code, int channels, int rate, int bits) {
    byte[] guid = {0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71};
    return ByteBuffer.allocate(40)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(format(0xFFFE, channels, rate, bits))
        .putShort((short) 22)
        .putShort((short) bits)
        .putInt(channels == 1 ? 4 : 3)
        .putShort((short) code)
        .put(guid)
        .array();
  }

  /**
   * @param samples full scale 1, channels interleaved
   */
  static byte[] samples(int code, int bits, double... samples) {
    ByteBuffer data =
        ByteBuffer.allocate(samples.length * ((bits + 7) / 8)).order(ByteOrder.LITTLE_ENDIAN);
    for (double sample : samples) {
      if (code == IEEE_FLOAT) {
        if (bits == 32) {
          data.putFloat((float) sample);
        } else {
          data.putDouble(sample);
        }
        continue;
      }
      long value = Math.round(sample * (1L << (bits - 1)));
      value = Math.max(-(1L << (bits - 1)), Math.min((1L << (bits - 1)) - 1, value));
      switch (bits) {
        case 8 -> data.put((byte) (value + 128));
        case 16 -> data.putShort((short) value);
        case 24 -> data.putShort((short) value).put((byte) (value >> 16));
        default -> data.putInt((int) value);
      }
    }
    return data.array();
  }

  static byte[] wav(int code, int channels, int rate, int bits, double... samples) {
    return riff(
        chunk("fmt ", format(code, channels, rate, bits)),
        chunk("data", samples(code, bits, samples)));
  }

  /** Noise of half scale. */
  static double[] noise(int count, long seed) {
    return new Random(seed).doubles(count, -0.5, 0.5).toArray();
  }

  /** A committed file of the folder audio. */
  static byte[] resource(String name) {
    try (InputStream in = Recordings.class.getResourceAsStream("/audio/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static ByteSource source(byte[] file) {
    try {
      return new ByteSource(new SeekableInMemoryByteChannel(file), "recording.wav");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
