package org.serlab.paper.attres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.paper.Claim;
import org.serlab.paper.Publication;
import org.serlab.trial.Profile;
import org.serlab.trial.Records;
import org.serlab.trial.Results;

class AttResClaimsTest {
  private static final Pattern NEEDS = Pattern.compile("It would take records of (.+) in emodb-4,");

  @TempDir Path folder;

  /**
   * What a claim compares it says where it has no records: conditions, and last their reference. In
   * the paper's own tables every claim is true, so one that is false there has them the wrong way
   * round.
   */
  @Test
  void everyClaimIsTrueInThePaperItself() {
    Results none =
        Results.of(AttResExperiment.experiment(Profile.SMALL), Profile.SMALL, Records.in(folder));
    Publication paper = Publication.of("attres");
    assertThat(AttResClaims.all()).hasSize(7);
    for (Claim claim : AttResClaims.all()) {
      Matcher needs = NEEDS.matcher(claim.judge(none, none.settings().get(0)).get().words());
      assertThat(needs.find()).as(claim.id()).isTrue();
      List<String> names = List.of(needs.group(1).split(", "));
      assertThat(names).as(claim.id()).hasSizeGreaterThan(1).doesNotHaveDuplicates();
      names.forEach(none.experiment()::condition); // throws at a name that is no row
      double reference = paper.find(names.get(names.size() - 1), "", "WA").get().value();
      for (String name : names.subList(0, names.size() - 1)) {
        double gain = paper.find(name, "", "WA").get().value() - reference;
        assertThat(claim.id().equals("best") ? -gain : gain).as(claim.id()).isPositive();
      }
    }
  }
}
