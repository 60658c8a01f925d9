package org.serlab.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.knowm.xchart.HeatMapSeries;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.AxesChartSeriesCategory;
import org.knowm.xchart.internal.series.AxesChartSeriesNumerical;
import org.knowm.xchart.internal.series.Series;

/** Reads data and words out of a chart that someone made with XChart itself. */
final class ChartData {
  private ChartData() {}

  static Rendering render(Chart<?, ?> chart, BufferedImage image) {
    JsonObject data = new JsonObject();
    data.addProperty("type", "chart");
    data.addProperty("title", chart.getTitle());
    if (chart instanceof AxesChart<?, ?> axes) {
      data.addProperty("x", axes.getXAxisTitle());
      data.addProperty("y", axes.getYAxisTitle());
    }
    JsonArray all = new JsonArray();
    chart.getSeriesCollection().forEach(series -> all.add(series(series)));
    data.add("series", all);
    String names =
        chart.getSeriesCollection().stream().map(Series::getName).collect(Collectors.joining(", "));
    String title = chart.getTitle().isBlank() ? "without title" : "'" + chart.getTitle() + "'";
    return Rendering.picture(image, "Chart " + title + " of " + names, data);
  }

  private static JsonObject series(Series series) {
    JsonObject data = new JsonObject();
    data.addProperty("name", series.getName());
    if (series instanceof AxesChartSeriesNumerical numbers) {
      data.add("x", Data.numbers(numbers.getXData()));
      data.add("values", Data.numbers(numbers.getYData()));
      data.add("errors", errors(numbers.getExtraValues()));
    } else if (series instanceof AxesChartSeriesCategory categories) {
      if (categories.getXData() != null) {
        data.add("x", Data.texts(categories.getXData().stream().map(String::valueOf).toList()));
      }
      data.add("values", Data.numbers(categories.getYData()));
      data.add("errors", errors(categories.getExtraValues()));
    } else if (series instanceof HeatMapSeries heat) {
      JsonArray cells = new JsonArray();
      for (Number[] cell : heat.getHeatData()) {
        cells.add(Data.numbers(Arrays.stream(cell).mapToDouble(Number::doubleValue).toArray()));
      }
      data.add("values", cells);
    }
    return data;
  }

  private static com.google.gson.JsonElement errors(double[] extra) {
    return Data.numbers(extra == null ? new double[0] : extra);
  }
}
