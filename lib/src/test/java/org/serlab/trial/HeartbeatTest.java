package org.serlab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {
  @TempDir Path folder;

  @Test
  void oneProcessTakesATrialAtATime() {
    Path file = folder.resolve("checkpoints/abc.heartbeat");
    assertThat(Heartbeat.alive(file)).isFalse();
    try (Heartbeat mine = Heartbeat.take(file).get()) {
      assertThat(Heartbeat.alive(file)).isTrue();
      assertThat(Heartbeat.take(file)).isEmpty();
      mine.tell(new Heartbeat.Progress(3, 25));
      assertThat(Heartbeat.progress(file)).isEqualTo(new Heartbeat.Progress(3, 25));
    }
    assertThat(file).doesNotExist();
    try (Heartbeat again = Heartbeat.take(file).get()) {
      assertThat(Heartbeat.alive(file)).isTrue();
    }
  }

  @Test
  void isStaleAfterFiveMinutes() throws Exception {
    Path file = Files.writeString(folder.resolve("x"), "{\"machine\": \"other\", \"process\": 1}");
    assertThat(Heartbeat.alive(file)).isTrue();
    assertThat(Heartbeat.take(file)).isEmpty();
    Instant old = Instant.now().minus(Heartbeat.STALE).minusSeconds(1);
    Files.setLastModifiedTime(file, FileTime.from(old));
    assertThat(Heartbeat.alive(file)).isFalse();
    try (Heartbeat mine = Heartbeat.take(file).get()) {
      assertThat(Heartbeat.alive(file)).isTrue();
    }
  }

  @Test
  void isStaleAtOnceWhenItsProcessIsGone() throws Exception {
    Path file = folder.resolve("x");
    String text;
    try (Heartbeat mine = Heartbeat.take(file).get()) {
      text = Files.readString(file);
    }
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    String own = "\"process\":" + ProcessHandle.current().pid();
    assertThat(text).contains(own);
    Files.writeString(file, text.replace(own, "\"process\":" + gone.pid()));
    assertThat(Heartbeat.alive(file)).isFalse();
    Files.writeString(file, text.replaceFirst("\"started\":\\d+", "\"started\":12345"));
    assertThat(Heartbeat.alive(file)).isFalse(); // the number was given to another process since
  }

  @Test
  void whatIsBeingWrittenJustNowCountsAsAlive() throws Exception {
    Path file = Files.writeString(folder.resolve("x"), "{\"machi");
    assertThat(Heartbeat.alive(file)).isTrue();
  }

  @Test
  void whatAKilledProcessWasWritingIsClearedAway() throws Exception {
    Path leftover = Files.writeString(folder.resolve("x.heartbeat.4711"), "{");
    Path other = Files.writeString(folder.resolve("y.heartbeat.4711"), "{");
    try (Heartbeat mine = Heartbeat.take(folder.resolve("x.heartbeat")).get()) {
      assertThat(leftover).doesNotExist();
      assertThat(other).exists();
    }
  }
}
