package org.serlab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 as 64 hexadecimal digits, of content that comes at once or piece by piece. How it is cut
 * into pieces makes no difference. Not safe for several threads.
 */
public final class Sha256 {
  private final MessageDigest digest;

  /** Begins with no content. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }

  /** Of a text's UTF-8 bytes. */
  public static String of(String text) {
    return new Sha256().add(text).hex();
  }

  /**
   * Of a file, which is not held in memory.
   *
   * @throws IOException if it cannot be read
   */
  public static String of(Path file) throws IOException {
    Sha256 sha = new Sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha.add(ByteBuffer.wrap(buffer, 0, n));
      }
    }
    return sha.hex();
  }

  /** Adds a text's UTF-8 bytes. */
  public Sha256 add(String text) {
    return add(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Adds a buffer's bytes from its position to its limit. */
  public Sha256 add(ByteBuffer bytes) {
    digest.update(bytes);
    return this;
  }

  /** The digest of all that was added; afterwards this begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
