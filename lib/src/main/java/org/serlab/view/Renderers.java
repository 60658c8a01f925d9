package org.serlab.view;

import java.util.Optional;

/**
 * How notebooks show the values of libraries: Tablesaw tables, XChart charts, waveforms, images.
 */
public final class Renderers {
  private Renderers() {}

  /**
   * @param value any value of a cell
   * @return its rendering, empty where plain text is all there is
   */
  public static Optional<Rendering> render(Object value) {
    return value instanceof Renderable renderable
        ? Optional.of(renderable.render())
        : Optional.empty();
  }
}
