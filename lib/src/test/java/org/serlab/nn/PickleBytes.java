package org.serlab.nn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes pickles, and files as {@code torch.save} writes them, by hand from the format. */
final class PickleBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Instructions as they are. */
  PickleBytes raw(int... bytes) {
    for (int value : bytes) {
      out.write(value);
    }
    return this;
  }

  PickleBytes ascii(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  PickleBytes protocol() {
    return raw(0x80, 2);
  }

  PickleBytes global(String module, String name) {
    return ascii("c" + module + "\n" + name + "\n");
  }

  PickleBytes text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    raw('X').number(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  PickleBytes whole(int value) {
    return raw('J').number(value);
  }

  private PickleBytes number(int value) {
    return raw(value & 0xFF, value >> 8 & 0xFF, value >> 16 & 0xFF, value >> 24 & 0xFF);
  }

  PickleBytes tuple(int... values) {
    raw('(');
    for (int value : values) {
      whole(value);
    }
    return raw('t');
  }

  /** A tensor's reconstruction; what follows the location is the storage's length and its view. */
  PickleBytes tensor(
      String storage,
      String key,
      int elements,
      boolean legacy,
      int offset,
      int[] shape,
      int[] strides) {
    global("torch._utils", "_rebuild_tensor_v2").raw('(', '(').text("storage");
    global("torch", storage).text(key).text("cpu").whole(elements);
    if (legacy) {
      raw('N');
    }
    raw('t', 'Q').whole(offset).tuple(shape).tuple(strides).raw(0x89);
    return global("collections", "OrderedDict").raw(')', 'R', 't', 'R');
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /** A zip of {@code torch.save}. */
  static Path zip(Path file, byte[] pickle, Map<String, byte[]> storages) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("archive/data.pkl", pickle);
    storages.forEach((key, bytes) -> entries.put("archive/data/" + key, bytes));
    entries.put("archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> content : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(content.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.getValue().length);
        CRC32 crc = new CRC32();
        crc.update(content.getValue());
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }

  /** A file of the older format; storages are of single precision. */
  static Path legacy(Path file, byte[] pickle, Map<String, float[]> storages) throws IOException {
    PickleBytes all = new PickleBytes();
    all.protocol().raw(0x8A, 10);
    all.raw(0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, '.'); // magic
    all.protocol().whole(1001).raw('.');
    all.protocol().raw('}').text("little_endian").raw(0x88, 's', '.');
    all.out.writeBytes(pickle);
    all.protocol().raw(']');
    for (String key : storages.keySet()) {
      all.text(key).raw('a');
    }
    all.raw('.');
    for (float[] values : storages.values()) {
      ByteBuffer buffer = ByteBuffer.allocate(8 + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      buffer.putLong(values.length);
      for (float value : values) {
        buffer.putFloat(value);
      }
      all.out.writeBytes(buffer.array());
    }
    return Files.write(file, all.bytes());
  }

  static byte[] floats(float... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return buffer.array();
  }
}
