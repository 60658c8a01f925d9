package org.serlab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.serlab.kernel.KernelProcess.Outcome;

/** What cells show: values, text, displays. */
class CellTest {
  private static KernelProcess kernel;

  @BeforeAll
  static void start() throws Exception {
    kernel = KernelProcess.shared();
  }

  @Test
  void showsTheLastValueOnly() {
    assertThat(kernel.run("1 + 1").result()).isEqualTo("2");
    assertThat(kernel.run("int a = 3;\n5;\na * 2").result()).isEqualTo("6");
    assertThat(kernel.run("int b = 4;").outputs()).isEmpty();
    assertThat(kernel.run("Object nothing = null;\nnothing").outputs()).isEmpty();
    assertThat(kernel.run("1 + 1;\nint c = 4;").outputs()).isEmpty();
  }

  @Test
  void keepsDeclarationsBetweenCells() {
    kernel.run("record Point(int x, int y) {\n  int sum() {\n    return x + y;\n  }\n}");
    kernel.run("Point twice(Point p) {\n  return new Point(2 * p.x(), 2 * p.y());\n}");
    kernel.run("var point = twice(new Point(1, 2));");
    assertThat(kernel.run("point.sum()").result()).isEqualTo("6");
  }

  @Test
  void shows20000LinesInOrderAndInTime() {
    String code = "for (int i = 0; i < 20_000; i++) System.out.println(\"line \" + i);";
    kernel.run(code); // so that the compiler of the machine does not count
    long best = Long.MAX_VALUE;
    String expected =
        IntStream.range(0, 20_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    for (int attempt = 0; attempt < 5 && best >= 1_000_000_000; attempt++) {
      long start = System.nanoTime();
      Outcome outcome = kernel.run(code);
      best = Math.min(best, System.nanoTime() - start);
      assertThat(outcome.stream("stdout")).isEqualTo(expected);
    }
    assertThat(best).as("nanoseconds for 20,000 lines").isLessThan(1_000_000_000);
  }

  @Test
  void keepsTheOrderOfBothStreamsAndDisplays() {
    Outcome outcome =
        kernel.run(
            """
            for (int i = 0; i < 300; i++) {
              if (i % 10 == 9) show(i);
              else (i % 3 == 0 ? System.err : System.out).println(i);
            }
            """);
    String shown =
        outcome.outputs().stream()
            .map(
                message ->
                    message.type().equals("stream")
                        ? message.text("text").strip()
                        : message.content().getAsJsonObject("data").get("text/plain").getAsString())
            .collect(Collectors.joining("\n"));
    assertThat(shown.lines().mapToInt(Integer::parseInt))
        .containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
    assertThat(outcome.stream("stderr")).startsWith("0\n3\n6\n12\n");
  }

  @Test
  void streamsTextWhileTheCellRuns() {
    long start = System.nanoTime();
    String id = kernel.start("System.out.println(\"begun\");\nThread.sleep(4_000);");
    assertThat(kernel.awaitOutput(id, "stream").text("text")).isEqualTo("begun\n");
    long seen = System.nanoTime() - start;
    kernel.await(id);
    assertThat(seen).isLessThan(System.nanoTime() - start - 2_000_000_000L);
  }

  @Test
  void passesTextUnharmed() {
    String code =
        """
        System.out.print("grüße, 情感, \\uD83D\\uDE00");
        for (byte b : "é€\\uD83D\\uDE00".getBytes("UTF-8")) {
          System.out.write(b);
          System.out.flush();
          Thread.sleep(120);
        }
        """;
    assertThat(kernel.run(code).stream("stdout"))
        .isEqualTo("grüße, 情感, \uD83D\uDE00é€\uD83D\uDE00");
  }

  @Test
  void cutsEndlessText() {
    Outcome outcome =
        kernel.run("for (int i = 0; i < 600_000; i++) System.out.println(\"x\".repeat(60));");
    assertThat(outcome.status()).isEqualTo("ok");
    assertThat(outcome.stream("stdout").length()).isBetween(16 << 20, 17 << 20);
    assertThat(outcome.stream("stdout"))
        .endsWith("[the output is cut here: a cell shows at most 16 MB]\n");
  }

  @Test
  void displaysRendersAndUpdates() {
    Outcome outcome =
        kernel.run(
            """
            String id = display("one");
            display("<b>two</b>", "text/html");
            updateDisplay(id, "three");
            show(render("<i>four</i>", "text/html"));
            """);
    assertThat(outcome.outputs())
        .extracting(KernelProcess.Received::type)
        .containsExactly("display_data", "display_data", "update_display_data", "display_data");
    JsonObject first = outcome.outputs().get(0).content();
    JsonObject update = outcome.outputs().get(2).content();
    assertThat(update.getAsJsonObject("transient")).isEqualTo(first.getAsJsonObject("transient"));
    assertThat(update.getAsJsonObject("data").get("text/plain").getAsString()).isEqualTo("three");
    assertThat(
            outcome
                .outputs()
                .get(1)
                .content()
                .getAsJsonObject("data")
                .get("text/html")
                .getAsString())
        .isEqualTo("<b>two</b>");
    assertThat(
            outcome
                .outputs()
                .get(3)
                .content()
                .getAsJsonObject("data")
                .get("text/html")
                .getAsString())
        .isEqualTo("<i>four</i>");
  }

  @Test
  void doesNotShowTheNameOfADisplay() {
    Outcome outcome = kernel.run("display(\"seen\")");
    assertThat(outcome.outputs()).hasSize(1);
    assertThat(outcome.data("display_data").get("text/plain").getAsString()).isEqualTo("seen");
  }

  @Test
  void growsAProgressBarInItsPlace() {
    Outcome outcome =
        kernel.run(
            """
            try (Progress bar = progress("epochs", 4)) {
              for (int i = 0; i < 4; i++) {
                Thread.sleep(150);
                bar.step("loss " + i);
              }
            }
            """);
    assertThat(outcome.of("display_data")).hasSize(1);
    assertThat(outcome.of("update_display_data").count()).isGreaterThanOrEqualTo(2);
    JsonObject last = outcome.outputs().get(outcome.outputs().size() - 1).content();
    assertThat(last.getAsJsonObject("data").get("text/plain").getAsString())
        .isEqualTo("[##############################] epochs: 4 of 4 (loss 3)");
    assertThat(last.getAsJsonObject("transient"))
        .isEqualTo(outcome.outputs().get(0).content().getAsJsonObject("transient"));
  }

  @Test
  void asksThePerson() {
    String id = kernel.start("String said = new Scanner(System.in).nextLine();\nsaid", true);
    kernel.answer("schön");
    assertThat(kernel.await(id).result()).isEqualTo("schön");
    assertThat(kernel.run("new Scanner(System.in).hasNext()").result()).isEqualTo("false");
  }

  @Test
  void hasAFixedPlaceAndTimeAndNoScreen() {
    assertThat(
            kernel
                .run(
                    "Locale.getDefault() + \" \" + TimeZone.getDefault().getID() + \" \""
                        + " + java.awt.GraphicsEnvironment.isHeadless() + \" \""
                        + " + java.nio.charset.Charset.defaultCharset()")
                .result())
        .isEqualTo("en_GB UTC true UTF-8");
  }

  @Test
  void setsTheVariablesOfTheEngine() {
    for (Map.Entry<String, String> variable :
        Map.of(
                "OMP_WAIT_POLICY", "passive",
                "MALLOC_ARENA_MAX", "1",
                "MALLOC_MMAP_THRESHOLD_", "4000000000",
                "MALLOC_TRIM_THRESHOLD_", "8000000000",
                "ONEDNN_PRIMITIVE_CACHE_CAPACITY", "256",
                "DJL_OFFLINE", "true",
                "OPT_OUT_TRACKING", "true",
                "SERLAB_HOME", System.getProperty("serlab.home"))
            .entrySet()) {
      assertThat(kernel.run("System.getenv(\"" + variable.getKey() + "\")").result())
          .isEqualTo(variable.getValue());
    }
  }
}
