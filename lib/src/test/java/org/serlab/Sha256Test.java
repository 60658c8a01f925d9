package org.serlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Digests that others have published, and that content may come in pieces. */
class Sha256Test {
  /** Of nothing, and the two examples of FIPS 180-2, appendix B. */
  @Test
  void equalsThePublishedExamples() {
    assertThat(Sha256.of(""))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Sha256.of("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Sha256.of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))
        .isEqualTo("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  }

  @Test
  void piecesAndFilesAreTheWhole(@TempDir Path folder) throws IOException {
    String text = "Grüße, ".repeat(20_000);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String whole = Sha256.of(text);
    Sha256 pieces = new Sha256();
    pieces.add(text.substring(0, 7)).add(ByteBuffer.wrap(bytes, 9, bytes.length - 9));
    assertThat(pieces.hex()).isEqualTo(whole);
    assertThat(Sha256.of(Files.write(folder.resolve("text"), bytes))).isEqualTo(whole);
  }
}
