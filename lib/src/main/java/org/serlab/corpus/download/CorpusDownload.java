package org.serlab.corpus.download;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.serlab.SerlabException;
import org.serlab.corpus.Corpora;
import org.serlab.corpus.Corpus;
import org.serlab.corpus.Manifest;

/**
 * Brings a corpus into a data folder: from the addresses of its manifest, or from an archive that
 * its owner has sent. The corpus's folder appears whole or not at all; what has arrived of an
 * archive waits in a hidden folder beside it until the same request comes again.
 */
public final class CorpusDownload {
  private final Manifest manifest;
  private final Path target;
  private final Path stage;
  private final Progress progress;
  private final Patience patience;

  private CorpusDownload(Manifest manifest, Path corpora, Progress progress, Patience patience) {
    this.manifest = manifest;
    this.target = corpora.toAbsolutePath().normalize().resolve(manifest.name());
    this.stage = target.resolveSibling("." + manifest.name() + "-get");
    this.progress = progress;
    this.patience = patience;
  }

  /**
   * Downloads a corpus.
   *
   * @param manifest of the corpus
   * @param corpora data folder in which its folder shall appear
   * @param progress hears how it goes
   * @return what came
   * @throws SerlabException if its folder is there already, if it must be asked for, or if it
   *     cannot be had
   */
  public static Corpus get(Manifest manifest, Path corpora, Progress progress) {
    return get(manifest, corpora, progress, Patience.USUAL);
  }

  static Corpus get(Manifest manifest, Path corpora, Progress progress, Patience patience) {
    if (manifest.access().sources().isEmpty()) {
      throw new SerlabException(howToAsk(manifest, corpora));
    }
    return new CorpusDownload(manifest, corpora, progress, patience)
        .alone(CorpusDownload::download);
  }

  /**
   * Unpacks a corpus from an archive that is here.
   *
   * @param manifest of the corpus
   * @param archive a zip, tar.gz or tar file
   * @param corpora data folder in which its folder shall appear
   * @param progress hears how it goes
   * @return what was in it
   * @throws SerlabException if its folder is there already, or the archive is damaged, dangerous or
   *     of something else
   */
  public static Corpus unpack(Manifest manifest, Path archive, Path corpora, Progress progress) {
    if (!Files.isRegularFile(archive)) {
      throw new SerlabException(
          "There is no file " + archive + "; name the archive you were sent.");
    }
    return new CorpusDownload(manifest, corpora, progress, Patience.USUAL)
        .alone(download -> download.unpack(archive, new Manifest.Source("", 0, "", "", 0, "")));
  }

  /** How a corpus is got that is not there for everyone: whom to ask, what it costs, where to. */
  public static String howToAsk(Manifest manifest, Path corpora) {
    Manifest.Access access = manifest.access();
    String how =
        access.how().isEmpty() ? "Ask its owner: " + manifest.rights().home() : access.how();
    String cost = access.cost().isEmpty() ? "not known here" : access.cost();
    return """
        %s (%s) is not downloaded by this command. %s
        It costs: %s.
        Put it into: %s
        or let an archive be unpacked there: environment/serlab data get %s --from FILE"""
        .formatted(
            manifest.name(),
            manifest.title(),
            how.strip(),
            cost,
            corpora.toAbsolutePath().normalize().resolve(manifest.name()),
            manifest.name());
  }

  /** Does the work while no other process does it. */
  private Corpus alone(Function<CorpusDownload, Corpus> work) {
    checkTarget();
    try {
      Files.createDirectories(stage);
      try (FileChannel channel =
          FileChannel.open(
              stage.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        Lock.hold(channel, manifest.name());
        return work.apply(this);
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private Corpus download() {
    SerlabException last = null;
    for (Manifest.Source source : manifest.access().sources()) {
      if (last != null) {
        progress.note(last.getMessage() + " Trying " + source.url());
      }
      try {
        Path archive = fetch(source);
        try {
          return unpack(archive, source);
        } catch (Archive.Damaged e) {
          Files.deleteIfExists(archive); // what the server sent is no good: next time anew
          throw e;
        }
      } catch (SerlabException e) {
        last = e;
      } catch (IOException e) {
        throw cannotWrite(e);
      }
    }
    throw last;
  }

  private Path fetch(Manifest.Source source) throws IOException {
    Path archive =
        stage.resolve(manifest.name() + "-" + Integer.toHexString(source.url().hashCode()));
    Download.get(address(source), source.size(), source.digest(), archive, patience, progress);
    return archive;
  }

  private static URI address(Manifest.Source source) {
    try {
      URI address = new URI(source.url());
      if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
          && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new SerlabException(source.url() + " is no http or https address; mend the manifest.");
  }

  private void checkTarget() {
    String[] content = target.toFile().list();
    if (Files.exists(target) && (content == null || content.length > 0)) {
      throw new SerlabException(
          "%s is there already; 'environment/serlab data verify %s' checks it, and without it this command gets it anew."
              .formatted(target, manifest.name()));
    }
  }

  private Corpus unpack(Path archive, Manifest.Source source) {
    Path unpacked = stage.resolve("unpacked");
    try {
      delete(unpacked);
      Path into = unpacked.resolve(source.into()).normalize();
      if (!into.startsWith(unpacked)) {
        throw new SerlabException(
            "The manifest of %s unpacks into '%s', outside its folder; mend it."
                .formatted(manifest.name(), source.into()));
      }
      Files.createDirectories(into);
      Archive.Unpacked done =
          Archive.unpack(archive, into, source.strip(), source.only(), progress);
      if (!done.links().isEmpty()) {
        progress.note("left out %d links of the archive".formatted(done.links().size()));
      }
      checkContent(archive, unpacked);
      checkTarget();
      Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
      delete(stage);
      return Corpora.open(manifest, target);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /** What was unpacked must be this corpus, at least some of it. */
  private void checkContent(Path archive, Path unpacked) {
    try {
      Corpora.open(manifest, unpacked);
    } catch (SerlabException e) {
      throw new Archive.Damaged(
          "%s holds no recording of %s; its owner's page %s may know a newer address."
              .formatted(archive, manifest.title(), manifest.rights().home()),
          e);
    }
  }

  private SerlabException cannotWrite(IOException e) {
    return new SerlabException(
        "Cannot write to %s: %s.".formatted(target.getParent(), Reason.of(e)), e);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
