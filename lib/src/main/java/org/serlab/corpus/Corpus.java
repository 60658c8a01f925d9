package org.serlab.corpus;

import java.util.List;

/**
 * A corpus as far as it is here, or a named subset of one.
 *
 * @param manifest what is known of the corpus
 * @param subset name of the subset such as {@code emodb-4}, or the corpus's own name for all of it
 * @param labels the classes, in the manifest's order
 * @param utterances the utterances that are here, ordered by id
 */
public record Corpus(
    Manifest manifest, String subset, List<String> labels, List<Utterance> utterances) {
  /** Copies the lists. */
  public Corpus {
    labels = List.copyOf(labels);
    utterances = List.copyOf(utterances);
  }

  /** Name of the manifest, such as {@code emodb}. */
  public String name() {
    return manifest.name();
  }
}
