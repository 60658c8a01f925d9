package org.serlab.corpus;

import java.util.List;
import java.util.TreeSet;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A partition's folds as a table: how many utterances stand where, and who is tested. */
public final class FoldTable {
  private FoldTable() {}

  /** Types of the columns: fold, held out, training, validation, test, test speakers. */
  public static ColumnType[] types() {
    ColumnType number = ColumnType.INTEGER;
    ColumnType text = ColumnType.STRING;
    return new ColumnType[] {number, text, number, number, number, text};
  }

  /**
   * @param corpus a corpus or a subset of one
   * @param partition name of a partition, see {@link Partitions#of}
   * @return one row per fold
   */
  public static Table of(Corpus corpus, String partition) {
    IntColumn number = IntColumn.create("fold");
    StringColumn name = StringColumn.create("held out");
    IntColumn training = IntColumn.create("training");
    IntColumn validation = IntColumn.create("validation");
    IntColumn test = IntColumn.create("test");
    StringColumn speakers = StringColumn.create("test speakers");
    for (Fold fold : Partitions.of(partition).folds(corpus)) {
      number.append(fold.number());
      name.append(fold.name());
      training.append(fold.training().size());
      validation.append(fold.validation().size());
      test.append(fold.test().size());
      speakers.append(speakers(fold.test()));
    }
    return Table.create(
        corpus.subset() + ", " + partition, number, name, training, validation, test, speakers);
  }

  private static String speakers(List<Utterance> utterances) {
    TreeSet<String> speakers = new TreeSet<>();
    utterances.forEach(utterance -> speakers.add(utterance.speaker()));
    return String.join(", ", speakers);
  }
}
