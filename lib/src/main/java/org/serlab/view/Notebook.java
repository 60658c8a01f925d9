package org.serlab.view;

import com.google.gson.JsonNull;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a notebook's one import line brings: {@code import static org.serlab.view.Notebook.*;}.
 *
 * <p>In a notebook values are shown richly; in plain JShell or a command as plain text.
 */
public final class Notebook {
  private static volatile Screen screen = new PlainScreen();

  private Notebook() {}

  /** Where values are shown. */
  public interface Screen {
    /**
     * @param id a name under which {@link #update} finds it again
     * @param value any value
     */
    void display(String id, Object value);

    /**
     * Shows something else in the place of what was displayed under a name.
     *
     * @param id that name
     * @param value any value
     */
    void update(String id, Object value);
  }

  /** From now on values are shown there; the kernel calls this once. */
  public static void showOn(Screen screen) {
    Notebook.screen = screen;
  }

  /** Shows a value below the cell, before its last one. */
  public static void show(Object value) {
    display(value);
  }

  /**
   * Shows a value below the cell.
   *
   * @return a name for {@link #updateDisplay}
   */
  public static String display(Object value) {
    String id = UUID.randomUUID().toString();
    screen.display(id, value);
    return id;
  }

  /**
   * Shows a text below the cell.
   *
   * @param text the text
   * @param type its MIME type, as {@code text/html} or {@code text/markdown}
   * @return a name for {@link #updateDisplay}
   */
  public static String display(String text, String type) {
    return display(typed(text, type));
  }

  private static Renderable typed(String text, String type) {
    Map<String, String> content = new HashMap<>(Map.of("text/plain", text));
    content.put(type, text);
    return () -> new Rendering(content, JsonNull.INSTANCE);
  }

  /**
   * Shows something else in the place of an earlier value.
   *
   * @param id what {@link #display} returned
   * @param value what is shown now
   */
  public static void updateDisplay(String id, Object value) {
    screen.update(id, value);
  }

  /**
   * Shows a text in the place of an earlier value.
   *
   * @param id what {@link #display} returned
   * @param text what is shown now
   * @param type its MIME type
   */
  public static void updateDisplay(String id, String text, String type) {
    updateDisplay(id, typed(text, type));
  }

  /**
   * Shows a bar that grows in its place.
   *
   * @param what what is under way, in a few words
   * @param total how many steps it takes
   */
  public static Progress progress(String what, long total) {
    return new Progress(what, total);
  }

  /**
   * Plain text on standard output; of updates only the last, as text cannot change in its place.
   */
  private static final class PlainScreen implements Screen {
    @Override
    public void display(String id, Object value) {
      System.out.println(
          Renderers.render(value)
              .map(rendering -> rendering.content().get("text/plain"))
              .orElseGet(() -> String.valueOf(value)));
    }

    @Override
    public void update(String id, Object value) {
      if (!(value instanceof Progress progress) || progress.isDone()) {
        display(id, value);
      }
    }
  }
}
