package org.serlab.paper.attres;

import java.util.List;
import org.serlab.evaluate.Measure;
import org.serlab.paper.Claim;
import org.serlab.paper.Tests;

/**
 * What the Att-Res paper concludes from its two tables (section 3.2). Its accuracy is WA, on CASIA
 * cut at random.
 */
public final class AttResClaims {
  private static final String PLACE_1 = "section 3.2, Table 1";
  private static final String PLACE_2 = "section 3.2, Table 2";

  private AttResClaims() {}

  /** All of them, in the paper's order. */
  public static List<Claim> all() {
    return List.of(
        claim(
            "direct-attention",
            "Attention added before the global average improves the network of Blocks"
                + " (att-Res0+att over att-Res0).",
            PLACE_1,
            Tests.better("att-Res0+att", "att-Res0")),
        claim(
            "res-a",
            "The Res-A layer is better than attention added directly (att-Res1 over"
                + " att-Res0+att).",
            PLACE_1,
            Tests.better("att-Res1", "att-Res0+att")),
        claim(
            "block-a",
            "All networks with Block-A are better than att-Res0 of Blocks alone.",
            PLACE_1,
            Tests.allBetter(List.of("att-Res1", "att-Res2", "att-Res", "att-Res3"), "att-Res0")),
        claim(
            "more-block-a",
            "Accuracy increases with the number of Block-A: two are better than one (att-Res2 and"
                + " att-Res over att-Res1).",
            PLACE_1,
            Tests.allBetter(List.of("att-Res2", "att-Res"), "att-Res1")),
        claim(
            "three-block-a",
            "With three Block-A accuracy decreases again (att-Res2 and att-Res over att-Res3).",
            PLACE_1,
            Tests.allBetter(List.of("att-Res2", "att-Res"), "att-Res3")),
        claim(
            "depth",
            "Of the networks with two Block-A, the one with attention deeper is better (att-Res"
                + " over att-Res2).",
            PLACE_1,
            Tests.better("att-Res", "att-Res2")),
        claim(
            "best",
            "att-Res is better than CNN, LSTM+CNN, SVM, AlexNet and ResNet-18.",
            PLACE_2,
            Tests.best("att-Res", List.of("CNN", "LSTM+CNN", "SVM", "AlexNet", "ResNet-18"))));
  }

  private static Claim claim(String id, String sentence, String place, Claim.Test test) {
    return new Claim(
        AttResExperiment.PAPER,
        id,
        sentence,
        place,
        "CASIA",
        Measure.WA,
        // two rows alone are run on new sentences: no claim is about just these
        setting -> !setting.partition().equals(AttResExperiment.SENTENCES),
        test);
  }
}
