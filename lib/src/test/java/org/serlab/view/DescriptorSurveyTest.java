package org.serlab.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.serlab.SerlabException;
import org.serlab.feature.opensmile.OpenSmileSet;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Effects of descriptors on a table that was made up, where they are known. */
class DescriptorSurveyTest {
  private static final OpenSmileSet SET = OpenSmileSet.EGEMAPSV02;
  private static final int SPEAKERS = 8;
  private static final int EACH = 20;

  /**
   * Column 0 tells the classes apart within speakers who differ much more; the others are noise.
   */
  private static DescriptorSurvey madeUp() {
    List<String> labels = new ArrayList<>();
    List<String> speakers = new ArrayList<>();
    for (int row = 0; row < SPEAKERS * EACH; row++) {
      labels.add(row % 2 == 0 ? "anger" : "happiness");
      speakers.add("s" + row / EACH);
    }
    Table table =
        Table.create(
            "made up",
            StringColumn.create("id", speakers),
            StringColumn.create("label", labels),
            StringColumn.create("speaker", speakers),
            StringColumn.create("sentence", labels));
    Random random = new Random(3);
    for (int column = 0; column < SET.names().size(); column++) {
      double[] values = random.doubles(labels.size(), -1, 1).toArray();
      for (int row = 0; column == 0 && row < values.length; row++) {
        values[row] += 100 * (row / EACH) + (row % 2 == 0 ? 2 : 0);
      }
      table.addColumns(DoubleColumn.create(SET.names().get(column), values));
    }
    return new DescriptorSurvey(SET, table, false);
  }

  @Test
  void speakersHideADifferenceThatEachOfThemShows() {
    DescriptorSurvey survey = madeUp();
    String pitch = SET.names().get(0);
    assertThat(Math.abs(survey.effect(pitch, "anger", "happiness"))).isLessThan(0.1);
    // Uniform noise of deviation 0.577 and a difference of 2: d = 3.5.
    assertThat(survey.perSpeaker().effect(pitch, "anger", "happiness"))
        .isCloseTo(3.46, within(0.5));
    assertThat(survey.effect(pitch, "anger", "anger")).isZero();
  }

  @Test
  void perSpeakerMeansAreZeroAndDeviationsOne() {
    Table table = madeUp().perSpeaker().table();
    for (String name : List.of(SET.names().get(0), SET.names().get(5))) {
      Table own = table.where(table.stringColumn("speaker").isEqualTo("s3"));
      assertThat(own.doubleColumn(name).mean()).isCloseTo(0, within(1e-9));
      assertThat(own.doubleColumn(name).populationVariance()).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void theContrastFindsItAndCountsAllTests() {
    Table table = madeUp().contrast("anger", "happiness");
    assertThat(table.rowCount()).isEqualTo(88);
    assertThat(table.getString(0, "descriptor")).isEqualTo(SET.names().get(0));
    assertThat(table.getString(0, "speakers higher")).isEqualTo("8 of 8");
    // All of 2^8 patterns but two are nearer to zero.
    assertThat(table.doubleColumn("exact p").get(0)).isCloseTo(2 / 256., within(1e-12));
    assertThat(table.doubleColumn("exact p, Holm").get(0)).isCloseTo(88 * 2 / 256., within(1e-12));
    assertThat(table.doubleColumn("t test p, Holm").get(0)).isLessThan(0.001);
    assertThat(table.doubleColumn("t test p, Holm").get(1)).isGreaterThan(0.05);
    Table one = madeUp().contrast("anger", "happiness", SET.names().get(0));
    assertThat(one.doubleColumn("exact p, Holm").get(0)).isCloseTo(2 / 256., within(1e-12));
  }

  @Test
  void aClassThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> madeUp().effect(SET.names().get(0), "anger", "boredom"))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("boredom")
        .hasMessageContaining("happiness");
  }

  @Test
  void panelsAreCalledInWords() {
    assertThat(madeUp().byClass(SET.names().subList(0, 2)))
        .containsKeys("pitch, mean (semitones above 27.5 Hz)", "pitch, deviation over mean");
    assertThat(madeUp().perSpeaker().byClass(SET.names().subList(0, 1))).containsKey("pitch, mean");
  }
}
