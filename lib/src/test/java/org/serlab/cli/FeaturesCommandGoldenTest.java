package org.serlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.serlab.Golden;
import org.serlab.feature.Npz;
import org.serlab.feature.opensmile.OpenSmileSet;
import picocli.CommandLine;

/** {@code features --compare} with openSMILE's own output, as openSMILE would have written it. */
class FeaturesCommandGoldenTest {
  private static final double LEAST_PERCENT = 99.5;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void comparePrintsTheAgreement(OpenSmileSet set) throws IOException {
    Path golden = Golden.folder("opensmile");
    Path func = golden.resolve("func/" + set.kind() + ".npy");
    Assumptions.assumeTrue(Files.exists(func), "the golden folder has no " + func.getFileName());
    List<String> files = Files.readAllLines(golden.resolve("func/" + set.kind() + ".files.txt"));
    List<String> names = Files.readAllLines(golden.resolve("func/" + set.kind() + ".names.txt"));
    double[][] rows = Npz.readNpy(func).rows();
    List<String> lines = new ArrayList<>(List.of("name;frameTime;" + String.join(";", names)));
    List<String> command = new ArrayList<>(List.of("features", "--set", set.kind(), "--compare"));
    Path theirs = folder.resolve("theirs.csv");
    command.add(theirs.toString());
    for (int i = 0; i < rows.length; i++) {
      StringBuilder line = new StringBuilder("'" + files.get(i) + "';0.000000");
      for (double value : rows[i]) {
        line.append(String.format(java.util.Locale.ROOT, ";%e", value));
      }
      lines.add(line.toString());
      command.add(golden.resolve("audio/" + files.get(i) + ".wav").toString());
    }
    Files.write(theirs, lines);

    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    assertThat(line.execute(command.toArray(String[]::new))).isZero();

    String report = out.toString();
    System.out.printf("golden opensmile %s: features --compare%n%s", set.kind(), report);
    Matcher matcher = Pattern.compile("of (\\d+) values agree \\((.*) %\\)").matcher(report);
    assertThat(matcher.find()).isTrue();
    assertThat(Integer.parseInt(matcher.group(1))).isEqualTo(rows.length * names.size());
    assertThat(Double.parseDouble(matcher.group(2))).isGreaterThanOrEqualTo(LEAST_PERCENT);
    assertThat(report).contains("agree least").doesNotContain("it has not", "counterpart");
  }
}
