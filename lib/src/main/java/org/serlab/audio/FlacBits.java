package org.serlab.audio;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of a FLAC stream, most significant first, with the two checksums of its frames. Up to 64
 * bits wait in a register, left-aligned; below those that count lie bits of the bytes to come,
 * which is harmless, since the same bits are put there again.
 */
final class FlacBits {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int BUFFER = 1 << 16;
  private static final short[] CRC8 = crcTable(8, 0x07);
  private static final short[] CRC16 = crcTable(16, 0x8005);

  private final ByteSource source;
  private final byte[] buffer = new byte[BUFFER];
  private int limit;
  private int next; // byte of the buffer that enters the register next
  private long register;
  private int waiting; // bits of the register that count
  private int summed; // bytes of the buffer that are in the checksum
  private int crc8;
  private int crc16;

  FlacBits(ByteSource source) {
    this.source = source;
  }

  private static short[] crcTable(int bits, int polynomial) {
    short[] table = new short[256];
    for (int i = 0; i < 256; i++) {
      int value = i << (bits - 8);
      for (int bit = 0; bit < 8; bit++) {
        value = value << 1 ^ ((value >> (bits - 1) & 1) * polynomial);
      }
      table[i] = (short) value;
    }
    return table;
  }

  /** At least 57 bits wait afterwards, or all that are left. */
  private void fill() throws IOException {
    if (limit - next < 8) {
      refill();
    }
    if (limit - next >= 8) {
      register |= (long) LONGS.get(buffer, next) >>> waiting;
      int bytes = (63 - waiting) >> 3;
      next += bytes;
      waiting += 8 * bytes;
    } else {
      while (waiting <= 56 && next < limit) {
        register |= (buffer[next++] & 0xFFL) << (56 - waiting);
        waiting += 8;
      }
    }
  }

  private void refill() throws IOException {
    int keep = next - waiting / 8; // the first byte not wholly used
    sum(keep);
    System.arraycopy(buffer, keep, buffer, 0, limit - keep);
    limit -= keep;
    next -= keep;
    summed -= keep;
    while (limit < buffer.length) {
      int read = source.read(buffer, limit, buffer.length - limit);
      if (read <= 0) {
        return;
      }
      limit += read;
    }
  }

  /** Whether no byte is left; asked between frames. */
  boolean atEnd() throws IOException {
    if (waiting == 0) {
      fill();
    }
    return waiting == 0;
  }

  /**
   * @param count 0 to 32
   * @return so many bits as an unsigned number
   */
  long unsigned(int count) throws IOException {
    need(count);
    long value = register >>> 1 >>> (63 - count);
    register <<= count;
    waiting -= count;
    return value;
  }

  /**
   * @param count 0 to 32
   * @return so many bits as a signed number
   */
  int signed(int count) throws IOException {
    need(count);
    int value = count == 0 ? 0 : (int) (register >> (64 - count));
    register <<= count;
    waiting -= count;
    return value;
  }

  private void need(int count) throws IOException {
    if (waiting < count) {
      fill();
      if (waiting < count) {
        throw new EOFException();
      }
    }
  }

  /** Counts zeros up to the next one, and takes that too. */
  int zeros() throws IOException {
    int count = 0;
    while (true) {
      need(1);
      int zeros = Math.min(Long.numberOfLeadingZeros(register), waiting);
      count += zeros;
      if (zeros < waiting) {
        register = register << zeros << 1;
        waiting -= zeros + 1;
        return count;
      }
      register = 0;
      waiting = 0;
      if (count < 0) {
        throw new EOFException(); // more zeros than any file has
      }
    }
  }

  /**
   * Rice-coded differences: a unary quotient, then so many bits, folded (0, -1, 1, -2, ...).
   *
   * @param bits below 31
   */
  void rice(int[] values, int from, int to, int bits) throws IOException {
    for (int i = from; i < to; i++) {
      if (waiting < 48) {
        fill();
      }
      int zeros = Long.numberOfLeadingZeros(register);
      int taken = zeros + 1 + bits;
      int folded;
      if (taken <= waiting) {
        long rest = register << zeros << 1;
        folded = zeros << bits | (int) (rest >>> 1 >>> (63 - bits));
        register = rest << bits;
        waiting -= taken;
      } else {
        folded = zeros() << bits | (int) unsigned(bits);
      }
      values[i] = folded >>> 1 ^ -(folded & 1);
    }
  }

  /** Lets both checksums begin at the next byte. */
  void startChecksums() {
    summed = next - waiting / 8;
    crc16 = 0;
    crc8 = 0;
  }

  /** A byte of a frame's header, all of which go into its own checksum. */
  int headerByte() throws IOException {
    int value = (int) unsigned(8);
    crc8 = CRC8[crc8 ^ value] & 0xFF;
    return value;
  }

  /** CRC-8 of the bytes read by {@link #headerByte()} since {@link #startChecksums()}. */
  int crc8() {
    return crc8;
  }

  /** CRC-16 of all bytes since {@link #startChecksums()}. */
  int crc16() {
    sum(next - waiting / 8);
    return crc16;
  }

  private void sum(int end) {
    for (; summed < end; summed++) {
      crc16 = (crc16 << 8 ^ CRC16[(crc16 >> 8 ^ buffer[summed]) & 0xFF]) & 0xFFFF;
    }
  }

  /** Leaves out bits up to the next byte. */
  void align() {
    register <<= waiting % 8;
    waiting -= waiting % 8;
  }
}
