package org.serlab.learn;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.serlab.Golden;
import org.serlab.feature.Npz;

/**
 * WCCN, standardisation and principal components against {@code golden/trees}. Linear discriminants
 * of that folder have no counterpart here, and its streaming WCCN is a layer of networks.
 */
class TransformsGoldenTest {
  private static final String FOLDER = "trees";

  @Test
  void equalTheReferences() throws IOException {
    compare(Golden.folder(FOLDER), "transforms");
  }

  @Test
  void equalTheCommittedReferences() throws IOException {
    compare(Golden.committed(FOLDER), "transforms, committed");
  }

  private static void compare(Path folder, String name) throws IOException {
    String text = Files.readString(folder.resolve("trees.json"));
    Map<String, Npz.Array> arrays = Npz.read(folder.resolve("trees.npz"));
    Golden golden = Golden.counter(name);
    TreeSet<String> left = new TreeSet<>();
    int cases = 0;
    for (JsonElement element :
        JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cases")) {
      Case one = new Case(element.getAsJsonObject(), arrays, golden);
      boolean compared =
          switch (one.kind()) {
            case "wccn" -> wccn(one);
            case "within_class_covariance_weighted" -> weighted(one);
            case "standard_scaler" -> scaler(one);
            case "pca" -> components(one);
            default -> {
              left.add(one.kind());
              yield false;
            }
          };
      cases += compared ? 1 : 0;
    }
    System.out.printf("golden %s: %d cases; other kinds in the folder: %s%n", name, cases, left);
    golden.report();
  }

  private static boolean wccn(Case one) {
    List<double[]> rows = one.input("X");
    int[] labels = one.labels();
    List<double[][]> covariances = Wccn.covariances(rows, labels);
    assertThat(covariances).hasSize(one.params().get("num_classes").getAsInt());
    one.close("class_cov", covariances.stream().flatMap(Arrays::stream).toList());
    double alpha = one.params().get("alpha").getAsDouble();
    double[][] smoothed = Wccn.smoothed(covariances, alpha);
    one.close("W", List.of(smoothed));
    one.close("W_inverse", List.of(Wccn.inverse(smoothed).getData()));
    Wccn fitted = Wccn.fit(rows, labels, alpha);
    one.close("B", List.of(fitted.projection()));
    int first = one.expected("projected_first_25").shape()[0];
    one.close("projected_first_25", rows.stream().limit(first).map(fitted::apply).toList());
    one.close("projected_new", one.input("X_new").stream().map(fitted::apply).toList());
    return true;
  }

  /** The other convention: that ours is another matrix is a thing to know. */
  private static boolean weighted(Case one) {
    List<double[]> rows = one.input("X");
    int[] labels = one.labels();
    List<double[][]> covariances = Wccn.covariances(rows, labels);
    int size = rows.get(0).length;
    double[][] pooled = new double[size][size];
    for (int c = 0; c < covariances.size(); c++) {
      int label = c;
      double share = Arrays.stream(labels).filter(l -> l == label).count() / (double) labels.length;
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          pooled[i][j] += share * covariances.get(c)[i][j];
        }
      }
    }
    one.close("W", List.of(pooled));
    return true;
  }

  private static boolean scaler(Case one) {
    Scaling scaling = Scaling.of(one.input("X"));
    one.close("mean", List.of(scaling.mean()));
    one.close("scale", List.of(scaling.deviation()));
    one.close(
        "transformed_new", one.input("X_new").stream().map(row -> scaling.apply(row)).toList());
    return true;
  }

  private static boolean components(Case one) {
    int count = one.params().get("num_components").getAsInt();
    PrincipalComponents fitted = PrincipalComponents.fit(one.input("X"), count);
    one.close("mean", List.of(fitted.mean()));
    one.close("components", List.of(fitted.components()));
    one.close("explained_variance", List.of(fitted.variances()));
    one.close("explained_variance_ratio", List.of(fitted.shares()));
    boolean whiten = one.params().get("whiten").getAsBoolean();
    List<double[]> places = new ArrayList<>();
    for (double[] row : one.input("X_new")) {
      double[] place = fitted.transform(row);
      for (int k = 0; k < count && whiten; k++) {
        place[k] /= Math.sqrt(fitted.variances()[k]);
      }
      places.add(place);
    }
    one.close("transformed_new", places);
    return true;
  }

  private record Case(JsonObject json, Map<String, Npz.Array> arrays, Golden golden) {
    String kind() {
      return json.get("kind").getAsString();
    }

    JsonObject params() {
      return json.getAsJsonObject("params");
    }

    private Npz.Array array(String group, String name) {
      return arrays.get(json.getAsJsonObject(group).get(name).getAsString());
    }

    List<double[]> input(String name) {
      return List.of(array("inputs", name).rows());
    }

    int[] labels() {
      return array("inputs", "y").ints();
    }

    Npz.Array expected(String name) {
      return array("expected", name);
    }

    void close(String name, List<double[]> rows) {
      double[] expected = expected(name).values();
      double[] actual = rows.stream().flatMapToDouble(Arrays::stream).toArray();
      String id = json.get("id").getAsString() + " " + name;
      assertThat(actual.length).as(id).isEqualTo(expected.length);
      JsonObject tolerance = json.getAsJsonObject("tolerance");
      double absolute = tolerance.get("abs").getAsDouble();
      double relative = tolerance.get("rel").getAsDouble();
      for (int i = 0; i < actual.length; i++) {
        golden.close(id + "[" + i + "]", actual[i], expected[i], absolute, relative);
      }
    }
  }
}
