package org.serlab.nn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The format of {@code torch.save} since PyTorch 1.6: a zip, nothing in it compressed, with {@code
 * NAME/data.pkl} for the object and {@code NAME/data/KEY} for each storage.
 */
final class TorchZip {
  private static final String PICKLE = "/data.pkl";
  private static final String STORAGES = "/data/";

  private TorchZip() {}

  /**
   * @param file what is read
   * @param channel of it, open for reading
   * @throws PickleException if it does not hold together
   */
  static TorchFile.Content read(Path file, FileChannel channel) throws IOException {
    Map<String, TorchFile.Region> regions = new HashMap<>();
    TorchFile.Region pickle = null;
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        String name = entry.getName();
        TorchFile.Region region = region(zip, entry, channel.size());
        if (name.endsWith(PICKLE)) {
          pickle = region;
        } else if (name.contains(STORAGES)) {
          regions.put(name.substring(name.indexOf(STORAGES) + STORAGES.length()), region);
        } else if (name.endsWith("/byteorder")) {
          requireLittle(channel, region);
        }
      }
    }
    if (pickle == null) {
      throw new PickleException("is a zip, but not one of torch.save: it has no data.pkl");
    }
    if (pickle.bytes() > TorchFile.MOST_PICKLED) {
      throw new PickleException(
          "has a data.pkl of %d bytes, more than weights need".formatted(pickle.bytes()));
    }
    ByteBuffer in = channel.map(FileChannel.MapMode.READ_ONLY, pickle.begin(), pickle.bytes());
    return new TorchFile.Content(
        new PickleReader(in, new PickleGlobals(), TorchStorage::ofId).read(), regions);
  }

  private static TorchFile.Region region(ZipFile zip, ZipArchiveEntry entry, long size)
      throws IOException {
    if (entry.getMethod() != ZipArchiveEntry.STORED) {
      throw new PickleException(
          "has been compressed again, which torch.save does not do: " + entry.getName());
    }
    zip.getRawInputStream(entry); // which finds out where the data begin
    long begin = entry.getDataOffset();
    if (begin < 0 || entry.getSize() < 0 || entry.getSize() > size - begin) {
      throw new PickleException("is cut short within " + entry.getName() + ": fetch it again");
    }
    return new TorchFile.Region(begin, entry.getSize());
  }

  private static void requireLittle(FileChannel channel, TorchFile.Region region)
      throws IOException {
    ByteBuffer text = ByteBuffer.allocate((int) Math.min(region.bytes(), 16));
    channel.read(text, region.begin());
    if (!new String(text.array(), StandardCharsets.US_ASCII).equals("little")) {
      throw new PickleException("was written on a big-endian machine, which is not supported");
    }
  }
}
