package org.serlab.feature.table;

import blue.strategic.parquet.ParquetWriter;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** {@code file} as text, times as doubles, features as floats; nothing is missing. */
final class ParquetRows implements TableFormat.RowWriter {
  private final ParquetWriter<FeatureRow> writer;

  ParquetRows(Path file, TableHead head) throws IOException {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    schema
        .required(PrimitiveTypeName.BINARY)
        .as(LogicalTypeAnnotation.stringType())
        .named(TableHead.FILE);
    if (head.timed()) {
      schema.required(PrimitiveTypeName.DOUBLE).named(TableHead.START);
      schema.required(PrimitiveTypeName.DOUBLE).named(TableHead.END);
    }
    for (String name : head.names()) {
      schema.required(PrimitiveTypeName.FLOAT).named(name);
    }
    MessageType type = schema.named("features");
    writer =
        ParquetWriter.writeFile(
            type,
            file.toFile(),
            (row, values) -> {
              values.write(TableHead.FILE, row.file());
              if (head.timed()) {
                values.write(TableHead.START, row.start());
                values.write(TableHead.END, row.end());
              }
              for (int i = 0; i < row.values().length; i++) {
                values.write(head.names().get(i), row.values()[i]);
              }
            });
  }

  @Override
  public void write(FeatureRow row) throws IOException {
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
