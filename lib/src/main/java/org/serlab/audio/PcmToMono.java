package org.serlab.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Collects samples as single-precision numbers; channels are averaged. */
final class PcmToMono implements PcmSink {
  private final AudioInfo info;
  private final String name;
  private float[] samples;
  private int count;

  PcmToMono(AudioInfo info, String name) {
    this.info = info;
    this.name = name;
    refuseIfTooLong(info.frames());
    // Grows as samples come: what a header claims is no reason to take memory.
    samples = new float[(int) Math.min(Math.max(info.frames(), 0), 1 << 20)];
  }

  /**
   * The array has to fit beside the one it grows from, and something is to be left to work with.
   */
  private void refuseIfTooLong(long frames) {
    long most = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 4 / 3);
    if (frames > most) {
      throw new AudioException(
          "%s is too long for the memory there is (more than %.1f hours); cut it into pieces."
              .formatted(name, most / 3600.0 / info.sampleRate()));
    }
  }

  @Override
  public void accept(byte[] bytes, int length) {
    int frames = length / info.bytesPerFrame();
    long needed = (long) count + frames;
    refuseIfTooLong(needed);
    if (needed > samples.length) {
      long longer = Math.max(needed, 2L * samples.length);
      longer = info.frames() >= needed ? Math.min(longer, info.frames()) : longer;
      samples = Arrays.copyOf(samples, (int) Math.min(longer, Integer.MAX_VALUE - 8));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
    if (info.channels() == 1 && info.bits() == 16) {
      for (int i = 0; i < frames; i++) {
        samples[count++] = buffer.getShort(2 * i) * (1 / 32768f);
      }
      return;
    }
    int step = info.bytesPerSample();
    int at = 0;
    for (int i = 0; i < frames; i++) {
      double sum = 0;
      for (int channel = 0; channel < info.channels(); channel++) {
        sum += sample(buffer, at, step);
        at += step;
      }
      samples[count++] = (float) (sum / info.channels());
    }
  }

  private double sample(ByteBuffer buffer, int at, int step) {
    if (info.floatingPoint()) {
      return step == 4 ? buffer.getFloat(at) : buffer.getDouble(at);
    }
    return switch (step) {
      case 1 -> buffer.get(at) / 0x1p7;
      case 2 -> buffer.getShort(at) / 0x1p15;
      case 3 -> (buffer.getShort(at) & 0xFFFF | buffer.get(at + 2) << 16) / 0x1p23;
      default -> buffer.getInt(at) / 0x1p31;
    };
  }

  static AudioException empty(String name) {
    return new AudioException("%s holds no samples.".formatted(name));
  }

  /** What was collected, once it is complete. */
  Waveform waveform() {
    if (count == 0) {
      throw empty(name);
    }
    float[] all = count == samples.length ? samples : Arrays.copyOf(samples, count);
    if (info.floatingPoint()) {
      for (int i = 0; i < count; i++) {
        if (!Float.isFinite(all[i])) {
          throw new AudioException(
              "%s holds a sample that is not a finite number, at %.4f s."
                  .formatted(name, i / (double) info.sampleRate()));
        }
      }
    }
    return new Waveform(all, info.sampleRate());
  }
}
