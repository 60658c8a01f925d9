package org.serlab.kernel;

import com.google.gson.JsonParser;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.serlab.view.Renderers;
import org.serlab.view.Rendering;

/** Shows values as the library does, and what the library does not know as the base does. */
final class NotebookRenderer extends Renderer {
  @Override
  public DisplayData render(Object value, Map<String, Object> parameters) {
    if (value instanceof DisplayData data) {
      return data;
    }
    return Renderers.render(value)
        .map(NotebookRenderer::displayData)
        .orElseGet(() -> super.render(value, parameters));
  }

  private static DisplayData displayData(Rendering rendering) {
    DisplayData data = new DisplayData();
    rendering
        .content()
        .forEach(
            (type, content) ->
                data.putData(
                    type, type.endsWith("json") ? JsonParser.parseString(content) : content));
    rendering.metadata().asMap().forEach(data::putMetaData);
    return data;
  }
}
