package org.serlab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Completion, inspection, whether code is whole. */
class CodeHelpTest {
  private static KernelProcess kernel;

  @BeforeAll
  static void start() throws Exception {
    kernel = KernelProcess.shared();
  }

  private static JsonObject ask(String type, String code) {
    JsonObject content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("cursor_pos", code.codePointCount(0, code.length()));
    content.addProperty("detail_level", 0);
    JsonObject reply = kernel.request(type, content);
    assertThat(reply.get("status").getAsString()).isNotEqualTo("error");
    return reply;
  }

  private static List<String> completed(String code) {
    JsonObject reply = ask("complete_request", code);
    int start = code.offsetByCodePoints(0, reply.get("cursor_start").getAsInt());
    List<String> whole = new ArrayList<>();
    reply
        .getAsJsonArray("matches")
        .forEach(match -> whole.add(code.substring(0, start) + match.getAsString()));
    return whole;
  }

  @Test
  void completes() {
    assertThat(completed("Math.sq")).containsExactly("Math.sqrt(");
    assertThat(completed("int n = \"\uD83D\uDE00\".leng"))
        .containsExactly("int n = \"\uD83D\uDE00\".length()");
    assertThat(completed("Wavef")).contains("Waveform");
    kernel.run("var completable = List.of(1);");
    assertThat(completed("completable.si")).containsExactly("completable.size()");
    assertThat(completed("var local = \"abc\";\nlocal.subs"))
        .containsExactly("var local = \"abc\";\nlocal.substring(");
    assertThat(completed("class Some { }\nMath.sq")).containsExactly("class Some { }\nMath.sqrt(");
    assertThat(completed("%ma")).contains("%maven");
    assertThat(completed("%%ti")).containsExactly("%%time");
  }

  @Test
  void inspects() {
    kernel.run("/** Halves. */\nint half(int whole) {\n  return whole / 2;\n}");
    for (String code : List.of("Math.sqrt", "Math.sqrt(", "1 + Math.sqrt")) {
      JsonObject reply = ask("inspect_request", code);
      assertThat(reply.get("found").getAsBoolean()).isTrue();
      assertThat(reply.getAsJsonObject("data").get("text/plain").getAsString())
          .contains("double Math.sqrt(double");
    }
    assertThat(
            ask("inspect_request", "half").getAsJsonObject("data").get("text/plain").getAsString())
        .contains("int half(int whole)");
    assertThat(ask("inspect_request", "noSuchThing").get("found").getAsBoolean()).isFalse();
  }

  @Test
  void saysWhetherCodeIsWhole() {
    for (String whole : List.of("1 + 1", "int a = 1;\nint b = 2;", "%time 1", "", "// only this")) {
      assertThat(ask("is_complete_request", whole).get("status").getAsString())
          .isEqualTo("complete");
    }
    JsonObject open = ask("is_complete_request", "int a = 1;\n  if (a > 0) {");
    assertThat(open.get("status").getAsString()).isEqualTo("incomplete");
    assertThat(open.get("indent").getAsString()).isEqualTo("    ");
    assertThat(ask("is_complete_request", ")").get("status").getAsString()).isEqualTo("invalid");
  }

  @Test
  void answersThatItKeepsNoHistory() {
    JsonObject content = new JsonObject();
    content.addProperty("hist_access_type", "tail");
    content.addProperty("n", 1);
    content.addProperty("output", false);
    content.addProperty("raw", true);
    assertThat(kernel.request("history_request", content).getAsJsonArray("history")).isEmpty();
  }
}
