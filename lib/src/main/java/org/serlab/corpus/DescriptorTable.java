package org.serlab.corpus;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.FeatureStore;
import org.serlab.feature.Matrix;
import org.serlab.feature.opensmile.OpenSmileSet;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Acoustic descriptors of every recording of a corpus, small enough to be kept where the audio
 * cannot: one row per utterance with its id, label, speaker and sentence, then the functionals of
 * one set under openSMILE's names.
 */
public final class DescriptorTable {
  private static final MathContext DIGITS = new MathContext(5);
  private static final List<String> FIELDS = List.of("id", "label", "speaker", "sentence");

  private DescriptorTable() {}

  /**
   * @param set a feature set
   * @return types of all columns, in their order
   */
  public static ColumnType[] types(OpenSmileSet set) {
    List<ColumnType> types = new ArrayList<>();
    FIELDS.forEach(field -> types.add(ColumnType.STRING));
    set.names().forEach(name -> types.add(ColumnType.DOUBLE));
    return types.toArray(ColumnType[]::new);
  }

  /**
   * Reads every recording once, at 16 kHz.
   *
   * @param corpus a corpus that is here
   * @param set a feature set
   * @param store what it has kept is not computed again; as a rule {@link FeatureStore#ofUser()}
   * @return one row per utterance, in the order of ids; values to five significant digits
   * @throws SerlabException if a recording gives no features
   */
  public static Table of(Corpus corpus, OpenSmileSet set, FeatureStore store) {
    List<Utterance> utterances = corpus.utterances();
    List<Matrix> values = new ArrayList<>();
    store.extract(
        utterances.stream().map(Utterance::audio).toList(),
        FeatureExtractors.of(Map.of("kind", set.kind())),
        new FeatureStore.Listener() {
          @Override
          public void extracted(Path file, Matrix features) {
            values.add(features);
          }

          @Override
          public void failed(Path file, SerlabException fault) {
            throw fault;
          }
        });
    Table table = Table.create(corpus.subset());
    for (String field : FIELDS) {
      table.addColumns(StringColumn.create(field, utterances.stream().map(u -> u.field(field))));
    }
    for (int column = 0; column < set.names().size(); column++) {
      int at = column;
      double[] numbers = values.stream().mapToDouble(row -> rounded(row.get(0, at))).toArray();
      table.addColumns(DoubleColumn.create(set.names().get(column), numbers));
    }
    return table;
  }

  private static double rounded(float value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }
}
