package org.serlab.learn.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;
import org.serlab.evaluate.SignFlip;

/** The tree-structured Parzen estimator and searches that are stopped and go on. */
class SearchTest {
  private static final int SEEDS = 20;
  private static final int BUDGET = 80;

  /** Like a network's: a rate and a decay in the logarithm, a share, a size, a choice. */
  private static final List<Dimension> SPACE =
      List.of(
          Range.logUniform("rate", 1e-6, 1),
          Range.uniform("dropout", 0, 0.9),
          Range.whole("layers", 1, 12),
          Choice.of("activation", "relu", "tanh", "none"));

  /** Smallest, 0, at rate 1e-3, dropout 0.3, 4 layers, tanh. */
  private static double loss(Map<String, Object> values) {
    double rate = Math.log10(((Number) values.get("rate")).doubleValue()) + 3;
    double dropout = ((Number) values.get("dropout")).doubleValue() - 0.3;
    double layers = ((Number) values.get("layers")).doubleValue() - 4;
    double wrong = values.get("activation").equals("tanh") ? 0 : 1;
    return rate * rate + 8 * dropout * dropout + 0.1 * layers * layers + wrong;
  }

  @Test
  void treeParzenBeatsRandomSearchAtEqualBudget() {
    double[] differences = new double[SEEDS];
    double[] parzen = new double[SEEDS];
    double[] random = new double[SEEDS];
    int better = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      parzen[seed] =
          Search.of(SPACE, TreeParzen.usual(), seed).run(BUDGET, SearchTest::loss).loss();
      random[seed] = Search.of(SPACE, Sampler.RANDOM, seed).run(BUDGET, SearchTest::loss).loss();
      differences[seed] = random[seed] - parzen[seed];
      better += differences[seed] > 0 ? 1 : 0;
    }
    double p = SignFlip.of(differences).p();
    double ratio = median(random) / median(parzen);
    System.out.printf(
        "tree-structured Parzen estimator: better in %d of %d seeds at %d points each, p = %.2g,"
            + " median loss %.4f against %.4f%n",
        better, SEEDS, BUDGET, p, median(parzen), median(random));
    assertThat(better).isGreaterThanOrEqualTo(16);
    assertThat(p).isLessThan(0.001);
    assertThat(ratio).isGreaterThan(3);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  @Test
  void startsAsRandomSearchAndStaysInTheSpace() {
    Search parzen = Search.of(SPACE, TreeParzen.usual(), 3);
    Search random = Search.of(SPACE, Sampler.RANDOM, 3);
    parzen.run(120, SearchTest::loss);
    random.run(40, SearchTest::loss);
    int startup = TreeParzen.usual().startup();
    assertThat(parzen.tried().subList(0, startup)).isEqualTo(random.tried().subList(0, startup));
    assertThat(parzen.tried().get(startup)).isNotEqualTo(random.tried().get(startup));
    for (Tried one : parzen.tried()) {
      for (Dimension dimension : SPACE) {
        assertThat(dimension.holds(one.values().get(dimension.name()))).as(one.toString()).isTrue();
      }
    }
    assertThat(parzen.best().values().get("activation")).isEqualTo("tanh");
    assertThat(parzen.best().loss())
        .isEqualTo(parzen.tried().stream().mapToDouble(Tried::loss).min().getAsDouble());
  }

  /** Stopped in the middle of a point, and between points; a process of its own each time. */
  @Test
  void aStoppedSearchGoesOnWithTheSameSuggestions(@TempDir Path folder) {
    Search whole = Search.of(SPACE, TreeParzen.usual(), 9);
    whole.run(40, SearchTest::loss);
    Path history = folder.resolve("deeper/search.json");
    Random moments = new Random(5);
    int stops = 0;
    while (Search.in(history, SPACE, TreeParzen.usual(), 9).tried().size() < 40) {
      int before = stops;
      try {
        Search.in(history, SPACE, TreeParzen.usual(), 9)
            .run(
                40,
                values -> {
                  if (moments.nextInt(6) == 0) {
                    throw new IllegalStateException("stopped");
                  }
                  return loss(values);
                });
      } catch (IllegalStateException e) {
        stops++;
      }
      assertThat(stops - before).isLessThanOrEqualTo(1);
    }
    assertThat(stops).isGreaterThan(3);
    Search resumed = Search.in(history, SPACE, TreeParzen.usual(), 9);
    assertThat(resumed.tried()).isEqualTo(whole.tried());
    assertThat(resumed.suggestion()).isEqualTo(whole.suggestion());
  }

  /** Below a half nothing works, and nothing tells how far away that is. */
  private static double brittle(Map<String, Object> values) {
    return ((Number) values.get("x")).doubleValue() < 0.5 ? Double.NaN : Math.PI;
  }

  @Test
  void failedTrialsAreRememberedAndAvoided(@TempDir Path folder) {
    List<Dimension> space = List.of(Range.uniform("x", 0, 1));
    int budget = 60;
    long failed = 0;
    for (int seed = 0; seed < 10; seed++) {
      Path history = folder.resolve("search" + seed + ".json");
      Search search = Search.in(history, space, TreeParzen.usual(), seed);
      search.run(budget, SearchTest::brittle);
      List<Tried> again = Search.in(history, space, TreeParzen.usual(), seed).tried();
      assertThat(again).isEqualTo(search.tried());
      assertThat(search.best().loss()).isEqualTo(Math.PI);
      failed +=
          again.stream()
              .skip(TreeParzen.usual().startup())
              .filter(one -> Double.isInfinite(one.loss()))
              .count();
    }
    // Drawn from the prior, 200 of 400 would fail, give or take 10.
    System.out.println("failed points after the first 20: " + failed + " of 400");
    assertThat(failed).isLessThan(160);
  }

