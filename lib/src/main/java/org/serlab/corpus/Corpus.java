package org.serlab.corpus;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.serlab.SerlabException;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A corpus as far as it is here, or a named subset of one. {@link Corpora#open(String)} makes it.
 *
 * @param manifest what is known of the corpus
 * @param subset name of the subset such as {@code emodb-4}, or the corpus's own name for all of it
 * @param labels the classes that are here, in the manifest's order
 * @param utterances the utterances that are here, ordered by id
 * @param folder where the corpus lies
 * @param leftOut recordings in the folder that are not used
 */
public record Corpus(
    Manifest manifest,
    String subset,
    List<String> labels,
    List<Utterance> utterances,
    Path folder,
    List<LeftOut> leftOut) {

  /**
   * A recording that is not used.
   *
   * @param path below the corpus's folder
   * @param why continues the sentence that begins with the path
   */
  public record LeftOut(String path, String why) {}

  /** Copies the lists. */
  public Corpus {
    labels = List.copyOf(labels);
    utterances = List.copyOf(utterances);
    leftOut = List.copyOf(leftOut);
  }

  /** A corpus made in code. */
  public Corpus(Manifest manifest, String subset, List<String> labels, List<Utterance> utterances) {
    this(manifest, subset, labels, utterances, Path.of(""), List.of());
  }

  /** Name of the manifest, such as {@code emodb}. */
  public String name() {
    return manifest.name();
  }

  /**
   * @param name of a subset of the manifest; the corpus's own name or this subset's gives this
   *     corpus
   * @return the utterances of it that are here
   * @throws SerlabException if the manifest has no such subset, or nothing of it is here
   */
  public Corpus subset(String name) {
    if (name.equals(subset) || name.equals(name())) {
      return this;
    }
    Manifest.Subset wanted = manifest.subsets().get(name);
    if (wanted == null) {
      throw new SerlabException(
          "The corpus %s has no subset '%s'; it has %s."
              .formatted(
                  name(),
                  name,
                  manifest.subsets().isEmpty()
                      ? "none"
                      : String.join(", ", manifest.subsets().keySet())));
    }
    List<Utterance> kept =
        utterances.stream().filter(utterance -> keeps(wanted, utterance)).toList();
    if (kept.isEmpty()) {
      throw new SerlabException(
          "Nothing of the subset %s is in %s; get the whole of %s."
              .formatted(name, folder, name()));
    }
    Set<String> present = kept.stream().map(Utterance::label).collect(Collectors.toSet());
    return new Corpus(
        manifest,
        name,
        labels.stream().filter(present::contains).toList(),
        kept,
        folder,
        List.of());
  }

  private static boolean keeps(Manifest.Subset subset, Utterance utterance) {
    for (Map.Entry<String, List<String>> field : subset.keep().entrySet()) {
      if (!field.getValue().contains(utterance.field(field.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /** The speakers that are here, in alphabetical order. */
  public List<String> speakers() {
    return utterances.stream().map(Utterance::speaker).distinct().sorted().toList();
  }

  /**
   * @param id of an utterance
   * @return the utterance, if it is here
   */
  public Optional<Utterance> utterance(String id) {
    return utterances.stream().filter(utterance -> utterance.id().equals(id)).findFirst();
  }

  /** Duration of all utterances together, in seconds. */
  public double seconds() {
    return utterances.stream().mapToDouble(Utterance::seconds).sum();
  }

  /** What is here of what was published, by class. */
  public Completeness completeness() {
    return Completeness.of(this);
  }

  /**
   * What every table made from it must say: {@code simulated} if it is synthesised, and {@code 342
   * of 535 recordings} if it is only partly here. Empty if it is real speech and whole.
   */
  public String part() {
    String part = completeness().part();
    if (!manifest.simulated()) {
      return part;
    }
    return part.isEmpty() ? "simulated" : "simulated; " + part;
  }

  /**
   * Identifies the recordings: SHA-256 over the ids and the digests of the decoded samples, so that
   * WAV and FLAC copies agree. Decodes each file once; later only new or changed ones.
   *
   * @return 64 hexadecimal digits
   * @throws org.serlab.audio.AudioException if a recording is damaged
   */
  public String contentDigest() {
    return ContentDigests.of(utterances);
  }

  /** One row per utterance: id, all fields, duration in seconds. */
  public Table table() {
    Set<String> fields =
        new LinkedHashSet<>(List.of("id", "speaker", "session", "sentence", "label", "language"));
    Set<String> attributes = new TreeSet<>();
    utterances.forEach(utterance -> attributes.addAll(utterance.attributes().keySet()));
    fields.addAll(attributes);
    fields.add("text");
    Table table = Table.create(subset);
    for (String field : fields) {
      table.addColumns(StringColumn.create(field, utterances.stream().map(u -> u.field(field))));
    }
    table.insertColumn(
        1,
        DoubleColumn.create(
            "seconds", utterances.stream().mapToDouble(Utterance::seconds).toArray()));
    return table;
  }
}
