package org.serlab.feature.opensmile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;
import org.serlab.audio.Waveform;

/** A folder made up from our own values, some of them spoilt. */
class ReferenceFolderTest {
  private static final OpenSmileSet SET = OpenSmileSet.EGEMAPSV02;

  @TempDir private Path folder;

  private void write(List<String> names, float spoilt) throws IOException {
    Files.createDirectories(folder.resolve("audio"));
    Files.createDirectories(folder.resolve("func"));
    Files.write(folder.resolve("audio/one.wav"), AudioFile.wavBytes(Tones.babble(0.5, 16000, 1)));
    Waveform read = AudioFile.read(folder.resolve("audio/one.wav"));
    float[] values = SET.functionals(read);
    values[3] += spoilt;
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 88), }";
    ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + 4 * 88);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
    for (float value : values) {
      bytes.putFloat(value);
    }
    Files.write(folder.resolve("func/egemapsv02.npy"), bytes.array());
    Files.write(folder.resolve("func/egemapsv02.files.txt"), List.of("one"));
    Files.write(folder.resolve("func/egemapsv02.names.txt"), names);
  }

  @Test
  void equalValuesAgreeAndASpoiltColumnIsNamed() throws IOException {
    write(SET.names(), 0);
    Agreement equal = ReferenceFolder.agreement(SET, folder).orElseThrow();
    assertThat(equal.within()).isEqualTo(88);
    write(SET.names(), 5);
    Agreement spoilt = ReferenceFolder.agreement(SET, folder).orElseThrow();
    assertThat(spoilt.within()).isEqualTo(87);
    assertThat(spoilt.columns().get(0).name()).isEqualTo(SET.names().get(3));
  }

  @Test
  void anotherSetIsAbsentAndOtherColumnsAreRefused() throws IOException {
    write(SET.names().subList(0, 87), 0);
    assertThat(ReferenceFolder.agreement(OpenSmileSet.IS10, folder)).isEmpty();
    assertThatThrownBy(() -> ReferenceFolder.agreement(SET, folder))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("egemapsv02");
  }
}
