package org.serlab.corpus.download;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Why reading or writing failed, in a few words. */
final class Reason {
  private Reason() {}

  static String of(IOException e) {
    if (e instanceof UnknownHostException) {
      return "the host " + e.getMessage() + " is unknown here, is there a network?";
    }
    if (e instanceof SocketTimeoutException) {
      return "no answer in time";
    }
    if (e instanceof ConnectException) {
      return "no connection";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    String text =
        e instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : e.getMessage();
    return text == null ? e.getClass().getSimpleName() : printable(text);
  }

  /** Names in an archive can hold anything, line breaks and a terminal's commands too. */
  static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
