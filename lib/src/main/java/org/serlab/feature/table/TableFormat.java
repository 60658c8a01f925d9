package org.serlab.feature.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.serlab.SerlabException;

/** A kind of file that holds a table of features. */
enum TableFormat {
  CSV {
    @Override
    RowWriter writer(Path file, TableHead head) throws IOException {
      return new CsvRows(file, head);
    }

    @Override
    FeatureTable read(Path file) {
      return CsvTable.read(file);
    }
  },
  PARQUET {
    @Override
    RowWriter writer(Path file, TableHead head) throws IOException {
      return new ParquetRows(file, head);
    }

    @Override
    FeatureTable read(Path file) {
      return ParquetTable.read(file);
    }
  },
  NPZ {
    @Override
    RowWriter writer(Path file, TableHead head) throws IOException {
      return new NpzRows(file, head);
    }

    @Override
    FeatureTable read(Path file) {
      return NpzTable.read(file);
    }
  };

  /** Takes rows one after the other; closing it completes the file. */
  interface RowWriter extends Closeable {
    void write(FeatureRow row) throws IOException;
  }

  /** Opens a file for writing; what was in it is lost. */
  abstract RowWriter writer(Path file, TableHead head) throws IOException;

  abstract FeatureTable read(Path file);

  /** The format that the ending of a file's name says. */
  static TableFormat of(Path file) {
    String name = file.toString().toUpperCase(Locale.ROOT);
    for (TableFormat format : values()) {
      if (name.endsWith("." + format)) {
        return format;
      }
    }
    throw new SerlabException(
        "%s names no format for a table: let it end in .csv, .parquet or .npz.".formatted(file));
  }
}
