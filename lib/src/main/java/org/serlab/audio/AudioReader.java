package org.serlab.audio;

import java.io.IOException;

/** A file whose header has been read. */
interface AudioReader {
  /** What the header says. */
  AudioInfo info();

  /** Hands all samples to the sink, and checks them where the container allows it. */
  void decode(PcmSink sink) throws IOException;
}
