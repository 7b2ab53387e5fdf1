package org.bitspike.frontends.lems.hdf5;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.hdf5.HdfImage;
import org.bitspike.ir.hdf5.HdfNode;
import org.bitspike.ir.wire.AtomicFile;

/** Writes NeuroML documents as HDF5. */
public final class Hdf5Writer {

  private Hdf5Writer() {}

  /**
   * Writes a NeuroML document with one network. What it includes stays included, by the names it
   * uses. Numbers are written in double precision.
   *
   * @param document an XML file that has been read as a model without findings
   * @param target written whole or not at all
   * @throws org.bitspike.ir.diag.BitspikeException telling everything that the layout cannot hold
   */
  public static void write(Path document, Path target) {
    Faults faults = new Faults(document.toString());
    DocumentReader read = DocumentReader.read(document, target, faults);
    String rest = read.topLevel();
    int bytes = rest.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > HdfImage.ATTRIBUTE_BYTES) {
      throw faults.error(
          Code.F_TOO_LARGE,
          "",
          "what stands beside the network takes "
              + bytes
              + " bytes; an attribute of an HDF5 file holds "
              + HdfImage.ATTRIBUTE_BYTES,
          "move cells and synapses into a file of their own, and include it");
    }
    HdfNode.Group root = new HdfNode.Group();
    HdfNode.Group neuroml = new HdfNode.Group();
    HdfNode.Group network = new HdfNode.Group();
    root.children().put("neuroml", neuroml);
    neuroml.children().put("network", network);
    text(neuroml, "id", read.id());
    text(neuroml, "notes", read.notes());
    text(neuroml, "neuroml_top_level", rest);
    read.networkAttributes().forEach((name, value) -> text(network, name, value));
    for (DocumentReader.Member member : read.members()) {
      String name = member.kind().prefix() + member.attributes().getOrDefault("id", "");
      if (network.children().put(name, group(member)) != null) {
        throw faults.error(Code.F_DUPLICATE, name, "two elements would be the group " + name);
      }
    }
    HdfImage image = new HdfImage(root);
    AtomicFile.write(
        target,
        out -> {
          OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
          image.write(buffered);
          buffered.flush();
        });
  }

  private static HdfNode.Group group(DocumentReader.Member member) {
    HdfNode.Group group = new HdfNode.Group();
    if (member.kind().isProjection()) {
      text(group, "type", member.kind().element());
    }
    member
        .attributes()
        .forEach(
            (name, value) -> {
              if (!name.equals("size")) {
                text(group, name, value);
              }
            });
    if (member.kind() == Kind.POPULATION) {
      group.attributes().put("size", member.size());
    }
    if (member.table().rows() > 0) {
      Matrix table = new Matrix(member.table());
      List<Column> columns = member.table().columns();
      for (int c = 0; c < columns.size(); c++) {
        text(table, "column_" + c, columns.get(c).label());
      }
      group.children().put(member.attributes().getOrDefault("id", "table"), table);
    }
    return group;
  }

  /** An empty text is left out: a string of HDF5 has at least one byte. */
  private static void text(HdfNode node, String name, String value) {
    if (!value.isEmpty()) {
      node.attributes().put(name, value);
    }
  }
}
