package org.bitspike.ir.wire;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.HardwareProfile.Claim;
import org.bitspike.ir.profile.HardwareProfile.DelayExtension;
import org.bitspike.ir.profile.HardwareProfile.DelayModel;
import org.bitspike.ir.profile.HardwareProfile.EventClock;
import org.bitspike.ir.profile.HardwareProfile.EventRule;
import org.bitspike.ir.profile.HardwareProfile.Exponents;
import org.bitspike.ir.profile.HardwareProfile.Headroom;
import org.bitspike.ir.profile.HardwareProfile.Limits;
import org.bitspike.ir.profile.HardwareProfile.ScaleGrid;
import org.bitspike.ir.profile.HardwareProfile.Sharing;
import org.bitspike.ir.profile.HardwareProfile.SynapseModel;
import org.bitspike.ir.profile.HardwareProfile.SynapseRows;
import org.bitspike.ir.profile.HardwareProfile.TickRule;
import org.bitspike.ir.profile.HardwareProfile.WeightModel;
import org.bitspike.ir.profile.ProfileVerifier;
import org.bitspike.ir.profile.SynapseMemory;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.wire.proto.CommonWire.FileHeader;
import org.bitspike.ir.wire.proto.CommonWire.NamedNumber;
import org.bitspike.ir.wire.proto.ProfileWire;
import org.bitspike.ir.wire.proto.ProgramWire;

/** Hardware profiles: one part each. */
final class ProfileCodec implements Codec<HardwareProfile, ProfileWire.HardwareProfile> {

  @Override
  public Noun noun() {
    return Noun.PROFILE;
  }

  @Override
  public Parser<ProfileWire.HardwareProfile> parser() {
    return ProfileWire.HardwareProfile.parser();
  }

  @Override
  public Message.Builder newBuilder() {
    return ProfileWire.HardwareProfile.newBuilder();
  }

  @Override
  public FileHeader header(HardwareProfile profile) {
    return FileHeader.newBuilder()
        .setBitspikeVersion(BitspikeVersion.current())
        .setProfile(profile.name())
        .setProfileDigest(profile.digest())
        .build();
  }

  @Override
  public List<Diagnostic> verify(HardwareProfile profile) {
    return ProfileVerifier.verify(profile);
  }

  @Override
  public void encode(HardwareProfile profile, Consumer<ProfileWire.HardwareProfile> parts) {
    ProfileWire.HardwareProfile.Builder wire =
        ProfileWire.HardwareProfile.newBuilder()
            .setName(profile.name())
            .setTitle(profile.title())
            .setDigest(profile.digest())
            .setNeuron(NeuronModelCodec.write(profile.neuron()))
            .setSynapse(write(profile.synapse()))
            .setLearning(LearningCodec.write(profile.learning()));
    profile
        .sources()
        .forEach(
            s ->
                wire.addSource(
                    ProfileWire.Citation.newBuilder().setId(s.id()).setCitation(s.citation())));
    profile
        .constants()
        .forEach(
            (name, value) ->
                wire.addConstant(NamedNumber.newBuilder().setName(name).setValue(value)));
    ProfileWire.TickRule.Builder tick = ProfileWire.TickRule.newBuilder();
    profile.tick().lengthSeconds().ifPresent(tick::setLengthSeconds);
    profile.tick().order().forEach(p -> tick.addPhase(Pieces.write(ProgramWire.Phase.class, p)));
    wire.setTick(tick);
    ProfileWire.Limits.Builder limits =
        ProfileWire.Limits.newBuilder()
            .setCores(profile.limits().cores())
            .setCircuitsPerCore(profile.limits().circuitsPerCore())
            .setFanInPerCircuit(profile.limits().fanInPerCircuit())
            .addAllMerge(profile.limits().merge())
            .setSourcesTakeCircuits(profile.limits().sourcesTakeCircuits())
            .setRowsPerCore(profile.limits().rowsPerCore())
            .setAxonsOutPerCore(profile.limits().axonsOutPerCore())
            .setCopies(profile.limits().copies());
    profile.limits().synapseMemory().ifPresent(m -> limits.setSynapseMemory(write(m)));
    wire.setLimits(limits);
    ProfileWire.EventClock.Builder clock = ProfileWire.EventClock.newBuilder();
    profile.events().resolutionSeconds().ifPresent(clock::setResolutionSeconds);
    profile
        .events()
        .rule()
        .ifPresent(
            r ->
                clock.setRule(
                    ProfileWire.EventRule.newBuilder()
                        .setSchedule(EventCodec.write(r.schedule()))
                        .setSourceSpike(r.sourceSpike())
                        .addAllEachTick(
                            r.eachTick().entrySet().stream()
                                .map(
                                    e ->
                                        ProfileWire.TickEvent.newBuilder()
                                            .setKind(e.getKey())
                                            .setValue(e.getValue())
                                            .build())
                                .toList())));
    wire.setEvents(clock);
    for (Claim claim : profile.claims()) {
      wire.addClaim(
          ProfileWire.Claim.newBuilder()
              .setPart(claim.part())
              .setLevel(Pieces.write(ProfileWire.ClaimLevel.class, claim.level()))
              .setEvidence(claim.evidence()));
    }
    if (!profile.topology().isEmpty()) {
      wire.setTopology(TopologyCodec.write(profile.topology()));
    }
    parts.accept(wire.build());
  }

