package org.serlab.audio;

/** Takes decoded samples in order, as they come from the file. */
interface PcmSink {
  /**
   * @param bytes samples, channels interleaved, little endian, signed; only valid during the call
   * @param length number of bytes that count, whole frames of {@link AudioInfo#bytesPerFrame()}
   */
  void accept(byte[] bytes, int length);
}
