package org.serlab.audio;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/** A file as little-endian numbers, with a name for messages. */
final class ByteSource {
  private final SeekableByteChannel channel;
  private final String name;
  private final long size;

  ByteSource(SeekableByteChannel channel, String name) throws IOException {
    this.channel = channel;
    this.name = name;
    this.size = channel.size();
  }

  String name() {
    return name;
  }

  long size() {
    return size;
  }

  long position() throws IOException {
    return channel.position();
  }

  long remaining() throws IOException {
    return size - channel.position();
  }

  /** Beyond the end is the end: reading there says so. */
  void seek(long position) throws IOException {
    channel.position(Math.min(position, size));
  }

  /** Reads exactly this many bytes; EOFException if there are fewer. */
  ByteBuffer read(int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    return buffer.flip();
  }

  /** Reads what there is, at most this many bytes, into an array; -1 at the end of the file. */
  int read(byte[] bytes, int offset, int count) throws IOException {
    return channel.read(ByteBuffer.wrap(bytes, offset, count));
  }
}
