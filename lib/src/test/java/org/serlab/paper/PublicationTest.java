package org.serlab.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.serlab.SerlabException;
import tech.tablesaw.api.Table;

class PublicationTest {
  @Test
  void everyPaperHasItsDataFile() {
    for (String key : Publication.KEYS) {
      Publication paper = Publication.of(key);
      assertThat(paper.key()).isEqualTo(key);
      assertThat(paper.title()).isNotBlank();
      assertThat(paper.values()).isNotEmpty();
      assertThat(paper.values())
          .allSatisfy(
              value -> {
                assertThat(value.place()).isNotBlank();
                assertThat(value.row()).isNotBlank();
                assertThat(value.corpus()).isNotBlank();
                assertThat(value.split()).isNotBlank();
                assertThat(value.unit()).isIn("%", "share", "points", "ms");
              });
      assertThat(paper.table().rowCount()).isEqualTo(paper.values().size());
    }
    assertThatThrownBy(() -> Publication.of("other"))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("attres");
    assertThat(Publication.find("start-here")).isEmpty();
  }

  /** The papers' own sums hold, so no figure was mistyped here where they can be checked. */
  @Test
  void sumsOfThePapersHold() {
    Publication attres = Publication.of("attres");
    double best = attres.find("att-Res", "", "WA").get().value();
    for (Published gain : attres.at("section 3.2")) {
      double other = attres.find(gain.row(), "", "WA").get().value();
      assertThat(best - other).isEqualTo(gain.value(), within(1e-9));
    }
    Publication transfer = Publication.of("asrtransfer");
    double mean =
        transfer.at("Table 3").stream()
            .filter(value -> value.column().startsWith("session"))
            .mapToDouble(Published::value)
            .average()
            .getAsDouble();
    assertThat(mean).isEqualTo(71.7, within(0.05));
    Publication fusion = Publication.of("fusion");
    assertThat(fusion.at("Table 1"))
        .filteredOn(value -> value.measure().equals("WA"))
        .hasSize(4)
        .allMatch(value -> value.feasible(280).possible());
    Publication cross = Publication.of("crosslanguage");
    assertThat(cross.find("wav2vec 2.0", "DECH -> EN", "UA").get().share())
        .isEqualTo(0.64, within(1e-12));
  }

  @Test
  void whichFiguresOfAttResCanComeFromOneTestPartOf240() {
    List<String> possible =
        Publication.of("attres").values().stream()
            .filter(value -> value.measure().equals("WA"))
            .filter(value -> value.feasible(240).possible())
            .map(Published::printed)
            .distinct()
            .toList();
    // eleven different percentages; 69.8 and eight others cannot
    assertThat(possible).hasSize(2);
    Table table = Publication.of("attres").feasibility("Table 1", 240);
    assertThat(table.rowCount()).isEqualTo(6);
    assertThat(table.stringColumn("can it be").get(4)).startsWith("69.8 cannot come from 240");
    assertThat(table.stringColumn("95 % interval").get(4)).isEqualTo("63.7 to 75.3 %");
  }

  @Test
  void onlySharesAreShares() {
    Published points = Publication.of("attres").at("section 3.2").get(0);
    assertThat(points.isShare()).isFalse();
    assertThat(points.text()).isEqualTo("22.9 points");
    assertThatThrownBy(points::share).isInstanceOf(IllegalStateException.class);
    Published implied = Publication.of("crosslanguage").find("eGeMAPS", "DECH -> EN", "UA").get();
    assertThat(implied.text()).isEqualTo("about 45 %");
  }
}
