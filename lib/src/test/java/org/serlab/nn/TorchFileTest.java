package org.serlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.serlab.SerlabException;

/** Checkpoints of PyTorch: what is read, and what is refused. */
class TorchFileTest {
  @TempDir private Path folder;

  private static Object plain(PickleBytes pickle) {
    return new PickleReader(ByteBuffer.wrap(pickle.bytes()), new PickleGlobals(), id -> id).read();
  }

  private static PickleBytes ascii(String text) {
    return new PickleBytes().ascii(text);
  }

  /** Written by Python: {@code pickle.dumps(..., protocol)}. */
  @Test
  void plainValuesOfEveryProtocol() {
    // {'a': [1, -2.5, None, True], 'b': ('x', 2**70)}
    String zero =
        "(dp0\nVa\np1\n(lp2\nI1\naF-2.5\naNaI01\nasVb\np3\n(Vx\np4\n"
            + "L1180591620717411303424L\ntp5\ns.";
    check(plain(ascii(zero)));
    PickleBytes two =
        new PickleBytes()
            .protocol()
            .raw('}', 'q', 0, '(')
            .text("a")
            .raw(']', 'q', 1, '(', 'K', 1, 'G', 0xC0, 4, 0, 0, 0, 0, 0, 0, 'N', 0x88, 'e')
            .text("b")
            .text("x")
            .raw(0x8A, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0x40, 0x86, 'u', '.');
    check(plain(two));
    PickleBytes four =
        new PickleBytes()
            .raw(0x80, 4, 0x95, 40, 0, 0, 0, 0, 0, 0, 0, '}', 0x94, '(', 0x8C, 1, 'a', 0x94)
            .raw(']', 0x94, '(', 'K', 1, 'G', 0xC0, 4, 0, 0, 0, 0, 0, 0, 'N', 0x88, 'e')
            .raw(0x8C, 1, 'b', 0x94, 0x8C, 1, 'x', 0x94)
            .raw(0x8A, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0x40, 0x86, 0x94, 'u', '.');
    check(plain(four));
  }

  private static void check(Object value) {
    Map<?, ?> map = (Map<?, ?>) value;
    assertThat(map.get("a")).isEqualTo(Arrays.asList(1L, -2.5, null, true));
    assertThat(map.get("b")).isEqualTo(List.of("x", BigInteger.ONE.shiftLeft(70)));
  }

  @Test
  void aStructureMayContainItself() {
    List<?> list = (List<?>) plain(new PickleBytes().protocol().raw(']', 'q', 0, 'h', 0, 'a', '.'));
    assertThat(list.get(0)).isSameAs(list);
  }