  @Test
  void aForeignOrDamagedHistoryIsRefused(@TempDir Path folder) throws IOException {
    Path history = folder.resolve("search.json");
    Search.in(history, SPACE, TreeParzen.usual(), 1).run(3, SearchTest::loss);
    assertThatThrownBy(() -> Search.in(history, SPACE, TreeParzen.usual(), 2))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("another space, sampler or seed");
    assertThatThrownBy(() -> Search.in(history, SPACE, Sampler.RANDOM, 1))
        .isInstanceOf(SerlabException.class);
    assertThatThrownBy(() -> Search.in(history, SPACE.subList(0, 2), TreeParzen.usual(), 1))
        .isInstanceOf(SerlabException.class);
    String text = Files.readString(history);
    for (String damaged :
        List.of(
            "",
            "[]",
            text.substring(0, text.length() / 2),
            text.replace("\"loss\"", "\"lost\""),
            text.replaceFirst("\"dropout\": [0-9.E-]+", "\"dropout\": 7"))) {
      Files.writeString(history, damaged);
      assertThatThrownBy(() -> Search.in(history, SPACE, TreeParzen.usual(), 1))
          .as(damaged)
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("search.json");
    }
  }

  /** The mixture against its definition, by numerical integration, and its draws against it. */
  @Test
  void mixturesFollowTheirDefinition() {
    double[] observed = {0.2, 0.9, 0.25};
    ParzenMixture mixture = new ParzenMixture(observed, new double[] {1, 2, 1}, 1, 0, 1);
    // Sorted: 0.2, 0.25, 0.5 (the prior, width 1), 0.9; at least a fifth of the range wide.
    double[] centres = {0.2, 0.25, 0.5, 0.9};
    double[] widths = {0.2, 0.25, 1, 0.4};
    double[] weights = {0.2, 0.2, 0.2, 0.4};
    double constant = Double.NaN;
    double mass = 0;
    double low = 0;
    int steps = 2000;
    for (int i = 0; i < steps; i++) {
      double x = (i + 0.5) / steps;
      double density = 0;
      for (int k = 0; k < centres.length; k++) {
        double z = (x - centres[k]) / widths[k];
        density += weights[k] * Math.exp(-z * z / 2) / widths[k];
      }
      double difference = mixture.logDensity(x) - Math.log(density);
      constant = Double.isNaN(constant) ? difference : constant;
      assertThat(difference).isCloseTo(constant, within(1e-9));
      mass += density;
      low += x < 0.4 ? density : 0;
    }
    Random random = new Random(1);
    List<Double> drawn = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      drawn.add(mixture.draw(random));
    }
    assertThat(drawn).allMatch(x -> x >= 0 && x <= 1);
    double share = drawn.stream().filter(x -> x < 0.4).count() / (double) drawn.size();
    assertThat(share).isCloseTo(low / mass, within(0.015));
  }

  /** Hyperopt's linear forgetting: {@code linspace(1 / n, 1, n - 25)}, then 25 ones. */
  @Test
  void olderObservationsCountLess() {
    for (int n = 0; n <= 60; n++) {
      double[] weights = TreeParzen.forgetting(n);
      assertThat(weights).hasSize(n);
      int old = Math.max(0, n - 25);
      assertThat(Arrays.stream(weights, old, n)).allMatch(weight -> weight == 1);
      for (int i = 0; i < old; i++) {
        double step = i == 0 ? 0 : (1 - 1.0 / n) / (old - 1);
        assertThat(weights[i]).as("%d of %d", i, n).isCloseTo(1.0 / n + i * step, within(1e-12));
      }
    }
  }

  @Test
  void theLossesOfAnotherTaskAreVoid(@TempDir Path folder) {
    Path history = folder.resolve("search.json");
    Search.in(history, "one", SPACE, TreeParzen.usual(), 1).run(3, SearchTest::loss);
    assertThat(Search.in(history, "one", SPACE, TreeParzen.usual(), 1).tried()).hasSize(3);
    Search other = Search.in(history, "other", SPACE, TreeParzen.usual(), 1);
    assertThat(other.tried()).isEmpty();
    other.run(1, SearchTest::loss);
    assertThat(Search.in(history, "other", SPACE, TreeParzen.usual(), 1).tried()).hasSize(1);
    assertThatThrownBy(() -> Search.in(history, "other", SPACE, Sampler.RANDOM, 1))
        .isInstanceOf(SerlabException.class);
  }

  @Test
  void rangesThatCannotBeSearchedAreRefused() {
    assertThatThrownBy(() -> Range.logUniform("x", 0, 1)).hasMessageContaining("logarithm");
    assertThatThrownBy(() -> Range.uniform("x", 1, 1)).hasMessageContaining("x cannot");
    assertThatThrownBy(() -> Choice.of("x", 1, 1L)).hasMessageContaining("different");
    assertThatThrownBy(() -> Search.of(List.of(), Sampler.RANDOM, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
