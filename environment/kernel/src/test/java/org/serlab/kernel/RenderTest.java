package org.serlab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.serlab.kernel.KernelProcess.Outcome;
import org.serlab.view.Renderable;

/** Every renderer of the library, through the kernel. */
class RenderTest {
  private static KernelProcess kernel;

  /** Per kind of value: an expression, and the richest type that it must be shown as. */
  private static final Map<String, List<String>> VALUES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("Table", List.of("table", "text/html")),
              Map.entry("Column", List.of("table.column(1)", "text/html")),
              Map.entry("TableView", List.of("TableView.of(table).decimals(1)", "text/html")),
              Map.entry(
                  "SourceView", List.of("SourceView.of(Waveform.class, \"seconds\")", "text/html")),
              Map.entry("Waveform", List.of("sine", "text/html")),
              Map.entry("Player", List.of("Player.of(sine, \"a sine\")", "text/html")),
              Map.entry(
                  "BufferedImage",
                  List.of("new java.awt.image.BufferedImage(3, 2, 1)", "image/png")),
              Map.entry(
                  "Chart",
                  List.of(
                      "org.knowm.xchart.QuickChart.getChart(\"t\", \"x\", \"y\", \"s\","
                          + " new double[] {1, 2}, new double[] {3, 4})",
                      "image/png")),
              Map.entry(
                  "Figure",
                  List.of(
                      "Charts.line(new Caption(\"t\", \"x\", \"y\", \"alt\"), Curve.of(\"a\", 1.0, 2.0))",
                      "image/png")),
              Map.entry(
                  "HeatMap",
                  List.of(
                      "Charts.heat(new Caption(\"t\", \"x\", \"y\", \"alt\"), List.of(\"r\"),"
                          + " List.of(\"c\", \"d\"), new double[][] {{0.5, Double.NaN}}, \"share\")",
                      "image/png")),
              Map.entry(
                  "IntervalPlot",
                  List.of(
                      "Charts.intervals(new Caption(\"t\", \"x\", \"y\", \"alt\"), List.of(\"a\", \"b\"),"
                          + " Bars.of(\"s\", 1.0, 2.0))",
                      "image/png")),
              Map.entry(
                  "BoxGrid",
                  List.of(
                      "Charts.boxes(new Caption(\"t\", \"\", \"\", \"alt\"), Map.of(\"pitch (Hz)\","
                          + " Map.of(\"anger\", new double[] {1, 2, 4}, \"joy\", new double[] {2, 3})))",
                      "image/png")),
              Map.entry(
                  "CurveStack",
                  List.of(
                      "Charts.stack(new Caption(\"t\", \"time (s)\", \"\", \"alt\"),"
                          + " Map.of(\"pitch (Hz)\", List.of(Curve.of(\"anger\", 1.0, Double.NaN, 2.0))))",
                      "image/png")),
              Map.entry(
                  "AttentionView",
                  List.of(
                      "AttentionView.of(\"t\", \"alt\", List.of(new AttentionMaps.Example(\"anger\","
                          + " \"anger\", 0.9, \"a\", 1.5, new Matrix(64, 64, new float[4096]),"
                          + " List.of(Optional.empty(), Optional.of(new Matrix(4, 4, new float[16]))))))",
                      "image/png")),
              Map.entry(
                  "Sentences",
                  List.of("Sentences.of(\"Findings\", List.of(\"One.\", \"Two.\"))", "text/html")),
              Map.entry(
                  "SpectrogramGrid",
                  List.of(
                      "SpectrogramGrid.of(\"Two sines\", \"two lines\", Map.of(\"a\", sine, \"b\", sine))",
                      "image/png")),
              Map.entry(
                  "SpectrogramView",
                  List.of("SpectrogramView.of(\"A sine\", \"one line\", sine)", "image/png")),
              Map.entry(
                  "ConfusionView",
                  List.of(
                      "ConfusionView.of(\"demo\", List.of(\"a\", \"b\"),"
                          + " ConfusionMatrix.of(2, new int[] {0, 1, 1}, new int[] {0, 1, 0}))",
                      "text/html")),
              Map.entry(
                  "KeyFigure",
                  List.of("KeyFigure.of(\"UAR\", 61.5).unit(\"%\").interval(55, 67)", "text/html")),
              Map.entry("Progress", List.of("new Progress(\"steps\", 3)", "text/html"))));

  @BeforeAll
  static void start() throws Exception {
    kernel = KernelProcess.shared();
    Outcome outcome =
        kernel.run(
            """
            Table table = Table.create("numbers",
                StringColumn.create("name", "a", "b"),
                DoubleColumn.create("value", 1.25, Double.NaN));
            float[] samples = new float[8_000];
            for (int i = 0; i < samples.length; i++) samples[i] = (float) Math.sin(i * 0.2);
            Waveform sine = new Waveform(samples, 16_000);
            """);
    assertThat(outcome.status()).as(outcome.error()).isEqualTo("ok");
  }

  @TestFactory
  Stream<DynamicTest> showsAsLastValue() {
    return VALUES.entrySet().stream()
        .map(
            value ->
                DynamicTest.dynamicTest(
                    value.getKey(),
                    () ->
                        check(value.getValue().get(0), value.getValue().get(1), "execute_result")));
  }

  @TestFactory
  Stream<DynamicTest> showsWhereDisplayed() {
    return VALUES.entrySet().stream()
        .filter(value -> !value.getKey().equals("Progress")) // displays itself
        .map(
            value ->
                DynamicTest.dynamicTest(
                    value.getKey(),
                    () ->
                        check(
                            "show(" + value.getValue().get(0) + ")",
                            value.getValue().get(1),
                            "display_data")));
  }

  private static void check(String code, String type, String message) throws Exception {
    Outcome outcome = kernel.run(code);
    assertThat(outcome.status()).as(outcome.error()).isEqualTo("ok");
    JsonObject content = outcome.of(message).findFirst().orElseThrow().content();
    JsonObject data = content.getAsJsonObject("data");
    assertThat(data.keySet()).contains("text/plain", type);
    if (code.contains("Progress")) {
      return; // holds no data
    }
    JsonObject metadata = content.getAsJsonObject("metadata");
    JsonObject serlab = metadata.getAsJsonObject("serlab");
    assertThat(serlab.has("data")).isTrue();
    assertThat(content.toString()).doesNotContain("NaN,", ":NaN");
    if (type.equals("image/png")) {
      String picture = data.get("image/png").getAsString();
      assertThat(Base64.getDecoder().decode(picture)).startsWith(0x89, 'P', 'N', 'G');
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(picture.getBytes(StandardCharsets.US_ASCII));
      assertThat(serlab.get("image").getAsString()).isEqualTo(HexFormat.of().formatHex(digest));
      assertThat(metadata.getAsJsonObject("image/png").get("alt").getAsString()).isNotBlank();
    }
  }

  @Test
  void knowsEveryRendererOfTheLibrary() throws Exception {
    Set<String> renderers = new TreeSet<>();
    for (Class<?> each : publicClasses()) {
      if (Renderable.class.isAssignableFrom(each) && !each.isInterface()) {
        renderers.add(each.getSimpleName());
      }
    }
    assertThat(renderers).isNotEmpty();
    assertThat(VALUES.keySet())
        .as("a new renderer needs an example among VALUES")
        .containsAll(renderers);
  }

  @Test
  void importsEveryClassOfTheRooms() throws Exception {
    List<String> names =
        publicClasses().stream()
            .filter(each -> !Imports.LEFT_OUT.contains(each.getPackageName()))
            .map(Class::getSimpleName)
            .toList();
    assertThat(names).contains("Waveform", "Corpus", "Serlab", "Matrix");
    String code =
        names.stream()
            .map(name -> name + ".class")
            .collect(Collectors.joining(",\n  ", "Class<?>[] all = {\n  ", "};\nall.length"));
    Outcome outcome = kernel.run(code);
    assertThat(outcome.error()).as("two public classes of the rooms have one name").isEmpty();
    assertThat(outcome.result()).isEqualTo(String.valueOf(names.size()));
  }

  /** The public classes of the library that are not nested. */
  private static List<Class<?>> publicClasses() throws ClassNotFoundException {
    List<Class<?>> found = new ArrayList<>();
    for (String name : Imports.classes()) {
      Class<?> each = Class.forName(name, false, Renderable.class.getClassLoader());
      if (Modifier.isPublic(each.getModifiers())) {
        found.add(each);
      }
    }
    return found;
  }
}
