package org.serlab.corpus.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import org.serlab.SerlabException;

/** One at a time, among the processes and the threads of a machine. */
final class Lock {
  private Lock() {}

  /**
   * Locks a file until its channel is closed.
   *
   * @param channel open for writing; closed if the file is locked already
   * @param what is being got, for the message
   * @throws SerlabException if somebody else has it
   */
  static void hold(FileChannel channel, String what) throws IOException {
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // another thread of this process has it
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw new SerlabException("Another process is getting " + what + "; wait for it or end it.");
    }
  }
}
