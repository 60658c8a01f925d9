package org.serlab.corpus;

import java.util.List;

/** A named way to cut a corpus into folds; where chance plays a part it is seeded. */
public interface Partition {
  /** Name as commands and records write it, such as {@code random} or {@code independent}. */
  String name();

  /** Seed of the cut; 0 where nothing is random. */
  long seed();

  /** Whether it promises that no speaker stands on both sides. */
  boolean speakerIndependent();

  /**
   * @param corpus a corpus or a subset of one
   * @return its folds, always the same for the same utterances and seed, whatever order they come
   *     in
   * @throws org.serlab.SerlabException if the corpus cannot be cut this way
   */
  List<Fold> folds(Corpus corpus);
}
