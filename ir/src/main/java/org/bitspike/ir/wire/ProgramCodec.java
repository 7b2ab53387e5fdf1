package org.bitspike.ir.wire;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.ProgramVerifier;
import org.bitspike.ir.wire.proto.CommonWire.FileHeader;
import org.bitspike.ir.wire.proto.ProgramWire;
import org.bitspike.ir.wire.proto.ProgramWire.Controller;
import org.bitspike.ir.wire.proto.ProgramWire.ProgramHead;

/** {@code .bspp}. */
final class ProgramCodec implements Codec<Program, ProgramWire.Program> {

  @Override
  public Noun noun() {
    return Noun.PROGRAM;
  }

  @Override
  public Parser<ProgramWire.Program> parser() {
    return ProgramWire.Program.parser();
  }

  @Override
  public Message.Builder newBuilder() {
    return ProgramWire.Program.newBuilder();
  }

  @Override
  public FileHeader header(Program program) {
    return FileHeader.newBuilder()
        .setBitspikeVersion(program.info().bitspikeVersion())
        .setProfile(program.info().profile())
        .setProfileDigest(program.info().profileDigest())
        .setSubject(program.info().networkDigest())
        .addSeed(program.info().seed())
        .build();
  }

  @Override
  public List<Diagnostic> verify(Program program) {
    return ProgramVerifier.verify(program);
  }

  @Override
  public void encode(Program program, Consumer<ProgramWire.Program> parts) {
    parts.accept(part().setHead(head(program)).build());
    program.kernels().forEach(k -> parts.accept(part().addKernel(Pieces.write(k)).build()));
    TableCodec.write(program.tables(), parts);
    NeuronCodec.write(program.neurons(), parts);
    SourceCodec.write(program.sources(), parts);
    SynapseCodec.write(program.synapses(), parts);
    DrawnCodec.write(program.drawn(), parts);
    program.learning().forEach(r -> parts.accept(part().addLearning(write(r)).build()));
    StimulusCodec.write(program.stimulus(), parts);
    program.events().ifPresent(schedule -> EventCodec.write(schedule, parts));
    EventCodec.write(program.stimulus().events(), parts);
    program.probes().forEach(p -> parts.accept(part().addProbe(write(p)).build()));
    program.wiring().ifPresent(w -> WiringCodec.write(w, parts));
  }

  static ProgramWire.Program.Builder part() {
    return ProgramWire.Program.newBuilder();
  }

  private static ProgramHead head(Program program) {
    ProgramHead.Builder head =
        ProgramHead.newBuilder()
            .setName(program.info().name())
            .setBitspikeVersion(program.info().bitspikeVersion())
            .setProfile(program.info().profile())
            .setProfileDigest(program.info().profileDigest())
            .setNetworkDigest(program.info().networkDigest())
            .setSeed(program.info().seed())
            .setTickFemtoseconds(program.tick().femtoseconds())
            .setDurationTicks(program.durationTicks());
    program.tick().order().forEach(p -> head.addPhase(Pieces.write(ProgramWire.Phase.class, p)));
    return head.build();
  }

  private static ProgramWire.LearningRule write(LearningRule rule) {
    ProgramWire.LearningRule.Builder wire =
        ProgramWire.LearningRule.newBuilder()
            .setName(rule.name())
            .setKernel(rule.kernel())
            .setSliceTicks(rule.sliceTicks());
    rule.controller()
        .ifPresent(
            c ->
                wire.setController(
                    Controller.newBuilder()
                        .setFirstTick(c.firstTick())
                        .setRowsPerStep(c.rowsPerStep())
                        .setStepTicks(c.stepTicks())
                        .setCycleTicks(c.cycleTicks())));
    return wire.build();
  }

  private static LearningRule read(ProgramWire.LearningRule wire) {
    Controller c = wire.getController();
    return new LearningRule(
        wire.getName(),
        wire.getKernel(),
        wire.getSliceTicks(),
        wire.hasController()
            ? Optional.of(
                new LearningRule.Controller(
                    c.getFirstTick(), c.getRowsPerStep(), c.getStepTicks(), c.getCycleTicks()))
            : Optional.empty());
  }

  private static ProgramWire.Probe write(Probe probe) {
    return ProgramWire.Probe.newBuilder()
        .setKind(Pieces.write(ProgramWire.ProbeKind.class, probe.kind()))
        .setBlock(probe.block())
        .setIndex(probe.index())
        .setWord(probe.word())
        .setEveryTicks(probe.everyTicks())
        .build();
  }

  private static Probe read(ProgramWire.Probe wire) {
    return new Probe(
        Pieces.read(Probe.Kind.class, wire.getKind()),
        wire.getBlock(),
        wire.getIndex(),
        wire.getWord(),
        wire.getEveryTicks());
  }

  @Override
  public Decoder<Program, ProgramWire.Program> decoder() {
    return new Reading();
  }

  private static final class Reading implements Decoder<Program, ProgramWire.Program> {
    private Optional<ProgramHead> head = Optional.empty();
    private final List<Kernel> kernels = new ArrayList<>();
    private final TableCodec.Reading tables = new TableCodec.Reading();
    private final NeuronCodec.Reading neurons = new NeuronCodec.Reading();
    private final SourceCodec.Reading sources = new SourceCodec.Reading();
    private final SynapseCodec.Reading synapses = new SynapseCodec.Reading();
    private final DrawnCodec.Reading drawn = new DrawnCodec.Reading();
    private final List<LearningRule> learning = new ArrayList<>();
    private final StimulusCodec.Reading stimulus = new StimulusCodec.Reading();
    private final List<Probe> probes = new ArrayList<>();
    private final EventCodec.Reading events = new EventCodec.Reading();
    private final WiringCodec.Reading wiring = new WiringCodec.Reading();

    @Override
    public void accept(ProgramWire.Program part) {
      if (part.hasHead()) {
        if (head.isPresent()) {
          throw new ContentException("the program has two heads");
        }
        head = Optional.of(part.getHead());
      }
      part.getKernelList().forEach(k -> kernels.add(Pieces.read(k)));
      tables.accept(part);
      neurons.accept(part);
      sources.accept(part);
      synapses.accept(part);
      drawn.accept(part);
      part.getLearningList().forEach(r -> learning.add(read(r)));
      stimulus.accept(part);
      events.accept(part);
      wiring.accept(part);
      part.getProbeList().forEach(p -> probes.add(read(p)));
    }

    @Override
    public Program finish() {
      ProgramHead found = head.orElseThrow(() -> new ContentException("the program has no head"));
      return new Program(
          new Program.Info(
              found.getName(),
              found.getBitspikeVersion(),
              found.getProfile(),
              found.getProfileDigest(),
              found.getNetworkDigest(),
              found.getSeed()),
          new Program.TickSchedule(
              found.getTickFemtoseconds(),
              found.getPhaseList().stream().map(p -> Pieces.read(Phase.class, p)).toList()),
          found.getDurationTicks(),
          kernels,
          tables.finish(),
          neurons.finish(),
          sources.finish(),
          synapses.finish(),
          learning,
          stimulus.finish(events.events()),
          probes,
          events.schedule(),
          drawn.finish(),
          wiring.finish());
    }
  }
}
