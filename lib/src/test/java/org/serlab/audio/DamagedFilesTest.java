package org.serlab.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files made from good ones by damage of many kinds give a result or one sentence. */
class DamagedFilesTest {
  private static final int FILES = 12_000;
  private static final int LONGEST_MILLIS = 2_000;

  @Test
  void giveAResultOrOneSentence() {
    List<byte[]> good = good();
    int read = 0;
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      Random random = new Random(i);
      byte[] damaged = good.get(i % good.size()).clone();
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        damaged = damage(damaged, good, random);
      }
      long start = System.nanoTime();
      try {
        Waveform waveform = AudioFile.guarded(Recordings.source(damaged), AudioFile::read);
        check(waveform);
        AudioInfo info = AudioFile.guarded(Recordings.source(damaged), AudioFile::info);
        assertThat(info.frames()).isEqualTo(waveform.length());
        String digest = AudioFile.guarded(Recordings.source(damaged), AudioFile::digest);
        assertThat(digest).hasSize(64);
        read++;
      } catch (AudioException e) {
        refused++;
        assertThat(e.getMessage()).as("file " + i).endsWith(".").doesNotContain("\n");
        assertThat(e.getMessage().length()).as("file " + i).isLessThan(200);
      } catch (Throwable e) {
        throw new AssertionError("file " + i + " of kind " + i % good.size(), e);
      }
      assertThat((System.nanoTime() - start) / 1_000_000)
          .as("milliseconds for file " + i)
          .isLessThan(LONGEST_MILLIS);
    }
    System.out.printf("%d damaged files: %d read, %d refused%n", FILES, read, refused);
    assertThat(read).isGreaterThan(FILES / 20); // damage that leaves a recording
    assertThat(refused).isGreaterThan(FILES / 4);
  }

  private static void check(Waveform waveform) {
    assertThat(waveform.length()).isPositive();
    for (float sample : waveform.samples()) {
      assertThat(Float.isFinite(sample)).isTrue();
    }
  }

  private static List<byte[]> good() {
    List<byte[]> files = new ArrayList<>();
    for (int bits : new int[] {8, 16, 24, 32}) {
      files.add(Recordings.wav(Recordings.PCM, 1, 8000, bits, Recordings.noise(300, bits)));
      files.add(Recordings.wav(Recordings.PCM, 2, 44100, bits, Recordings.noise(200, bits)));
    }
    for (int bits : new int[] {32, 64}) {
      files.add(Recordings.wav(Recordings.IEEE_FLOAT, 1, 16000, bits, Recordings.noise(200, bits)));
      files.add(
          Recordings.riff(
              Recordings.chunk("LIST", new byte[21]),
              Recordings.chunk("data", Recordings.samples(3, bits, Recordings.noise(200, 5))),
              Recordings.chunk("fmt ", Recordings.extensible(3, 2, 48000, bits))));
    }
    for (String flac : List.of("mono8", "mono16", "mono24", "stereo16", "verbatim16")) {
      byte[] file = Recordings.resource(flac + ".flac");
      files.add(file);
      files.add(withoutChecksum(file)); // so that damage reaches the samples
      files.add(withoutLength(file));
    }
    return files;
  }

  private static byte[] withoutChecksum(byte[] flac) {
    byte[] file = flac.clone();
    Arrays.fill(file, 26, 42, (byte) 0);
    return file;
  }

  private static byte[] withoutLength(byte[] flac) {
    byte[] file = withoutChecksum(flac);
    file[21] &= (byte) 0xF0;
    Arrays.fill(file, 22, 26, (byte) 0);
    return file;
  }

  private static byte[] damage(byte[] file, List<byte[]> good, Random random) {
    if (file.length == 0) {
      return file;
    }
    int at =
        random.nextBoolean()
            ? random.nextInt(file.length)
            : random.nextInt(Math.min(64, file.length));
    int length = 1 + random.nextInt(Math.min(40, file.length - at));
    byte[] damaged = file.clone();
    switch (random.nextInt(9)) {
      case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> damaged[at] = (byte) random.nextInt(256);
      case 2 -> Arrays.fill(damaged, at, at + length, (byte) (random.nextBoolean() ? 0 : 255));
      case 3 -> {
        for (int i = at; i < at + length; i++) {
          damaged[i] = (byte) random.nextInt(256);
        }
      }
      case 4 -> damaged = Arrays.copyOf(file, at);
      case 5 ->
          damaged =
              Recordings.concat(
                  Arrays.copyOf(file, at), Arrays.copyOfRange(file, at + length, file.length));
      case 6 -> {
        byte[] more = new byte[length];
        random.nextBytes(more);
        damaged =
            Recordings.concat(
                Arrays.copyOf(file, at), more, Arrays.copyOfRange(file, at, file.length));
      }
      case 7 -> {
        byte[] other = good.get(random.nextInt(good.size()));
        int cut = Math.min(at, other.length);
        damaged =
            Recordings.concat(Arrays.copyOf(other, cut), Arrays.copyOfRange(file, at, file.length));
      }
      default -> {
        int[] extremes = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7FFFFF00, 1};
        int value = extremes[random.nextInt(extremes.length)];
        for (int i = 0; i < Math.min(4, file.length - at); i++) {
          damaged[at + i] = (byte) (value >> 8 * i);
        }
      }
    }
    return damaged;
  }
}
