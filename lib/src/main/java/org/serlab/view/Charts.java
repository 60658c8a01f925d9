package org.serlab.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts in one look, each with title, alternative text and its data. */
public final class Charts {
  /** Above this many points markers would hide the line. */
  private static final int MARKED_POINTS = 60;

  /** Share of a category's slot that its bars fill. */
  private static final double FILL = 0.8;

  /** Axes with a slot for each category, and where they lie. */
  private static final class Slots extends CategoryChart {
    Slots() {
      super(Style.WIDTH, 1, ChartTheme.XChart);
      Style.apply(getStyler());
    }

    Rectangle2D bounds() {
      return plot.getBounds();
    }
  }

  private Charts() {}

  /**
   * Lines over a numeric axis: learning curves, a value per layer.
   *
   * @param caption the chart's words
   * @param curves the lines; their intervals are drawn as whiskers
   */
  public static Figure line(Caption caption, Curve... curves) {
    return curves(caption, "line", XYSeriesRenderStyle.Line, curves);
  }

  /**
   * Points on two numeric axes.
   *
   * @param caption the chart's words
   * @param curves the points, a colour and a marker for each series
   */
  public static Figure scatter(Caption caption, Curve... curves) {
    return curves(caption, "scatter", XYSeriesRenderStyle.Scatter, curves);
  }

  private static Figure curves(
      Caption caption, String type, XYSeriesRenderStyle look, Curve... curves) {
    class Chart extends XYChart {
      Chart() {
        super(Style.WIDTH, 1, ChartTheme.XChart);
      }

      Rectangle2D bounds() {
        return plot.getBounds();
      }
    }
    Chart chart = new Chart();
    Style.apply(chart.getStyler());
    chart.getStyler().setDefaultSeriesRenderStyle(look);
    List<Legend.Key> keys = new ArrayList<>();
    for (int i = 0; i < curves.length; i++) {
      Curve curve = curves[i];
      boolean lined = look == XYSeriesRenderStyle.Line;
      boolean marked = !lined || curve.x().length <= MARKED_POINTS;
      XYSeries drawn = chart.addSeries(curve.name(), curve.x(), curve.y());
      drawn.setMarker(marked ? Style.marker(i) : SeriesMarkers.NONE);
      drawn.setMarkerColor(Style.colour(i));
      drawn.setLineColor(Style.colour(i));
      drawn.setLineStyle(lined ? Style.line(i) : SeriesLines.NONE);
      keys.add(
          new Legend.Key(
              curve.name(),
              Style.colour(i),
              lined ? Style.line(i) : null,
              marked ? Style.marker(i) : null));
    }
    Figure.Overlay whiskers =
        (graphics, plot) -> {
          for (int i = 0; i < curves.length; i++) {
            Curve curve = curves[i];
            graphics.setColor(Style.colour(i));
            for (int j = 0; curve.low() != null && j < curve.x().length; j++) {
              Intervals.whisker(
                  graphics,
                  chart.getScreenXFromChart(curve.x()[j]),
                  chart.getScreenYFromChart(curve.high()[j]),
                  chart.getScreenYFromChart(curve.low()[j]));
            }
          }
        };
    JsonObject data = caption.data(type);
    JsonArray series = new JsonArray();
    Arrays.stream(curves).map(Curve::data).forEach(series::add);
    data.add("series", series);
    Figure figure =
        new Figure(caption, data, chart, chart::bounds, List.of(), legend(keys), whiskers);
    for (Curve curve : curves) {
      figure.hold(curve.y()).hold(curve.low()).hold(curve.high());
    }
    return figure;
  }

  /**
   * Bars from zero, in groups: one group per category, one bar per series.
   *
   * @param caption the chart's words
   * @param categories names below the axis
   * @param series one value per category each; intervals are drawn as whiskers, a missing value as
   *     "not run"
   */
  public static Figure bar(Caption caption, List<String> categories, Bars... series) {
    Slots chart = new Slots();
    chart.getStyler().setAvailableSpaceFill(FILL);
    List<Integer> slots = IntStream.range(0, categories.size()).boxed().toList();
    List<Legend.Key> keys = new ArrayList<>();
    JsonArray all = new JsonArray();
    for (int i = 0; i < series.length; i++) {
      Bars bars = series[i];
      bars.fits(categories.size());
      // Names are set by Figure, so XChart gets numbers: equal names stay different categories.
      chart
          .addSeries(bars.name(), slots, Arrays.stream(bars.values()).boxed().toList())
          .setFillColor(Style.colour(i));
      keys.add(new Legend.Key(bars.name(), Style.colour(i), null, null));
      all.add(bars.data());
    }
    Figure.Overlay overlay =
        (graphics, plot) -> {
          for (int i = 0; i < series.length; i++) {
            for (int j = 0; j < categories.size(); j++) {
              double slot = plot.getWidth() * Categories.CONTENT / categories.size();
              double offset = (i - (series.length - 1) / 2.0) * slot * FILL / series.length;
              double x = Categories.middle(plot, Categories.CONTENT, j, categories.size()) + offset;
              if (Double.isNaN(series[i].values()[j])) {
                notRun(graphics, x, chart.getScreenYFromChart(0));
              } else if (series[i].low() != null) {
                graphics.setColor(Style.INK);
                Intervals.whisker(
                    graphics,
                    x,
                    chart.getScreenYFromChart(series[i].high()[j]),
                    chart.getScreenYFromChart(series[i].low()[j]));
              }
            }
          }
        };
    JsonObject data = caption.data("bar");
    data.add("categories", Data.texts(categories));
    data.add("series", all);
    Figure figure =
        new Figure(caption, data, chart, chart::bounds, categories, legend(keys), overlay).hold(0.);
    for (Bars bars : series) {
      figure.hold(bars.values()).hold(bars.low()).hold(bars.high());
    }
    return figure;
  }

