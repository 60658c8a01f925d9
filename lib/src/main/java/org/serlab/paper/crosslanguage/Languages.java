package org.serlab.paper.crosslanguage;

import java.util.ArrayList;
import java.util.List;
import org.serlab.trial.Profile;
import org.serlab.trial.TrialSpec.Data;

/**
 * The corpora that speak the paper's three languages in a profile: German, English, and a third,
 * Mandarin in the paper. Where that is not at hand another language stands in, and is called so.
 *
 * @param german four classes of Emo-DB
 * @param english four classes of RAVDESS
 * @param third four classes of ESD's Mandarin speakers, or what stands in for them
 */
public record Languages(Data german, Data english, Data third) {
  /** The paper's own: ESD is had by signing its owners' form. */
  public static final Languages PAPER =
      new Languages(
          Data.of("emodb", "emodb-4"), Data.of("ravdess", "ravdess-4"), Data.of("esd", "esd-zh-4"));

  /** Open corpora alone: Polish stands in for Mandarin. */
  public static final Languages OPEN =
      new Languages(PAPER.german(), PAPER.english(), Data.of("nemo", "nemo-28-4"));

  /** Simulated speech, with the demo corpus's five classes. */
  public static final Languages DEMO =
      new Languages(
          Data.of("demo", "demo-de"), Data.of("demo", "demo-en"), Data.of("demo", "demo-zh"));

  /** Those of a profile. */
  public static Languages of(Profile profile) {
    return switch (profile) {
      case DEMO -> DEMO;
      case SMALL -> OPEN;
      case PAPER -> PAPER;
    };
  }

  /** The three. */
  public List<Data> all() {
    return List.of(german, english, third);
  }

  /** What the paper calls the corpus in whose place it stands: Emo-DB, RAVDESS or ESD. */
  public static String paperCorpus(Data data) {
    return switch (paperCode(data)) {
      case "DE" -> "Emo-DB";
      case "EN" -> "RAVDESS";
      default -> "ESD";
    };
  }

  /** The paper's three training sets: two languages each, the third is tested alone. */
  public List<List<Data>> pairs() {
    return List.of(
        List.of(german, third, unheard(english)),
        List.of(german, english, unheard(third)),
        List.of(english, third, unheard(german)));
  }

  private static Data unheard(Data data) {
    return new Data(data.corpus(), data.subset(), true);
  }

  /** The paper's letters for a corpus: DE, EN or CH. */
  static String paperCode(Data data) {
    return switch (data.subset()) {
      case "emodb-4", "demo-de" -> "DE";
      case "ravdess-4", "demo-en" -> "EN";
      default -> "CH";
    };
  }

  /** Letters of the language that is really heard. */
  static String code(Data data) {
    return switch (data.corpus()) {
      case "nemo" -> "PL";
      default -> paperCode(data);
    };
  }

  /** The language in a word. */
  static String word(Data data) {
    return switch (code(data)) {
      case "DE" -> "German";
      case "EN" -> "English";
      case "PL" -> "Polish";
      default -> "Mandarin";
    };
  }

  /** What every table of such data must say; empty where the corpora are the paper's own. */
  static String remark(List<Data> data) {
    List<String> remarks = new ArrayList<>();
    if (data.stream().anyMatch(one -> one.corpus().equals("nemo"))) {
      remarks.add("Polish (nEMO) stands in for Mandarin (ESD)");
    }
    if (data.stream().anyMatch(one -> one.corpus().equals("demo"))) {
      remarks.add("Simulated speech stands in for all three corpora");
    }
    return String.join("; ", remarks);
  }
}
