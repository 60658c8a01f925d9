package org.serlab.view;

/** HTML text. */
public final class Html {
  private Html() {}

  /**
   * @param text any text
   * @return it with the five special characters written as entities
   */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
