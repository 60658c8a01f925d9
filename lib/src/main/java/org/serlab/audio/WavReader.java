package org.serlab.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * RIFF WAVE: PCM of 8, 16, 24 and 32 bits, IEEE numbers of 32 and 64 bits, plain or
 * WAVE_FORMAT_EXTENSIBLE, chunks in any order. (IBM and Microsoft, Multimedia Programming Interface
 * and Data Specifications 1.0, 1991; Multiple Channel Audio Data and WAVE Files, 2007.)
 */
final class WavReader implements AudioReader {
  private static final int PCM = 1;
  private static final int IEEE_FLOAT = 3;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final long UNKNOWN_SIZE = 0xFFFF_FFFFL;
  private static final int BUFFER = 1 << 16;

  private final ByteSource source;
  private AudioInfo info;
  private long dataStart;

  /** Reads the header, that is all chunks but the samples. */
  WavReader(ByteSource source) throws IOException {
    this.source = source;
    AudioInfo format = null;
    long dataSize = -1;
    source.seek(12); // RIFF, size, WAVE
    while (source.remaining() >= 8 && (format == null || dataSize < 0)) {
      ByteBuffer header = source.read(8);
      String id = StandardCharsets.ISO_8859_1.decode(header.slice(0, 4)).toString();
      long size = header.getInt(4) & 0xFFFF_FFFFL;
      long start = source.position();
      if (id.equals("fmt ") && format == null) {
        format = format(size);
      } else if (id.equals("data") && dataSize < 0) {
        dataStart = start;
        dataSize = size == UNKNOWN_SIZE ? source.remaining() : size; // a stream: to the end
      }
      source.seek(start + size + size % 2);
    }
    if (format == null || dataSize < 0) {
      throw new AudioException(
          "%s is a WAV file without %s, so it is cut short or damaged."
              .formatted(source.name(), format == null ? "a format chunk" : "samples"));
    }
    long frames = dataSize / format.bytesPerFrame();
    long there = Math.max(0, source.size() - dataStart) / format.bytesPerFrame();
    if (there < frames) {
      throw new AudioException(
          "%s is cut short: its header promises %d samples and %d are there."
              .formatted(source.name(), frames, there));
    }
    info = format.withFrames(frames);
  }

  private AudioInfo format(long size) throws IOException {
    if (size < 16) {
      throw new AudioException(
          "%s is a WAV file with a damaged format chunk.".formatted(source.name()));
    }
    ByteBuffer chunk = source.read((int) Math.min(size, 40));
    int code = chunk.getShort(0) & 0xFFFF;
    int channels = chunk.getShort(2) & 0xFFFF;
    int rate = chunk.getInt(4);
    int blockAlign = chunk.getShort(12) & 0xFFFF;
    int bits = chunk.getShort(14) & 0xFFFF;
    if (code == EXTENSIBLE && chunk.limit() >= 26) {
      code = chunk.getShort(24) & 0xFFFF; // the first two bytes of the sub-format's GUID
    }
    boolean integer = code == PCM && (bits >= 1 && bits <= 32);
    boolean number = code == IEEE_FLOAT && (bits == 32 || bits == 64);
    if (!integer && !number) {
      throw new AudioException(
          "%s is a WAV file in a coding that is not read (format %d, %d bits); convert it to 16-bit PCM."
              .formatted(source.name(), code, bits));
    }
    // A sample of 12 or 20 bits lies in the upper bits of its 2 or 3 bytes.
    AudioInfo format =
        new AudioInfo("WAV", channels, rate, (bits + 7) / 8 * 8, number, -1).check(source.name());
    if (blockAlign != format.bytesPerFrame()) {
      throw new AudioException(
          "%s is a WAV file whose header contradicts itself: %d channels of %d bits in %d bytes."
              .formatted(source.name(), channels, bits, blockAlign));
    }
    return format;
  }

  @Override
  public AudioInfo info() {
    return info;
  }

  @Override
  public void decode(PcmSink sink) throws IOException {
    int frame = info.bytesPerFrame();
    byte[] buffer = new byte[Math.max(1, BUFFER / frame) * frame];
    source.seek(dataStart);
    long left = info.frames() * frame;
    int filled = 0;
    while (left > 0) {
      int read = source.read(buffer, filled, (int) Math.min(buffer.length - filled, left));
      if (read <= 0) {
        throw new AudioException("%s became shorter while it was read.".formatted(source.name()));
      }
      left -= read;
      filled += read;
      if (filled == buffer.length || left == 0) {
        if (info.bits() == 8) {
          for (int i = 0; i < filled; i++) {
            buffer[i] ^= (byte) 0x80; // 8-bit WAV is unsigned, everything else is signed
          }
        }
        sink.accept(buffer, filled);
        filled = 0;
      }
    }
  }
}
