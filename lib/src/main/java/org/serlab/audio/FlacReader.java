package org.serlab.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * FLAC (RFC 9639) of 4 to 24 bits. Ours, because the decoder there is for the JVM runs for ever on
 * some damaged files, prints to standard output, and takes four times as long. What is decoded is
 * held against all that the file says about itself: the checksums of each frame, the number of
 * samples and their MD5.
 */
final class FlacReader implements AudioReader {
  private static final int STREAM_INFO = 34;
  private static final int LEAST_BITS = 4;
  private static final int MOST_BITS = 24;

  private final ByteSource source;
  private final AudioInfo info;
  private final int bits; // of a sample; in info these are whole bytes
  private final byte[] md5;
  private final long framesStart;

  /** Reads the header, that is all metadata blocks. */
  FlacReader(ByteSource source) throws IOException {
    this.source = source;
    source.seek(4); // fLaC
    byte[] first = null;
    boolean last = false;
    while (!last) {
      int word = source.read(4).order(ByteOrder.BIG_ENDIAN).getInt();
      last = word < 0;
      int type = word >>> 24 & 0x7F;
      int length = word & 0xFFFFFF;
      if (first != null) {
        source.seek(source.position() + length); // tags, pictures and the like
      } else if (type == 0 && length == STREAM_INFO) {
        first = source.read(STREAM_INFO).array();
      } else {
        throw new AudioException(
            "%s is a FLAC file with a damaged header.".formatted(source.name()));
      }
    }
    framesStart = source.position();
    md5 = Arrays.copyOfRange(first, 18, 34);
    long packed = ByteBuffer.wrap(first).getLong(10); // rate 20 bits, channels 3, bits 5, length 36
    bits = (int) (packed >>> 36 & 31) + 1;
    if (bits < LEAST_BITS || bits > MOST_BITS) {
      throw new AudioException(
          "%s is a FLAC file of %d bits, which is not read; convert it to 16 bits."
              .formatted(source.name(), bits));
    }
    long frames = packed & 0xF_FFFF_FFFFL;
    info =
        new AudioInfo(
                "FLAC",
                (int) (packed >>> 41 & 7) + 1,
                (int) (packed >>> 44),
                (bits + 7) / 8 * 8,
                false,
                frames == 0 ? -1 : frames) // 0 means that the encoder did not know
            .check(source.name());
  }

  @Override
  public AudioInfo info() {
    return info;
  }

  @Override
  public void decode(PcmSink sink) throws IOException {
    source.seek(framesStart);
    FlacBits in = new FlacBits(source);
    FlacFrame frame = new FlacFrame(in, info.channels(), bits);
    MessageDigest digest = md5();
    byte[] pcm = {};
    long decoded = 0;
    try {
      // What follows the last promised sample, such as an ID3 tag, is none of ours.
      while (info.frames() < 0 ? !in.atEnd() : decoded < info.frames()) {
        frame.read();
        decoded += frame.length();
        int bytes = frame.length() * info.bytesPerFrame();
        pcm = pcm.length < bytes ? new byte[bytes] : pcm;
        interleave(frame, pcm);
        digest.update(pcm, 0, bytes);
        alignLeft(pcm, bytes);
        sink.accept(pcm, bytes);
      }
    } catch (FlacFrame.Damage e) {
      throw new AudioException(
          "%s is damaged after %.2f s (%s)."
              .formatted(source.name(), decoded / (double) info.sampleRate(), e.getMessage()),
          e);
    }
    boolean unknown = Arrays.equals(md5, new byte[md5.length]);
    if ((info.frames() >= 0 && decoded != info.frames())
        || !(unknown || MessageDigest.isEqual(digest.digest(), md5))) {
      throw new AudioException(
          "%s is damaged: its samples are not those that its header promises."
              .formatted(source.name()));
    }
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has MD5
    }
  }

  /** Little-endian, sign-extended to whole bytes: what the MD5 is made of. */
  private void interleave(FlacFrame frame, byte[] pcm) {
    int width = info.bytesPerSample();
    int step = info.bytesPerFrame();
    for (int channel = 0; channel < info.channels(); channel++) {
      int[] samples = frame.samples(channel);
      int at = channel * width;
      for (int i = 0; i < frame.length(); i++) {
        int sample = samples[i];
        pcm[at] = (byte) sample;
        if (width > 1) {
          pcm[at + 1] = (byte) (sample >> 8);
        }
        if (width > 2) {
          pcm[at + 2] = (byte) (sample >> 16);
        }
        at += step;
      }
    }
  }

  /** A sample of 12 or 20 bits takes the upper bits of its bytes, so that full scale is 1. */
  private void alignLeft(byte[] pcm, int bytes) {
    int shift = info.bits() - bits;
    int width = info.bytesPerSample();
    if (shift == 0) {
      return;
    }
    for (int at = 0; at < bytes; at += width) {
      int carried = 0;
      for (int i = at; i < at + width; i++) {
        int value = (pcm[i] & 0xFF) << shift | carried;
        pcm[i] = (byte) value;
        carried = value >> 8;
      }
    }
  }
}
