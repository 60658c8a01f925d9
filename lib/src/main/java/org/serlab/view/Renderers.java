package org.serlab.view;

import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.Optional;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.serlab.audio.Waveform;
import org.serlab.paper.ClaimLedger;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * How notebooks show values that do not know it themselves: Tablesaw tables, XChart charts,
 * waveforms, images, ledgers of claims.
 */
public final class Renderers {
  private Renderers() {}

  /**
   * @param value any value of a cell
   * @return its rendering, empty where plain text is all there is
   */
  public static Optional<Rendering> render(Object value) {
    if (value instanceof Renderable renderable) {
      return Optional.of(renderable.render());
    }
    if (value instanceof Table table) {
      return Optional.of(TableView.of(table).render());
    }
    if (value instanceof ClaimLedger ledger) {
      return Optional.of(Ledger.render(ledger));
    }
    if (value instanceof Column<?> column) {
      return Optional.of(TableView.of(Table.create("", column)).render());
    }
    if (value instanceof Chart<?, ?> chart) {
      return Optional.of(ChartData.render(chart, BitmapEncoder.getBufferedImage(chart)));
    }
    if (value instanceof Waveform waveform) {
      return Optional.of(waveform(waveform));
    }
    if (value instanceof BufferedImage image) {
      JsonObject data = new JsonObject();
      data.addProperty("type", "picture");
      data.addProperty("width", image.getWidth());
      data.addProperty("height", image.getHeight());
      String alt = "Picture of %d x %d pixels".formatted(image.getWidth(), image.getHeight());
      return Optional.of(Rendering.picture(image, alt, data));
    }
    return Optional.empty();
  }

  private static Rendering waveform(Waveform waveform) {
    if (Player.fits(waveform)) {
      return Player.of(waveform, "Recording").render();
    }
    String text = waveform + ", too long to be heard here; take a part of it";
    JsonObject data = new JsonObject();
    data.addProperty("type", "waveform");
    data.add("seconds", Data.number(waveform.seconds()));
    data.addProperty("rate", waveform.sampleRate());
    return new Rendering(Map.of("text/plain", text), data);
  }
}
