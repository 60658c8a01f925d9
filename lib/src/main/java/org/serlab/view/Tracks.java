package org.serlab.view;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.stream.IntStream;

/** Frequencies over time, drawn as ringed dots that show on every colour of a spectrogram. */
final class Tracks {
  /** Which of {@link Style}'s colours: vermilion, reddish purple, black; none is near the map's. */
  private static final int[] SERIES = {1, 3, 6};

  private static final double RADIUS = 2.1;
  private static final double RING = 1.1;

  private Tracks() {}

  /** The colour of a track, as a series of {@link Style}. */
  static int series(int track) {
    return SERIES[track % SERIES.length];
  }

  static List<Legend.Key> keys(List<Curve> tracks) {
    return IntStream.range(0, tracks.size())
        .mapToObj(
            i ->
                new Legend.Key(
                    tracks.get(i).name(), Style.colour(series(i)), null, Style.marker(0)))
        .toList();
  }

  static void paint(
      Graphics2D graphics, Rectangle area, List<Curve> tracks, double span, TimeFrequency axis) {
    for (boolean ring : new boolean[] {true, false}) {
      for (int i = 0; i < tracks.size(); i++) {
        graphics.setColor(ring ? Color.WHITE : Style.colour(series(i)));
        Curve track = tracks.get(i);
        for (int j = 0; j < track.x().length; j++) {
          double x = area.x + area.width * track.x()[j] / span;
          double y = area.y + area.height * (1 - axis.height(track.y()[j]));
          if (area.contains(x, y)) {
            double radius = ring ? RADIUS + RING : RADIUS;
            graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
          }
        }
      }
    }
  }
}
