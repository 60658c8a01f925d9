package org.serlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.serlab.SerlabException;

class SafetensorsTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsRead() {
    Path file = folder.resolve("weights.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      arrays.put("w", manager.create(new float[] {1, Float.MIN_VALUE, -0f, 4}, new Shape(2, 2)));
      arrays.put("d", manager.create(new double[] {Math.PI}));
      arrays.put("scalar", manager.create(3L));
      arrays.put("none", manager.create(new float[0], new Shape(0, 3)));
      arrays.put("i", manager.create(new int[] {-7, 8}));
      Safetensors.write(file, arrays, Map.of("about", "a \"test\", größer"));
      try (Safetensors read = Safetensors.open(file)) {
        assertThat(read.metadata()).containsEntry("about", "a \"test\", größer");
        assertThat(read.entries().keySet()).containsExactlyInAnyOrderElementsOf(arrays.keySet());
        Map<String, NDArray> again = read.arrays(manager);
        arrays.forEach(
            (name, array) -> {
              assertThat(again.get(name).getShape()).isEqualTo(array.getShape());
              assertThat(again.get(name).getDataType()).isEqualTo(array.getDataType());
              assertThat(again.get(name).toByteBuffer()).isEqualTo(array.toByteBuffer());
            });
        again.get("w").addi(1); // not the mapped, read-only memory
        assertThat(read.array(manager, "w").toFloatArray()[0]).isEqualTo(1);
        assertThat(read.bytes("w").getFloat(0)).isEqualTo(1);
        assertThatThrownBy(() -> read.array(manager, "x"))
            .isInstanceOf(SerlabException.class)
            .hasMessageContaining("x");
      }
    }
  }

  @Test
  void readsWhatTheReferenceImplementationWrites() throws IOException {
    // safetensors.numpy.save({"a": float16 [1, -2], "b": bool [True]}), by hand from the format
    Path file =
        write(
            "{\"b\":{\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[4,5]},"
                + "\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}   ",
            new byte[] {0, 0x3C, 0, (byte) 0xC0, 1});
    try (Safetensors read = Safetensors.open(file);
        NDManager manager = NDManager.newBaseManager()) {
      assertThat(read.entries().keySet()).containsExactly("a", "b");
      NDArray half = read.array(manager, "a").toType(DataType.FLOAT32, true);
      assertThat(half.toFloatArray()).containsExactly(1, -2);
      assertThat(read.array(manager, "b").toBooleanArray()).containsExactly(true);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[0,8]    | F32 | [2]   | 7 | cut short",
        "[0,8]    | F32 | [2]   | 9 | more than",
        "[0,8]    | F32 | [3]   | 8 | needs 12",
        "[8,0]    | F32 | [2]   | 8 | needs 8",
        "[4,12]   | F32 | [2]   | 12 | gap",
        "[0,8]    | F99 | [2]   | 8 | F99",
        "[0,8]    | F32 | [-2]  | 8 | not as safetensors",
        "[0,8]    | F32 | [4611686018427387904,4] | 8 | impossible shape",
        "[0,0]    | F32 | [0,9223372036854775807] | 0 | impossible shape",
        "[0,8]    | F\\n | [2]   | 8 | not as safetensors",
        "[0,8,9]  | F32 | [2]   | 8 | does not say",
        "[0.5,8]  | F32 | [2]   | 8 | not as safetensors",
        "\"0,8\"  | F32 | [2]   | 8 | not as safetensors",
      })
  void contradictionsAreRefused(
      String offsets, String type, String shape, int bytes, String complaint) throws IOException {
    String header =
        "{\"a\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}"
            .formatted(type, shape, offsets);
    refused(write(header, new byte[bytes]), complaint);
  }

  @Test
  void overlapsDuplicatesAndNonsenseAreRefused() throws IOException {
    String one = "\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}";
    String two = "\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[2,6]}";
    refused(write("{" + one + "," + two + "}", new byte[6]), "overlap");
    refused(write("{" + one + "," + one + "}", new byte[4]), "twice");
    refused(write("{" + one + "} {}", new byte[4]), "not as safetensors");
    refused(write("[1, 2]", new byte[0]), "not as safetensors");
    refused(write("{\"" + "a".repeat(10_000) + "\": {}}", new byte[0]), "not as safetensors");
    String axes = "1,".repeat(100) + "1";
    String flat =
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[%s],\"data_offsets\":[0,1]}}".formatted(axes);
    refused(write(flat, new byte[1]), "not as safetensors");
    refused(folder.resolve("none"), "no such file");
    Path file = folder.resolve("bad");
    Files.write(file, new byte[] {1, 2, 3});
    refused(file, "only 3 bytes");
    Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, 0});
    refused(file, "header would have -1 bytes");
    Files.write(file, new byte[] {100, 0, 0, 0, 0, 0, 0, 0, '{'});
    refused(file, "cut short within its header");
  }

  /** Whatever is damaged: an answer or one kind of exception. */
  @Test
  void damagedFilesNeverDoMoreThanComplain() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      Safetensors.write(
          file,
          Map.of("a", manager.ones(new Shape(3)), "b", manager.ones(new Shape(2, 2))),
          Map.of());
    }
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] bad = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(200) : good.length);
      for (int k = random.nextInt(4); k >= 0 && bad.length > 0; k--) {
        bad[random.nextInt(Math.min(bad.length, 140))] = (byte) random.nextInt();
      }
      Files.write(file, bad);
      try (Safetensors read = Safetensors.open(file)) {
        read.entries().keySet().forEach(read::bytes);
      } catch (SerlabException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  private void refused(Path file, String complaint) {
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining(complaint);
  }

  private Path write(String header, byte[] data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(json.length).put(json).put(data);
    Path file = folder.resolve("written.safetensors");
    return Files.write(file, buffer.array());
  }
}
