package org.serlab.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
  @TempDir Path folder;

  /** As NumPy writes a transposed array: the first axis runs fastest. */
  @Test
  void readsFortranOrder() throws Exception {
    double[] stored = new double[12];
    for (int k = 0; k < 3; k++) {
      for (int j = 0; j < 2; j++) {
        for (int i = 0; i < 2; i++) {
          stored[i + 2 * (j + 2 * k)] = 100 * i + 10 * j + k;
        }
      }
    }
    Npz.Array array = Npz.readNpy(written("<f8", stored, 2, 2, 3));
    assertThat(array.shape()).containsExactly(2, 2, 3);
    assertThat(array.values()).containsExactly(0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112);
  }

  private Path written(String type, double[] values, long... shape) throws Exception {
    String header = new String(Npz.header(type, shape), StandardCharsets.ISO_8859_1);
    byte[] start =
        header.replace("False,", "True, ").getBytes(StandardCharsets.ISO_8859_1); // as long
    ByteBuffer bytes =
        ByteBuffer.allocate(start.length + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(start);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return Files.write(folder.resolve("a.npy"), bytes.array());
  }
}
