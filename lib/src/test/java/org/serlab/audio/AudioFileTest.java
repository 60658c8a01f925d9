package org.serlab.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioFileTest {
  private static final double[] STAIRS = {0, 0.25, -0.25, 0.5, -0.5, 0.75, -0.75, -1};

  @TempDir Path folder;

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  @ParameterizedTest
  @CsvSource({"1,8", "1,16", "1,24", "1,32", "3,32", "3,64"})
  void readsEveryCoding(int code, int bits) throws IOException {
    Path plain = file("plain.wav", Recordings.wav(code, 1, 22050, bits, STAIRS));
    Path extensible =
        file(
            "extensible.wav",
            Recordings.riff(
                Recordings.chunk("fmt ", Recordings.extensible(code, 1, 22050, bits)),
                Recordings.chunk("data", Recordings.samples(code, bits, STAIRS))));
    for (Path path : new Path[] {plain, extensible}) {
      Waveform waveform = AudioFile.read(path);
      assertThat(waveform.sampleRate()).isEqualTo(22050);
      assertThat(waveform.length()).isEqualTo(STAIRS.length);
      for (int i = 0; i < STAIRS.length; i++) {
        assertThat(waveform.samples()[i]).isEqualTo((float) STAIRS[i]);
      }
      AudioInfo info = AudioFile.info(path);
      assertThat(info).isEqualTo(new AudioInfo("WAV", 1, 22050, bits, code == 3, STAIRS.length));
    }
  }

  @Test
  void takesChunksInAnyOrder() throws IOException {
    byte[] format = Recordings.chunk("fmt ", Recordings.format(1, 1, 16000, 16));
    byte[] data = Recordings.chunk("data", Recordings.samples(1, 16, STAIRS));
    byte[] odd = Recordings.chunk("LIST", new byte[13]);
    byte[] padding = Recordings.chunk("PAD ", new byte[64]);
    Waveform usual = AudioFile.read(file("usual.wav", Recordings.riff(format, data)));
    for (byte[] other :
        new byte[][] {
          Recordings.riff(data, format),
          Recordings.riff(odd, format, padding, data, odd),
          Recordings.riff(padding, data, odd, format)
        }) {
      assertThat(AudioFile.read(file("other.wav", other))).isEqualTo(usual);
    }
  }

  @Test
  void averagesChannels() throws IOException {
    double[] stereo = {0.5, -0.25, 0.5, 0.5, -1, 0};
    for (int bits : new int[] {8, 16, 24, 32}) {
      Waveform mono = AudioFile.read(file("s.wav", Recordings.wav(1, 2, 8000, bits, stereo)));
      assertThat(mono.samples()).containsExactly(0.125f, 0.5f, -0.5f);
    }
  }

  @Test
  void readsAStreamOfUnknownLength() throws IOException {
    byte[] wav = Recordings.wav(1, 1, 8000, 16, STAIRS);
    Arrays.fill(wav, 40, 44, (byte) 0xFF); // as recorders write that cannot go back
    assertThat(AudioFile.read(file("stream.wav", wav)).length()).isEqualTo(STAIRS.length);
  }

  /** Digests of what {@code flac -d} gives (as signed numbers of 16 or 24 bits). */
  @ParameterizedTest
  @CsvSource({
    "mono8,1,8000,8,960,64db3f35d6311446fa97e6fa750212ee6a8090c3e0ac8c684974b4d6031ad254",
    "mono16,1,8000,16,960,c85baee989c3d9f6a3a389ed0ce564ef82beb83219d349490c8c510eeb7b16f8",
    "mono24,1,8000,24,960,6544b88481bbd8cacab4c3f1680bdff9f3c5a928ef5b3cfb272afa267955f3e6",
    "stereo16,2,16000,16,960,c6389bbd6be2fde58bb7fb291d4b98b2e3e855e7fda52a00a1f13909881ff6ef",
    "verbatim16,1,8000,16,960,c85baee989c3d9f6a3a389ed0ce564ef82beb83219d349490c8c510eeb7b16f8"
  })
  void decodesFlac(String name, int channels, int rate, int bits, int frames, String digest)
      throws IOException {
    byte[] flac = Recordings.resource(name + ".flac");
    Path path = file(name + ".flac", flac);
    assertThat(AudioFile.info(path))
        .isEqualTo(new AudioInfo("FLAC", channels, rate, bits, false, frames));
    assertThat(AudioFile.read(path).length()).isEqualTo(frames);
    assertThat(AudioFile.digest(path)).isEqualTo(digest);
    // Without its length in the header, and with a foreign tag after its end.
    byte[] tagged = Recordings.concat(flac, "TAG".getBytes(), new byte[125]);
    assertThat(AudioFile.digest(file("tagged.flac", tagged))).isEqualTo(digest);
    flac[21] &= (byte) 0xF0;
    Arrays.fill(flac, 22, 26, (byte) 0);
    assertThat(AudioFile.info(file("unknown.flac", flac)).frames()).isEqualTo(frames);
    assertThat(AudioFile.digest(file("unknown.flac", flac))).isEqualTo(digest);
  }

  @Test
  void copiesInWavAndFlacHaveOneDigest() throws IOException {
    Path flac = file("a.flac", Recordings.resource("mono16.flac"));
    Waveform waveform = AudioFile.read(flac);
    Path wav = folder.resolve("a.wav");
    AudioFile.writeWav(wav, waveform);
    assertThat(AudioFile.digest(wav)).isEqualTo(AudioFile.digest(flac));
    assertThat(AudioFile.read(wav)).isEqualTo(waveform);
    waveform.samples()[100] += 1 / 32768f;
    AudioFile.writeWav(wav, waveform);
    assertThat(AudioFile.digest(wav)).isNotEqualTo(AudioFile.digest(flac));
  }

  @Test
  void everyChangedBitOfAFlacFrameIsNoticed() throws IOException {
    byte[] flac = Recordings.resource("mono8.flac");
    String digest = AudioFile.digest(file("good.flac", flac));
    int start = flac.length - 300;
    for (int bit = 8 * start; bit < 8 * flac.length; bit++) {
      byte[] damaged = flac.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      ByteSource source = Recordings.source(damaged);
      assertThatThrownBy(() -> AudioFile.guarded(source, AudioFile::digest))
          .isInstanceOf(AudioException.class);
    }
    assertThat(digest).hasSize(64);
  }

  @Test
  void writesWhatItReads() {
    Waveform waveform = new Waveform(new float[] {0, 0.1f, -0.3f, 1.5f, -1}, 44100);
    Path path = folder.resolve("written.wav");
    AudioFile.writeWavFloat(path, waveform);
    assertThat(AudioFile.read(path)).isEqualTo(waveform);
    AudioFile.writeWav(path, waveform);
    float[] samples = AudioFile.read(path).samples();
    assertThat(samples[1]).isCloseTo(0.1f, within(0.5f / 32768));
    assertThat(samples[3]).isEqualTo(32767 / 32768f); // clipped
    assertThat(samples[4]).isEqualTo(-1);
  }

  private void refuses(Path path, String words) {
    long before = System.nanoTime();
    assertThatThrownBy(() -> AudioFile.read(path))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining(path.getFileName().toString())
        .hasMessageContaining(words)
        .hasMessageMatching("[^\n]*\\.");
    assertThat((System.nanoTime() - before) / 1e9).as("seconds").isLessThan(3);
  }

  private static byte[] with(byte[] file, int at, int value) {
    byte[] changed = file.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    return changed;
  }

  @Test
  void saysWhatIsWrongInOneSentence() throws IOException {
    byte[] good = Recordings.wav(1, 1, 16000, 16, Recordings.noise(1000, 1));
    byte[] flac = Recordings.resource("mono16.flac");
    refuses(folder.resolve("missing.wav"), "There is no file");
    refuses(Files.createDirectory(folder.resolve("directory.wav")), "is a folder");
    refuses(file("empty.wav", new byte[0]), "is empty");
    refuses(file("text.wav", "not audio at all".getBytes()), "neither WAV nor FLAC");
    refuses(file("short.wav", new byte[] {'R', 'I'}), "neither WAV nor FLAC");
    refuses(file("song.wav", "ID3 and so on, a song".getBytes()), "MP3");
    refuses(file("header.wav", Arrays.copyOf(good, 30)), "cut short");
    refuses(file("truncated.wav", Arrays.copyOf(good, 1000)), "cut short");
    refuses(file("truncated.flac", Arrays.copyOf(flac, flac.length / 2)), "cut short");
    refuses(file("header.flac", Arrays.copyOf(flac, 20)), "cut short");
    refuses(file("none.wav", Recordings.wav(1, 1, 16000, 16)), "holds no samples");
    assertThatThrownBy(() -> AudioFile.info(folder.resolve("none.wav")))
        .isInstanceOf(AudioException.class)
        .hasMessageEndingWith("none.wav holds no samples.");
    refuses(file("huge.wav", with(good, 40, 0x7FFFFFF0)), "cut short");
    refuses(file("larger.wav", with(good, 40, 0xFFFFFFF0)), "cut short");
    refuses(file("rate.wav", with(good, 24, 0)), "sample rate");
    refuses(file("fast.wav", with(good, 24, 2_000_000_000)), "sample rate");
    refuses(file("channels.wav", with(good, 20, 0xFFFF0001)), "channels");
    refuses(file("silent.wav", with(good, 20, 0x00000001)), "channels");
    refuses(file("adpcm.wav", with(good, 20, 0x00010002)), "coding");
    refuses(file("nan.wav", Recordings.wav(3, 1, 16000, 32, 0, Double.NaN, 0)), "finite");
    refuses(
        file("infinite.wav", Recordings.wav(3, 2, 16000, 64, 0, Double.POSITIVE_INFINITY)),
        "finite");
    refuses(file("large.wav", Recordings.wav(3, 1, 16000, 64, 1e300)), "finite");
  }

  /** 68 thousand million samples are promised; memory is taken only for what is there. */
  @Test
  void doesNotBelieveAHugeLength() throws IOException {
    byte[] flac = Recordings.resource("mono16.flac");
    flac[21] |= 0x0F;
    Arrays.fill(flac, 22, 26, (byte) 0xFF);
    refuses(file("huge.flac", flac), "too long");
    flac = Recordings.resource("mono16.flac");
    flac[22] = 1; // 16 million
    refuses(file("long.flac", flac), "cut short");
    byte[] pictures = Recordings.resource("mono16.flac");
    pictures[42] &= 0x7F; // not the last metadata block: frames taken for one
    refuses(file("pictures.flac", pictures), "cut short");
  }

  @Test
  void doesNotReadARecordingLargerThanMemory() throws IOException {
    Path path = folder.resolve("sparse.wav");
    byte[] header = with(Recordings.wav(1, 1, 16000, 8), 40, 0xFFFFFFFF);
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(header));
      channel.write(ByteBuffer.wrap(new byte[1]), 20_000_000_000L); // a hole of no size on disk
    }
    refuses(path, "too long");
    assertThat(AudioFile.info(path).seconds()).isGreaterThan(1e6);
  }

  @Test
  void saysThatAFileMayNotBeRead() throws IOException {
    Path path = file("secret.wav", Recordings.wav(1, 1, 16000, 16, 0.5));
    boolean changed = path.toFile().setReadable(false);
    if (changed && !Files.isReadable(path)) { // root reads everything
      refuses(path, "permission denied");
    } else {
      assertThat(AudioFile.read(path).length()).isEqualTo(1);
    }
  }

  @Test
  void showsItsDuration() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(new Waveform(new float[24000], 16000))
          .hasToString("Waveform[1.500 s at 16000 Hz]");
    } finally {
      Locale.setDefault(before);
    }
  }
}
