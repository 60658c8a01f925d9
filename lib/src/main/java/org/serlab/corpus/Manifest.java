package org.serlab.corpus;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a YAML file says of a corpus: whose it is, how to get it, how its folder is laid out, what
 * its codes mean, how it is cut. Its keys are described in {@code data-manifests/README.md}.
 *
 * @param name short name such as {@code emodb}
 * @param title full name
 * @param simulated whether it is synthesised, which every table made from it must say
 * @param languages ISO 639-1 codes; the first holds where nothing else is said of a speaker
 * @param rights owner, licence and how to cite
 * @param access how to get it
 * @param layout how fields are read from paths and tables
 * @param labels code to class, in the order of the classes; empty if codes are the classes
 * @param speakers by code
 * @param sentences by code
 * @param expected number of published utterances of each class; empty if unknown
 * @param subsets named parts
 * @param folds named ways of cutting it
 * @param file the YAML file; empty for a manifest made in code
 */
public record Manifest(
    String name,
    String title,
    boolean simulated,
    List<String> languages,
    Rights rights,
    Access access,
    Layout layout,
    Map<String, String> labels,
    Map<String, Speaker> speakers,
    Map<String, Sentence> sentences,
    Map<String, Integer> expected,
    Map<String, Subset> subsets,
    Map<String, FoldSet> folds,
    Optional<Path> file) {

  /** A manifest that says no more than a name; for corpora made in code. */
  public Manifest(String name, boolean simulated) {
    this(
        name,
        name,
        simulated,
        List.of(),
        Rights.UNKNOWN,
        Access.UNKNOWN,
        Layout.NONE,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty());
  }

  /**
   * Whose the recordings are; every text may be empty.
   *
   * @param owner people and institution
   * @param licence its short name, such as {@code CC BY-NC-SA 4.0}
   * @param terms what the licence asks of whoever uses or passes on the recordings, in a sentence
   * @param citation a BibTeX entry
   * @param home address of the owner's page
   */
  public record Rights(String owner, String licence, String terms, String citation, String home) {
    static final Rights UNKNOWN = new Rights("", "", "", "", "");
  }

  /**
   * How to get the recordings.
   *
   * @param kind {@code open} (anyone may download), {@code form} (the owner must be asked), {@code
   *     paid}, {@code own} (they are the user's) or empty
   * @param how what to do, in a sentence or two
   * @param cost what it costs, such as {@code nothing}
   * @param sources archives that hold it, the preferred one first
   */
  public record Access(String kind, String how, String cost, List<Source> sources) {
    static final Access UNKNOWN = new Access("", "", "", List.of());
  }

  /**
   * A file to download.
   *
   * @param url its address
   * @param size bytes; 0 where not published
   * @param digest {@code md5:} or {@code sha256:} and hexadecimal digits; empty where not published
   * @param into folder below the corpus's folder into which it is unpacked; empty for the folder
   *     itself
   * @param strip leading folders of the archive's paths that are left away
   * @param only regular expression over the stripped paths of the archive that are unpacked; empty
   *     for all
   */
  public record Source(String url, long size, String digest, String into, int strip, String only) {}

  /**
   * @param sex {@code female}, {@code male} or empty
   * @param age years at the recording, such as {@code 31}; empty where unknown
   * @param language ISO 639-1 code; empty for the corpus's first
   * @param note anything else, such as an accent
   */
  public record Speaker(String sex, String age, String language, String note) {}

  /**
   * @param text what is said
   * @param english what it means
   */
  public record Sentence(String text, String english) {}

  /**
   * A named part of the corpus: utterances whose fields have one of the values.
   *
   * @param name such as {@code emodb-4}
   * @param title what it is, in a few words
   * @param keep per field (an {@linkplain Utterance#field field} of an utterance) the values kept
   * @param expected number of published utterances of each class, where {@link #keep} and the
   *     corpus's own counts do not give it
   */
  public record Subset(
      String name, String title, Map<String, List<String>> keep, Map<String, Integer> expected) {}

  /**
   * A named way of cutting: either groups, each of which is tested once, or one cut with named
   * parts.
   *
   * @param name such as {@code speakers}
   * @param by the {@linkplain Utterance#field field} that decides, such as {@code speaker}
   * @param groups values of the field, group by group: fold k tests group k; empty for a single cut
   * @param training values of a single cut that train; empty for all the rest
   * @param validation values of a single cut that validate; may be empty
   * @param test values of a single cut that are tested
   * @param source where it is from
   */
  public record FoldSet(
      String name,
      String by,
      List<List<String>> groups,
      List<String> training,
      List<String> validation,
      List<String> test,
      String source) {}

  /**
   * The classes in order. Empty if the manifest has no labels: then the codes found are the
   * classes.
   */
  public List<String> classes() {
    return List.copyOf(new LinkedHashSet<>(labels.values()));
  }

  /** The first fold set by speaker that has groups: what "independent" means in this corpus. */
  public Optional<FoldSet> speakerFolds() {
    return folds.values().stream()
        .filter(set -> set.by().equals("speaker") && !set.groups().isEmpty())
        .findFirst();
  }

  /** Number of published utterances; empty if unknown. */
  public Optional<Integer> published() {
    return expected.isEmpty()
        ? Optional.empty()
        : Optional.of(expected.values().stream().mapToInt(Integer::intValue).sum());
  }

  /** Where the digests of its recordings lie: beside the manifest. */
  Optional<Path> digestFile() {
    return file.map(yaml -> yaml.resolveSibling(name + ".sha256"));
  }

  /** Copies the maps, keeping their order. */
  public Manifest {
    languages = List.copyOf(languages);
    labels = ordered(labels);
    speakers = ordered(speakers);
    sentences = ordered(sentences);
    expected = ordered(expected);
    subsets = ordered(subsets);
    folds = ordered(folds);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
