package org.bitspike.emulator.fast;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.Program;

/**
 * Compiles handlers of neurons to classes of the virtual machine: a loop over the members, words in
 * columns, constants in the code. Blocks whose code would be the same share a class, also those of
 * different programs.
 */
public final class KernelCompiler {

  private static final ClassDesc CODE = KernelCode.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_int,
          CD_int.arrayType().arrayType(),
          CD_long.arrayType().arrayType(),
          CD_int.arrayType(),
          CD_int,
          CD_int,
          CD_long,
          CD_long,
          CD_int.arrayType(),
          CD_int.arrayType(),
          Surroundings.class.describeConstable().orElseThrow());

  private static final long STREAM_OF_BLOCKS = 0x10000000;

  /** Bytes beyond which the virtual machine does not compile a method. */
  private static final int LONGEST_METHOD = 8000;

  /** Bytes of code of vectors beyond which it is not made into instructions as a whole. */
  private static final int LONGEST_VECTORS = 6000;

  /** No vector holds more members. */
  private static final int MOST_LANES = 64;

  // What the virtual machine has made fast is of use to later runs.
  private static final Recent<Shape, Optional<Compiled>> MADE = new Recent<>(64);

  private final Program program;
  private final Vectors vectors;

  /** All that decides a handler's code. */
  private record Shape(
      Kernel kernel,
      Handler handler,
      List<Home> homes,
      Home value,
      boolean ownDraws,
      List<List<Long>> tables,
      Vectors vectors) {}

  private record Compiled(
      KernelCode code, List<HandlerWriter.Site> sites, Optional<VectorHandler> vectors) {}

  /** Makes the exception of a trap, and draws what handlers share with others. */
  public interface Owner {
    /** The next random bits of a member in this tick. */
    long draw(int member, long now);

    /** What to throw when a word would leave its format. */
    BitspikeException trap(long now, int member, String word, long code, FixedFormat format);
  }

  /**
   * Compiles kernels of a program.
   *
   * @param vectors how handlers do several members at once
   */
  public KernelCompiler(Program program, Vectors vectors) {
    this.program = program;
    this.vectors = vectors;
  }

  /**
   * Compiles a handler of a neuron block; nothing when the virtual machine would not compile so
   * long a method.
   *
   * @param homes where each of the kernel's words is kept
   * @param value bounds of {@code value}
   * @param ownDraws the block's ordinal when no other handler of the block draws, so that draws can
   *     be counted here
   * @param narrow by word, its column where it is of {@code int}
   * @param wide by word, its column where it is of {@code long}
   */
  public Optional<HandlerCode> compile(
      Kernel kernel,
      Handler handler,
      List<Home> homes,
      Home value,
      Optional<Integer> ownDraws,
      int[][] narrow,
      long[][] wide,
      Owner owner) {
    List<List<Long>> tables =
        kernel.tables().stream()
            .map(use -> Arrays.stream(program.table(use.name()).entries()).boxed().toList())
            .toList();
    Vectors form = new Vectors(vectors.members(), vectors.atOnce());
    Shape shape =
        new Shape(kernel, handler, List.copyOf(homes), value, ownDraws.isPresent(), tables, form);
    return MADE.get(shape, this::compile)
        .map(compiled -> bind(compiled, kernel, ownDraws.orElse(0), narrow, wide, owner));
  }

  private HandlerCode bind(
      Compiled compiled, Kernel kernel, int ordinal, int[][] narrow, long[][] wide, Owner owner) {
    int words = narrow.length;
    int all = words + kernel.tables().size();
    int[][] ints = Arrays.copyOf(narrow, all);
    long[][] longs = Arrays.copyOf(wide, all);
    for (int t = words; t < all; t++) {
      LookupTable table = program.table(kernel.tables().get(t - words).name());
      boolean isLong = TableHome.of(table).isLong();
      longs[t] = isLong ? table.entries() : new long[0];
      ints[t] = isLong ? new int[0] : padded(table.entries());
    }
    long seed = program.info().seed();
    Surroundings around =
        new Surroundings() {
          @Override
          public long seed() {
            return seed;
          }

          @Override
          public long stream() {
            return STREAM_OF_BLOCKS + ordinal;
          }

          @Override
          public long draw(int member, long now) {
            return owner.draw(member, now);
          }

          @Override
          public RuntimeException trap(int site, long code, int member, long now) {
            HandlerWriter.Site at = compiled.sites().get(site);
            return owner.trap(now, member, at.word(), code, at.format());
          }
        };
    return new HandlerCode(compiled.code(), compiled.vectors(), ints, longs, around);
  }

  /** Entries as ints, so that a vector can be read from any of them on. */
  private static int[] padded(long[] entries) {
    int[] all = new int[entries.length + MOST_LANES];
    for (int e = 0; e < entries.length; e++) {
      all[e] = (int) entries[e];
    }
    return all;
  }

  private Optional<Compiled> compile(Shape shape) {
    List<HandlerWriter.Site> sites = new ArrayList<>();
    return define(shape, MemberEmitter::new, LONGEST_METHOD, sites)
        .map(code -> new Compiled(code, sites, vectors(shape, code)));
  }

  private Optional<VectorHandler> vectors(Shape shape, KernelCode single) {
    int lanes = vectors.members();
    if (lanes < 2 || shape.handler().trigger() != Trigger.TICK) {
      return Optional.empty();
    }
    try {
      return define(shape, b -> new VectorEmitter(b, lanes), LONGEST_VECTORS, new ArrayList<>())
          .map(code -> new VectorHandler(single, code, lanes, vectors.atOnce()));
    } catch (VectorEmitter.Refused oneByOne) {
      return Optional.empty();
    }
  }

  private Optional<KernelCode> define(
      Shape shape,
      Function<CodeBuilder, Emitter> emitter,
      int longest,
      List<HandlerWriter.Site> sites) {
    byte[] bytes;
    try {
      bytes = bytes(shape, emitter, sites);
    } catch (IllegalArgumentException tooLong) { // more than a method may have at all
      return Optional.empty();
    }
    int length =
        ClassFile.of().parse(bytes).methods().stream()
            .flatMap(method -> method.code().stream())
            .mapToInt(code -> code instanceof CodeAttribute a ? a.codeLength() : 0)
            .max()
            .orElse(0);
    return length > longest ? Optional.empty() : Optional.of(define(bytes));
  }

  private byte[] bytes(
      Shape shape, Function<CodeBuilder, Emitter> emitter, List<HandlerWriter.Site> sites) {
    ClassDesc self = ClassDesc.of(KernelCompiler.class.getPackageName(), "CompiledKernel");
    return ClassFile.of()
        .build(
            self,
            c -> {
              c.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
              c.withInterfaceSymbols(CODE);
              c.withMethodBody(
                  "<init>",
                  MethodTypeDesc.of(CD_void),
                  0,
                  b ->
                      b.aload(0)
                          .invokespecial(CD_Object, "<init>", MethodTypeDesc.of(CD_void))
                          .return_());
              c.withMethodBody(
                  "run", RUN, ClassFile.ACC_PUBLIC, b -> write(shape, b, emitter.apply(b), sites));
            });
  }

  private void write(Shape shape, CodeBuilder b, Emitter emitter, List<HandlerWriter.Site> sites) {
    new LoopWriter(
            b,
            emitter,
            program,
            shape.kernel(),
            shape.homes(),
            shape.value(),
            shape.ownDraws(),
            sites)
        .write(shape.handler());
  }

  private static KernelCode define(byte[] bytes) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (KernelCode) lookup.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new BitspikeBug("a compiled kernel cannot be made", e);
    }
  }
}
