package org.bitspike.ir.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.wire.proto.CommonWire.NamedNumber;
import org.bitspike.ir.wire.proto.CommonWire.NamedText;
import org.bitspike.ir.wire.proto.NetworkWire;

/** Component trees as lists in preorder. */
final class ComponentCodec {

  /** Deepest tree that is read; keeps whoever walks it from running out of stack. */
  static final int DEEPEST = 200;

  private ComponentCodec() {}

  static void write(Component component, Consumer<NetworkWire.Component> parts) {
    write(component, 0, "", parts);
  }

  private static void write(
      Component component, int depth, String slot, Consumer<NetworkWire.Component> parts) {
    NetworkWire.Component.Builder wire =
        NetworkWire.Component.newBuilder()
            .setDepth(depth)
            .setSlot(slot)
            .setId(component.id())
            .setType(component.type())
            .setSource(Pieces.write(component.source()));
    component
        .parameters()
        .forEach((n, v) -> wire.addParameter(NamedNumber.newBuilder().setName(n).setValue(v)));
    component
        .texts()
        .forEach((n, v) -> wire.addText(NamedText.newBuilder().setName(n).setValue(v)));
    component
        .children()
        .forEach(
            (name, children) -> {
              if (children.isEmpty()) {
                wire.addEmptySlot(name);
              }
            });
    parts.accept(wire.build());
    component
        .children()
        .forEach((name, children) -> children.forEach(c -> write(c, depth + 1, name, parts)));
  }

  /** Puts trees together. */
  static final class Reading {
    private final List<Component> finished = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();

    void accept(NetworkWire.Component wire) {
      int depth = wire.getDepth();
      if (depth < 0 || depth > open.size()) {
        throw new ContentException(
            "component "
                + wire.getId()
                + " has no parent at depth "
                + Integer.toUnsignedString(depth));
      }
      if (depth > DEEPEST) {
        throw new ContentException(
            "component " + wire.getId() + " lies deeper than " + DEEPEST + " levels");
      }
      closeTo(depth);
      open.push(new Open(wire, new LinkedHashMap<>()));
    }

    List<Component> finish() {
      closeTo(0);
      return finished;
    }

    private void closeTo(int depth) {
      while (open.size() > depth) {
        Open last = open.pop();
        Component component = last.finish();
        if (open.isEmpty()) {
          finished.add(component);
        } else {
          open.element()
              .children
              .computeIfAbsent(last.wire.getSlot(), s -> new ArrayList<>())
              .add(component);
        }
      }
    }
  }

  /** A component whose children are still to come. */
  private record Open(NetworkWire.Component wire, Map<String, List<Component>> children) {

    Component finish() {
      Map<String, Double> parameters = new LinkedHashMap<>();
      wire.getParameterList().forEach(p -> Pieces.putOnce(parameters, p.getName(), p.getValue()));
      Map<String, String> texts = new LinkedHashMap<>();
      wire.getTextList().forEach(t -> Pieces.putOnce(texts, t.getName(), t.getValue()));
      Map<String, List<Component>> slots = new LinkedHashMap<>();
      children.forEach((name, list) -> slots.put(name, List.copyOf(list)));
      wire.getEmptySlotList().forEach(name -> Pieces.putOnce(slots, name, List.of()));
      return new Component(
          wire.getId(), wire.getType(), parameters, texts, slots, Pieces.read(wire.getSource()));
    }
  }
}
