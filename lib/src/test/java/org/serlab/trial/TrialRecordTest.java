package org.serlab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.serlab.SerlabException;
import org.serlab.evaluate.Answer;
import org.serlab.learn.Epoch;

class TrialRecordTest {
  private final TrialRecord record = Examples.record(Examples.spec());

  @Test
  void isEqualToItselfAfterWritingAndReading() {
    TrialRecord read = TrialRecord.fromJson(record.toJson(), "text");
    assertThat(read)
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(record);
    assertThat(read.toJson()).isEqualTo(record.toJson());
    assertThat(read.test())
        .extracting(Answer::id)
        .containsExactly("tones/c2", "tones/d1", "tones/d2");
  }

  /** The last process of a continued trial trained for 1.25 s, after epochs of 4 s. */
  @Test
  void aContinuedTrialTookAsLongAsItsEpochs() {
    assertThat(record.took()).isEqualTo(1.25);
    TrialRecord continued =
        with(
            Map.of("features", 0.5, "fit", 1.25),
            new Epoch(1, 0.7, 0.5, Double.NaN, Double.NaN, 3),
            new Epoch(2, 0.6, 0.5, Double.NaN, Double.NaN, 1));
    assertThat(continued.took()).isEqualTo(4.5);
  }

  /** A branch beside a skip path of zeros, say: the record is read all the same. */
  @Test
  void aMeasureMayBeNoNumber() {
    TrialRecord measured =
        with(
            record.seconds(),
            new Epoch(1, 0.7, 0.5, 0.6, 0.5, 3, Map.of("ratio", Double.NaN, "b", 1.0)));
    TrialRecord read = TrialRecord.fromJson(measured.toJson(), "text");
    assertThat(read.history().get(0).measures()).isEqualTo(Map.of("b", 1.0));
    assertThat(read.toJson()).isEqualTo(measured.toJson());
  }

  /** The record with other seconds and epochs. */
  private TrialRecord with(Map<String, Double> seconds, Epoch... history) {
    return new TrialRecord(
        record.spec(),
        record.environment(),
        record.content(),
        record.classes(),
        record.training(),
        record.parameters(),
        seconds,
        List.of(history),
        record.notes(),
        record.validation(),
        record.test());
  }

  /** What the ids of a speaker begin with stands once; one id stands whole. */
  @Test
  void idsAreWrittenShort() {
    assertThat(record.toJson())
        .contains("{\"D\":{\"\":\"d\",\"1\":[0,9000,1000]".replaceFirst("^.", ""))
        .contains("\"C\":{\"c2\":[1,");
  }

  /** Records of before had every id whole. */
  @Test
  void theFirstFormatIsReadToo() {
    JsonObject json = JsonParser.parseString(record.toJson()).getAsJsonObject();
    json.addProperty("format", 1);
    JsonObject speaker = json.getAsJsonObject("test").getAsJsonObject("tones").getAsJsonObject("D");
    speaker.remove("");
    for (String end : List.of("1", "2")) {
      speaker.add("d" + end, speaker.remove(end));
    }
    json.remove("digest");
    json.addProperty("digest", Json.digest(json));
    assertThat(TrialRecord.fromJson(Json.lines(json), "text").toJson()).isEqualTo(record.toJson());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "format": 2          | "format": 3         | is of format 3 instead of 2
          "key": "             | "key": "0           | has another key than its specification gives
          "epochs":25          | "epochs":26         | has another key than its specification gives
          "parameters": 1234   | "parameters": "x"   | has no number in 'parameters'
          "parameters": 1234   | "parameters": 1.5   | has no whole number in 'parameters'
          "parameters"         | "parametres"        | lacks 'parameters'
          [0,9000,1000]        | [0,9000,1001]       | probabilities that do not sum to 1
          [0,9000,1000]        | [0,9000]            | has not one probability per class for d1
          [0,9000,1000]        | [2,9000,1000]       | has no class 2, the truth of d1
          [0,9000,1000]        | [0,9000.5,999.5]    | has 9000.5 among the predictions for d1
          "1":[                | "2":[               | has been changed since it was written
          "1":[                | "3":[               | has been changed since it was written
          "":"d"               | "":"e"              | has been changed since it was written
          [0,9000,1000]        | [1,9000,1000]       | has been changed since it was written
          "cores":2            | "cores":3           | has been changed since it was written
          [1,0.7,0.5,null      | [1,0.7,0.5          | has something else than six numbers in 'history'
          [1,0.7,0.5,null      | [1,0.7,"x",null     | has something else than numbers in 'history'
          ["high","low"]       | "high"              | has no list in 'classes'
          """)
  void damageIsNamed(String whole, String damaged, String sentence) {
    String text = record.toJson();
    assertThat(text).contains(whole);
    assertThatThrownBy(() -> TrialRecord.fromJson(text.replace(whole, damaged), "r.json"))
        .isInstanceOf(SerlabException.class)
        .hasMessageStartingWith("The record r.json is damaged: it ")
        .hasMessageContaining(sentence)
        .hasMessageEndingWith("delete it and run its trial again.");
  }

  /**
   * Cut off anywhere, or with any byte changed: a record is read whole or refused in a sentence.
   */
  @Test
  void neverReadsADamagedRecordAsSomethingElse() {
    String text = record.toJson();
    for (int length = 0; length < text.length() - 2; length++) {
      String cut = text.substring(0, length);
      assertThatThrownBy(() -> TrialRecord.fromJson(cut, "r.json"))
          .as("first %d characters", length)
          .isInstanceOf(SerlabException.class);
    }
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      char[] changed = text.toCharArray();
      changed[random.nextInt(changed.length)] = (char) (32 + random.nextInt(95));
      try {
        TrialRecord read = TrialRecord.fromJson(new String(changed), "r.json");
        assertThat(read.toJson())
            .isEqualTo(record.toJson()); // white space, or the same character again
      } catch (SerlabException e) {
        assertThat(e.getMessage()).startsWith("The record r.json is damaged: it ");
      }
    }
  }

  @Test
  void roundingKeepsTheSumAndThePredictedClass() {
    Random random = new Random(5);
    for (int i = 0; i < 5000; i++) {
      double[] exact = random.doubles(2 + random.nextInt(6)).toArray();
      if (i % 2 == 0) { // nearly equal: rounding makes ties
        Arrays.setAll(exact, k -> 1 + random.nextDouble() * 1e-4);
      }
      double sum = Arrays.stream(exact).sum();
      Arrays.setAll(exact, k -> exact[k] / sum);
      double[] rounded = FourDigits.round(exact);
      assertThat(Arrays.stream(FourDigits.whole(rounded)).sum()).isEqualTo(10_000);
      assertThat(new Answer("u", "s", 0, rounded).predicted())
          .isEqualTo(new Answer("u", "s", 0, exact).predicted());
      for (int k = 0; k < exact.length; k++) {
        assertThat(Math.abs(rounded[k] - exact[k])).isLessThan(2.0001e-4);
      }
    }
  }

  @Test
  void whatAreNoProbabilitiesIsRefused() {
    for (double[] wrong :
        new double[][] {{0.5, 0.4}, {1.2, -0.2}, {Double.NaN, 1}, {Double.POSITIVE_INFINITY, 0}}) {
      assertThatThrownBy(() -> FourDigits.round(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
