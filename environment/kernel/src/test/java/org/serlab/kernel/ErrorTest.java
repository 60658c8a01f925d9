package org.serlab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.serlab.kernel.KernelProcess.Outcome;

/** What cells say when they fail. */
class ErrorTest {
  private static KernelProcess kernel;

  @BeforeAll
  static void start() throws Exception {
    kernel = KernelProcess.shared();
  }

  private static Outcome fail(String code) {
    Outcome outcome = kernel.run(code);
    assertThat(outcome.status()).isEqualTo("error");
    assertThat(outcome.of("error")).hasSize(1);
    JsonObject error = outcome.of("error").findFirst().orElseThrow().content();
    assertThat(outcome.reply().get("ename")).isEqualTo(error.get("ename"));
    assertThat(outcome.reply().get("evalue")).isEqualTo(error.get("evalue"));
    assertThat(error.toString()).doesNotContain("org.serlab.kernel", "jdk.jshell", "REPL.");
    return outcome;
  }

  /** The error with the numbers of cells left out. */
  private static String said(Outcome outcome) {
    return outcome.error().replaceAll("In \\[\\d+]", "In [n]");
  }

  @Test
  void marksWhatDoesNotCompile() {
    Outcome outcome = fail("int one = 1;\n\nint two =   \"x\" + one;\nint three = 3;");
    assertThat(outcome.reply().get("ename").getAsString()).isEqualTo("CompilationError");
    assertThat(said(outcome))
        .isEqualTo(
            """
            Does not compile: In [n], line 3: incompatible types: java.lang.String cannot be converted to int
                int two =   "x" + one;
                            ^^^^^^^^^
            """);
  }

  @Test
  void runsNothingOfACellWithAnErrorOfSyntax() {
    Outcome outcome = fail("System.out.println(\"ran\");\nint x = 3;\nint f( { ) }");
    assertThat(outcome.stream("stdout")).isEmpty();
    assertThat(said(outcome)).contains("line 3", "int f( { ) }");
    outcome = fail("System.out.println(\"ran\");\nvoid open() {\n  if (true) {\n");
    assertThat(outcome.stream("stdout")).isEmpty();
    assertThat(said(outcome)).contains("reached end of file while parsing");
  }

  @Test
  void showsTheLinesOfAllCellsAndTheWholeChain() {
    kernel.run(
        """
        // A comment, and
        /* another
           one */
        int risky(int n) {
          if (n < 0) {
            throw new IllegalArgumentException("negative: " + n);
          }
          return n;
        }

        class Caller {
          int call() {
            try {
              return risky(-1);
            } catch (IllegalArgumentException e) {
              throw new IllegalStateException("while calling",
                  e);
            }
          }
        }
        """);
    Outcome outcome =
        fail(
            """
            int before = 1;

            // comment
            int result =
                new Caller().call();
            """);
    assertThat(said(outcome))
        .isEqualTo(
            """
            java.lang.IllegalStateException: while calling
                In [n], line 16 (call):  throw new IllegalStateException("while calling",
                In [n], line 5:  new Caller().call();
            caused by java.lang.IllegalArgumentException: negative: -1
                In [n], line 6 (risky):  throw new IllegalArgumentException("negative: " + n);
                In [n], line 14 (call):  return risky(-1);
                In [n], line 5:  new Caller().call();
            """);
    assertThat(outcome.reply().get("ename").getAsString()).isEqualTo("IllegalStateException");
  }

  @Test
  void showsLinesOfLambdasAndOtherThreads() {
    Outcome outcome =
        fail(
            """
            var pool = Executors.newSingleThreadExecutor();
            pool.submit(() -> {
              int zero = 0;
              return 1 / zero;
            }).get();
            """);
    assertThat(said(outcome))
        .contains("caused by java.lang.ArithmeticException: / by zero")
        .contains("line 4 (lambda):  return 1 / zero;")
        .contains("line 5:  }).get();");
  }

