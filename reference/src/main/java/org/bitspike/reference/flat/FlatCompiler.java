package org.bitspike.reference.flat;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.reference.flat.FlatSystem.Quantity;

/**
 * Compiles outputs of a system to JVM code. All kernels of one compiler share its slots: time is
 * slot 0, then come states, regimes, properties and inputs in the system's order; quantities and
 * outputs get theirs when they are first used. So frames are to be made once all kernels are.
 *
 * <p>A kernel computes the quantities that its outputs need, then the outputs in order; an output
 * may be a symbol of the system, which is then overwritten. Powers of 2, 3 and 4 are products;
 * other functions are {@link StrictMath}'s, so that the bits are the same everywhere.
 */
public final class FlatCompiler {

  /** Nodes of expressions in one method: more would be too long for the virtual machine. */
  private static final int METHOD_NODES = 700;

  /**
   * One value to compute.
   *
   * @param name of its slot
   */
  public record Output(String name, Definition definition) {
    /** An expression. */
    public Output(String name, Expr value) {
      this(name, new Definition.Value(value));
    }
  }

  /** A step of a kernel. */
  record Item(String name, Definition definition, boolean kept) {}

  private final Map<String, Quantity> quantities = new LinkedHashMap<>();
  private final Map<String, Integer> slots = new HashMap<>();
  private int temporaries;

  /** Starts with the system's own slots. */
  public FlatCompiler(FlatSystem system) {
    slot(FlatSystem.TIME);
    system.states().forEach(s -> slot(s.name()));
    system.machines().forEach(m -> slot(m.variable()));
    system.properties().forEach(p -> slot(p.name()));
    system.inputs().forEach(i -> slot(i.name()));
    system.quantities().forEach(q -> quantities.put(q.name(), q));
  }

  /** The slot of a symbol or output; a new one for a new name. */
  public int slot(String name) {
    return slots.computeIfAbsent(name, n -> slots.size());
  }

  /** How many slots there are: the length of a frame, the number of columns. */
  public int slots() {
    return slots.size();
  }

  /** Compiles for one instance at a time. */
  public Kernel frame(List<Output> outputs) {
    List<List<Item>> chunks = chunks(outputs);
    return (Kernel) define(Kernel.class, chunks, CodeShape.FRAME);
  }

  /** Compiles for many instances at once. */
  public ColumnKernel columns(List<Output> outputs) {
    return (ColumnKernel) define(ColumnKernel.class, chunks(outputs), CodeShape.COLUMNS);
  }

  /** Names of the symbols that outputs read, besides quantities. */
  public Set<String> reads(List<Output> outputs) {
    Set<String> needed = new LinkedHashSet<>();
    outputs.forEach(o -> Exprs.variables(o.definition()).forEach(n -> need(n, needed)));
    needed.removeIf(quantities::containsKey);
    return needed;
  }

  private void need(String name, Set<String> needed) {
    if (needed.contains(name)) {
      return;
    }
    Quantity q = quantities.get(name);
    if (q != null) {
      Exprs.variables(q.definition()).forEach(n -> need(n, needed));
    }
    needed.add(name);
  }

