package org.serlab.nn;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Reads Python pickles, protocols 0 to 5, as data. A pickle is a program for a small stack machine;
 * this machine can build lists, dictionaries, texts, numbers and what {@link PickleGlobals} allows,
 * and nothing else: it never looks anything up by name, so a hostile file can run nothing. Format:
 * Python's {@code pickletools}.
 *
 * <p>Dictionaries become maps, lists, tuples and sets become lists, None becomes null, whole
 * numbers {@code Long} (or {@code BigInteger}), others {@code Double}, bytes {@code byte[]}.
 * Structures may contain themselves.
 */
final class PickleReader {
  private static final Object MARK = new Object();

  private final ByteBuffer in;
  private final PickleGlobals globals;
  private final UnaryOperator<Object> persistent;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Long, Object> memo = new HashMap<>();
  private long copied;

  /**
   * @param in where the pickle begins
   * @param globals names that are allowed
   * @param persistent makes an object of a persistent id, such as a tensor's storage
   */
  PickleReader(ByteBuffer in, PickleGlobals globals, UnaryOperator<Object> persistent) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    this.globals = globals;
    this.persistent = persistent;
  }

  /**
   * Reads one pickle and stops behind it.
   *
   * @throws PickleException if it is damaged or uses what is not allowed
   */
  Object read() {
    try {
      for (int code = next(); code != '.'; code = next()) {
        step(code);
      }
      return pop();
    } catch (IndexOutOfBoundsException
        | ClassCastException
        | NullPointerException
        | ArithmeticException
        | IllegalArgumentException
        | BufferUnderflowException e) {
      throw new PickleException("holds a damaged pickle at byte " + in.position());
    }
  }

  private void step(int code) {
    switch (code) {
      case 0x80 -> next(); // protocol
      case 0x95 -> in.getLong(); // frame
      case '(' -> push(MARK);
      case '0' -> pop();
      case '1' -> popToMark();
      case '2' -> push(top());
      case 'N' -> push(null);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'I' -> push(decimal(line()));
      case 'L' -> push(whole(new BigInteger(line().replaceFirst("L$", ""))));
      case 'F' -> push(Double.valueOf(line()));
      case 'J' -> push((long) in.getInt());
      case 'K' -> push((long) next());
      case 'M' -> push((long) (in.getShort() & 0xFFFF));
      case 0x8A -> push(whole(next()));
      case 0x8B -> push(whole(in.getInt()));
      case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
      default -> text(code);
    }
  }

  private void text(int code) {
    switch (code) {
      case 'S' -> push(unquoted(line()));
      case 'V' -> push(unescaped(line()));
      case 'U' -> push(latin(bytes(next())));
      case 'T' -> push(latin(bytes(in.getInt())));
      case 'X' -> push(utf8(bytes(in.getInt())));
      case 0x8C -> push(utf8(bytes(next())));
      case 0x8D -> push(utf8(bytes(in.getLong())));
      case 'B' -> push(bytes(in.getInt()));
      case 'C' -> push(bytes(next()));
      case 0x8E, 0x96 -> push(bytes(in.getLong()));
      default -> container(code);
    }
  }

  private void container(int code) {
    switch (code) {
      case ']', 0x8F -> push(new ArrayList<>());
      case '}' -> push(new LinkedHashMap<>());
      case ')' -> push(List.of());
      case 'l', 0x91 -> push(popToMark());
      case 't' -> push(Collections.unmodifiableList(popToMark()));
      case 'd' -> push(setItems(new LinkedHashMap<>(), popToMark()));
      case 0x85 -> push(tuple(1));
      case 0x86 -> push(tuple(2));
      case 0x87 -> push(tuple(3));
      case 'a' -> append(tuple(1));
      case 'e', 0x90 -> append(popToMark());
      case 's' -> {
        List<Object> item = tuple(2);
        setItems(top(), item);
      }
      case 'u' -> {
        List<Object> items = popToMark();
        setItems(top(), items);
      }
      case 'p' -> memo.put(Long.valueOf(line()), top());
      case 'q' -> memo.put((long) next(), top());
      case 'r' -> memo.put(in.getInt() & 0xFFFFFFFFL, top());
      case 0x94 -> memo.put((long) memo.size(), top());
      case 'g' -> push(remembered(Long.parseLong(line())));
      case 'h' -> push(remembered(next()));
      case 'j' -> push(remembered(in.getInt() & 0xFFFFFFFFL));
      default -> object(code);
    }
  }

  private void object(int code) {
    switch (code) {
      case 'P' -> push(persistent.apply(line()));
      case 'Q' -> push(persistent.apply(pop()));
      case 'c' -> {
        String module = line();
        push(globals.find(module, line()));
      }
      case 0x93 -> {
        String name = (String) pop();
        push(globals.find((String) pop(), name));
      }
      case 'R', 0x81 -> {
        List<?> arguments = (List<?>) pop();
        push(call(pop(), arguments));
      }
      case 0x92 -> {
        pop(); // arguments by name
        List<?> arguments = (List<?>) pop();
        push(call(pop(), arguments));
      }
      case 'i' -> {
        String module = line();
        Object global = globals.find(module, line());
        push(call(global, popToMark()));
      }
      case 'o' -> {
        List<Object> all = popToMark();
        push(call(all.get(0), all.subList(1, all.size())));
      }
      case 'b' -> {
        Object state = pop();
        build(top(), state);
      }
      default ->
          throw new PickleException(
              "holds a pickle with the unknown instruction 0x%02X at byte %d"
                  .formatted(code, in.position() - 1));
    }
  }

  private Object call(Object global, List<?> arguments) {
    if (!(global instanceof PickleGlobal function)) {
      throw new PickleException("calls what is no function");
    }
    for (Object argument : arguments) {
      if (argument instanceof List<?> list) {
        copied += list.size();
      } else if (argument instanceof Map<?, ?> map) {
        copied += map.size();
      }
    }
    // A few bytes could otherwise ask for the same long list again and again.
    if (copied > 10L * in.limit()) {
      throw new PickleException("holds a pickle that swells beyond its size");
    }
    return function.call(new ArrayList<>(arguments));
  }

  /** Sets an object's state; attributes of plain containers and tensors are dropped. */
  private void build(Object object, Object state) {
    if (object instanceof PickleObject inert) {
      Object fields =
          state instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof Map
              ? pair.get(0)
              : state;
      if (fields instanceof Map<?, ?> map) {
        inert.fields().putAll(map);
      } else {
        inert.fields().put("state", state);
      }
    } else if (!(object instanceof Map
        || object instanceof List
        || object instanceof TorchTensor)) {
      throw new PickleException("sets the state of what has none");
    }
  }

  @SuppressWarnings("unchecked")
  private void append(List<Object> elements) {
    Object target = top();
    if (target instanceof PickleObject inert) {
      inert.elements().addAll(elements);
    } else if (target instanceof ArrayList) {
      ((List<Object>) target).addAll(elements);
    } else {
      throw new PickleException("appends to what is no list");
    }
  }

  @SuppressWarnings("unchecked")
  private static Object setItems(Object target, List<Object> items) {
    Map<Object, Object> map =
        target instanceof PickleObject inert ? inert.fields() : (Map<Object, Object>) target;
    for (int i = 0; i < items.size(); i += 2) {
      map.put(key(items.get(i)), items.get(i + 1));
    }
    return target;
  }

  /**
   * What a map can be asked by; a key of another kind, such as a tuple, stands for itself alone.
   */
  static Object key(Object key) {
    return key == null || key instanceof String || key instanceof Number || key instanceof Boolean
        ? key
        : new Object();
  }

  private Object remembered(long index) {
    if (!memo.containsKey(index)) {
      throw new PickleException("holds a pickle that refers to what is not there");
    }
    return memo.get(index);
  }

  private int next() {
    return in.get() & 0xFF;
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object top() {
    return stack.get(stack.size() - 1);
  }

  private Object pop() {
    Object top = stack.remove(stack.size() - 1);
    if (top == MARK) {
      throw new PickleException("holds a pickle with a mark out of place");
    }
    return top;
  }

  private List<Object> tuple(int size) {
    List<Object> last = stack.subList(stack.size() - size, stack.size());
    List<Object> tuple = Arrays.asList(last.toArray());
    last.clear();
    return Collections.unmodifiableList(tuple);
  }

  private List<Object> popToMark() {
    int mark = stack.lastIndexOf(MARK);
    List<Object> above = stack.subList(mark + 1, stack.size());
    List<Object> elements = new ArrayList<>(above);
    above.clear();
    stack.remove(mark);
    return elements;
  }

  private byte[] bytes(long count) {
    if (count < 0 || count > in.remaining()) {
      throw new PickleException("is cut short within a pickle");
    }
    byte[] bytes = new byte[(int) count];
    in.get(bytes);
    return bytes;
  }

  private String line() {
    int start = in.position();
    while (in.get() != '\n') {
      // on to the line's end
    }
    byte[] bytes = new byte[in.position() - 1 - start];
    in.get(start, bytes);
    return latin(bytes);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return latin(bytes); // lone surrogates, which Python lets pass
    }
  }

  /** Python's 0 and 1 as 00 and 01 are its truth values. */
  private static Object decimal(String text) {
    return switch (text) {
      case "00" -> false;
      case "01" -> true;
      default -> whole(new BigInteger(text));
    };
  }

  private Object whole(int length) {
    byte[] bytes = bytes(length);
    for (int i = 0; i < bytes.length / 2; i++) {
      byte swap = bytes[i];
      bytes[i] = bytes[bytes.length - 1 - i];
      bytes[bytes.length - 1 - i] = swap;
    }
    return bytes.length == 0 ? 0L : whole(new BigInteger(bytes));
  }

  private static Object whole(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    return value;
  }

  private static String unquoted(String text) {
    return text.substring(1, text.length() - 1).translateEscapes();
  }

  private static String unescaped(String text) {
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
