package org.serlab.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes mono WAV files. */
final class WavWriter {
  private WavWriter() {}

  static byte[] pcm16(Waveform waveform) {
    ByteBuffer wav = header(waveform, 1, 2);
    for (float sample : waveform.samples()) {
      wav.putShort((short) Math.max(-32768, Math.min(32767, Math.round(sample * 32768f))));
    }
    return wav.array();
  }

  static byte[] float32(Waveform waveform) {
    ByteBuffer wav = header(waveform, 3, 4);
    for (float sample : waveform.samples()) {
      wav.putFloat(sample);
    }
    return wav.array();
  }

  private static ByteBuffer header(Waveform waveform, int code, int bytesPerSample) {
    long data = (long) waveform.length() * bytesPerSample;
    if (data > Integer.MAX_VALUE - 100) {
      throw new AudioException(
          "A recording of %.1f hours is too long for one WAV file; cut it into pieces."
              .formatted(waveform.seconds() / 3600));
    }
    return ByteBuffer.allocate(44 + (int) data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(36 + (int) data)
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) code)
        .putShort((short) 1)
        .putInt(waveform.sampleRate())
        .putInt(waveform.sampleRate() * bytesPerSample)
        .putShort((short) bytesPerSample)
        .putShort((short) (8 * bytesPerSample))
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt((int) data);
  }
}
