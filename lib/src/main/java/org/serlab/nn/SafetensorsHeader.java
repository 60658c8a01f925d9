package org.serlab.nn;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.serlab.SerlabException;
import org.serlab.nn.Safetensors.Entry;

/**
 * Header of a safetensors file, checked whole: known types, sizes that agree with shapes, arrays
 * that fill the data without gap or overlap.
 *
 * @param entries arrays by name, in the order of their bytes
 * @param metadata free text
 * @param dataStart position of the data in the file
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata, long dataStart) {
  /** Longest header that the format's reference implementation reads. */
  private static final long LONGEST = 100_000_000;

  private static final int LONGEST_NAME = 300;

  /** As many as PyTorch's operations take. */
  private static final int MOST_AXES = 64;

  private static final Map<String, DataType> TYPES =
      Map.of(
          "F64", DataType.FLOAT64,
          "F32", DataType.FLOAT32,
          "F16", DataType.FLOAT16,
          "BF16", DataType.BFLOAT16,
          "I64", DataType.INT64,
          "I32", DataType.INT32,
          "I16", DataType.INT16,
          "I8", DataType.INT8,
          "U8", DataType.UINT8,
          "BOOL", DataType.BOOLEAN);

  static SafetensorsHeader read(FileChannel channel, Path file) throws IOException {
    long size = channel.size();
    if (size < 8) {
      throw new SerlabException(file + " is no safetensors file: it has only " + size + " bytes.");
    }
    long length = readFully(channel, 0, 8, file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > LONGEST) {
      throw new SerlabException(
          file + " is no safetensors file: its header would have " + length + " bytes.");
    }
    if (length > size - 8) {
      throw new SerlabException(file + " is cut short within its header: fetch it again.");
    }
    byte[] json = readFully(channel, 8, (int) length, file).array();
    Map<String, Entry> entries = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    // Decoded as it is read: of a long header there are not three copies.
    CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
    try (JsonReader reader =
        new JsonReader(new InputStreamReader(new ByteArrayInputStream(json), strict))) {
      parse(reader, file, entries, metadata);
    } catch (CharacterCodingException e) {
      throw new SerlabException(file + " has a header that is not UTF-8.", e);
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw new SerlabException(file + " has a header that is not as safetensors wants it.", e);
    }
    return new SafetensorsHeader(
        checked(entries, size - 8 - length, file), Map.copyOf(metadata), 8 + length);
  }

  private static ByteBuffer readFully(FileChannel channel, long position, int count, Path file)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new SerlabException(file + " is cut short within its header: fetch it again.");
      }
    }
    return buffer.flip();
  }

  private static void parse(
      JsonReader reader, Path file, Map<String, Entry> entries, Map<String, String> metadata)
      throws IOException {
    boolean hasMetadata = false;
    reader.beginObject();
    while (reader.hasNext()) {
      String name = plain(reader.nextName());
      if (name.equals("__metadata__") && !hasMetadata) {
        hasMetadata = true;
        reader.beginObject();
        while (reader.hasNext()) {
          metadata.put(reader.nextName(), reader.nextString());
        }
        reader.endObject();
      } else if (name.equals("__metadata__")
          || entries.put(name, entry(name, reader, file)) != null) {
        throw new SerlabException(file + " names " + name + " twice in its header.");
      }
    }
    reader.endObject();
    if (reader.peek() != JsonToken.END_DOCUMENT) {
      throw new IllegalStateException("text after the header's object");
    }
  }

  private static Entry entry(String name, JsonReader reader, Path file) throws IOException {
    DataType type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.nextName()) {
        case "dtype" -> {
          String code = plain(reader.nextString());
          type = TYPES.get(code);
          if (type == null) {
            throw new SerlabException(
                file + " holds " + name + " in the type " + code + ", which cannot be read.");
          }
        }
        case "shape" -> shape = numbers(reader);
        case "data_offsets" -> offsets = numbers(reader);
        default -> reader.skipValue();
      }
    }
    reader.endObject();
    if (type == null || shape == null || offsets == null || offsets.size() != 2) {
      throw new SerlabException(file + " does not say type, shape and place of " + name + ".");
    }
    long bytes = type.getNumOfBytes();
    long strides = bytes; // the engine's, to which an empty axis counts as 1
    try {
      for (long axis : shape) {
        bytes = Math.multiplyExact(bytes, axis);
        strides = Math.multiplyExact(strides, Math.max(axis, 1));
      }
    } catch (ArithmeticException e) {
      throw new SerlabException(
          file + " gives " + name + " the impossible shape " + shape + ".", e);
    }
    if (Math.subtractExact(offsets.get(1), offsets.get(0)) != bytes) {
      throw new SerlabException(
          "%s gives %s %d bytes, but its shape %s of %s needs %d."
              .formatted(file, name, offsets.get(1) - offsets.get(0), shape, type, bytes));
    }
    long[] axes = shape.stream().mapToLong(Long::longValue).toArray();
    return new Entry(name, type, new Shape(axes), offsets.get(0), offsets.get(1));
  }

  /** Names end up in messages, which are lines that a person reads. */
  private static String plain(String name) {
    if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalStateException("a name of more than a line");
    }
    return name;
  }

  private static List<Long> numbers(JsonReader reader) throws IOException {
    List<Long> numbers = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      long number = reader.nextLong();
      if (number < 0) {
        throw new IllegalStateException("negative number");
      }
      numbers.add(number);
      if (numbers.size() > MOST_AXES) {
        throw new IllegalStateException("too many numbers");
      }
    }
    reader.endArray();
    return numbers;
  }

  private static Map<String, Entry> checked(Map<String, Entry> entries, long size, Path file) {
    List<Entry> ordered = new ArrayList<>(entries.values());
    ordered.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    Map<String, Entry> checked = new LinkedHashMap<>();
    long position = 0;
    for (Entry entry : ordered) {
      if (entry.begin() != position) {
        throw new SerlabException(
            "%s has %s %s in its data: fetch it again."
                .formatted(
                    file,
                    entry.begin() < position ? "an overlap at" : "a gap before",
                    entry.name()));
      }
      position = entry.end();
      checked.put(entry.name(), entry);
    }
    if (position > size) {
      throw new SerlabException(
          "%s is cut short: %d bytes of %d are there; fetch it again."
              .formatted(file, size, position));
    }
    if (position < size) {
      throw new SerlabException(
          "%s has %d bytes more than its header says: fetch it again."
              .formatted(file, size - position));
    }
    return checked;
  }

  /** The eight bytes of the length and the header, padded with spaces to a multiple of 8. */
  static ByteBuffer encode(Map<String, Entry> entries, Map<String, String> metadata) {
    Map<String, Object> header = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      header.put("__metadata__", metadata);
    }
    for (Entry entry : entries.values()) {
      Map<String, Object> description = new LinkedHashMap<>();
      description.put("dtype", code(entry.type()));
      description.put("shape", entry.shape().getShape());
      description.put("data_offsets", List.of(entry.begin(), entry.end()));
      header.put(entry.name(), description);
    }
    byte[] json = new Gson().toJson(header).getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 7) / 8 * 8;
    ByteBuffer buffer = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(padded).put(json);
    while (buffer.hasRemaining()) {
      buffer.put((byte) ' ');
    }
    return buffer.flip();
  }

  private static String code(DataType type) {
    return TYPES.entrySet().stream()
        .filter(entry -> entry.getValue() == type)
        .findFirst()
        .orElseThrow(() -> new SerlabException("Weights of type " + type + " cannot be written."))
        .getKey();
  }
}
