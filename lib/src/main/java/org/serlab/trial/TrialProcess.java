package org.serlab.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.serlab.Serlab;
import org.serlab.SerlabException;
import org.serlab.learn.Epoch;

/**
 * What a process that was started for trials does: each in turn, with a heartbeat, checkpoints
 * below {@code build/checkpoints} and a record at the end. A trial that has its record already is
 * not repeated; one that fails does not keep the next from being done.
 */
public final class TrialProcess {
  /** How a trial came out. */
  public enum End {
    /** Its record is there. */
    DONE,
    /** It failed; the message is kept beside the place of its record. */
    FAILED,
    /** Another process is at it. */
    ELSEWHERE
  }

  /** Started by the runner, whose process number is in this system property. */
  static final String PARENT = "serlab.parent";

  /** Exit code where another process was at one of the trials; a JVM that fails itself gives 1. */
  static final int MET_OTHERS = 3;

  private final Records records;
  private final Trials trials = new Trials();

  /**
   * @param records where records are looked for and written
   */
  public TrialProcess(Records records) {
    this.records = records;
  }

  /**
   * What the runner starts.
   *
   * @param args folder of records, then specification files
   */
  public static void main(String[] args) {
    endWithParent();
    useOneThread();
    TrialProcess process = new TrialProcess(Records.in(Path.of(args[0])));
    Set<End> ends = EnumSet.noneOf(End.class);
    for (int i = 1; i < args.length; i++) {
      ends.add(process.run(read(Path.of(args[i]))));
    }
    System.exit(exitCode(ends));
  }

  /** 0 if all are done, 1 if one failed, 3 if another process was at one. */
  public static int exitCode(Set<End> ends) {
    return ends.contains(End.ELSEWHERE) ? MET_OTHERS : ends.contains(End.FAILED) ? 1 : 0;
  }

  /** One engine thread, on which determinism rests; to be called before the engine starts. */
  public static void useOneThread() {
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
  }

  /**
   * Reads a specification.
   *
   * @throws SerlabException if there is none in the file
   */
  public static TrialSpec read(Path file) {
    try {
      return TrialSpec.fromJson(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new SerlabException(
          "The specification " + file + " cannot be read: is the path right?", e);
    }
  }

  /** Does one trial, and says on standard output how it goes. */
  public End run(TrialSpec spec) {
    String name = name(spec);
    try {
      if (records.find(spec).isPresent()) {
        tidy(spec);
        System.out.println(name + ": has its record already");
        return End.DONE;
      }
    } catch (SerlabException e) {
      return fail(spec, e);
    }
    try (Heartbeat heartbeat = Heartbeat.take(heartbeat(spec)).orElse(null)) {
      if (heartbeat == null) {
        System.out.println(name + ": another process is at it");
        return End.ELSEWHERE;
      }
      Path checkpoint = checkpoint(spec);
      TrialRecord record =
          trials.run(spec, Optional.of(checkpoint), epoch -> tell(spec, heartbeat, epoch));
      System.out.println(name + ": record " + records.write(record));
      delete(checkpoint);
      return End.DONE;
    } catch (SerlabException e) {
      return fail(spec, e);
    } catch (Exception | Error e) { // a file of somebody's own may throw any
      e.printStackTrace(System.out);
      return fail(spec, e);
    }
  }

  private static void tell(TrialSpec spec, Heartbeat heartbeat, Epoch epoch) {
    int epochs = epochs(spec);
    heartbeat.tell(new Heartbeat.Progress(epoch.number(), epochs));
    System.out.printf(
        Locale.ROOT,
        "%s: epoch %d of %d, loss %.4f, %.2f s%n",
        name(spec),
        epoch.number(),
        epochs,
        epoch.trainingLoss(),
        epoch.seconds());
  }

  private static int epochs(TrialSpec spec) {
    return spec.condition().hyperParameters().get("epochs") instanceof Number n ? n.intValue() : 0;
  }

  private End fail(TrialSpec spec, Throwable e) {
    String message =
        e instanceof SerlabException
            ? e.getMessage()
            : e instanceof OutOfMemoryError
                ? "There was not enough memory: run fewer trials at once, or smaller ones."
                : "Something broke (a fault of serlab): " + e;
    System.out.println(name(spec) + ": failed: " + message);
    records.fail(spec, message);
    return End.FAILED;
  }

  /** For messages: {@code attres, emodb-4, att-Res, random fold 1, seed 1}. */
  static String name(TrialSpec spec) {
    return "%s, %s, %s, %s fold %d, seed %d"
        .formatted(
            spec.paper(),
            spec.dataName(),
            spec.condition().name(),
            spec.partition().label(),
            spec.fold(),
            spec.seed());
  }

  /** Folder of a trial's checkpoints. */
  static Path checkpoint(TrialSpec spec) {
    return Serlab.build().resolve("checkpoints").resolve(spec.key());
  }

  static Path heartbeat(TrialSpec spec) {
    return checkpoint(spec).resolveSibling(spec.key() + ".heartbeat");
  }

  /** Deletes what a trial that has its record needs no more, also what a killed one left. */
  static void tidy(TrialSpec spec) {
    if (Heartbeat.alive(heartbeat(spec))) {
      return; // somebody is at it for another folder of records
    }
    delete(checkpoint(spec));
    delete(heartbeat(spec));
    Heartbeat.deleteLeftovers(heartbeat(spec));
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // another process may delete it just now; at worst it stays, and harms nobody
    }
  }

  /**
   * Ends this process when the one that started it is gone, so that a killed run leaves nothing
   * behind that takes the machine's time. Nothing is lost: there are checkpoints.
   */
  private static void endWithParent() {
    String parent = System.getProperty(PARENT);
    if (parent != null) {
      ProcessHandle.of(Long.parseLong(parent))
          .ifPresentOrElse(
              process -> process.onExit().thenRun(() -> Runtime.getRuntime().halt(1)),
              () -> Runtime.getRuntime().halt(1));
    }
  }
}