  private static ProfileWire.SynapseMemory write(SynapseMemory memory) {
    return ProfileWire.SynapseMemory.newBuilder()
        .setBitsPerCore(memory.bitsPerCore())
        .setWordBits(memory.wordBits())
        .setRowBits(memory.rowBits())
        .setRowSynapses(memory.rowSynapses())
        .setTagBits(memory.tagBits())
        .addAllWeightBits(memory.weightBits())
        .addAllIndexBits(memory.indexBits())
        .build();
  }

  private static SynapseMemory read(ProfileWire.SynapseMemory wire) {
    return new SynapseMemory(
        wire.getBitsPerCore(),
        wire.getWordBits(),
        wire.getRowBits(),
        wire.getRowSynapses(),
        wire.getTagBits(),
        wire.getWeightBitsList(),
        wire.getIndexBitsList());
  }

  private static ProfileWire.SynapseModel write(SynapseModel synapse) {
    WeightModel w = synapse.weight();
    ProfileWire.WeightModel.Builder weight =
        ProfileWire.WeightModel.newBuilder()
            .setMinCode(w.minCode())
            .setMaxCode(w.maxCode())
            .setCurve(Pieces.write(w.curve()))
            .setEntryFormat(w.entryFormat())
            .setZeroIsOff(w.zeroIsOff())
            .setScalePer(Pieces.write(ProfileWire.Sharing.class, w.scalePer()))
            .setScaleBits(w.scaleBits());
    w.scaleLow().ifPresent(e -> weight.setScaleLow(Pieces.write(e)));
    w.scaleHigh().ifPresent(e -> weight.setScaleHigh(Pieces.write(e)));
    w.scaleGrid()
        .ifPresent(
            g ->
                weight.setScaleGrid(
                    ProfileWire.ScaleGrid.newBuilder()
                        .setUnit(Pieces.write(g.unit()))
                        .setLow(g.low())
                        .setHigh(g.high())));
    w.headroom()
        .ifPresent(
            h ->
                weight.setHeadroom(
                    ProfileWire.Headroom.newBuilder().setMost(h.most()).setSigma(h.sigma())));
    w.exponents()
        .ifPresent(
            e ->
                weight.setExponents(
                    ProfileWire.Exponents.newBuilder().setLow(e.low()).setHigh(e.high())));
    ProfileWire.DelayModel.Builder delay =
        ProfileWire.DelayModel.newBuilder()
            .setMinTicks(synapse.delay().minTicks())
            .setMaxTicks(synapse.delay().maxTicks());
    synapse.delay().fixedSeconds().ifPresent(delay::setFixedSeconds);
    synapse
        .delay()
        .extension()
        .ifPresent(
            e ->
                delay.setExtension(
                    ProfileWire.DelayExtension.newBuilder()
                        .setStepTicks(e.stepTicks())
                        .setStages(e.stages())));
    ProfileWire.RowRule.Builder rows =
        ProfileWire.RowRule.newBuilder()
            .setOneSign(synapse.rows().oneSign())
            .setOnePerTarget(synapse.rows().onePerTarget())
            .setOneDelay(synapse.rows().oneDelay())
            .setOneReceptor(synapse.rows().oneReceptor());
    synapse.rows().entry().ifPresent(e -> rows.setEntry(Pieces.write(e)));
    ProfileWire.SynapseModel.Builder wire =
        ProfileWire.SynapseModel.newBuilder().setWeight(weight).setDelay(delay);
    return (synapse.rows().equals(SynapseRows.FREE) ? wire : wire.setRows(rows)).build();
  }

