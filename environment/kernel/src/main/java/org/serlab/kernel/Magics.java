package org.serlab.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** IJava's magics, under their names. */
final class Magics {
  private Magics() {}

  static void register(MagicsRegistry registry, SerlabKernel kernel, Evaluator evaluator) {}

  /** What every notebook finds imported. */
  static String imports() {
    try (InputStream imports = Magics.class.getResourceAsStream("imports.jsh")) {
      return new String(imports.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