  private List<List<Item>> chunks(List<Output> outputs) {
    Set<String> needed = new LinkedHashSet<>();
    outputs.forEach(o -> Exprs.variables(o.definition()).forEach(n -> need(n, needed)));
    List<Item> items = new ArrayList<>();
    quantities
        .values()
        .forEach(
            q -> {
              if (needed.contains(q.name())) {
                split(q.name(), q.definition(), false, items);
              }
            });
    outputs.forEach(o -> split(o.name(), o.definition(), true, items));
    List<List<Item>> chunks = new ArrayList<>();
    List<Item> chunk = new ArrayList<>();
    int nodes = 0;
    for (Item item : items) {
      int size = size(item.definition);
      if (!chunk.isEmpty() && nodes + size > METHOD_NODES) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        nodes = 0;
      }
      chunk.add(item);
      nodes += size;
    }
    chunks.add(chunk);
    return chunks;
  }

  /** Takes parts out of an expression that is too long for one method. */
  private void split(String name, Definition definition, boolean kept, List<Item> items) {
    Definition shorter =
        definition instanceof Definition.Value(Expr value) && size(value) > METHOD_NODES
            ? new Definition.Value(shorten(value, items))
            : definition;
    items.add(new Item(name, shorter, kept));
  }

  private Expr shorten(Expr expr, List<Item> items) {
    if (size(expr) <= METHOD_NODES || !(expr instanceof Expr.Binary(var op, Expr a, Expr b))) {
      return expr;
    }
    return new Expr.Binary(op, part(shorten(a, items), items), part(shorten(b, items), items));
  }

  private Expr part(Expr expr, List<Item> items) {
    if (size(expr) <= METHOD_NODES / 4) {
      return expr;
    }
    String name = "@part" + temporaries++;
    items.add(new Item(name, new Definition.Value(expr), false));
    return new Expr.Var(name);
  }

  private static int size(Definition definition) {
    return switch (definition) {
      case Definition.Value(Expr value) -> size(value);
      case Definition.Conditional(var cases) ->
          cases.stream()
              .mapToInt(c -> size(c.value()) + c.condition().map(FlatCompiler::size).orElse(0))
              .sum();
      case Definition.Select s -> 0;
    };
  }

  private static int size(Expr expr) {
    return switch (expr) {
      case Expr.Num n -> 1;
      case Expr.Var v -> 1;
      case Expr.Unary u -> 1 + size(u.operand());
      case Expr.Binary b -> 1 + size(b.left()) + size(b.right());
      case Expr.Call c -> 1 + c.arguments().stream().mapToInt(FlatCompiler::size).sum();
    };
  }

  private Object define(Class<?> kernel, List<List<Item>> chunks, CodeShape shape) {
    Set<String> shared = shared(chunks);
    chunks.forEach(c -> c.forEach(i -> slotIfKept(i, shared)));
    ClassDesc self = ClassDesc.of(FlatCompiler.class.getPackageName(), "CompiledKernel");
    byte[] bytes =
        ClassFile.of()
            .build(
                self,
                c -> {
                  c.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
                  c.withInterfaceSymbols(kernel.describeConstable().orElseThrow());
                  c.withMethodBody(
                      "<init>",
                      MethodTypeDesc.of(CD_void),
                      0,
                      b ->
                          b.aload(0)
                              .invokespecial(CD_Object, "<init>", MethodTypeDesc.of(CD_void))
                              .return_());
                  c.withMethodBody(
                      "run",
                      shape.type(),
                      ClassFile.ACC_PUBLIC,
                      b -> {
                        for (int k = 0; k < chunks.size(); k++) {
                          shape.loadParameters(b);
                          b.invokestatic(self, "chunk" + k, shape.type());
                        }
                        b.return_();
                      });
                  for (int k = 0; k < chunks.size(); k++) {
                    List<Item> chunk = chunks.get(k);
                    c.withMethodBody(
                        "chunk" + k,
                        shape.type(),
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
                        b -> new KernelWriter(b, shape, this::slot, shared).write(chunk));
                  }
                });
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return lookup.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new BitspikeBug("a compiled kernel cannot be made", e);
    }
  }

  private void slotIfKept(Item item, Set<String> shared) {
    if (item.kept || shared.contains(item.name)) {
      slot(item.name);
    }
  }

  /** Names computed in one method and read in another. */
  private static Set<String> shared(List<List<Item>> chunks) {
    Map<String, Integer> where = new HashMap<>();
    Set<String> shared = new LinkedHashSet<>();
    for (int k = 0; k < chunks.size(); k++) {
      for (Item item : chunks.get(k)) {
        for (String name : Exprs.variables(item.definition)) {
          Integer at = where.get(name);
          if (at != null && at != k) {
            shared.add(name);
          }
        }
        where.put(item.name, k);
      }
    }
    return shared;
  }
}
