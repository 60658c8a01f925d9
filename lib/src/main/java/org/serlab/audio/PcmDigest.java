package org.serlab.audio;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of decoded samples, as {@link AudioFile#digest} explains it. */
final class PcmDigest implements PcmSink {
  private final MessageDigest sha;
  private final boolean widen;

  PcmDigest(AudioInfo info) {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
    widen = info.bits() == 8;
  }

  @Override
  public void accept(byte[] bytes, int length) {
    if (!widen) {
      sha.update(bytes, 0, length);
      return;
    }
    byte[] wide = new byte[2 * length];
    for (int i = 0; i < length; i++) {
      wide[2 * i + 1] = bytes[i];
    }
    sha.update(wide);
  }

  /** 64 hexadecimal digits, once all samples have come. */
  String hex() {
    return HexFormat.of().formatHex(sha.digest());
  }
}
