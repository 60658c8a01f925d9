package org.serlab.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.serlab.SerlabException;
import org.serlab.audio.Waveform;
import org.serlab.feature.Matrix;
import org.serlab.paper.attres.AttentionMaps.Example;

/** Heat maps and spectrograms: what is painted where. */
class PicturesTest {
  private static final int ROWS = 64;
  private static final int COLUMNS = 200;

  /** A line that rises from the lowest to the highest row. */
  private static Matrix rising() {
    float[] values = new float[ROWS * COLUMNS];
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        double distance = row - column * (double) ROWS / COLUMNS;
        values[row * COLUMNS + column] = (float) (-80 + 80 * Math.exp(-distance * distance / 8));
      }
    }
    return new Matrix(ROWS, COLUMNS, values);
  }

  private static double[] hertz(boolean mel) {
    return IntStream.range(0, ROWS)
        .mapToDouble(i -> (i + 0.5) / ROWS)
        .map(share -> mel ? 700 * (Math.pow(10, share * 2840.0 / 2595) - 1) : 8000 * share)
        .toArray();
  }

  @Test
  void spectrogramRisesFromBottomLeftToTopRight() throws IOException {
    float[] samples = new float[32000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.6 * Math.sin(i * i / 40000.0) * Math.sin(Math.PI * i / 32000));
    }
    SpectrogramView view =
        SpectrogramView.of(
            "A tone rises from 0 to 8 kHz within two seconds",
            "x",
            rising(),
            hertz(false),
            2,
            "dB");
    BufferedImage image = view.image();
    ChartsTest.keep("spectrogram", image);
    ChartsTest.keep(
        "spectrogram-mel",
        SpectrogramView.of("The same on a mel axis", "x", rising(), hertz(true), 2, "level (dB)")
            .above(new Waveform(samples, 16000))
            .image());
    int bright = Viridis.rgb(1);
    int dark = Viridis.rgb(0);
    int bottom = image.getHeight() - 48;
    // 0.5 s is a quarter of the plot's width, and 2 kHz a quarter of its height.
    assertThat(near(image.getRGB(78 + 690 / 4, bottom - 260 / 4), bright)).isTrue();
    assertThat(near(image.getRGB(78 + 690 / 4, bottom - 3 * 260 / 4), dark)).isTrue();
    assertThat(view.render().metadata().getAsJsonObject("serlab").get("image").getAsString())
        .matches("[0-9a-f]{64}");
  }

  @Test
  void recordingAsHeard() throws IOException {
    float[] samples = new float[24000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (i < 12000 ? 0.5 * Math.sin(2 * Math.PI * 2000 * i / 16000.0) : 0);
    }
    BufferedImage image =
        SpectrogramView.of("A tone of 2 kHz, then silence", "x", new Waveform(samples, 16000))
            .image();
    ChartsTest.keep("spectrogram-tone", image);
    int bottom = image.getHeight() - 48;
    int tone = bottom - 260 / 4;
    assertThat(near(image.getRGB(78 + 690 / 4, tone), Viridis.rgb(1))).isTrue();
    assertThat(near(image.getRGB(78 + 3 * 690 / 4, tone), Viridis.rgb(0))).isTrue();
    assertThat(near(image.getRGB(78 + 690 / 4, bottom - 260 / 2), Viridis.rgb(0))).isTrue();
  }

  @Test
  void tracksLieWhereTheirFrequenciesAre() throws IOException {
    Waveform silence = new Waveform(new float[16000], 16000);
    SpectrogramView view =
        SpectrogramView.of("Two tracks over silence", "x", silence)
            .upTo(4000)
            .tracks(
                Curve.every(
                    "constant", 0, 0.01, IntStream.range(0, 100).mapToDouble(i -> 1000).toArray()),
                Curve.of("a dot", new double[] {0.5, 0.7}, new double[] {3000, Double.NaN}));
    BufferedImage image = view.image();
    ChartsTest.keep("spectrogram-tracks", image);
    int bottom = image.getHeight() - 48;
    // Rows are bins of 15.6 Hz, so that half a bin more lies below 0 and above 4 kHz.
    assertThat(near(image.getRGB(78 + 690 / 2, bottom - 260 / 4), Style.colour(1).getRGB()))
        .isTrue();
    assertThat(near(image.getRGB(78 + 690 / 2, bottom - 3 * 260 / 4), Style.colour(3).getRGB()))
        .isTrue();
    assertThat(near(image.getRGB(78 + 690 / 2, bottom - 260 / 2), Style.colour(1).getRGB()))
        .isFalse();
    JsonObject data = view.render().metadata().getAsJsonObject("serlab").getAsJsonObject("data");
    assertThat(data.getAsJsonArray("tracks")).hasSize(2);
    assertThat(data.getAsJsonObject("spectrum").get("frequencies").getAsInt()).isEqualTo(257);
  }

  @Test
  void curvesBelowEachOther() throws IOException {
    double[] rise = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
    double[] gap = IntStream.range(0, 100).mapToDouble(i -> i < 50 ? Double.NaN : -i).toArray();
    CurveStack stack =
        Charts.stack(
            new Caption("A rise and half a fall", "time (s)", "", "x"),
            new java.util.TreeMap<>(
                java.util.Map.of(
                    "a rise (m)", List.of(Curve.every("up", 0, 0.01, rise)),
                    "half a fall (m)", List.of(Curve.every("down", 0, 0.01, gap)))));
    BufferedImage image = stack.image();
    ChartsTest.keep("curves-stack", image);
    int second = image.getHeight() - 46 - 6 - 96;
    // Half of the second panel is empty; in the other half its curve falls through the middle.
    assertThat(count(image, Style.colour(1).getRGB(), 78, second, 380, 96)).isZero();
    assertThat(count(image, Style.colour(1).getRGB(), 460, second, 380, 96)).isPositive();
    assertThat(count(image, Style.colour(0).getRGB(), 78, second - 124, 380, 96)).isPositive();
  }

  @Test
  void boxesBesideEachOther() throws IOException {
    double[] low = {1, 2, 3, 4, 5};
    double[] high = {100, 200, 300, 400, 1500};
    java.util.Map<String, double[]> groups = new java.util.TreeMap<>();
    groups.put("anger", low);
    groups.put("happiness", high);
    groups.put("neutral", low);
    groups.put("sadness", high);
    java.util.Map<String, java.util.Map<String, double[]>> panels = new java.util.TreeMap<>();
    panels.put("pitch (Hz)", groups);
    panels.put("range (Hz)", groups);
    panels.put("third (Hz)", groups);
    BoxGrid grid = Charts.boxes(new Caption("Three quantities", "", "", "x"), panels);
    BufferedImage image = grid.image();
    ChartsTest.keep("boxes", image);
    // The third panel's neighbour is empty.
    int half = image.getHeight() / 2;
    int pale = Style.pale(0).getRGB();
    assertThat(count(image, pale, 0, half + 30, 430, half - 40)).isPositive();
    assertThat(count(image, pale, 430, half + 30, 420, half - 40)).isZero();
    assertThat(grid.render().metadata().toString()).contains("1500");
  }

  private static long count(BufferedImage image, int rgb, int x, int y, int width, int height) {
    return IntStream.range(0, width * height)
        .filter(i -> (image.getRGB(x + i % width, y + i / width) & 0xFFFFFF) == (rgb & 0xFFFFFF))
        .count();
  }

  private static boolean near(int rgb, int other) {
    return IntStream.of(0, 8, 16)
        .allMatch(shift -> Math.abs((rgb >> shift & 255) - (other >> shift & 255)) < 60);
  }

  @Test
  void heatMap() throws IOException {
    HeatMap map =
        Charts.heat(
            new Caption("Anger and happiness are confused", "predicted", "truth", "Shares"),
            List.of("anger", "happiness", "neutral", "a class with quite a long name"),
            List.of("anger", "happiness", "neutral", "a class with quite a long name"),
            new double[][] {
              {0.8, 0.2, 0, 0}, {0.35, 0.6, 0.05, 0}, {0, 0.1, 0.7, 0.2}, {0, 0, Double.NaN, 1}
            },
            "share of the row");
    ChartsTest.keep("heat", map.image());
    double[][] similar = new double[13][13];
    List<String> layers = IntStream.range(0, 13).mapToObj(Integer::toString).toList();
    for (int i = 0; i < 13; i++) {
      for (int j = 0; j < 13; j++) {
        similar[i][j] = Math.exp(-Math.abs(i - j) / 5.0);
      }
    }
    ChartsTest.keep(
        "heat-layers",
        Charts.heat(
                new Caption("Neighbouring layers agree", "layer", "layer", "Shares"),
                layers,
                layers,
                similar,
                "similarity")
            .range(0, 1)
            .image());
    JsonObject data = map.render().data().getAsJsonObject();
    assertThat(data.get("alt").getAsString()).isEqualTo("Shares");
    assertThat(data.get("values").toString()).startsWith("[[0.8,0.2,0,0],");
  }

  @Test
  void attentionTintsTheSpectrogramWhereItLooks() throws IOException {
    float[] silent = new float[64 * 64];
    float[] top = new float[16];
    top[15] = 16; // the highest row's last column has everything
    Example right = example("anger", "anger", silent, new Matrix(4, 4, top));
    Example wrong = example("anger", "sadness", silent, new Matrix(4, 4, new float[16]));
    AttentionView view = AttentionView.of("Where it looks", "x", List.of(right, wrong));
    BufferedImage image = view.image();
    ChartsTest.keep("attention", image);
    int left = 66;
    int width = (Style.WIDTH - 66 - 92 - 30) / 4;
    int bottom = image.getHeight() - 46;
    int tinted = Style.onWhite(1, 1);
    assertThat(near(image.getRGB(left + width - 6, bottom - 104 + 20), tinted)).isTrue();
    assertThat(near(image.getRGB(left + 6, bottom - 6), 0xFFFFFF)).isTrue();
    // the one that was mistaken is on the right, and looks nowhere
    int second = left + 2 * (width + 10);
    assertThat(near(image.getRGB(second + width - 6, bottom - 104 + 20), 0xFFFFFF)).isTrue();
    JsonObject data = view.render().data().getAsJsonObject();
    assertThat(data.getAsJsonArray("examples")).hasSize(2);
    assertThat(data.toString()).contains("\"stage 2\":[0,0,").doesNotContain("stage 3");
  }

  private static Example example(String said, String heard, float[] picture, Matrix weights) {
    return new Example(
        said,
        heard,
        0.9,
        said + "/" + heard,
        1,
        new Matrix(64, 64, picture),
        List.of(Optional.of(weights), Optional.empty()));
  }

  @Test
  void insistsOnWords() {
    assertThatThrownBy(() -> new Caption("Title", "x", "y", " "))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("'Title' has no alternative text");
    assertThatThrownBy(() -> Rendering.picture(new BufferedImage(1, 1, 1), "", new JsonObject()))
        .isInstanceOf(SerlabException.class);
  }

  @Test
  void recordingsBesideEachOtherShareTheirScale() throws IOException {
    java.util.Map<String, Waveform> recordings = new java.util.LinkedHashMap<>();
    for (int k = 1; k <= 7; k++) {
      float[] samples = new float[8000 * (k % 3 + 1)];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) (0.5 / k * Math.sin(2 * Math.PI * 1000 * k * i / 16000.0));
      }
      recordings.put(k + " kHz", new Waveform(samples, 16000));
    }
    SpectrogramGrid grid = SpectrogramGrid.of("Seven tones, each weaker", "Tones", recordings);
    ChartsTest.keep("spectrogram-grid", grid.image());
    String data = grid.render().data().toString();
    // The weakest lies 20 log10(7) dB below the loudest.
    assertThat(data).contains("\"maximum\":0,", "\"maximum\":-16.9");
  }
}