  @Test
  void saysAPersonsMistakeInOneSentence() {
    Outcome outcome =
        fail(
            """
            void look() {
              throw new SerlabException("There is no corpus x: get it.", new RuntimeException("inner"));
            }
            look();
            """);
    assertThat(said(outcome))
        .isEqualTo(
            """
            There is no corpus x: get it.
                In [n], line 2 (look):  throw new SerlabException("There is no corpus x: get it.", new RuntimeException("inner"));
                In [n], line 4:  look();
            """);
    outcome = fail("AudioFile.read(Path.of(\"no-such-file.wav\"))");
    assertThat(outcome.error().lines()).hasSize(2);
    assertThat(outcome.reply().get("ename").getAsString()).isEqualTo("AudioException");
  }

  @Test
  void saysThatAValueCannotBeShown() {
    Outcome outcome =
        kernel.run("new Object() { @Override public String toString() { return 1 / 0 + \"\"; } }");
    assertThat(outcome.error())
        .startsWith("Cannot be shown: java.lang.ArithmeticException: / by zero");
    outcome = fail("Table.create(\"t\").column(\"none\")");
    assertThat(outcome.error()).contains("line 1:  Table.create");
  }

  @Test
  void showsExceptionsWithoutAStack() {
    kernel.run(
        "class Bare extends Exception {\n  Bare() { super(\"bare\", null, false, false); }\n}");
    assertThat(fail("throw new Bare();").error()).isEqualTo("Bare: bare\n");
  }

  @Test
  void shortensEndlessRecursion() {
    kernel.run("int deep(int n) { return deep(n + 1) + 1; }");
    Outcome outcome = fail("deep(0)");
    assertThat(said(outcome)).startsWith("java.lang.StackOverflowError\n").contains("times more");
    assertThat(outcome.error().lines().count()).isLessThan(6);
  }

  @Test
  void survivesWantOfMemory() {
    assertThat(fail("new long[Integer.MAX_VALUE][100_000]").error()).contains("OutOfMemoryError");
    assertThat(kernel.run("1").result()).isEqualTo("1");
  }

  @Test
  void turnsExitIntoAnError() {
    for (String exit :
        List.of(
            "System.exit(3)",
            "Runtime.getRuntime().halt(3);",
            "IntConsumer leave = System::exit;\nleave.accept(3);",
            "System.class.getMethod(\"exit\", int.class).invoke(null, 3)")) {
      Outcome outcome = fail(exit);
      assertThat(outcome.error()).contains("System.exit(3) would end the kernel");
    }
    kernel.run(
        "Thread leaving = new Thread(() -> System.exit(3));\nleaving.start();\nleaving.join();");
    assertThat(kernel.run("1").result()).isEqualTo("1");
  }

  @Test
  void saysAtOnceWhatCannotBeUsedYet() {
    Outcome outcome = kernel.run("double rooted(double x) {\n  return Maht.sqrt(x) + offset;\n}");
    assertThat(outcome.status()).isEqualTo("ok");
    assertThat(outcome.stream("stderr"))
        .isEqualTo(
            "rooted(double) cannot be used yet: there is no variable Maht, variable offset\n");
    assertThat(said(fail("rooted(2)"))).startsWith("rooted(double) cannot be used yet");
    assertThat(kernel.run("class Holder {\n  Held held;\n}").stream("stderr"))
        .isEqualTo("Holder cannot be used yet: there is no class Held\n");
    Outcome whole =
        kernel.run("int even(int n) { return odd(n); }\nint odd(int n) { return n; }\neven(3)");
    assertThat(whole.stream("stderr")).as("declared later in the same cell").isEmpty();
    assertThat(whole.result()).isEqualTo("3");
  }

  @Test
  void givesUpTheCellsThatWaitBehindAFailure() {
    String slow = kernel.start("Thread.sleep(500);");
    String failing = kernel.start("1 / 0");
    String waiting = kernel.start("2");
    assertThat(kernel.await(slow).status()).isEqualTo("ok");
    assertThat(kernel.await(failing).status()).isEqualTo("error");
    assertThat(kernel.await(waiting).status()).isEqualTo("aborted");
    kernel.run("3");
    assertThat(kernel.run("4").result()).isEqualTo("4");
  }
}
