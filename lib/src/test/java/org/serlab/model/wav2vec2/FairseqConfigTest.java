package org.serlab.model.wav2vec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.serlab.SerlabException;

/** Settings in fairseq checkpoints: what is understood, and what is refused. */
class FairseqConfigTest {
  @TempDir private Path folder;

  /** {"cfg": {"model": {KEY: VALUE}}}, the value a pickle of protocol 0. */
  private Path checkpoint(String key, String value) throws IOException {
    return checkpoint("(dVcfg\n(dVmodel\n(dV%s\n%ssss.".formatted(key, value));
  }

  private Path checkpoint(String pickle) throws IOException {
    byte[] bytes = pickle.getBytes(StandardCharsets.US_ASCII);
    Path file = folder.resolve("checkpoint.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      ZipEntry entry = new ZipEntry("checkpoint/data.pkl");
      CRC32 crc = new CRC32();
      crc.update(bytes);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(bytes.length);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(bytes);
    }
    return file;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[(8, 10, 5)] + [(8, 3, 2)] * 2",
        "[(8, 10, 5), (8, 3, 2), (8, 3, 2)]",
        "[(8,10,5)]+2*[(8,3,2)]",
      })
  void convolutionsAreReadInEverySpelling(String expression) throws IOException {
    Path file = checkpoint("conv_feature_layers", "V" + expression + "\n");
    Wav2Vec2Settings.Convolutions convolutions = FairseqConfig.read(file).convolutions();
    assertThat(convolutions.channels()).containsExactly(8, 8, 8);
    assertThat(convolutions.kernels()).containsExactly(10, 3, 3);
    assertThat(convolutions.strides()).containsExactly(5, 2, 2);
  }

  @Test
  void whetherWaveformsAreStandardisedIsTheTasksAffair() throws IOException {
    for (boolean wanted : new boolean[] {false, true}) {
      String normalize = "(dVnormalize\n" + (wanted ? "I01\n" : "I00\n") + "s";
      Path newer = checkpoint("(dVcfg\n(dVtask\n" + normalize + "ss.");
      assertThat(FairseqConfig.isStandardised(newer)).isEqualTo(wanted);
      Path older = checkpoint("(dVcfg\nNsVargs\n" + normalize + "s.");
      assertThat(FairseqConfig.isStandardised(older)).isEqualTo(wanted);
    }
    assertThat(FairseqConfig.isStandardised(checkpoint("normalize", "I01\n"))).isFalse();
  }

  @Test
  void whatIsNoSettingIsASentence() throws IOException {
    String[][] strange = {
      {"conv_feature_layers", "V__import__('os').system('true')\n"},
      {"conv_feature_layers", "V[" + "(1,1,1),".repeat(100_000) + "]\n"},
      {"conv_feature_layers", "V99*[(1,1,1)]*99\n"},
      {"conv_feature_layers", "(lp0\n(lg0\naa"}, // lists that contain each other
      {"extractor_mode", "(l"},
      {"encoder_layers", "F1e300\n"},
      {"encoder_layers", "FNaN\n"},
      {"encoder_layers", "(lp0\n(lg0\naa"},
    };
    for (String[] setting : strange) {
      Path file = checkpoint(setting[0], setting[1]);
      assertThatThrownBy(() -> FairseqConfig.read(file))
          .as(setting[0])
          .isInstanceOf(SerlabException.class)
          .hasMessageContaining("cannot be understood, " + setting[0]);
    }
  }
}