  /**
   * Box plots: median, quartiles, whiskers to the farthest value within 1.5 times the interquartile
   * range, points beyond it.
   *
   * @param caption the chart's words
   * @param groups per group, in the order of the map, its values
   */
  public static Figure box(Caption caption, Map<String, double[]> groups) {
    Slots chart = new Slots();
    JsonArray all = new JsonArray();
    groups.forEach(
        (name, values) -> {
          JsonObject group = new JsonObject();
          group.addProperty("name", name);
          group.add("values", Data.numbers(values));
          all.add(group);
        });
    JsonObject data = caption.data("box");
    data.add("groups", all);
    List<String> names = List.copyOf(groups.keySet());
    List<Box> boxes = groups.values().stream().map(Box::of).toList();
    // The series only sets up the axes; XChart's own boxes cannot be coloured.
    CategorySeries unseen =
        chart.addSeries(
            "boxes",
            IntStream.range(0, names.size()).boxed().toList(),
            boxes.stream().map(Box::median).toList());
    unseen.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
    unseen.setMarker(SeriesMarkers.NONE);
    Figure.Overlay overlay =
        (graphics, plot) -> {
          double width = Math.min(70, plot.getWidth() / names.size() * 0.5);
          for (int i = 0; i < boxes.size(); i++) {
            double x = Categories.middle(plot, Categories.CONTENT, i, names.size());
            boxes.get(i).paint(graphics, x, width, chart::getScreenYFromChart);
          }
        };
    Figure figure = new Figure(caption, data, chart, chart::bounds, names, List.of(), overlay);
    groups.values().forEach(figure::hold);
    return figure;
  }

  /**
   * Box plots of several quantities beside each other, each on an axis of its own.
   *
   * @param caption the chart's words; its axes have none
   * @param panels per quantity, by the title above its panel with the unit, the values of each
   *     group
   */
  public static BoxGrid boxes(Caption caption, Map<String, Map<String, double[]>> panels) {
    return new BoxGrid(caption, panels);
  }

  /**
   * Curves below each other on one horizontal axis, each panel with a vertical axis of its own.
   *
   * @param caption the chart's words; the panels' titles take the place of the vertical axis's
   * @param panels per panel, by its title with the unit, its curves; NaN leaves a gap
   */
  public static CurveStack stack(Caption caption, Map<String, List<Curve>> panels) {
    return new CurveStack(caption, panels);
  }

  /**
   * Points with their intervals, one row per name; the values run along the horizontal axis.
   *
   * @param caption the chart's words; its vertical axis has none
   * @param names names of the rows, first on top; long ones are broken into lines
   * @param series one value per row each; a missing one is shown as "not run"
   */
  public static IntervalPlot intervals(Caption caption, List<String> names, Bars... series) {
    return new IntervalPlot(caption, names, List.of(series), "", Double.NaN);
  }

  /**
   * A matrix as colours: row shares of a confusion matrix, similarities of layers.
   *
   * @param caption the chart's words
   * @param rows names of the rows, first on top
   * @param columns names of the columns
   * @param values per row its values; NaN stays white
   * @param unit what the colours mean, with its unit
   */
  public static HeatMap heat(
      Caption caption, List<String> rows, List<String> columns, double[][] values, String unit) {
    return new HeatMap(caption, rows, columns, values, unit);
  }

  /** One series needs no key: the title names it. */
  private static List<Legend.Key> legend(List<Legend.Key> keys) {
    return keys.size() > 1 ? keys : List.of();
  }

  private static void notRun(Graphics2D graphics, double x, double base) {
    AffineTransform upright = graphics.getTransform();
    graphics.setFont(Style.TICK);
    graphics.setColor(Color.GRAY);
    graphics.rotate(-Math.PI / 2, x, base);
    graphics.drawString("not run", (float) x + 5, (float) base + 4);
    graphics.setTransform(upright);
  }
}
