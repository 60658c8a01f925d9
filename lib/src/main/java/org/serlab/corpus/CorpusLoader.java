package org.serlab.corpus;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.serlab.SerlabException;
import org.serlab.audio.AudioException;
import org.serlab.audio.AudioFile;

/** Reads a corpus from its folder as its manifest says. */
final class CorpusLoader {
  private static final Set<String> COLUMNS =
      Set.of("id", "speaker", "session", "sentence", "text", "label", "language");
  private static final int DEEPEST = 12;

  /** How the reason begins for which a recording that cannot be read is left out. */
  static final String DAMAGED = "is damaged: ";

  private final Manifest manifest;
  private final Path folder;
  private final LayoutReader layout;
  private final List<Corpus.LeftOut> leftOut = new ArrayList<>();

  private CorpusLoader(Manifest manifest, Path folder) {
    this.manifest = manifest;
    this.folder = folder;
    this.layout = new LayoutReader(manifest.layout());
  }

  /**
   * @param manifest of the corpus
   * @param folder where it lies; it may be whole, partly there, or one folder too deep
   * @return what of it is there
   * @throws SerlabException if nothing of it is
   */
  static Corpus load(Manifest manifest, Path folder) {
    return new CorpusLoader(manifest, folder.toAbsolutePath().normalize()).load();
  }

  private Corpus load() {
    List<Path> files = files();
    List<FieldTable> tables = tables(files);
    Map<String, Utterance> utterances = new TreeMap<>();
    int recordings = 0;
    for (Path file : files) {
      if (isRecording(file)) {
        recordings++;
        utterance(file, tables)
            .ifPresent(
                utterance -> {
                  Utterance first = utterances.putIfAbsent(utterance.id(), utterance);
                  if (first != null) {
                    leaveOut(file, "is a second copy of " + relative(first.audio()));
                  }
                });
      }
    }
    if (utterances.isEmpty()) {
      throw nothing(recordings);
    }
    return new Corpus(
        manifest,
        manifest.name(),
        classes(utterances.values()),
        List.copyOf(utterances.values()),
        folder,
        leftOut);
  }

  private SerlabException nothing(int recordings) {
    if (recordings == 0) {
      return new SerlabException(
          "%s holds no WAV or FLAC file, so there is nothing of %s there; name the folder that"
                  .formatted(folder, manifest.name())
              + " holds its recordings.");
    }
    Corpus.LeftOut example = leftOut.get(0);
    return new SerlabException(
        "None of the %d recordings in %s is one of %s, for example %s %s; mend the layout in %s."
            .formatted(
                recordings,
                folder,
                manifest.name(),
                example.path(),
                example.why(),
                manifest.file().map(Path::toString).orElse("its manifest")));
  }

  /** All visible files, ordered, WAV before FLAC. Links are followed; loops are not. */
  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          DEEPEST,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              return !dir.equals(folder) && isHidden(dir)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && !isHidden(file)) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
              leaveOut(file, "cannot be read");
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new SerlabException("Cannot read " + folder + ": " + e.getMessage() + ".", e);
    }
    files.sort(
        (a, b) -> {
          int order = withoutEnding(relative(a)).compareTo(withoutEnding(relative(b)));
          return order != 0 ? order : relative(b).compareTo(relative(a));
        });
    return files;
  }

  /** Such as {@code ._03a01Fa.wav}, which other systems leave beside the files. */
  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  static boolean isRecording(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".wav") || name.endsWith(".flac");
  }

  private List<FieldTable> tables(List<Path> files) {
    List<FieldTable> tables = new ArrayList<>();
    for (Layout.Table spec : manifest.layout().tables()) {
      List<Path> found =
          files.stream().filter(file -> spec.file().matcher(relative(file)).matches()).toList();
      if (found.isEmpty() && manifest.layout().pattern().isEmpty()) {
        throw new SerlabException(
            "%s holds no table '%s', which lists the recordings; put it there."
                .formatted(folder, readable(spec.file())));
      }
      for (Path file : found) {
        tables.add(
            FieldTable.read(file, spec, manifest.languages().stream().findFirst().orElse("")));
      }
    }
    return tables;
  }

  private static String readable(Pattern atEndOfPath) {
    return atEndOfPath
        .pattern()
        .replaceFirst("^.*\\(\\?<" + Layout.WHOLE + ">", "")
        .replaceFirst("\\)$", "");
  }

  private Optional<Utterance> utterance(Path file, List<FieldTable> tables) {
    Optional<Map<String, String>> read = layout.read(withoutEnding(relative(file)), tables);
    if (read.isEmpty()) {
      leaveOut(
          file,
          manifest.layout().pattern().isPresent()
              ? "does not match the layout's pattern"
              : "has no row in the table");
      return Optional.empty();
    }
    Map<String, String> fields = read.get();
    Optional<String> label = label(manifest, fields);
    if (label.isEmpty()) {
      leaveOut(
          file,
          fields.containsKey("label")
              ? "has the label '%s', which the manifest does not name"
                  .formatted(fields.get("label"))
              : "has no label");
      return Optional.empty();
    }
    try {
      return Optional.of(
          utterance(manifest, fields, label.get(), file, AudioFile.info(file).seconds()));
    } catch (AudioException e) {
      leaveOut(file, DAMAGED + e.getMessage());
      return Optional.empty();
    }
  }

  /** The class of an utterance, if the manifest knows its code. */
  static Optional<String> label(Manifest manifest, Map<String, String> fields) {
    String code = fields.getOrDefault("label", "");
    if (code.isEmpty()) {
      return Optional.empty();
    }
    return manifest.labels().isEmpty()
        ? Optional.of(ManifestReader.canonical(code))
        : Optional.ofNullable(manifest.labels().get(code));
  }

  private static Utterance utterance(
      Manifest manifest, Map<String, String> fields, String label, Path file, double seconds) {
    String speaker = fields.getOrDefault("speaker", "");
    String sentence = fields.getOrDefault("sentence", "");
    Manifest.Speaker known =
        manifest.speakers().getOrDefault(speaker, new Manifest.Speaker("", "", "", ""));
    Manifest.Sentence said =
        manifest.sentences().getOrDefault(sentence, new Manifest.Sentence("", ""));
    String language =
        known.language().isEmpty()
            ? manifest.languages().stream().findFirst().orElse("")
            : known.language();
    Map<String, String> attributes = new TreeMap<>(fields);
    attributes.keySet().removeAll(COLUMNS);
    attributes.put("sex", known.sex().isEmpty() ? fields.getOrDefault("sex", "") : known.sex());
    attributes.put("age", known.age().isEmpty() ? fields.getOrDefault("age", "") : known.age());
    attributes.values().removeIf(String::isEmpty);
    return new Utterance(
        manifest.name(),
        fields.get("id"),
        file,
        speaker,
        fields.getOrDefault("session", ""),
        sentence,
        fields.getOrDefault("text", said.text()),
        label,
        fields.getOrDefault("language", language),
        seconds,
        Collections.unmodifiableMap(attributes));
  }

  private List<String> classes(Iterable<Utterance> utterances) {
    Set<String> present = new TreeSet<>();
    utterances.forEach(utterance -> present.add(utterance.label()));
    return manifest.labels().isEmpty()
        ? List.copyOf(present)
        : manifest.classes().stream().filter(present::contains).toList();
  }

  private void leaveOut(Path file, String why) {
    leftOut.add(new Corpus.LeftOut(relative(file), why));
  }

  private String relative(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static String withoutEnding(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
  }
}
