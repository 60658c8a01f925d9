package org.serlab.trial;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.serlab.SerlabException;

/**
 * Says to others that a trial is under way: a file beside its checkpoints, written again every few
 * seconds. It is stale when it is older than five minutes, or at once where the process that wrote
 * it is known to be gone. Two processes that take over the same stale one do the trial twice, which
 * is harmless.
 */
final class Heartbeat implements AutoCloseable {
  static final Duration STALE = Duration.ofMinutes(5);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  /** How far a trial has come. */
  record Progress(int epoch, int epochs) {}

  private final Path file;
  private final Thread thread;
  private volatile Progress progress = new Progress(0, 0);

  private Heartbeat(Path file) {
    this.file = file;
    thread = new Thread(this::beat, "heartbeat");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Takes on a trial.
   *
   * @param file where its heartbeat lies
   * @return empty if another process is at it
   */
  static Optional<Heartbeat> take(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (!alive(file)) {
        Files.deleteIfExists(file);
      }
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        channel.write(StandardCharsets.UTF_8.encode(text(new Progress(0, 0))));
      }
      deleteLeftovers(file);
      return Optional.of(new Heartbeat(file));
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new SerlabException("The file " + file + " cannot be written: make room for it.", e);
    }
  }

  /** What a process left that was killed while it wrote its heartbeat. */
  static void deleteLeftovers(Path file) {
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(file.toAbsolutePath().getParent(), file.getFileName() + ".*")) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    } catch (IOException e) {
      // another process may delete them just now; at worst they stay, and harm nobody
    }
  }

  /** Whether a process is at the trial with this heartbeat. */
  static boolean alive(Path file) {
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      if (written.isBefore(Instant.now().minus(STALE))) {
        return false;
      }
      JsonReading json = JsonReading.of(Files.readString(file), problem -> problem);
      if (!json.text("machine").equals(machine())) {
        return true; // of another machine only the age can be seen
      }
      long started = json.whole("started");
      return ProcessHandle.of(json.whole("process"))
          .filter(ProcessHandle::isAlive)
          .filter(process -> startOf(process) == started)
          .isPresent();
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException | SerlabException e) {
      return Files.exists(file); // being written just now
    }
  }

  /** How far the trial with this heartbeat has come. */
  static Progress progress(Path file) {
    try {
      JsonReading json = JsonReading.of(Files.readString(file), problem -> problem);
      return new Progress((int) json.whole("epoch"), (int) json.whole("epochs"));
    } catch (IOException | SerlabException e) {
      return new Progress(0, 0);
    }
  }

  /** Tells how far the trial has come. */
  void tell(Progress now) {
    progress = now;
    write();
  }

  private void beat() {
    try {
      while (true) {
        Thread.sleep(INTERVAL.toMillis());
        write();
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private synchronized void write() {
    try {
      if (!thread.isInterrupted()) {
        Path temporary =
            file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
        Files.writeString(temporary, text(progress));
        Files.move(temporary, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      // a full disk must not end the trial: at worst another process does it too
    }
  }

  private static String text(Progress progress) {
    JsonObject json = new JsonObject();
    json.addProperty("machine", machine());
    json.addProperty("process", ProcessHandle.current().pid());
    json.addProperty("started", startOf(ProcessHandle.current()));
    json.addProperty("epoch", progress.epoch());
    json.addProperty("epochs", progress.epochs());
    return Json.text(json);
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** The machine and, for containers, the space in which its process numbers hold. */
  private static String machine() {
    String host = System.getenv().getOrDefault("HOSTNAME", "");
    try {
      host = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return host + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException e) {
      return host;
    }
  }

  /** Gives the trial up: it is finished or failed. */
  @Override
  public synchronized void close() {
    thread.interrupt();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // it becomes stale by itself
    }
  }
}
