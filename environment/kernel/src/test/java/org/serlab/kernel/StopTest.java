package org.serlab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.serlab.kernel.KernelProcess.Outcome;

/** Interrupts and the limit of time. */
class StopTest {
  private static KernelProcess kernel;

  @BeforeAll
  static void start() throws Exception {
    kernel = new KernelProcess(Map.of());
    kernel.run("static volatile long count = 0;");
    kernel.run("import ai.djl.ndarray.*;\nimport ai.djl.ndarray.types.*;");
  }

  @AfterAll
  static void end() {
    kernel.close();
  }

  private static Outcome interrupt(String code) throws InterruptedException {
    String id = kernel.start("System.out.println(\"begun\");\n" + code);
    kernel.awaitOutput(id, "stream");
    Thread.sleep(300);
    long start = System.nanoTime();
    kernel.interrupt();
    Outcome outcome = kernel.await(id);
    assertThat((System.nanoTime() - start) / 1e9).as("seconds to stop").isLessThan(20);
    assertThat(outcome.status()).isEqualTo("error");
    assertThat(outcome.reply().get("ename").getAsString()).isEqualTo("Interrupted");
    assertThat(kernel.run("1 + 1").result()).isEqualTo("2");
    return outcome;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) count++;",
        "while (true) { try { count++; Thread.sleep(5); } catch (Throwable t) { } }",
        "while (true) { try { count++; } catch (Throwable t) { count--; } }",
        "for (;;) { try { while (true) count++; } finally { continue; } }",
        "do { count++; System.out.print(\"\"); } while (true);",
        "new Runnable() { public void run() { while (true) count++; } }.run();",
        "Stream.generate(() -> count++).forEach(x -> { });",
      })
  void reallyStopsALoop(String loop) throws InterruptedException {
    assertThat(interrupt(loop).error()).isEqualTo("Interrupted.\n");
    assertThat(kernel.run("long before = count;\nThread.sleep(500);\ncount - before").result())
        .as("turns of the loop after it was stopped")
        .isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thread.sleep(100_000);",
        "new CountDownLatch(1).await();",
        "new ProcessBuilder(\"sleep\", \"100\").start().waitFor();",
        "Object lock = new Object();\nsynchronized (lock) { lock.wait(); }",
      })
  void stopsAWait(String wait) throws InterruptedException {
    assertThat(interrupt(wait).error()).isEqualTo("Interrupted.\n");
  }

  @Test
  void stopsAValueThatTakesForEverToShow() throws InterruptedException {
    interrupt("new Object() { @Override public String toString() { while (true) count++; } }");
  }

  @Test
  void comesBackFromAWaitInNativeCode() throws InterruptedException {
    assertThat(interrupt("new java.net.ServerSocket(0).accept();").error())
        .startsWith("Interrupted. The cell still waits in native code");
  }

  @Test
  void stopsBetweenTheStatementsOfACell() throws InterruptedException {
    interrupt("try { Thread.sleep(100_000); } catch (InterruptedException e) { }\ncount = -5;");
    assertThat(kernel.run("count == -5").result()).isEqualTo("false");
  }

  @Test
  void stopsACellThatAsksThePerson() throws InterruptedException {
    String id = kernel.start("new Scanner(System.in).nextLine()", true);
    kernel.awaitQuestion();
    kernel.interrupt();
    assertThat(kernel.await(id).reply().get("ename").getAsString()).isEqualTo("Interrupted");
    id = kernel.start("new Scanner(System.in).nextLine()", true);
    kernel.answer("an answer");
    assertThat(kernel.await(id).result()).isEqualTo("an answer");
  }

  @Test
  void doesNothingWhereNothingRuns() {
    kernel.interrupt();
    assertThat(kernel.run("Thread.sleep(50);\n3").result()).isEqualTo("3");
  }

  @Test
  void switchesTheGradientModeOffInEveryThreadForCells() throws InterruptedException {
    // The engine starts in a thread of its own, so that DJL itself switches it off only there.
    kernel.run(
        """
        Thread starting = new Thread(() -> ai.djl.engine.Engine.getInstance());
        starting.start();
        starting.join();
        """);
    String code =
        """
        try (NDManager manager = NDManager.newBaseManager()) {
          NDArray parameter = manager.ones(new Shape(2));
          parameter.setRequiresGradient(true);
          parameter.addi(1);
          System.out.print(parameter.sum().getFloat());
        }
        """;
    assertThat(kernel.run(code).stream("stdout")).isEqualTo("4.0");
    interrupt("while (true) { try { Thread.sleep(5); } catch (Throwable t) { } }");
    assertThat(kernel.run(code).stream("stdout")).as("after a forced stop").isEqualTo("4.0");
  }

  @Test
  void stopsACellAtItsLimit() throws Exception {
    try (KernelProcess limited = new KernelProcess(Map.of("SERLAB_CELL_TIMEOUT", "3.5"))) {
      for (String code : new String[] {"while (true) { }", "Thread.sleep(100_000);"}) {
        Outcome outcome = limited.run(code);
        assertThat(outcome.reply().get("ename").getAsString()).isEqualTo("Timeout");
        assertThat(outcome.error())
            .isEqualTo("Stopped after 3.5 s, the limit for a cell (SERLAB_CELL_TIMEOUT).\n");
      }
      assertThat(limited.run("1 + 1").result()).isEqualTo("2");
    }
  }
}
