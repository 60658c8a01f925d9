package org.serlab.feature.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Commas, a head, as many digits as bring the same number back. */
final class CsvRows implements TableFormat.RowWriter {
  private final CSVPrinter printer;
  private final boolean timed;

  CsvRows(Path file, TableHead head) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
    printer = new CSVPrinter(Files.newBufferedWriter(file), format);
    printer.printRecord(head.columns());
    timed = head.timed();
  }

  @Override
  public void write(FeatureRow row) throws IOException {
    printer.print(row.file());
    if (timed) {
      printer.print(row.start());
      printer.print(row.end());
    }
    for (float value : row.values()) {
      printer.print(value);
    }
    printer.println();
  }

  @Override
  public void close() throws IOException {
    printer.close();
  }
}
