package org.serlab.paper.crosslanguage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.serlab.trial.Condition;
import org.serlab.trial.Protocol;

class PublishedSettingsTest {
  @Test
  void everyColumnIsACompleteConditionThatSaysWhatThePaperSays() {
    for (PublishedSettings column : PublishedSettings.values()) {
      Condition condition = column.condition("paper", true, Map.of(), Protocol.ORDINARY, "Table 3");
      Map<String, Object> settings = condition.hyperParameters();
      assertThat(settings).containsAllEntriesOf(longs(column.hyperParameters()));
      assertThat(settings)
          .containsEntry("backbone", "xlsr-53")
          .containsEntry("hidden", 192L)
          .containsEntry("wccn", "deep")
          .containsEntry("seconds", 2.0)
          .containsEntry("maskSpans", true)
          .containsEntry("maskPadding", false);
      assertThat(condition.features())
          .containsEntry("trim", true)
          .containsEntry("sampleRate", 16000L);
    }
    assertThat(PublishedSettings.DEEN.hyperParameters())
        .containsEntry("dropout", 0.05)
        .containsEntry("smoothing", 0.5)
        .containsEntry("alpha", 1.2e-3)
        .containsEntry("weightDecay", 5e-4);
  }

  /** Whole numbers as conditions hold them. */
  private static Map<String, Object> longs(Map<String, Object> settings) {
    settings.replaceAll(
        (name, value) -> value instanceof Integer number ? (Object) number.longValue() : value);
    return settings;
  }

  @Test
  void aConditionMayReplaceSettings() {
    Condition tiny =
        PublishedSettings.DECH.condition(
            "without", true, Map.of("wccn", "none", "learningRate", 0.01), Protocol.ORDINARY, "");
    assertThat(tiny.hyperParameters())
        .containsEntry("wccn", "none")
        .containsEntry("learningRate", 0.01)
        .containsEntry("dropout", 0.45);
  }
}
