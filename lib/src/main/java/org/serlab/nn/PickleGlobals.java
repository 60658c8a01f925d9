package org.serlab.nn;

import ai.djl.ndarray.types.DataType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names that checkpoints may use: PyTorch's tensors and storages, and Python's containers; and
 * classes whose objects become inert {@link PickleObject}s. Every other name is refused.
 */
final class PickleGlobals {
  /**
   * Modules whose classes stand in real checkpoints beside the weights, of no use here: the
   * training tools of fairseq and s3prl with their settings, and what those hold.
   */
  private static final List<String> INERT =
      List.of(
          "argparse.Namespace",
          "builtins.bool",
          "builtins.float",
          "builtins.int",
          "builtins.object",
          "builtins.str",
          "__builtin__.object",
          "fairseq.",
          "numpy.core.multiarray.scalar",
          "numpy.core.multiarray._reconstruct",
          "numpy._core.multiarray.scalar", // NumPy 2
          "numpy._core.multiarray._reconstruct",
          "numpy.dtype",
          "numpy.ndarray",
          "omegaconf.",
          "optimizers.",
          "pathlib.PosixPath",
          "torch.Tensor",
          "torch.device",
          "torch.nn.parameter.Parameter",
          "torch.optim.",
          "typing.");

  private static final Map<String, DataType> STORAGES =
      Map.of(
          "FloatStorage", DataType.FLOAT32,
          "DoubleStorage", DataType.FLOAT64,
          "HalfStorage", DataType.FLOAT16,
          "BFloat16Storage", DataType.BFLOAT16,
          "LongStorage", DataType.INT64,
          "IntStorage", DataType.INT32,
          "ShortStorage", DataType.INT16,
          "CharStorage", DataType.INT8,
          "ByteStorage", DataType.UINT8,
          "BoolStorage", DataType.BOOLEAN);

  private static final Map<String, DataType> TYPES =
      Map.of(
          "float32", DataType.FLOAT32,
          "float64", DataType.FLOAT64,
          "float16", DataType.FLOAT16,
          "bfloat16", DataType.BFLOAT16,
          "int64", DataType.INT64,
          "int32", DataType.INT32,
          "int16", DataType.INT16,
          "int8", DataType.INT8,
          "uint8", DataType.UINT8,
          "bool", DataType.BOOLEAN);

  private final Map<String, PickleGlobal> known = new HashMap<>();

  PickleGlobals() {
    known.put("collections.OrderedDict", PickleGlobals::dictionary);
    known.put("collections.defaultdict", arguments -> new LinkedHashMap<>());
    known.put("collections.Counter", PickleGlobals::dictionary);
    for (String builtins : List.of("builtins.", "__builtin__.")) {
      known.put(builtins + "dict", PickleGlobals::dictionary);
      for (String collection : List.of("list", "set", "frozenset", "tuple")) {
        known.put(builtins + collection, PickleGlobals::list);
      }
    }
    known.put("_codecs.encode", PickleGlobals::bytes);
    known.put("torch.Size", PickleGlobals::list);
    known.put("torch._utils._rebuild_tensor", TorchTensor::ofCall);
    known.put("torch._utils._rebuild_tensor_v2", TorchTensor::ofCall);
    for (String parameter : List.of("_rebuild_parameter", "_rebuild_parameter_with_state")) {
      known.put("torch._utils." + parameter, arguments -> (TorchTensor) arguments.get(0));
    }
    known.put("torch._tensor._rebuild_from_type_v2", PickleGlobals::ofType);
    for (String module : List.of("copyreg.", "copy_reg.")) {
      known.put(module + "_reconstructor", PickleGlobals::ofOldClass);
    }
    STORAGES.forEach((name, type) -> known.put("torch." + name, new StorageType(type)));
  }

  /**
   * A storage's class: its name decides the type of the elements.
   *
   * @param type of the elements
   */
  record StorageType(DataType type) implements PickleGlobal {
    @Override
    public Object call(List<Object> arguments) {
      throw new PickleException("makes a storage by a call");
    }
  }

  /** A class whose objects are inert. */
  private record Inert(String name) implements PickleGlobal {
    @Override
    public Object call(List<Object> arguments) {
      return new PickleObject(name, arguments);
    }
  }

  /**
   * @param module as the pickle names it
   * @param name within the module
   * @return what stands for it
   * @throws PickleException if it is not allowed
   */
  Object find(String module, String name) {
    String full = module + "." + name;
    PickleGlobal global = known.get(full);
    if (global != null) {
      return global;
    }
    if (module.equals("torch") && TYPES.containsKey(name)) {
      return TYPES.get(name);
    }
    for (String inert : INERT) {
      if (inert.endsWith(".") ? full.startsWith(inert) : full.equals(inert)) {
        return new Inert(full);
      }
    }
    throw new PickleException(
        "names "
            + full
            + ", which is neither a tensor nor a plain container: it may be made to do harm, and"
            + " is not read");
  }

  private static Map<Object, Object> dictionary(List<Object> arguments) {
    Map<Object, Object> dictionary = new LinkedHashMap<>();
    if (!arguments.isEmpty() && arguments.get(0) instanceof Map<?, ?> map) {
      dictionary.putAll(map);
    } else if (!arguments.isEmpty()) {
      for (Object pair : (List<?>) arguments.get(0)) {
        List<?> entry = (List<?>) pair;
        dictionary.put(PickleReader.key(entry.get(0)), entry.get(1));
      }
    }
    return dictionary;
  }

  private static List<Object> list(List<Object> arguments) {
    return arguments.isEmpty()
        ? new ArrayList<>()
        : new ArrayList<>((Collection<?>) arguments.get(0));
  }

  /**
   * {@code (function, class, arguments, state)}: a tensor with attributes, which are dropped. The
   * function can only be the one that makes a tensor; to call whatever is given could go on for
   * ever.
   */
  private static Object ofType(List<Object> arguments) {
    return TorchTensor.ofCall((List<?>) arguments.get(2));
  }

  /** {@code (class, base, state)}: how old protocols make an object. */
  private static Object ofOldClass(List<Object> arguments) {
    return ((PickleGlobal) arguments.get(0)).call(List.of());
  }

  /** How old protocols write bytes: as text of which each character is one. */
  private static Object bytes(List<Object> arguments) {
    return ((String) arguments.get(0)).getBytes(StandardCharsets.ISO_8859_1);
  }
}
