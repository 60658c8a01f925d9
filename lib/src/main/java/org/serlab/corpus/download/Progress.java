package org.serlab.corpus.download;

/** Hears how a long piece of work goes. */
public interface Progress {
  /** Hears nothing. */
  Progress SILENT =
      new Progress() {
        @Override
        public void at(String doing, long done, long total) {}

        @Override
        public void note(String what) {}
      };

  /**
   * @param doing what is done, such as {@code emodb.zip}
   * @param done bytes so far
   * @param total bytes in all; negative if unknown
   */
  void at(String doing, long done, long total);

  /**
   * @param what something worth a line, such as a connection that was dropped
   */
  void note(String what);
}
