package org.serlab.nn;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
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

  private final PickleInput in;
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
    this.in = new PickleInput(in);
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
      for (int code = in.next(); code != '.'; code = in.next()) {
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
      case 0x80 -> in.next(); // protocol
      case 0x95 -> in.nextLong(); // frame
      case '(' -> push(MARK);
      case '0' -> pop();
      case '1' -> popToMark();
      case '2' -> push(top());
      case 'N' -> push(null);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'I' -> push(PickleInput.decimal(in.line()));
      case 'L' -> push(PickleInput.whole(in.line().replaceFirst("L$", "")));
      case 'F' -> push(Double.valueOf(in.line()));
      case 'J' -> push((long) in.nextInt());
      case 'K' -> push((long) in.next());
      case 'M' -> push(in.nextShort());
      case 0x8A -> push(in.whole(in.next()));
      case 0x8B -> push(in.whole(in.nextInt()));
      case 'G' -> push(in.nextDouble());
      default -> text(code);
    }
  }

  private void text(int code) {
    switch (code) {
      case 'S' -> push(PickleInput.unquoted(in.line()));
      case 'V' -> push(PickleInput.unescaped(in.line()));
      case 'U' -> push(PickleInput.latin(in.bytes(in.next())));
      case 'T' -> push(PickleInput.latin(in.bytes(in.nextInt())));
      case 'X' -> push(PickleInput.utf8(in.bytes(in.nextInt())));
      case 0x8C -> push(PickleInput.utf8(in.bytes(in.next())));
      case 0x8D -> push(PickleInput.utf8(in.bytes(in.nextLong())));
      case 'B' -> push(in.bytes(in.nextInt()));
      case 'C' -> push(in.bytes(in.next()));
      case 0x8E, 0x96 -> push(in.bytes(in.nextLong()));
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
      case 'p' -> memo.put(Long.valueOf(in.line()), top());
      case 'q' -> memo.put((long) in.next(), top());
      case 'r' -> memo.put(in.nextInt() & 0xFFFFFFFFL, top());
      case 0x94 -> memo.put((long) memo.size(), top());
      case 'g' -> push(remembered(Long.parseLong(in.line())));
      case 'h' -> push(remembered(in.next()));
      case 'j' -> push(remembered(in.nextInt() & 0xFFFFFFFFL));
      default -> object(code);
    }
  }

  private void object(int code) {
    switch (code) {
      case 'P' -> push(persistent.apply(in.line()));
      case 'Q' -> push(persistent.apply(pop()));
      case 'c' -> {
        String module = in.line();
        push(globals.find(module, in.line()));
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
        String module = in.line();
        Object global = globals.find(module, in.line());
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
    copied(arguments.size());
    for (Object argument : arguments) {
      if (argument instanceof List<?> list) {
        copied(list.size());
      } else if (argument instanceof Map<?, ?> map) {
        copied(map.size());
      } else if (argument instanceof String text) {
        copied(text.length());
      }
    }
    return function.call(new ArrayList<>(arguments));
  }

  /** A few bytes could otherwise ask for the same long list or text again and again. */
  private void copied(int elements) {
    copied += elements;
    if (copied > in.position()) {
      throw new PickleException("holds a pickle that swells beyond its size");
    }
  }

  /** Sets an object's state; attributes of plain containers and tensors are dropped. */
  private void build(Object object, Object state) {
    if (object instanceof PickleObject inert) {
      Object fields =
          state instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof Map
              ? pair.get(0)
              : state;
      if (fields instanceof Map<?, ?> map) {
        copied(map.size());
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
}
