package org.serlab.view;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.List;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One look for all pictures. Series differ by colour, marker and dash, so that none of the three
 * alone carries the meaning.
 */
final class Style {
  /** Width of every picture in pixels: what a notebook's column shows at 100 %. */
  static final int WIDTH = 860;

  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Color INK = new Color(0x222222);
  static final Color PALE_INK = new Color(0x666666);
  static final Color GRID = new Color(0xDDDDDD);

  /**
   * Colours that colour-blind readers can tell apart: M. Okabe, K. Ito, "Color universal design",
   * 2008; the yellow, too pale for lines on white, is left out.
   */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0, 114, 178),
          new Color(213, 94, 0),
          new Color(0, 158, 115),
          new Color(204, 121, 167),
          new Color(230, 159, 0),
          new Color(86, 180, 233),
          new Color(0, 0, 0));

  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_DOWN,
          SeriesMarkers.CROSS,
          SeriesMarkers.PLUS);

  private static final float[][] DASHES = {null, {7, 4}, {2, 3}, {9, 3, 2, 3}};

  private Style() {}

  static Color colour(int series) {
    return COLOURS.get(series % COLOURS.size());
  }

  /** The colour mixed with as much white, for areas. */
  static Color pale(int series) {
    return new Color(onWhite(series, 0.5));
  }

  /** 0xRRGGBB of the colour laid on white with this strength, 0 to 1. */
  static int onWhite(int series, double strength) {
    int full = colour(series).getRGB();
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      rgb |= (int) Math.round(255 + strength * ((full >> shift & 255) - 255)) << shift;
    }
    return rgb;
  }

  static Marker marker(int series) {
    return MARKERS.get(series % MARKERS.size());
  }

  static BasicStroke line(int series) {
    float[] dash = DASHES[series % DASHES.length];
    return dash == null
        ? new BasicStroke(2f)
        : new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, dash, 0f);
  }

  static void smooth(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  /** Title and legend are drawn by {@link Figure}: XChart cuts long ones. */
  static void apply(AxesChartStyler styler) {
    styler.setChartTitleVisible(false);
    styler.setLegendVisible(false);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1f));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setAxisTitleFont(LABEL);
    styler.setXAxisTitleColor(INK);
    styler.setYAxisTitleColor(INK);
    styler.setAxisTickLabelsFont(TICK);
    styler.setAxisTickLabelsColor(INK);
    styler.setAxisTickMarksColor(PALE_INK);
    styler.setAxisTickPadding(6);
    styler.setAxisTitlePadding(8);
    styler.setPlotMargin(0);
    styler.setPlotContentSize(0.96);
    styler.setChartPadding(8);
    styler.setMarkerSize(7);
    styler.setAntiAlias(true);
    styler.setTextAntiAlias(true);
    styler.setLocale(java.util.Locale.ROOT);
  }
}
