package org.serlab.feature;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.serlab.SerlabException;

/**
 * NumPy's array files: {@code .npy} (format 1.0 and 2.0) and {@code .npz} (a zip of them), little
 * endian; written in C order, read in either. For people who go on in Python, and for the golden
 * files.
 */
public final class Npz {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern HEADER =
      Pattern.compile(
          "'descr': *'([^']+)'.*'fortran_order': *(True|False).*'shape': *\\(([^)]*)\\)");

  private Npz() {}

  /**
   * An array of any number of axes.
   *
   * @param shape lengths of the axes; empty for a single number
   * @param type NumPy's type code such as {@code <f4}
   * @param values all values in C order, exact for types up to 53 bits; of texts ({@code <U12}) the
   *     code points, zeros after each text's end
   */
  public record Array(int[] shape, String type, double[] values) {
    /** The values as single precision numbers. */
    public float[] floats() {
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      return floats;
    }

    /** The texts of an array of type {@code <U...}, whose values are their code points. */
    public List<String> strings() {
      int length = Math.max(1, Integer.parseInt(type.substring(2)));
      List<String> strings = new ArrayList<>();
      for (int i = 0; i < values.length; i += length) {
        StringBuilder text = new StringBuilder();
        for (int k = i; k < i + length && values[k] != 0; k++) {
          text.appendCodePoint((int) values[k]);
        }
        strings.add(text.toString());
      }
      return strings;
    }

    /** The values as whole numbers. */
    public int[] ints() {
      return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }

    /** The rows of an array of two axes. */
    public double[][] rows() {
      double[][] rows = new double[shape[0]][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Arrays.copyOfRange(values, i * shape[1], (i + 1) * shape[1]);
      }
      return rows;
    }
  }

  /**
   * @param file a {@code .npz} file
   * @return its arrays by name, without {@code .npy}
   */
  public static Map<String, Array> read(Path file) {
    Map<String, Array> arrays = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        arrays.put(entry.getName().replaceFirst("\\.npy$", ""), readArray(zip, file));
      }
    } catch (IOException e) {
      throw new SerlabException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }
    return arrays;
  }

  /**
   * @param file a {@code .npy} file
   * @return its array
   */
  public static Array readNpy(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return readArray(in, file);
    } catch (IOException e) {
      throw new SerlabException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }
  }

  /**
   * Writes single precision arrays.
   *
   * @param file the {@code .npz} file to write
   * @param arrays matrices by name
   */
  public static void write(Path file, Map<String, Matrix> arrays) {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, Matrix> array : arrays.entrySet()) {
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        writeArray(zip, array.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new SerlabException("Cannot write " + file + ": " + e.getMessage() + ".", e);
    }
  }

  /**
   * Writes double precision arrays of two axes.
   *
   * @param file the {@code .npz} file to write
   * @param arrays rows by name, all of one array equally long
   */
  public static void writeDoubles(Path file, Map<String, double[][]> arrays) {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, double[][]> array : arrays.entrySet()) {
        double[][] rows = array.getValue();
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        int columns = rows.length == 0 ? 0 : rows[0].length;
        zip.write(header("<f8", rows.length, columns));
        ByteBuffer line = ByteBuffer.allocate(8 * columns).order(ByteOrder.LITTLE_ENDIAN);
        for (double[] row : rows) {
          line.clear().asDoubleBuffer().put(row);
          zip.write(line.array());
        }
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new SerlabException("Cannot write " + file + ": " + e.getMessage() + ".", e);
    }
  }

  private static Array readArray(InputStream stream, Path file) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    byte[] magic = in.readNBytes(8);
    if (magic.length < 8 || !Arrays.equals(Arrays.copyOf(magic, 6), MAGIC)) {
      throw new SerlabException(file + " is not a NumPy file.");
    }
    int length = Integer.reverseBytes(magic[6] == 1 ? in.readUnsignedShort() << 16 : in.readInt());
    String header = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.find()) {
      throw new SerlabException(file + " holds an array that cannot be read: " + header.trim());
    }
    int[] shape =
        Arrays.stream(matcher.group(3).split(","))
            .map(String::trim)
            .filter(axis -> !axis.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    double[] values = values(in, matcher.group(1), count, file);
    boolean fortran = matcher.group(2).equals("True");
    return new Array(shape, matcher.group(1), fortran ? inOrder(values, shape, count) : values);
  }

  /** From Fortran's order, in which the first axis runs fastest, to C's. */
  private static double[] inOrder(double[] values, int[] shape, int count) {
    int width = count == 0 ? 0 : values.length / count; // of a text, several
    double[] ordered = new double[values.length];
    int[] index = new int[shape.length];
    for (int from = 0; from < count; from++) {
      int to = 0;
      for (int axis = 0; axis < shape.length; axis++) {
        to = to * shape[axis] + index[axis];
      }
      System.arraycopy(values, from * width, ordered, to * width, width);
      for (int axis = 0; axis < shape.length && ++index[axis] == shape[axis]; axis++) {
        index[axis] = 0;
      }
    }
    return ordered;
  }

  private static double[] values(InputStream in, String type, int count, Path file)
      throws IOException {
    int size = Integer.parseInt(type.substring(2));
    if (type.charAt(1) == 'U') {
      return values(in, "<i4", Math.multiplyExact(count, size), file);
    }
    byte[] bytes = in.readNBytes(Math.multiplyExact(count, size));
    if (bytes.length < count * size) {
      throw new SerlabException(file + " is cut short.");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (type.substring(1)) {
            case "f4" -> buffer.getFloat();
            case "f8" -> buffer.getDouble();
            case "i8", "u8" -> buffer.getLong();
            case "i4" -> buffer.getInt();
            case "i2" -> buffer.getShort();
            case "i1" -> buffer.get();
            case "u1", "b1" -> buffer.get() & 0xFF;
            default -> throw new SerlabException(file + " holds values of type " + type + ".");
          };
    }
    return values;
  }

  private static void writeArray(OutputStream out, Matrix matrix) throws IOException {
    out.write(header("<f4", matrix.rows(), matrix.columns()));
    ByteBuffer buffer =
        ByteBuffer.allocate(4 * matrix.values().length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : matrix.values()) {
      buffer.putFloat(value);
    }
    out.write(buffer.array());
  }

  /**
   * What stands before the values of an array in a {@code .npy} file.
   *
   * @param type NumPy's type code such as {@code <f4}
   * @param shape lengths of the axes
   * @return the bytes
   */
  public static byte[] header(String type, long... shape) {
    StringBuilder axes = new StringBuilder();
    for (long length : shape) {
      axes.append(length).append(", ");
    }
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
            .formatted(type, shape.length == 1 ? shape[0] + "," : axes.toString().strip());
    // Magic, version, length and header together are a multiple of 64, so that readers can map the
    // values.
    int padded = (10 + header.length() + 1 + 63) / 64 * 64 - 10;
    ByteBuffer buffer = ByteBuffer.allocate(10 + padded).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded);
    buffer.put(
        (header + " ".repeat(padded - header.length() - 1) + "\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    return buffer.array();
  }
}
