package org.serlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.serlab.SerlabException;

class FeasibleTest {
  @Test
  void whatTwoHundredAndFortyUtterancesCanBear() {
    Feasible best = Feasible.of("69.8", 100, 240);
    assertThat(best.possible()).isFalse();
    assertThat(best.interval().scaled(100).low()).isCloseTo(63.7, within(0.05));
    assertThat(best.interval().scaled(100).high()).isCloseTo(75.3, within(0.05));
    assertThat(best.sentence())
        .isEqualTo(
            "69.8 cannot come from 240 utterances: 167 right would print 69.6, 168 right 70.0.");
    long impossible =
        Stream.of("57.2", "58.7", "64.4", "67.3", "66.1", "46.9", "49.2", "50.2", "51.7", "50.3")
            .filter(printed -> !Feasible.of(printed, 100, 240).possible())
            .count();
    assertThat(impossible).isEqualTo(8);
  }

  @Test
  void fractionsOfTwoHundredAndEighty() {
    assertThat(Feasible.of("0.789", 1, 280).rounded()).containsExactly(221);
    assertThat(Feasible.of("0.861", 1, 280).rounded()).containsExactly(241);
    assertThat(Feasible.of("0.914", 1, 280).rounded()).containsExactly(256);
    Feasible tera = Feasible.of("0.943", 1, 280);
    assertThat(tera.sentence()).isEqualTo("0.943 is 264 of 280 right.");
    assertThat(tera.interval().low()).isCloseTo(0.909, within(0.0005));
    assertThat(tera.interval().high()).isCloseTo(0.965, within(0.0005));
  }

  @Test
  void digitsThatWereCutOff() {
    // 141 of 240 is 58.75 exactly, which no usual rounding prints as 58.7
    assertThat(Feasible.of("58.7", 100, 240).cutOff()).containsExactly(141);
    assertThat(Feasible.of("58.7", 100, 240).possible()).isFalse();
    Feasible cut = Feasible.of("66.6", 100, 3);
    assertThat(cut.possible()).isFalse();
    assertThat(cut.cutOff()).containsExactly(2);
    assertThat(cut.sentence()).contains("only if digits were cut off");
    assertThat(Feasible.of("50", 100, 1000).sentence())
        .isEqualTo("50 is 495 to 505 of 1000 right.");
  }

  @Property(tries = 300)
  void findsEveryCountThatWasPrinted(
      @ForAll @IntRange(min = 1, max = 2000) int n,
      @ForAll @IntRange(min = 0, max = 2000) int drawn,
      @ForAll @IntRange(min = 0, max = 3) int digits) {
    int right = drawn % (n + 1);
    BigDecimal exact =
        BigDecimal.valueOf(100L * right).divide(BigDecimal.valueOf(n), 30, RoundingMode.DOWN);
    String rounded = exact.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    String cutOff = exact.setScale(digits, RoundingMode.DOWN).toPlainString();
    assertThat(Feasible.of(rounded, 100, n).rounded()).contains(right);
    assertThat(Feasible.of(cutOff, 100, n).cutOff()).contains(right);
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThatThrownBy(() -> Feasible.of("about 70", 100, 240))
        .isInstanceOf(SerlabException.class)
        .hasMessage("\"about 70\" is not a number between 0 and 100 as a paper prints it.");
    assertThatThrownBy(() -> Feasible.of("69.8", 1, 240)).isInstanceOf(SerlabException.class);
    assertThatThrownBy(() -> Feasible.of("-1", 100, 240)).isInstanceOf(SerlabException.class);
    assertThatThrownBy(() -> Feasible.of("50", 100, 0)).isInstanceOf(SerlabException.class);
  }
}