  /** Each would start a shell in Python. */
  static List<PickleBytes> attacks() {
    return List.of(
        ascii("cos\nsystem\n(S'touch pwned'\ntR."),
        ascii("cposix\nsystem\n(S'touch pwned'\ntR."),
        ascii("(S'touch pwned'\nios\nsystem\n."),
        ascii("(cos\nsystem\nS'touch pwned'\no."),
        new PickleBytes().raw(0x80, 4, 0x8C, 2, 'o', 's', 0x8C, 6).ascii("system").raw(0x93),
        ascii("cbuiltins\neval\n(S'1'\ntR."),
        ascii("c__builtin__\ngetattr\n(tR."),
        ascii("csubprocess\nPopen\n(tR."),
        ascii("ccollections\nOrderedDict.__init__\n(tR."),
        ascii("ctorch.storage\n_load_from_bytes\n(tR."),
        ascii("ctorch.hub\nload\n(tR."),
        ascii("cargparse\nNamespaceX\n(tR."),
        ascii("cfairseqx\ny\n(tR."));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void aHostilePickleIsRefused(PickleBytes attack) throws IOException {
    byte[] bytes = attack.bytes();
    Path zip = PickleBytes.zip(folder.resolve("a.pt"), bytes, Map.of());
    Path old = PickleBytes.legacy(folder.resolve("b.pt"), bytes, Map.of());
    for (Path file : List.of(zip, old)) {
      assertThatThrownBy(() -> TorchFile.open(file))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining(file.getFileName().toString())
          .hasMessageContaining("names ")
          .hasMessageContaining("not read");
    }
    assertThat(Path.of("pwned")).doesNotExist();
  }

  @Test
  void aHostilePickleIsNamed() throws IOException {
    Path file =
        PickleBytes.zip(
            folder.resolve("a.pt"), ascii("cos\nsystem\n(S'touch pwned'\ntR.").bytes(), Map.of());
    assertThatThrownBy(() -> WeightFile.open(file)).hasMessageContaining("names os.system,");
  }

  /** {"w": transposed 2 x 3, "b": a part of the same storage, "n": 7, "h": half precision}. */
  private static byte[] checkpoint(boolean legacy) {
    PickleBytes pickle = new PickleBytes().protocol().raw('}', '(');
    pickle.text("w");
    pickle.tensor("FloatStorage", "0", 6, legacy, 0, new int[] {2, 3}, new int[] {1, 2});
    pickle.text("b");
    pickle.tensor("FloatStorage", "0", 6, legacy, 2, new int[] {3}, new int[] {1});
    pickle.text("n").whole(7);
    if (!legacy) {
      pickle.text("h");
      pickle.tensor("HalfStorage", "1", 2, false, 0, new int[] {2}, new int[] {1});
      pickle.text("s");
      pickle.tensor("LongStorage", "2", 1, false, 0, new int[0], new int[0]);
    }
    return pickle.raw('u', '.').bytes();
  }

  private Path zipped() throws IOException {
    return PickleBytes.zip(
        folder.resolve("zip.bin"),
        checkpoint(false),
        Map.of(
            "0", PickleBytes.floats(1, 2, 3, 4, 5, 6),
            "1", new byte[] {0, 0x3C, 0, (byte) 0xC0},
            "2", new byte[] {9, 0, 0, 0, 0, 0, 0, 0}));
  }

  private Path legacy() throws IOException {
    return PickleBytes.legacy(
        folder.resolve("legacy.bin"),
        checkpoint(true),
        Map.of("0", new float[] {1, 2, 3, 4, 5, 6}));
  }

  @Test
  void tensorsAreViewsOfTheirStorages() throws IOException {
    Torch.prepareThread();
    for (Path path : List.of(zipped(), legacy())) {
      try (WeightFile file = WeightFile.open(path);
          NDManager manager = NDManager.newBaseManager()) {
        assertThat(file.names()).contains("w", "b").doesNotContain("n");
        assertThat(file.array(manager, "w").toFloatArray()).containsExactly(1, 3, 5, 2, 4, 6);
        assertThat(file.array(manager, "b").toFloatArray()).containsExactly(3, 4, 5);
        if (file.names().contains("h")) {
          assertThat(file.type("h")).isEqualTo(DataType.FLOAT16);
          assertThat(file.array(manager, "h").toType(DataType.FLOAT32, true).toFloatArray())
              .containsExactly(1, -2);
          assertThat(file.shape("s").dimension()).isZero();
          assertThat(file.array(manager, "s").getLong()).isEqualTo(9);
        }
      }
      try (TorchFile file = TorchFile.open(path)) {
        assertThat(((Map<?, ?>) file.root()).get("n")).isEqualTo(7L);
      }
    }
  }

  @Test
  void parametersAndTensorsWithAttributesAreTensors() {
    PickleBytes pickle = new PickleBytes().protocol().raw('}', '(').text("p");
    pickle.global("torch._utils", "_rebuild_parameter").raw('(');
    pickle.tensor("FloatStorage", "0", 6, false, 0, new int[] {6}, new int[] {1});
    pickle.raw(0x88).global("collections", "OrderedDict").raw(')', 'R', 't', 'R').text("t");
    pickle.global("torch._tensor", "_rebuild_from_type_v2").raw('(');
    pickle.global("torch._utils", "_rebuild_tensor_v2").global("torch.nn.parameter", "Parameter");
    pickle.raw('(', '(').text("storage").global("torch", "FloatStorage").text("0").text("cpu");
    pickle.whole(6).raw('t', 'Q').whole(2).tuple(2).tuple(1).raw(0x89, '}', 't', '}', 't', 'R');
    pickle.text("o").global("copyreg", "_reconstructor").global("fairseq.x", "Y");
    pickle.global("builtins", "object").raw('N', 0x87, 'R', '}').text("a").whole(3).raw('s', 'b');
    Map<?, ?> map =
        (Map<?, ?>)
            new PickleReader(
                    ByteBuffer.wrap(pickle.raw('u', '.').bytes()),
                    new PickleGlobals(),
                    TorchStorage::ofId)
                .read();
    assertThat(((TorchTensor) map.get("p")).shape()).containsExactly(6);
    assertThat(((TorchTensor) map.get("t")).offset()).isEqualTo(2);
    PickleObject object = (PickleObject) map.get("o");
    assertThat(object.type()).isEqualTo("fairseq.x.Y");
    assertThat(object.fields().get("a")).isEqualTo(3L);
  }

  @Test
  void tensorsBeyondTheirStorageAreRefused() throws IOException {
    PickleBytes beyond = new PickleBytes().protocol();
    beyond.tensor("FloatStorage", "0", 6, false, 4, new int[] {3}, new int[] {1}).raw('.');
    Path file = PickleBytes.zip(folder.resolve("a.pt"), beyond.bytes(), Map.of());
    assertThatThrownBy(() -> TorchFile.open(file)).hasMessageContaining("beyond its storage");
    PickleBytes negative = new PickleBytes().protocol();
    negative.tensor("FloatStorage", "0", 6, false, 4, new int[] {3}, new int[] {-1}).raw('.');
    Path other = PickleBytes.zip(folder.resolve("b.pt"), negative.bytes(), Map.of());
    assertThatThrownBy(() -> TorchFile.open(other)).hasMessageContaining("impossible shape");
    // The pickle promises more than the file has.
    Path small =
        PickleBytes.zip(
            folder.resolve("c.pt"), checkpoint(false), Map.of("0", PickleBytes.floats(1, 2)));
    try (WeightFile weights = WeightFile.open(small)) {
      assertThatThrownBy(() -> weights.bytes("w"))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("cut short");
    }
  }

  @Test
  void otherFilesAreSentences() throws IOException {
    refused(folder.resolve("none.pt"), "no such file");
    Path file = folder.resolve("other.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(new byte[100]);
    }
    refused(file, "compressed again");
    PickleBytes.zip(file, new PickleBytes().protocol().raw('}', '.').bytes(), Map.of());
    refused(file, "holds no weights");
    Files.write(file, new PickleBytes().protocol().raw('}', '.').bytes());
    refused(file, "not one of torch.save");
    byte[] whole = Files.readAllBytes(zipped());
    Files.write(file, Arrays.copyOf(whole, whole.length - 40));
    refused(file, "other.zip");
    whole = Files.readAllBytes(legacy());
    Files.write(file, Arrays.copyOf(whole, whole.length - 4));
    refused(file, "cut short");
    Files.write(file, "PK".getBytes(StandardCharsets.US_ASCII));
    refused(file, "other.zip");
  }

  private static void refused(Path file, String complaint) {
    assertThatThrownBy(() -> WeightFile.open(file))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void aFewBytesCannotAskForMuchMemory() {
    PickleBytes bomb = new PickleBytes().protocol().raw(']', 'q', 0, '(');
    for (int i = 0; i < 1000; i++) {
      bomb.raw('K', 1);
    }
    bomb.raw('e', '0');
    for (int i = 0; i < 2000; i++) {
      bomb.global("builtins", "list").raw('h', 0, 0x85, 'R');
    }
    PickleBytes texts = new PickleBytes().protocol().text("a".repeat(1000)).raw('q', 0, '0');
    for (int i = 0; i < 100; i++) {
      texts.global("_codecs", "encode").raw('h', 0).text("latin1").raw(0x86, 'R');
    }
    for (PickleBytes pickle : List.of(bomb, texts)) {
      assertThatThrownBy(() -> plain(pickle.raw('.')))
          .isInstanceOf(PickleException.class)
          .hasMessageContaining("swells");
    }
  }

  /** Little to read, much to do: copies, digits, texts of lists of lists, calls without end. */
  static List<PickleBytes> bombs() {
    PickleBytes copies = new PickleBytes().protocol().raw('}', 'q', 0, '(');
    for (int i = 0; i < 1000; i++) {
      copies.whole(i).raw('N');
    }
    copies.raw('u');
    for (int i = 0; i < 2000; i++) {
      copies.global("argparse", "Namespace").raw(')', 'R', 'h', 0, 'b');
    }
    PickleBytes endless = new PickleBytes().protocol().raw(']', 'q', 0, '0');
    endless.global("torch._tensor", "_rebuild_from_type_v2").raw('q', 1, '0', 'h', 0);
    endless.raw('h', 1, 'a', 'N', 'a', 'h', 0, 'a', '0', 'h', 1, 'h', 0, 'R');
    PickleBytes key = new PickleBytes().protocol().raw('(').text("storage");
    key.global("torch", "FloatStorage")
        .raw(']', 'q', 0, ']', 'q', 1, 'h', 0, 'a', 'a', '0', 'h', 0);
    key.text("cpu").whole(6).raw('t', 'Q');
    PickleBytes axes = new PickleBytes().protocol();
    axes.tensor("FloatStorage", "0", 6, false, 0, new int[100], new int[100]);
    PickleBytes product = new PickleBytes().protocol();
    int[] large = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
    product.tensor("FloatStorage", "0", 6, false, 0, large, new int[3]);
    return List.of(copies, endless, key, axes, product, ascii("L" + "9".repeat(3_000_000) + "L\n"));
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void aBombIsRefusedAtOnce(PickleBytes bomb) throws IOException {
    byte[] bytes = bomb.raw('.').bytes();
    Path zip = PickleBytes.zip(folder.resolve("a.pt"), bytes, Map.of());
    Path old = PickleBytes.legacy(folder.resolve("b.pt"), bytes, Map.of());
    for (Path file : List.of(zip, old)) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> assertThatThrownBy(() -> TorchFile.open(file)).isInstanceOf(SerlabException.class));
    }
  }

  @Test
  void aComplaintIsALine() throws IOException {
    String name = "os\n\u001b[31m" + "x".repeat(100_000);
    PickleBytes pickle = new PickleBytes().raw(0x80, 4).text(name).text("system").raw(0x93, '.');
    Path file = PickleBytes.zip(folder.resolve("a.pt"), pickle.bytes(), Map.of());
    assertThatThrownBy(() -> TorchFile.open(file))
        .hasMessageContaining("names os?")
        .hasMessageEndingWith("not read.")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}"))
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(1000));
  }

  @Test
  void moreThanThereIsIsNotGivenOut() throws IOException {
    PickleBytes pickle = new PickleBytes().protocol().raw('}').text("w");
    pickle.tensor("FloatStorage", "0", 6, false, 0, new int[] {1 << 29}, new int[] {0});
    pickle.raw('s').text("expanded");
    pickle.tensor("FloatStorage", "0", 6, false, 5, new int[] {8}, new int[] {0});
    Path file =
        PickleBytes.zip(
            folder.resolve("a.pt"),
            pickle.raw('s', '.').bytes(),
            Map.of("0", PickleBytes.floats(1, 2, 3, 4, 5, 6)));
    try (WeightFile weights = WeightFile.open(file)) {
      assertThat(weights.bytes("expanded").getFloat(7 * 4)).isEqualTo(6);
      assertThatThrownBy(() -> weights.bytes("w"))
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("more elements than its storage");
    }
    PickleBytes.zip(file, new byte[TorchFile.MOST_PICKLED + 1], Map.of());
    refused(file, "more than weights need");
  }

  /** Whatever is damaged: an answer or one kind of exception. */
  @Test
  void damagedFilesNeverDoMoreThanComplain() throws IOException {
    Random random = new Random(1);
    Path file = folder.resolve("damaged.pt");
    int refused = 0;
    for (Path path : List.of(zipped(), legacy())) {
      byte[] good = Files.readAllBytes(path);
      for (int i = 0; i < 1500; i++) {
        byte[] bad =
            Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(200) : good.length);
        for (int k = random.nextInt(4); k >= 0 && bad.length > 0; k--) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt();
        }
        Files.write(file, bad);
        try (WeightFile weights = WeightFile.open(file)) {
          weights.names().forEach(weights::bytes);
        } catch (SerlabException e) {
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }
}
