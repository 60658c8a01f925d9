package org.serlab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.kernel.KernelProcess.Outcome;

/** IJava's magics. */
class MagicTest {
  private static KernelProcess kernel;
  @TempDir private static Path folder;

  @BeforeAll
  static void start() throws Exception {
    kernel = KernelProcess.shared();
  }

  private static Path classes(String name) throws Exception {
    Path source = Files.createDirectories(folder.resolve(name)).resolve(name + ".java");
    Files.writeString(
        source,
        "package added; public class "
            + name
            + " { public static String hi() { return \"hi\"; } }");
    Path classes = folder.resolve(name).resolve("classes");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), source.toString());
    assertThat(status).isZero();
    return classes;
  }

  @Test
  void classpathAddsFolders() throws Exception {
    Path classes = classes("InFolder");
    assertThat(kernel.run("%classpath " + classes + "\nadded.InFolder.hi()").result())
        .isEqualTo("hi");
  }

  @Test
  void jarsAddsArchivesByPattern() throws Exception {
    Path classes = classes("InArchive");
    Path archive = folder.resolve("some archive.jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(archive))) {
      jar.putNextEntry(new JarEntry("added/InArchive.class"));
      jar.write(Files.readAllBytes(classes.resolve("added/InArchive.class")));
    }
    assertThat(kernel.run("%jars \"" + folder + "/some *.jar\"\nadded.InArchive.hi()").result())
        .isEqualTo("hi");
    assertThat(kernel.run("%jars " + folder + "/no-such-*.jar").error())
        .startsWith("There is no file " + folder + "/no-such-*.jar: check the path.");
  }

  @Test
  void mavenAddsLibraries() {
    // The local repository has it: the kernel itself is built with it.
    Outcome outcome =
        kernel.run(
            "List<String> added = %maven org.zeromq:jeromq:0.6.0\n"
                + "added.stream().anyMatch(path -> path.endsWith(\"jeromq-0.6.0.jar\"))");
    assertThat(outcome.error()).isEmpty();
    assertThat(outcome.result()).isEqualTo("true");
    assertThat(kernel.run("%maven nonsense").error())
        .startsWith("nonsense does not name a library: write group:artifact:version.");
  }

  @Test
  void loadFromPomAddsItsLibraries() {
    Outcome outcome =
        kernel.run(
            """
            %%loadFromPOM
            <dependency>
              <groupId>org.zeromq</groupId>
              <artifactId>jeromq</artifactId>
              <version>0.6.0</version>
            </dependency>
            """);
    assertThat(outcome.error()).isEmpty();
  }

  @Test
  void loadRunsScriptsAndNotebooks() throws Exception {
    Path script = folder.resolve("some.jsh");
    Files.writeString(
        script, "int loaded(int n) {\n  return n + 1;\n}\nSystem.out.print(\"ran\");\n");
    assertThat(kernel.run("%load " + script).stream("stdout")).isEqualTo("ran");
    assertThat(kernel.run("loaded(1)").result()).isEqualTo("2");
    Path notebook = folder.resolve("some.ipynb");
    Files.writeString(
        notebook,
        """
        {"cells": [{"cell_type": "markdown", "source": ["not %code"]},
                   {"cell_type": "code", "source": ["int fromNotebook = 1;\\n", "fromNotebook++;"]},
                   {"cell_type": "code", "source": "fromNotebook += loaded(10);"}]}
        """);
    kernel.run("%load " + notebook);
    assertThat(kernel.run("fromNotebook").result()).isEqualTo("13");
    Files.writeString(script, "int fine = 1;\n\nint bad =\n  fine / 0;\n");
    assertThat(kernel.run("%load " + script).error())
        .isEqualTo("java.lang.ArithmeticException: / by zero\n    some.jsh, line 4:  fine / 0;\n");
    assertThat(kernel.run("%load no-such.jsh").error())
        .startsWith("There is no file no-such.jsh: check the path.")
        .endsWith("line 1:  %load no-such.jsh\n");
  }

  @Test
  void timeRunsCodeAndSaysHowLong() {
    for (String code :
        new String[] {
          "%time Thread.sleep(50); \"a  \\\" b\"", "%%time\nThread.sleep(50);\n\"a  \\\" b\""
        }) {
      Outcome outcome = kernel.run(code);
      assertThat(outcome.data("display_data").get("text/plain").getAsString()).isEqualTo("a  \" b");
      assertThat(outcome.stream("stdout")).matches("Wall time: \\d+\\.\\d{3} s\n");
    }
  }

  @Test
  void leavesAloneWhatIsNoMagic() {
    assertThat(kernel.run("int remainder = 17\n  %5;\nremainder").result()).isEqualTo("2");
    String block = "String text = \"\"\"\n    %d items\n      %time of\n    \"\"\";\ntext.length()";
    assertThat(kernel.run(block).result())
        .isEqualTo(String.valueOf("%d items\n  %time of\n".length()));
    assertThat(kernel.run("%nosuch thing").error())
        .startsWith("There is no magic %nosuch; there are ")
        .contains("%classpath", "%jars", "%load", "%maven", "%time");
  }
}
