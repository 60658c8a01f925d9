package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.List;
import org.serlab.audio.AudioFile;
import org.serlab.corpus.Corpora;
import org.serlab.corpus.Fold;
import org.serlab.corpus.Partitions;
import org.serlab.corpus.Utterance;
import org.serlab.learn.LearningTask;
import org.serlab.learn.PrincipalComponents;
import org.serlab.learn.Recognizer;
import org.serlab.trial.LiveTrial;
import org.serlab.trial.TrialSpec;
import org.serlab.trial.TrialSpec.Data;
import tech.tablesaw.api.Table;

/**
 * Figure 5 of the cross-language paper: what the output layer of a fine-tuned network gets, along
 * two principal components. These are fitted on the training part's embeddings; those of the
 * validation part are laid into the same plane. Columns as {@link WccnPicture#types}.
 */
public final class EmbeddingPicture {
  /** Name of the space of utterances that the network learnt from. */
  public static final String TRAINING = "training part";

  /** Name of the space of utterances that chose its epoch. */
  public static final String VALIDATION = "validation part";

  private EmbeddingPicture() {}

  /**
   * Fine-tunes a network here and now, and looks at its embeddings.
   *
   * @param spec a trial of a network that has embeddings, in a partition that validates
   * @param progress hears of each epoch
   * @return a row per utterance of the languages that are trained on
   */
  public static Table of(TrialSpec spec, LearningTask.Progress progress) {
    List<Utterance> training = new ArrayList<>();
    List<Utterance> validation = new ArrayList<>();
    for (Data data : spec.data()) {
      if (!data.testOnly()) {
        Fold fold =
            Partitions.of(spec.partition().name(), spec.partition().seed())
                .folds(Corpora.open(data.subset()))
                .get(spec.fold() - 1);
        training.addAll(fold.training());
        validation.addAll(fold.validation());
      }
    }
    try (LiveTrial live = LiveTrial.train(spec, progress)) {
      List<double[]> learnt = embeddings(live.recognizer(), training);
      PrincipalComponents components = PrincipalComponents.fit(learnt, 2);
      Table table = WccnPicture.table("Embeddings of " + spec.condition().name());
      WccnPicture.append(table, TRAINING, training, learnt, components);
      List<double[]> others = embeddings(live.recognizer(), validation);
      WccnPicture.append(table, VALIDATION, validation, others, components);
      return table;
    }
  }

  private static List<double[]> embeddings(Recognizer recognizer, List<Utterance> utterances) {
    List<double[]> rows = new ArrayList<>();
    for (Utterance utterance : utterances) {
      float[] embedding = recognizer.embedding(AudioFile.read(utterance.audio()));
      double[] row = new double[embedding.length];
      for (int i = 0; i < row.length; i++) {
        row[i] = embedding[i];
      }
      rows.add(row);
    }
    return rows;
  }
}
