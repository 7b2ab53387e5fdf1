package org.bitspike.ir.wire;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.recording.Snapshot;
import org.bitspike.ir.wire.proto.CommonWire.FileHeader;
import org.bitspike.ir.wire.proto.SnapshotWire;

/** Snapshots: the head with the program's digest, then column after column. */
final class SnapshotCodec implements Codec<Snapshot, SnapshotWire.Snapshot> {

  @Override
  public Noun noun() {
    return Noun.SNAPSHOT;
  }

  @Override
  public Parser<SnapshotWire.Snapshot> parser() {
    return SnapshotWire.Snapshot.parser();
  }

  @Override
  public Message.Builder newBuilder() {
    return SnapshotWire.Snapshot.newBuilder();
  }

  @Override
  public FileHeader header(Snapshot snapshot) {
    Snapshot.Info info = snapshot.info();
    return FileHeader.newBuilder()
        .setBitspikeVersion(info.bitspikeVersion())
        .setProfile(info.profile())
        .setProfileDigest(info.profileDigest())
        .setSubject(info.program())
        .addSeed(info.seed())
        .build();
  }

  @Override
  public List<Diagnostic> verify(Snapshot snapshot) {
    return List.of(); // what its columns must be, only the program knows
  }

  @Override
  public void encode(Snapshot snapshot, Consumer<SnapshotWire.Snapshot> parts) {
    Snapshot.Info info = snapshot.info();
    parts.accept(
        SnapshotWire.Snapshot.newBuilder()
            .setHead(
                SnapshotWire.SnapshotHead.newBuilder()
                    .setTick(snapshot.tick())
                    .setBitspikeVersion(info.bitspikeVersion())
                    .setProfile(info.profile())
                    .setProfileDigest(info.profileDigest())
                    .setProgram(info.program())
                    .setSeed(info.seed()))
            .build());
    int position = 0;
    for (Map.Entry<String, long[]> column : snapshot.columns().entrySet()) {
      parts.accept(
          SnapshotWire.Snapshot.newBuilder()
              .addColumn(
                  SnapshotWire.SnapshotColumn.newBuilder()
                      .setName(column.getKey())
                      .setSize(column.getValue().length))
              .build());
      int at = position++;
      long[] values = column.getValue();
      Chunks.each(
          values.length,
          (from, to) -> {
            SnapshotWire.SnapshotValues.Builder piece =
                SnapshotWire.SnapshotValues.newBuilder().setColumn(at);
            for (int k = from; k < to; k++) {
              piece.addValue(values[k]);
            }
            parts.accept(SnapshotWire.Snapshot.newBuilder().addValues(piece).build());
          });
    }
  }

  @Override
  public Decoder<Snapshot, SnapshotWire.Snapshot> decoder() {
    return new Reader();
  }

  private static final class Reader implements Decoder<Snapshot, SnapshotWire.Snapshot> {
    private final SnapshotWire.SnapshotHead.Builder head =
        SnapshotWire.SnapshotHead.newBuilder().setTick(-1);
    private final List<SnapshotWire.SnapshotColumn> declared = new ArrayList<>();
    private final List<Longs> columns = new ArrayList<>();

    @Override
    public void accept(SnapshotWire.Snapshot part) {
      if (part.hasHead()) {
        head.clear().mergeFrom(part.getHead());
      }
      for (SnapshotWire.SnapshotColumn column : part.getColumnList()) {
        declared.add(column);
        columns.add(new Longs());
      }
      for (SnapshotWire.SnapshotValues values : part.getValuesList()) {
        Pieces.at(columns, values.getColumn(), "snapshot")
            .add(values.getValueCount(), values::getValue);
      }
    }

    @Override
    public Snapshot finish() {
      if (head.getTick() < 0) {
        throw new ContentException("the snapshot has no head, or a negative tick");
      }
      Map<String, long[]> byName = new LinkedHashMap<>();
      for (int c = 0; c < declared.size(); c++) {
        String name = declared.get(c).getName();
        Pieces.declared("column " + name, declared.get(c).getSize(), columns.get(c).size());
        Pieces.putOnce(byName, name, columns.get(c).toArray());
      }
      return new Snapshot(
          new Snapshot.Info(
              head.getBitspikeVersion(),
              head.getProfile(),
              head.getProfileDigest(),
              head.getProgram(),
              head.getSeed()),
          head.getTick(),
          byName);
    }
  }
}
