package org.serlab.model.wav2vec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.serlab.SerlabException;
import org.serlab.nn.Step;
import org.serlab.nn.Torch;

/** Equations 1 to 3, worked out in double precision here. */
class PretrainingLossTest {
  private static final int FRAMES = 5;
  private static final int WIDTH = 3;
  private static final int GROUPS = 2;
  private static final int ENTRIES = 4;

  private NDManager manager;
  private Step step;
  private final Random random = new Random(4);

  @BeforeEach
  void open() {
    Torch.prepareThread();
    manager = NDManager.newBaseManager();
    step = Step.on(manager);
  }

  @AfterEach
  void close() {
    step.close();
    manager.close();
  }

  private NDArray normal(long... shape) {
    Shape axes = new Shape(shape);
    float[] values = new float[(int) axes.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return step.manager().create(values, axes);
  }

  private PretrainingNetwork.Comparison comparison(long[] codes, NDArray logits) {
    NDArray any = normal(1, FRAMES, WIDTH);
    Representations none = new Representations(List.of(any), any, any, any, Optional.empty());
    return new PretrainingNetwork.Comparison(
        none,
        normal(1, FRAMES, WIDTH),
        normal(1, FRAMES, WIDTH),
        new GumbelQuantiser.Quantised(any, logits, codes));
  }

  private static double cosine(float[] a, int i, float[] b, int j) {
    double product = 0;
    double ofA = 0;
    double ofB = 0;
    for (int d = 0; d < WIDTH; d++) {
      product += a[i * WIDTH + d] * b[j * WIDTH + d];
      ofA += a[i * WIDTH + d] * a[i * WIDTH + d];
      ofB += b[j * WIDTH + d] * b[j * WIDTH + d];
    }
    return product / Math.sqrt(ofA * ofB);
  }

  @Test
  void equationOneLeavesOutDistractorsThatEqualTheTarget() {
    long[] codes = {0, 1, 2, 3, 0, 1, 1, 1, 2, 0}; // frames 0 and 2 are alike
    PretrainingNetwork.Comparison all = comparison(codes, normal(1, FRAMES, GROUPS, ENTRIES));
    long[] masked = {0, 2, 3};
    long[][] negatives = {{2, 3, 3}, {3, 0, 3}, {0, 2, 0}};
    double kappa = 0.3;
    ContrastiveLoss loss =
        ContrastiveLoss.of(all, new Distractors(masked, negatives), GROUPS, kappa);
    float[] c = all.predictions().toFloatArray();
    float[] q = all.targets().toFloatArray();
    double sum = 0;
    int right = 0;
    for (int m = 0; m < masked.length; m++) {
      int t = (int) masked[m];
      double target = cosine(c, t, q, t) / kappa;
      double total = Math.exp(target);
      boolean highest = true;
      for (int k = 0; k < negatives[m].length; k++) {
        int other = (int) negatives[m][k];
        boolean alike =
            codes[2 * t] == codes[2 * other] && codes[2 * t + 1] == codes[2 * other + 1];
        assertThat(loss.excluded()[m][k]).isEqualTo(alike);
        double logit = cosine(c, t, q, other) / kappa;
        total += alike ? 0 : Math.exp(logit);
        highest &= alike || logit < target;
      }
      double expected = Math.log(total) - target;
      assertThat(loss.perFrame().toFloatArray()[m]).isCloseTo((float) expected, within(1e-5f));
      sum += expected;
      right += highest ? 1 : 0;
    }
    assertThat(loss.excluded())
        .isDeepEqualTo(
            new boolean[][] {{true, false, false}, {false, true, false}, {false, false, false}});
    assertThat(loss.sum().getFloat()).isCloseTo((float) sum, within(1e-5f));
    assertThat(loss.accuracy()).isEqualTo(right / 3.0);
  }

  @Test
  void equationTwoInBothForms() {
    NDArray logits = normal(1, FRAMES, GROUPS, ENTRIES);
    long[] codes = {0, 1, 2, 3, 0, 1, 1, 1, 2, 0};
    GumbelQuantiser.Quantised quantised = new GumbelQuantiser.Quantised(logits, logits, codes);
    long[] masked = {0, 3};
    double perplexity = 0;
    double negativeEntropy = 0;
    float[] z = logits.toFloatArray();
    for (int g = 0; g < GROUPS; g++) {
      double[] p = new double[ENTRIES];
      for (long t : masked) {
        double total = 0;
        for (int v = 0; v < ENTRIES; v++) {
          total += Math.exp(z[((int) t * GROUPS + g) * ENTRIES + v]);
        }
        for (int v = 0; v < ENTRIES; v++) {
          p[v] += Math.exp(z[((int) t * GROUPS + g) * ENTRIES + v]) / total / masked.length;
        }
      }
      double sum = 0;
      for (double share : p) {
        sum += share * Math.log(share);
      }
      negativeEntropy += sum;
      perplexity += Math.exp(-sum);
    }
    double all = GROUPS * ENTRIES;
    DiversityLoss asComputed = DiversityLoss.ofPerplexity(quantised, masked, true);
    assertThat(asComputed.perplexity().getFloat()).isCloseTo((float) perplexity, within(1e-5f));
    assertThat(asComputed.loss().getFloat())
        .isCloseTo((float) ((all - perplexity) / all), within(1e-5f));
    DiversityLoss asPrinted = DiversityLoss.ofEntropy(quantised, masked, true);
    assertThat(asPrinted.loss().getFloat())
        .isCloseTo((float) (negativeEntropy / all), within(1e-5f));
    // Of the choices: frames 0 and 3 take entries 0 and 1 of the first codebook, 1 of the second.
    DiversityLoss hard = DiversityLoss.ofPerplexity(quantised, masked, false);
    assertThat(hard.perplexity().getFloat()).isCloseTo(2 + 1, within(1e-4f));
  }

  @Test
  void equationThreeIsTheMeanPerMaskedFrame() {
    PretrainingNetwork.Comparison all =
        comparison(new long[FRAMES * GROUPS], normal(1, FRAMES, GROUPS, ENTRIES));
    Wav2Vec2Settings.Quantisation settings =
        new Wav2Vec2Settings.Quantisation(GROUPS, ENTRIES, 4, WIDTH, 2, 0.1, 0.25);
    Distractors distractors = new Distractors(new long[] {1, 4}, new long[][] {{4, 4}, {1, 1}});
    PretrainingLoss loss = PretrainingLoss.of(all, distractors, settings, true);
    // Everything has the same code, so no distractor is left and the contrastive loss is 0.
    assertThat(loss.contrastive().sum().getFloat()).isZero();
    assertThat(loss.mean().getFloat())
        .isCloseTo(0.25f * loss.diversity().loss().getFloat(), within(1e-6f));
    assertThat(loss.sum().getFloat()).isCloseTo(2 * loss.mean().getFloat(), within(1e-6f));
    Distractors none = new Distractors(new long[0], new long[0][]);
    assertThatThrownBy(() -> PretrainingLoss.of(all, none, settings, true))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("No frame is masked");
  }
}
