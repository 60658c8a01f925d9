package org.serlab.kernel;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;

/**
 * Everything a cell shows while it runs, in the order in which it was made: text of both streams
 * and displays.
 *
 * <p>Text is gathered for {@value #PAUSE_MILLIS} ms before it is sent, so that many short lines
 * become one message. Only the thread of this class and the one that calls {@link #flush} touch the
 * socket: a cell's own thread may be stopped by force at any point, and half a message would break
 * the channel.
 */
final class CellOutput {
  private static final int PAUSE_MILLIS = 50;

  /** Text of one cell beyond this is dropped: no front end survives it. */
  private static final int LIMIT_BYTES = 16 << 20;

  private final JupyterSocket socket;
  private final Deque<Object> pending = new ArrayDeque<>();
  private final Object sending = new Object();
  private MessageContext cell;
  private int bytes;

  /** A run of text of one stream. */
  private static final class Text extends ByteArrayOutputStream {
    final StreamType stream;

    Text(StreamType stream) {
      this.stream = stream;
    }

    /** Takes the text out; an unfinished UTF-8 sequence at the end stays. */
    String take(boolean last) {
      int end = count;
      if (!last) {
        int start = count;
        while (start > 0 && count - start < 4 && (buf[start - 1] & 0xC0) == 0x80) {
          start--;
        }
        if (start > 0 && (buf[start - 1] & 0xC0) == 0xC0) {
          int needed = Integer.numberOfLeadingZeros(~(buf[start - 1] << 24));
          end = count - start + 1 < needed ? start - 1 : count;
        }
      }
      String text = new String(buf, 0, end, StandardCharsets.UTF_8);
      System.arraycopy(buf, end, buf, 0, count - end);
      count -= end;
      return text;
    }
  }

  /**
   * @param socket the channel on which output is published
   */
  CellOutput(JupyterSocket socket) {
    this.socket = socket;
    Thread thread = new Thread(this::sendForEver, "output");
    thread.setDaemon(true);
    thread.start();
  }

  /** A stream whose text goes to the notebook. */
  PrintStream stream(StreamType stream) {
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] source, int offset, int length) {
            append(stream, source, offset, length);
          }
        };
    return new PrintStream(out, false, StandardCharsets.UTF_8);
  }

  /** From now on output belongs to this cell. */
  void begin(MessageContext cell) {
    flush();
    synchronized (pending) {
      this.cell = cell;
      bytes = 0;
    }
  }

  /** Adds a message after all that was shown so far. */
  void publish(ContentType<?> content) {
    synchronized (pending) {
      pending.add(content);
      pending.notifyAll();
    }
  }

  private void append(StreamType stream, byte[] source, int offset, int length) {
    synchronized (pending) {
      if (bytes > LIMIT_BYTES) {
        return;
      }
      bytes += length;
      if (!(pending.peekLast() instanceof Text text && text.stream == stream)) {
        pending.add(new Text(stream));
      }
      Text text = (Text) pending.peekLast();
      text.write(source, offset, length);
      if (bytes > LIMIT_BYTES) {
        byte[] notice =
            ("\n[the output is cut here: a cell shows at most " + (LIMIT_BYTES >> 20) + " MB]\n")
                .getBytes(StandardCharsets.UTF_8);
        text.write(notice, 0, notice.length);
      }
      pending.notifyAll();
    }
  }

  /** Sends all that is pending, in the caller's thread. */
  void flush() {
    send(true);
  }

  private void sendForEver() {
    while (true) {
      try {
        synchronized (pending) {
          while (pending.isEmpty()) {
            pending.wait();
          }
        }
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      send(false);
    }
  }

  private void send(boolean last) {
    synchronized (sending) {
      while (true) {
        ContentType<?> content;
        MessageContext context;
        synchronized (pending) {
          Object first = pending.peek();
          if (first == null) {
            return;
          }
          context = cell;
          if (first instanceof Text text) {
            String taken = text.take(last || pending.size() > 1);
            if (text.size() == 0) {
              pending.remove();
            }
            if (taken.isEmpty()) {
              return;
            }
            content = new PublishStream(text.stream, taken);
          } else {
            content = (ContentType<?>) pending.remove();
          }
        }
        if (context != null) {
          send(context, content);
        }
      }
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private void send(MessageContext context, ContentType<?> content) {
    socket.sendMessage(new Message(context, content.getType(), content));
  }
}
