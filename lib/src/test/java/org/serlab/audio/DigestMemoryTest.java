package org.serlab.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestMemoryTest {
  @TempDir private Path folder;

  private Path file;
  private final AtomicInteger decoded = new AtomicInteger();

  @BeforeEach
  void record() throws InterruptedException {
    file = folder.resolve("a.wav");
    write(0.1f);
  }

  private void write(float level) throws InterruptedException {
    AudioFile.writeWav(file, new Waveform(new float[] {level, -level, level}, 16_000));
    Thread.sleep(150); // until its times can tell a later change
  }

  private DigestMemory memory() {
    return new DigestMemory(folder.resolve("memory"));
  }

  private String digest(DigestMemory memory) {
    return memory.of(
        file,
        f -> {
          decoded.incrementAndGet();
          return AudioFile.digest(f);
        });
  }

  @Test
  void whatIsSavedIsNotDecodedAgain() {
    DigestMemory first = memory();
    String digest = digest(first);
    assertThat(digest).isEqualTo(AudioFile.digest(file));
    assertThat(digest(first)).isEqualTo(digest);
    assertThat(decoded).hasValue(1);
    assertThat(digest(memory())).as("not saved yet").isEqualTo(digest);
    assertThat(decoded).hasValue(2);
    first.save();
    assertThat(digest(memory())).isEqualTo(digest);
    assertThat(decoded).hasValue(2);
  }

  @Test
  void aChangeShowsThoughSizeAndTimeAreTheOldOnes() throws Exception {
    FileTime time = Files.getLastModifiedTime(file);
    DigestMemory first = memory();
    String old = digest(first);
    first.save();
    write(0.2f);
    Files.setLastModifiedTime(file, time);
    assertThat(digest(memory())).isNotEqualTo(old).isEqualTo(AudioFile.digest(file));
  }

  @Test
  void whatHasJustChangedIsNotRemembered() {
    AudioFile.writeWav(file, new Waveform(new float[] {0.3f}, 16_000));
    DigestMemory first = memory();
    digest(first);
    digest(first);
    assertThat(decoded).hasValue(2);
  }

  @Test
  void twoMemoriesOfOneFolderKeepBothFindings() throws Exception {
    Path other = Files.copy(file, folder.resolve("b.wav"));
    Thread.sleep(150);
    DigestMemory one = memory();
    DigestMemory two = memory();
    digest(one);
    two.of(other);
    one.save();
    two.save();
    DigestMemory three = memory();
    digest(three);
    three.of(
        other,
        f -> {
          throw new AssertionError("remembered");
        });
    assertThat(decoded).hasValue(1);
  }

  @Test
  void anUnreadableMemoryIsMadeAgain() throws IOException {
    DigestMemory first = memory();
    String digest = digest(first);
    first.save();
    try (var files = Files.list(folder.resolve("memory"))) {
      Files.write(files.findFirst().orElseThrow(), new byte[] {(byte) 0xFF, 9, 10});
    }
    assertThat(digest(memory())).isEqualTo(digest);
    assertThat(decoded).hasValue(2);
  }

  @Test
  void readingGivesTheSameDigest() {
    AudioFile.Digested both = AudioFile.readDigested(file);
    assertThat(both.digest()).isEqualTo(AudioFile.digest(file));
    assertThat(both.waveform()).isEqualTo(AudioFile.read(file));
  }
}
