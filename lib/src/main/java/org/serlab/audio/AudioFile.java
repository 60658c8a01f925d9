package org.serlab.audio;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Recordings on disk: WAV (PCM of 8 to 32 bits, IEEE numbers) and FLAC, told apart by their first
 * bytes, not by their names. Whatever is wrong with a file is said by one {@link AudioException}; a
 * file is either read whole and unharmed or not at all.
 */
public final class AudioFile {
  private AudioFile() {}

  /**
   * Reads a recording; several channels are averaged.
   *
   * @param file a WAV or FLAC file
   * @return its samples at its own rate, full scale -1 to 1, at least one of them
   * @throws AudioException if there is no such file, or it is no recording, or a damaged one
   */
  public static Waveform read(Path file) {
    return open(file, AudioFile::read);
  }

  static Waveform read(ByteSource source) throws IOException {
    AudioReader reader = reader(source);
    PcmToMono mono = new PcmToMono(reader.info(), source.name());
    reader.decode(mono);
    return mono.waveform();
  }

  /**
   * Reads the header alone (all of a FLAC file whose header does not say how long it is).
   *
   * @param file a WAV or FLAC file
   * @return rate, channels, length
   * @throws AudioException as {@link #read(Path)}, as far as the header shows it
   */
  public static AudioInfo info(Path file) {
    return open(file, AudioFile::info);
  }

  static AudioInfo info(ByteSource source) throws IOException {
    AudioReader reader = reader(source);
    AudioInfo info = reader.info();
    if (info.frames() < 0) {
      long[] bytes = {0};
      reader.decode((samples, length) -> bytes[0] += length);
      info = info.withFrames(bytes[0] / info.bytesPerFrame());
    }
    if (info.frames() == 0) {
      throw PcmToMono.empty(source.name());
    }
    return info;
  }

  /**
   * The digest of the decoded content: SHA-256 of all samples as signed little-endian numbers,
   * channels interleaved as published, without any header, so that a WAV and a FLAC copy of one
   * recording agree. Samples of 8 bits count as 16 bits (times 256), others in their own width.
   *
   * @param file a WAV or FLAC file
   * @return 64 hexadecimal digits
   * @throws AudioException as {@link #read(Path)}
   */
  public static String digest(Path file) {
    return open(file, AudioFile::digest);
  }

  static String digest(ByteSource source) throws IOException {
    AudioReader reader = reader(source);
    PcmDigest digest = new PcmDigest(reader.info());
    reader.decode(digest);
    return digest.hex();
  }

  /**
   * A recording and the digest of its content.
   *
   * @param waveform as {@link #read(Path)} gives it
   * @param digest as {@link #digest(Path)} gives it
   */
  public record Digested(Waveform waveform, String digest) {}

  /**
   * Reads a recording and takes its digest while it is decoded.
   *
   * @param file a WAV or FLAC file
   * @throws AudioException as {@link #read(Path)}
   */
  public static Digested readDigested(Path file) {
    return open(
        file,
        source -> {
          AudioReader reader = reader(source);
          PcmToMono mono = new PcmToMono(reader.info(), source.name());
          PcmDigest digest = new PcmDigest(reader.info());
          reader.decode(
              (samples, length) -> {
                mono.accept(samples, length);
                digest.accept(samples, length);
              });
          return new Digested(mono.waveform(), digest.hex());
        });
  }

  /**
   * Writes 16-bit PCM, mono. Samples are rounded to the nearest of 65,536 steps; what lies beyond
   * full scale is clipped.
   *
   * @param file the WAV file to write
   * @param waveform what to write
   */
  public static void writeWav(Path file, Waveform waveform) {
    write(file, WavWriter.pcm16(waveform));
  }

  /**
   * Writes single-precision numbers, mono: nothing is rounded or clipped.
   *
   * @param file the WAV file to write
   * @param waveform what to write
   */
  public static void writeWavFloat(Path file, Waveform waveform) {
    write(file, WavWriter.float32(waveform));
  }

  /**
   * @param waveform a recording
   * @return the bytes of a 16-bit PCM WAV file, for a player
   */
  public static byte[] wavBytes(Waveform waveform) {
    return WavWriter.pcm16(waveform);
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new AudioException("Cannot write %s: %s.".formatted(file, reason(e)), e);
    }
  }

  interface Task<T> {
    T run(ByteSource source) throws IOException;
  }

  private static <T> T open(Path file, Task<T> task) {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      throw new AudioException(name + " is a folder, not a recording.");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new AudioException(name + " is a pipe or device, not a file.");
    }
    try (SeekableByteChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return guarded(new ByteSource(channel, name), task);
    } catch (NoSuchFileException e) {
      throw new AudioException("There is no file " + name + ".", e);
    } catch (AccessDeniedException e) {
      throw new AudioException(name + " cannot be read: permission denied.", e);
    } catch (ClosedByInterruptException e) {
      throw new AudioException("Reading of " + name + " was interrupted.", e);
    } catch (IOException e) {
      throw new AudioException("%s cannot be read: %s.".formatted(name, reason(e)), e);
    }
  }

  /** What a file's bytes give; only faults of the disk come out as IOException. */
  static <T> T guarded(ByteSource source, Task<T> task) throws IOException {
    try {
      return task.run(source);
    } catch (EOFException e) {
      throw new AudioException(source.name() + " is cut short.", e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static AudioReader reader(ByteSource source) throws IOException {
    if (source.size() == 0) {
      throw new AudioException(source.name() + " is empty.");
    }
    String start =
        StandardCharsets.ISO_8859_1
            .decode(source.read((int) Math.min(12, source.size())))
            .toString();
    if (start.startsWith("fLaC")) {
      return new FlacReader(source);
    }
    if (start.startsWith("RIFF") && start.startsWith("WAVE", 8)) {
      return new WavReader(source);
    }
    throw new AudioException(
        "%s is neither WAV nor FLAC%s.".formatted(source.name(), Foreign.guess(start)));
  }
}
