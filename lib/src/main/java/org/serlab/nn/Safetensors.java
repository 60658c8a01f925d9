package org.serlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.serlab.AtomicFile;
import org.serlab.SerlabException;

/**
 * Weights in the safetensors format: eight bytes with the header's length, a JSON header, then the
 * arrays' bytes, little endian, in C order. Reading maps the file and copies nothing until an array
 * is asked for; files of any size. A file that does not hold together is refused before any of it
 * is used. Format: https://github.com/huggingface/safetensors.
 */
public final class Safetensors implements WeightFile {
  private final Path file;
  private final FileChannel channel;
  private final SafetensorsHeader header;

  /**
   * One array.
   *
   * @param name its name
   * @param type type of its elements
   * @param shape its shape
   * @param begin first byte, counted from the data's start
   * @param end byte after the last
   */
  public record Entry(String name, DataType type, Shape shape, long begin, long end) {
    /** Number of bytes. */
    public long bytes() {
      return end - begin;
    }
  }

  private Safetensors(Path file, FileChannel channel, SafetensorsHeader header) {
    this.file = file;
    this.channel = channel;
    this.header = header;
  }

  /**
   * @param file a safetensors file
   * @throws SerlabException if it cannot be read, is cut short, or its header contradicts itself
   */
  public static Safetensors open(Path file) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
      Safetensors opened = new Safetensors(file, channel, SafetensorsHeader.read(channel, file));
      channel = null;
      return opened;
    } catch (IOException e) {
      throw new SerlabException("Cannot read the weights " + file + ": " + reason(e) + ".", e);
    } finally {
      close(channel);
    }
  }

  /** The arrays it holds, by name, in the order of their bytes. */
  public Map<String, Entry> entries() {
    return header.entries();
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public Set<String> names() {
    return header.entries().keySet();
  }

  @Override
  public DataType type(String name) {
    return entry(name).type();
  }

  @Override
  public Shape shape(String name) {
    return entry(name).shape();
  }

  /** Free text by name; empty where the file has none. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /**
   * An array's bytes, mapped from the file.
   *
   * @param name the array's name
   * @return little-endian, read-only; valid as long as it is referred to, also after closing
   * @throws SerlabException if there is none, or it is of 2 GiB or more
   */
  @Override
  public ByteBuffer bytes(String name) {
    Entry entry = entry(name);
    if (entry.bytes() > Integer.MAX_VALUE) {
      throw new SerlabException(
          "The array " + name + " of " + file + " is too large to be read in one piece.");
    }
    try {
      MappedByteBuffer buffer =
          channel.map(
              FileChannel.MapMode.READ_ONLY, header.dataStart() + entry.begin(), entry.bytes());
      return buffer.order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new SerlabException("Cannot read the weights " + file + ": " + reason(e) + ".", e);
    }
  }

  private Entry entry(String name) {
    Entry entry = header.entries().get(name);
    if (entry == null) {
      throw new SerlabException("The weights " + file + " hold no array " + name + ".");
    }
    return entry;
  }

  /** All arrays, in the order of their bytes. */
  public Map<String, NDArray> arrays(NDManager manager) {
    return arrays(manager, "");
  }

  /** Whether those with a prefix have just the names (without it), shapes and types of these. */
  public boolean fits(String prefix, Map<String, NDArray> arrays) {
    return names().stream().filter(name -> name.startsWith(prefix)).count() == arrays.size()
        && arrays.entrySet().stream()
            .allMatch(
                one ->
                    names().contains(prefix + one.getKey())
                        && shape(prefix + one.getKey()).equals(one.getValue().getShape())
                        && type(prefix + one.getKey()) == one.getValue().getDataType());
  }

  /**
   * Those arrays whose names begin with a prefix, by the rest of their names.
   *
   * @param manager owner of the new arrays
   */
  public Map<String, NDArray> arrays(NDManager manager, String prefix) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (String name : names()) {
      if (name.startsWith(prefix)) {
        arrays.put(name.substring(prefix.length()), array(manager, name));
      }
    }
    return arrays;
  }

  /**
   * Writes a file atomically.
   *
   * @param file what to write
   * @param arrays arrays by name, written in the order given
   * @param metadata free text by name; may be empty
   */
  public static void write(Path file, Map<String, NDArray> arrays, Map<String, String> metadata) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    long position = 0;
    for (Map.Entry<String, NDArray> array : arrays.entrySet()) {
      DataType type = array.getValue().getDataType();
      Shape shape = array.getValue().getShape();
      long end = position + shape.size() * type.getNumOfBytes();
      entries.put(array.getKey(), new Entry(array.getKey(), type, shape, position, end));
      position = end;
    }
    ByteBuffer header = SafetensorsHeader.encode(entries, metadata);
    AtomicFile.write(
        file,
        channel -> {
          writeAll(channel, header);
          for (NDArray array : arrays.values()) {
            if (array.getShape().size() > 0) {
              writeAll(channel, array.toByteBuffer());
            }
          }
        });
  }

  private static void writeAll(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "there is no such file"
        : e.getMessage();
  }

  private static void close(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // Only reading: nothing can be lost.
    }
  }

  @Override
  public void close() {
    close(channel);
  }
}
