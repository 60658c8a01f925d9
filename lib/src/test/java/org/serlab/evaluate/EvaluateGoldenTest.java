package org.serlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.serlab.Golden;
import org.serlab.feature.Npz;

/** Metrics and tests against scikit-learn, SciPy, statsmodels and definitions (golden/metrics). */
class EvaluateGoldenTest {
  @Test
  void equalsTheReferenceTools() throws IOException {
    compare(Golden.folder("metrics"));
  }

  @Test
  void equalsTheReferenceToolsOnTheCommittedCases() throws IOException {
    compare(Golden.committed("metrics"));
  }

  private static void compare(Path folder) throws IOException {
    JsonObject root =
        JsonParser.parseString(Files.readString(folder.resolve("metrics.json"))).getAsJsonObject();
    Map<String, Npz.Array> arrays = Npz.read(folder.resolve(root.get("arrays").getAsString()));
    Golden golden = Golden.counter("metrics");
    Map<String, Integer> cases = new TreeMap<>();
    for (JsonElement element : root.getAsJsonArray("cases")) {
      JsonObject json = element.getAsJsonObject();
      EvaluateGoldenCase one = new EvaluateGoldenCase(json, arrays);
      compare(golden, json, one.compute());
      cases.merge(one.kind(), 1, Integer::sum);
    }
    cases.forEach((kind, count) -> System.out.println("golden metrics: " + kind + " " + count));
    golden.report();
  }

  private static void compare(Golden golden, JsonObject json, Map<String, Object> computed) {
    String id = json.get("id").getAsString();
    JsonObject expected = json.getAsJsonObject("expected");
    Set<String> loose =
        json.has("p_value_fields")
            ? json.getAsJsonArray("p_value_fields").asList().stream()
                .map(JsonElement::getAsString)
                .collect(Collectors.toSet())
            : Set.of();
    assertThat(expected.keySet()).as(id).isNotEmpty();
    for (String field : expected.keySet()) {
      assertThat(computed).as(id).containsKey(field);
      JsonObject tolerance =
          json.getAsJsonObject(loose.contains(field) ? "p_value_tolerance" : "tolerance");
      Map<String, Double> actualValues = new LinkedHashMap<>();
      Map<String, Double> expectedValues = new LinkedHashMap<>();
      flatten(id + " " + field, computed.get(field), actualValues);
      flatten(id + " " + field, expected.get(field), expectedValues);
      assertThat(actualValues.keySet()).isEqualTo(expectedValues.keySet());
      expectedValues.forEach(
          (what, value) ->
              golden.close(
                  what,
                  actualValues.get(what),
                  value,
                  tolerance.get("abs").getAsDouble(),
                  tolerance.get("rel").getAsDouble()));
    }
  }

  /** Numbers, truth values and null (undefined, NaN), also in arrays of arrays, by their place. */
  private static void flatten(String what, Object value, Map<String, Double> into) {
    if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        flatten(what + "[" + i + "]", array.get(i), into);
      }
    } else if (value instanceof JsonElement json) {
      boolean truth = json.isJsonPrimitive() && json.getAsJsonPrimitive().isBoolean();
      into.put(
          what,
          json.isJsonNull()
              ? Double.NaN
              : truth ? (json.getAsBoolean() ? 1.0 : 0) : json.getAsDouble());
    } else if (value instanceof Object[] array) {
      for (int i = 0; i < array.length; i++) {
        flatten(what + "[" + i + "]", array[i], into);
      }
    } else if (value instanceof double[] array) {
      for (int i = 0; i < array.length; i++) {
        into.put(what + "[" + i + "]", array[i]);
      }
    } else if (value instanceof Boolean truth) {
      into.put(what, truth ? 1.0 : 0);
    } else if (value instanceof Number number) {
      into.put(what, number.doubleValue());
    } else {
      fail(what + ": " + value);
    }
  }
}
