package org.serlab.view;

/** A value that knows how a notebook shows it. */
@FunctionalInterface
public interface Renderable {
  /** How a notebook shows it. */
  Rendering render();
}
