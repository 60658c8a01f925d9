package org.serlab.audio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jflac.FLACDecoder;
import org.jflac.PCMProcessor;
import org.jflac.metadata.StreamInfo;
import org.jflac.util.ByteData;

/**
 * FLAC (RFC 9639) of 8, 16 and 24 bits. The frames are decoded by jFLAC; all around them is read
 * here, since the header's own promises (number of samples, MD5 of all samples) decide whether what
 * came out is what went in, and since tags and pictures are nothing to allocate memory for.
 */
final class FlacReader implements AudioReader {
  private static final int STREAM_INFO = 34;

  private final ByteSource source;
  private final AudioInfo info;
  private final byte[] streamInfo;
  private final long framesStart;

  /** Reads the header, that is all metadata blocks. */
  FlacReader(ByteSource source) throws IOException {
    this.source = source;
    source.seek(4); // fLaC
    byte[] first = null;
    boolean last = false;
    while (!last) {
      ByteBuffer header = source.read(4).order(ByteOrder.BIG_ENDIAN);
      int word = header.getInt();
      last = word < 0;
      int type = word >>> 24 & 0x7F;
      int length = word & 0xFFFFFF;
      if (first == null) {
        if (type != 0 || length != STREAM_INFO) {
          throw new AudioException(
              "%s is a FLAC file with a damaged header.".formatted(source.name()));
        }
        first = source.read(STREAM_INFO).array();
      } else {
        source.seek(source.position() + length);
      }
    }
    streamInfo = first;
    framesStart = source.position();
    ByteBuffer fields = ByteBuffer.wrap(first);
    long packed = fields.getLong(10); // rate 20 bits, channels 3, bits 5, samples 36
    long frames = packed & 0xF_FFFF_FFFFL;
    info =
        new AudioInfo(
                "FLAC",
                (int) (packed >>> 41 & 7) + 1,
                (int) (packed >>> 44),
                (int) (packed >>> 36 & 31) + 1,
                false,
                frames == 0 ? -1 : frames)
            .check(source.name());
    if (info.bits() != 8 && info.bits() != 16 && info.bits() != 24) {
      throw new AudioException(
          "%s is a FLAC file of %d bits, which is not read; convert it to 16 bits."
              .formatted(source.name(), info.bits()));
    }
  }

  @Override
  public AudioInfo info() {
    return info;
  }

  @Override
  public void decode(PcmSink sink) throws IOException {
    source.seek(framesStart);
    Checked checked = new Checked(sink);
    FLACDecoder decoder =
        new FLACDecoder(new SequenceInputStream(new ByteArrayInputStream(plainHeader()), frames()));
    decoder.addPCMProcessor(checked);
    try {
      decoder.decode();
    } catch (AudioException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new AudioException("%s is damaged.".formatted(source.name()), e);
    }
    checked.finish(decoder.getBadFrames());
  }

  /** The file's STREAMINFO as the only metadata block. */
  private byte[] plainHeader() {
    return ByteBuffer.allocate(8 + STREAM_INFO)
        .putInt(0x664C_6143) // fLaC
        .putInt(0x8000_0000 | STREAM_INFO)
        .put(streamInfo)
        .array();
  }

  private InputStream frames() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return source.read(bytes, offset, length);
      }
    };
  }

  /** Passes samples on and keeps count and digest. */
  private final class Checked implements PCMProcessor {
    private final PcmSink sink;
    private final MessageDigest md5;
    private long bytes;

    Checked(PcmSink sink) {
      this.sink = sink;
      try {
        md5 = MessageDigest.getInstance("MD5");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void processStreamInfo(StreamInfo ignored) {}

    @Override
    public void processPCM(ByteData pcm) {
      byte[] data = pcm.getData();
      bytes += pcm.getLen();
      if (info.frames() >= 0 && bytes > info.frames() * info.bytesPerFrame()) {
        throw new AudioException(
            "%s is damaged: it holds more than the %d samples its header promises."
                .formatted(source.name(), info.frames()));
      }
      if (info.bits() == 8) {
        for (int i = 0; i < pcm.getLen(); i++) {
          data[i] ^= (byte) 0x80; // jFLAC gives 8 bits unsigned
        }
      }
      md5.update(data, 0, pcm.getLen());
      sink.accept(data, pcm.getLen());
    }

    void finish(int badFrames) {
      long frames = bytes / info.bytesPerFrame();
      if (info.frames() >= 0 && frames < info.frames()) {
        throw new AudioException(
            "%s is cut short or damaged: its header promises %d samples and %d are there."
                .formatted(source.name(), info.frames(), frames));
      }
      byte[] promised = java.util.Arrays.copyOfRange(streamInfo, 18, 34);
      boolean known = !java.util.Arrays.equals(promised, new byte[16]);
      if (badFrames > 0 || (known && !MessageDigest.isEqual(md5.digest(), promised))) {
        throw new AudioException(
            "%s is damaged: its samples do not have the checksum that its header promises."
                .formatted(source.name()));
      }
    }
  }
}
