package org.serlab.audio;

import java.nio.ByteBuffer;
import org.serlab.Sha256;

/** SHA-256 of decoded samples, as {@link AudioFile#digest} explains it. */
final class PcmDigest implements PcmSink {
  private final Sha256 sha = new Sha256();
  private final boolean widen;

  PcmDigest(AudioInfo info) {
    widen = info.bits() == 8;
  }

  @Override
  public void accept(byte[] bytes, int length) {
    if (!widen) {
      sha.add(ByteBuffer.wrap(bytes, 0, length));
      return;
    }
    byte[] wide = new byte[2 * length];
    for (int i = 0; i < length; i++) {
      wide[2 * i + 1] = bytes[i];
    }
    sha.add(ByteBuffer.wrap(wide));
  }

  /** 64 hexadecimal digits, once all samples have come. */
  String hex() {
    return sha.hex();
  }
}
