package org.serlab.nn;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle, and the ways in which it spells numbers and texts. */
final class PickleInput {
  /** As many as Python itself reads. */
  private static final int MOST_DIGITS = 4300;

  private final ByteBuffer in;

  /**
   * @param in where the pickle begins; its position moves on as it is read
   */
  PickleInput(ByteBuffer in) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Byte that is read next, counted from the buffer's start. */
  int position() {
    return in.position();
  }

  /** One byte, 0 to 255. */
  int next() {
    return in.get() & 0xFF;
  }

  /** Two bytes, not negative. */
  long nextShort() {
    return in.getShort() & 0xFFFF;
  }

  /** Four bytes, with their sign. */
  int nextInt() {
    return in.getInt();
  }

  /** Eight bytes, with their sign. */
  long nextLong() {
    return in.getLong();
  }

  /** Eight bytes, the highest first. */
  double nextDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(in.getLong()));
  }

  /** So many bytes. */
  byte[] bytes(long count) {
    if (count < 0 || count > in.remaining()) {
      throw new PickleException("is cut short within a pickle");
    }
    byte[] bytes = new byte[(int) count];
    in.get(bytes);
    return bytes;
  }

  /** Text up to the line's end, which is passed over. */
  String line() {
    int start = in.position();
    while (in.get() != '\n') {
      // on to the line's end
    }
    byte[] bytes = new byte[in.position() - 1 - start];
    in.get(start, bytes);
    return latin(bytes);
  }

  static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return latin(bytes); // lone surrogates, which Python lets pass
    }
  }

  /** Python's 0 and 1 as 00 and 01 are its truth values. */
  static Object decimal(String text) {
    return switch (text) {
      case "00" -> false;
      case "01" -> true;
      default -> whole(text);
    };
  }

  /** Digits, whose reading takes time with their square. */
  static Object whole(String digits) {
    if (digits.length() > MOST_DIGITS) {
      throw new PickleException("holds a number of %d digits".formatted(digits.length()));
    }
    return whole(new BigInteger(digits));
  }

  /** A whole number of so many bytes. */
  Object whole(int length) {
    byte[] bytes = bytes(length);
    for (int i = 0; i < bytes.length / 2; i++) {
      byte swap = bytes[i];
      bytes[i] = bytes[bytes.length - 1 - i];
      bytes[bytes.length - 1 - i] = swap;
    }
    return bytes.length == 0 ? 0L : whole(new BigInteger(bytes));
  }

  static Object whole(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    return value;
  }

  static String unquoted(String text) {
    return text.substring(1, text.length() - 1).translateEscapes();
  }

  static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      boolean escape = text.startsWith("\\u", i);
      plain.append(
          escape ? (char) Integer.parseInt(text.substring(i + 2, i + 6), 16) : text.charAt(i));
      i += escape ? 5 : 0;
    }
    return plain.toString();
  }
}
