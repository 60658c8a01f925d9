package org.serlab.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.serlab.Serlab;

/** Also leaves every kind of chart in {@code build/gallery}, to be looked at. */
class ChartsTest {
  static void keep(String name, BufferedImage image) throws IOException {
    Path folder = Files.createDirectories(Serlab.build().resolve("gallery"));
    ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
  }

  private static Caption caption(String title) {
    return new Caption(title, "epoch", "cross entropy (nats)", "A chart of the test.");
  }

  @Test
  void line() throws IOException {
    double[] train = DoubleStream.iterate(1.9, loss -> loss * 0.93).limit(30).toArray();
    double[] valid = DoubleStream.iterate(1.95, loss -> loss * 0.96).limit(30).toArray();
    Figure figure =
        Charts.line(
                caption("Validation loss falls more slowly than training loss: small CNN, Emo-DB"),
                Curve.of("training", train),
                Curve.of("validation", valid))
            .mark("chance: ln 7", Math.log(7));
    keep("line", figure.image());
    double[] layers = DoubleStream.iterate(0, layer -> layer + 1).limit(13).toArray();
    double[] recall = {52, 55, 58, 60, 61, 66, 68, 70, 69, 67, 66, 62, 58};
    double[] low = DoubleStream.of(recall).map(value -> value - 6).toArray();
    double[] high = DoubleStream.of(recall).map(value -> value + 4).toArray();
    keep(
        "line-intervals",
        Charts.line(
                new Caption(
                    "Middle layers serve emotion best",
                    "layer",
                    "unweighted average recall (%)",
                    "x"),
                new Curve("this run", layers, recall, low, high),
                Curve.of("paper", layers, DoubleStream.of(recall).map(v -> v + 2).toArray()))
            .image());
    assertThat(figure.image().getWidth()).isEqualTo(Style.WIDTH);
  }

  @Test
  void bar() throws IOException {
    Figure figure =
        Charts.bar(
                new Caption(
                    "Res-A beats attention added directly: five conditions on Emo-DB, speakers of"
                        + " the test part unseen, intervals over ten speakers",
                    "condition",
                    "unweighted average recall (%)",
                    "Bars"),
                List.of(
                    "ResNet",
                    "ResNet + attention",
                    "Res-A",
                    "Res-A without shortcut",
                    "random forest on eGeMAPS functionals"),
                Bars.of("paper", 70, 72, 75, 71, Double.NaN),
                new Bars(
                    "this run",
                    new double[] {68, 70, 72, 69, 65},
                    new double[] {60, 61, 66, 60, 58},
                    new double[] {72, 74, 80, 73, 70}))
            .mark("chance", 100 / 7.);
    keep("bar", figure.image());
    keep(
        "bar-slanted",
        Charts.bar(
                new Caption("Utterances per emotion", "", "utterances", "Bars"),
                List.of(
                    "anger neutral and long",
                    "b",
                    "disappointment",
                    "disgust",
                    "fear",
                    "happiness",
                    "incomprehensibilities",
                    "neutral",
                    "sadness",
                    "surprise",
                    "k",
                    "l",
                    "m",
                    "n"),
                Bars.of("count", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14))
            .image());
    keep(
        "bar-negative",
        Charts.bar(
                new Caption("Differences to the reference", "", "points", "Bars"),
                List.of("a", "b"),
                new Bars(
                    "difference", new double[] {-3, 4}, new double[] {-6, 1}, new double[] {1, 7}))
            .image());
    String many = figure.render().data().toString();
    assertThat(many).contains("\"values\":[70,72,75,71,null]", "\"name\":\"chance\"");
  }

  @Test
  void box() throws IOException {
    Random random = new Random(1);
    Map<String, double[]> groups = new LinkedHashMap<>();
    for (String emotion : List.of("anger", "boredom", "disgust", "fear", "happiness", "neutral")) {
      groups.put(
          emotion,
          DoubleStream.generate(() -> 2.5 + 0.6 * random.nextGaussian()).limit(60).toArray());
    }
    keep(
        "box",
        Charts.box(
                new Caption(
                    "Durations differ little between emotions", "", "duration (s)", "Boxes"),
                groups)
            .image());
  }

  @Test
  void scatter() throws IOException {
    Random random = new Random(1);
    Curve[] curves = new Curve[4];
    for (int i = 0; i < curves.length; i++) {
      int shift = i;
      curves[i] =
          Curve.of(
              "speaker " + i,
              DoubleStream.generate(() -> 150 + 40 * shift + 20 * random.nextGaussian())
                  .limit(40)
                  .toArray(),
              DoubleStream.generate(() -> -20 + 3 * random.nextGaussian()).limit(40).toArray());
    }
    keep(
        "scatter",
        Charts.scatter(
                new Caption("Pitch and level", "mean pitch (Hz)", "level (dB)", "Points"), curves)
            .image());
  }

  @Test
  void intervals() throws IOException {
    List<String> names =
        List.of(
            "ResNet",
            "ResNet + attention",
            "Res-A (attention within the residual block)",
            "random forest on the 88 functionals of eGeMAPS, class weights inverse to frequency");
    IntervalPlot plot =
        Charts.intervals(
                new Caption("Four conditions on Emo-DB", "unweighted average recall (%)", "", "x"),
                names,
                Bars.of("paper", 70, 72, 75, Double.NaN),
                new Bars(
                    "this run",
                    new double[] {68, 70, 72, 65},
                    new double[] {60, 61, 66, 58},
                    new double[] {72, 74, 80, 70}))
            .mark("chance", 100 / 7.);
    keep("intervals", plot.image());
    keep(
        "intervals-differences",
        Charts.intervals(
                new Caption("Differences to ResNet", "difference in UAR (points)", "", "x"),
                names.subList(1, 3),
                new Bars(
                    "difference",
                    new double[] {2, 4.1},
                    new double[] {-3, 0.4},
                    new double[] {7.5, 8.2}))
            .mark("no difference", 0)
            .image());
    assertThat(plot.render().data().toString()).contains("\"mark\":\"chance\"", "\"low\":[60,");
  }
}