  @Override
  public Decoder<HardwareProfile, ProfileWire.HardwareProfile> decoder() {
    return new WholeMessage<>(Noun.PROFILE, ProfileCodec::read);
  }

  private static EventRule read(ProfileWire.EventRule wire) {
    Map<String, Long> eachTick = new LinkedHashMap<>();
    wire.getEachTickList().forEach(e -> eachTick.put(e.getKind(), e.getValue()));
    return new EventRule(EventCodec.read(wire.getSchedule()), wire.getSourceSpike(), eachTick);
  }

  private static HardwareProfile read(ProfileWire.HardwareProfile wire) {
    Map<String, Double> constants = new LinkedHashMap<>();
    wire.getConstantList().forEach(c -> Pieces.putOnce(constants, c.getName(), c.getValue()));
    ProfileWire.TickRule tick = wire.getTick();
    ProfileWire.Limits limits = wire.getLimits();
    ProfileWire.EventClock clock = wire.getEvents();
    return new HardwareProfile(
        wire.getName(),
        wire.getTitle(),
        wire.getDigest(),
        wire.getSourceList().stream()
            .map(s -> new HardwareProfile.Source(s.getId(), s.getCitation()))
            .toList(),
        constants,
        new TickRule(
            optional(tick.hasLengthSeconds(), tick.getLengthSeconds()),
            tick.getPhaseList().stream().map(p -> Pieces.read(Phase.class, p)).toList()),
        NeuronModelCodec.read(wire.getNeuron()),
        read(wire.getSynapse()),
        new Limits(
            limits.getCores(),
            limits.getCircuitsPerCore(),
            limits.getFanInPerCircuit(),
            limits.getMergeList(),
            limits.getSourcesTakeCircuits(),
            limits.getRowsPerCore(),
            limits.getAxonsOutPerCore(),
            limits.hasSynapseMemory()
                ? Optional.of(read(limits.getSynapseMemory()))
                : Optional.empty(),
            limits.getCopies()),
        new EventClock(
            optional(clock.hasResolutionSeconds(), clock.getResolutionSeconds()),
            clock.hasRule() ? Optional.of(read(clock.getRule())) : Optional.empty()),
        LearningCodec.read(wire.getLearning()),
        wire.getClaimList().stream()
            .map(
                c ->
                    new Claim(
                        c.getPart(), Pieces.read(Claim.Level.class, c.getLevel()), c.getEvidence()))
            .toList(),
        TopologyCodec.read(wire.getTopology()));
  }

  private static SynapseModel read(ProfileWire.SynapseModel wire) {
    ProfileWire.WeightModel w = wire.getWeight();
    ProfileWire.DelayModel d = wire.getDelay();
    return new SynapseModel(
        new WeightModel(
            w.getMinCode(),
            w.getMaxCode(),
            Pieces.expr(w.getCurve()),
            w.getEntryFormat(),
            w.getZeroIsOff(),
            Pieces.read(Sharing.class, w.getScalePer()),
            w.hasScaleLow() ? Optional.of(Pieces.expr(w.getScaleLow())) : Optional.empty(),
            w.hasScaleHigh() ? Optional.of(Pieces.expr(w.getScaleHigh())) : Optional.empty(),
            w.getScaleBits(),
            w.hasScaleGrid()
                ? Optional.of(
                    new ScaleGrid(
                        Pieces.expr(w.getScaleGrid().getUnit()),
                        w.getScaleGrid().getLow(),
                        w.getScaleGrid().getHigh()))
                : Optional.empty(),
            w.hasHeadroom()
                ? Optional.of(new Headroom(w.getHeadroom().getMost(), w.getHeadroom().getSigma()))
                : Optional.empty(),
            w.hasExponents()
                ? Optional.of(new Exponents(w.getExponents().getLow(), w.getExponents().getHigh()))
                : Optional.empty()),
        new DelayModel(
            d.getMinTicks(),
            d.getMaxTicks(),
            optional(d.hasFixedSeconds(), d.getFixedSeconds()),
            d.hasExtension()
                ? Optional.of(
                    new DelayExtension(
                        d.getExtension().getStepTicks(), d.getExtension().getStages()))
                : Optional.empty()),
        new SynapseRows(
            wire.getRows().getOneSign(),
            wire.getRows().getOnePerTarget(),
            wire.getRows().hasEntry()
                ? Optional.of(Pieces.expr(wire.getRows().getEntry()))
                : Optional.empty(),
            wire.getRows().getOneDelay(),
            wire.getRows().getOneReceptor()));
  }

  static OptionalDouble optional(boolean present, double value) {
    return present ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
