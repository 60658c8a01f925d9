package org.serlab.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.serlab.SerlabException;
import org.serlab.Sha256;
import org.serlab.audio.Waveform;
import org.serlab.evaluate.Measure;
import org.serlab.evaluate.Verdict;
import org.serlab.paper.Claim;
import org.serlab.paper.Claim.Judgement;
import org.serlab.paper.ClaimLedger;

class RenderersTest {
  private static Rendering render(Object value) {
    return Renderers.render(value).orElseThrow();
  }

  @Test
  void plainValuesHaveNoRendering() {
    assertThat(Renderers.render(42)).isEmpty();
    assertThat(Renderers.render("text")).isEmpty();
    assertThat(Renderers.render(null)).isEmpty();
  }

  @Test
  void waveformIsAPlayerOfItsSamples() {
    Waveform waveform = new Waveform(new float[] {0, 0.5f, -1, 1}, 16000);
    Rendering rendering = Player.of(waveform, "\"Ja\" & <nein>").render();
    String html = rendering.content().get("text/html");
    assertThat(html).contains("aria-label=\"&quot;Ja&quot; &amp; &lt;nein&gt; (0.00 s)\"");
    Matcher audio = Pattern.compile("data:audio/wav;base64,([^\"]+)").matcher(html);
    assertThat(audio.find()).isTrue();
    byte[] wav = Base64.getDecoder().decode(audio.group(1));
    assertThat(wav).hasSize(44 + 8).endsWith(0, 0, 0, 0x40, 0, -128, -1, 127);
    assertThat(render(waveform).content().get("text/html")).contains("<audio controls");
  }

  @Test
  void longRecordingsAreNotPutIntoANotebook() {
    Waveform waveform = new Waveform(new float[16 * 16000], 16000);
    assertThatThrownBy(() -> Player.of(waveform, "Long"))
        .isInstanceOf(SerlabException.class)
        .hasMessage(
            "The recording 'Long' lasts 16.0 s, too long to be put into a notebook: take at most"
                + " 15.0 s of it.");
    assertThat(render(waveform).content()).containsOnlyKeys("text/plain");
  }

  @Test
  void chartsOfXChartCarryTheirData() {
    XYChart chart = new XYChartBuilder().title("Loss").xAxisTitle("epoch").build();
    chart.addSeries("training", new double[] {1, 2}, new double[] {0.9, 1 / 3.});
    Rendering rendering = render(chart);
    assertThat(rendering.content()).containsKey(Rendering.PNG);
    assertThat(rendering.content().get("text/plain")).isEqualTo("Chart 'Loss' of training");
    assertThat(rendering.data().toString()).contains("\"values\":[0.9,0.333333]");
  }

  @Test
  void metadataHoldDataDigestAndAlternativeText() {
    Rendering rendering = render(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB));
    JsonObject metadata = rendering.metadata();
    assertThat(metadata.getAsJsonObject(Rendering.PNG).get("alt").getAsString())
        .isEqualTo("Picture of 30 x 20 pixels");
    assertThat(metadata.getAsJsonObject("serlab").get("image").getAsString())
        .isEqualTo(Sha256.of(rendering.content().get(Rendering.PNG)));
  }

  @Test
  void numbersHaveSixDigits() {
    assertThat(Data.number(1 / 3.).toString()).isEqualTo("0.333333");
    assertThat(Data.number(1234567.8).toString()).isEqualTo("1234570");
    assertThat(Data.number(-0.0).toString()).isEqualTo("0");
    assertThat(Data.number(Double.NaN).isJsonNull()).isTrue();
    assertThat(Data.number(Double.NEGATIVE_INFINITY).getAsString()).isEqualTo("-Infinity");
    assertThat(Data.number(1e-12).getAsDouble()).isEqualTo(1e-12);
    double[] many = new double[1001];
    JsonObject summary = Data.numbers(many).getAsJsonObject();
    many[500] = 1e-5;
    assertThat(Data.numbers(many).getAsJsonObject().get("sha256"))
        .isNotEqualTo(summary.get("sha256"));
  }

  @Test
  void ticksAreRoundNumbers() {
    assertThat(Ticks.between(0, 1.9, 8).stream().map(Ticks::label).toList())
        .isEqualTo(List.of("0", "0.5", "1", "1.5"));
    assertThat(Ticks.between(-70, 0, 5).stream().map(Ticks::label).toList())
        .isEqualTo(List.of("-60", "-40", "-20", "0"));
    assertThat(Ticks.between(3, 3, 5)).isEmpty();
  }

  @Test
  void boxHasTukeysNumbers() {
    Box box = Box.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 100, Double.NaN});
    assertThat(box.median()).isEqualTo(5);
    assertThat(box.lower()).isEqualTo(3);
    assertThat(box.upper()).isEqualTo(7);
    assertThat(box.low()).isEqualTo(1);
    assertThat(box.high()).isEqualTo(8);
    assertThat(box.outside()).containsExactly(100);
  }

  @Test
  void ledgerNamesThePaper() {
    Claim claim =
        new Claim("attres", "best", "att-Res is best.", "Table 2", "CASIA", Measure.WA, null);
    Judgement judgement = new Judgement(Verdict.UNDECIDED, "+2.1", "[-3, 7]", "Nothing.");
    Rendering rendering =
        render(
            new ClaimLedger(List.of(new ClaimLedger.Entry(claim, null, "emodb", "x", judgement))));
    assertThat(rendering.content().get("text/html")).contains("att-Res is best.");
    JsonObject row =
        rendering.data().getAsJsonObject().getAsJsonArray("claims").get(0).getAsJsonObject();
    assertThat(row.get("title").getAsString()).startsWith("Research on Speech Emotion");
    assertThat(row.get("verdict").getAsString()).isEqualTo("undecided");
  }
}
