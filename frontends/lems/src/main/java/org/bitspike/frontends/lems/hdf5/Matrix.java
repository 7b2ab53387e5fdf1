package org.bitspike.frontends.lems.hdf5;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.hdf5.HdfNode;

/** A table of numbers in double precision, one row for each element of the XML. */
record Matrix(Map<String, Object> attributes, ColumnsBuilder table) implements HdfNode.Numbers {

  Matrix(ColumnsBuilder table) {
    this(new LinkedHashMap<>(), table);
  }

  @Override
  public HdfNode.Element element() {
    return HdfNode.Element.DOUBLE;
  }

  @Override
  public long[] shape() {
    return new long[] {table.rows(), table.columns().size()};
  }

  @Override
  public void write(OutputStream out) throws IOException {
    List<Column> columns = table.columns();
    int rowsAtOnce = 4096;
    ByteBuffer buffer =
        ByteBuffer.allocate(rowsAtOnce * 8 * columns.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < table.rows(); row++) {
      for (Column column : columns) {
        buffer.putDouble(table.get(column, row));
      }
      if (!buffer.hasRemaining() || row + 1 == table.rows()) {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    }
  }
}
