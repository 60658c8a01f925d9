package org.serlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Single operations that DJL lacks, as TorchScript text written by us and packed here into the
 * archive that the engine loads; no Python takes part. Gradients flow through.
 *
 * <pre>{@code
 * static final TorchScript EINSUM = TorchScript.of("x: Tensor, y: Tensor",
 *     "torch.einsum(\"ij,jk->ik\", [x, y])");
 * NDArray z = EINSUM.apply(x, y);
 * }</pre>
 *
 * <p>The text is TorchScript's serialised dialect: operators by their ATen names, types of arrays
 * as integers (4 for 64-bit integers, 6 for single, 7 for double precision), lists in brackets.
 * Modules are loaded once and kept as long as the process; they hold no weights. Safe for several
 * threads.
 */
public final class TorchScript {
  private static final byte[] CONSTANTS = {(byte) 0x80, 2, ')', '.'};

  private final PtSymbolBlock module;

  private TorchScript(PtSymbolBlock module) {
    this.module = module;
  }

  /**
   * @param arguments as in Python, such as {@code x: Tensor, y: Tensor}
   * @param expression the result, an array
   */
  public static TorchScript of(String arguments, String expression) {
    return ofBody(arguments, "return " + expression);
  }

  /**
   * @param arguments as in Python, such as {@code x: Tensor, y: Tensor}
   * @param statements lines of the body, the last of which returns an array
   * @throws ai.djl.engine.EngineException if the engine does not understand the text
   */
  public static TorchScript ofBody(String arguments, String... statements) {
    String code =
        "class M(Module):\n"
            + "  __parameters__ = []\n"
            + "  __buffers__ = []\n"
            + "  training : bool\n"
            + "  def forward(self: __torch__.M, "
            + arguments
            + ") -> Tensor:\n"
            + "    "
            + String.join("\n    ", statements)
            + "\n";
    Torch.start();
    try {
      PtNDManager manager = (PtNDManager) NDManager.newBaseManager();
      return new TorchScript(
          JniUtils.loadModule(manager, new ByteArrayInputStream(archive(code)), false, false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param arguments as many as the text has
   * @return the result, owned by the manager of the first argument
   */
  public NDArray apply(NDArray... arguments) {
    return IValueUtils.forward(module, new NDList(arguments), true).singletonOrThrow();
  }

  /** The archive that {@code torch.jit.save} would write for a module without weights. */
  private static byte[] archive(String code) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "m/version", "10\n".getBytes(StandardCharsets.UTF_8));
      store(zip, "m/constants.pkl", CONSTANTS);
      store(zip, "m/data.pkl", data());
      store(zip, "m/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** Pickle, protocol 2, of an object of class {@code __torch__.M} with state {training: True}. */
  private static byte[] data() throws IOException {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.write(new byte[] {(byte) 0x80, 2});
    pickle.write("c__torch__\nM\n)".getBytes(StandardCharsets.US_ASCII));
    pickle.write(new byte[] {(byte) 0x81, '}', '(', 'X', 8, 0, 0, 0});
    pickle.write("training".getBytes(StandardCharsets.US_ASCII));
    pickle.write(new byte[] {(byte) 0x88, 'u', 'b', '.'});
    return pickle.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
