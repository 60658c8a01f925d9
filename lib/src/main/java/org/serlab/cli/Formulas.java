package org.serlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * MathJax beside the pages, so that formulas appear on every machine without a network. Of Debian's
 * 54 MB only what TeX input and SVG output need is copied; SVG needs no fonts, which browsers
 * refuse to load for pages opened from the disk.
 */
final class Formulas {
  private static final Path DEBIAN = Path.of("/usr/share/javascript/mathjax");
  private static final String CONFIG = "TeX-AMS_SVG";
  private static final List<String> PARTS =
      List.of(
          "MathJax.js",
          "config/" + CONFIG + ".js",
          "extensions/MathEvents.js",
          "extensions/MathMenu.js",
          "extensions/MathZoom.js",
          "extensions/AssistiveMML.js",
          "extensions/TeX",
          "extensions/tex2jax.js",
          "jax/element",
          "jax/input/TeX",
          "jax/output/SVG/autoload",
          "jax/output/SVG/config.js",
          "jax/output/SVG/imageFonts.js",
          "jax/output/SVG/jax.js",
          "jax/output/SVG/fonts/TeX");

  /** Address of the script, relative to a page. */
  static final String SCRIPT = "assets/mathjax/MathJax.js?config=" + CONFIG;

  private Formulas() {}

  /**
   * @param assets gets a folder {@code mathjax}
   * @return whether there is one; without Debian's package formulas stay as TeX
   */
  static boolean copyTo(Path assets) throws IOException {
    if (!Files.isRegularFile(DEBIAN.resolve("MathJax.js"))) {
      return false;
    }
    Path target = assets.resolve("mathjax");
    for (String part : PARTS) {
      Path source = DEBIAN.resolve(part);
      if (Files.isDirectory(source)) {
        Folders.copy(source, target.resolve(part));
      } else if (Files.exists(source)) {
        Files.createDirectories(target.resolve(part).getParent());
        Files.copy(source, target.resolve(part), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return true;
  }
}
