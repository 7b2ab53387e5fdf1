package org.bitspike.frontends.lems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.diag.Severity;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.unit.Dimension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The library's types by themselves, and against the standard's core types where these are at hand.
 */
class LibraryTest {

  private static final String ALL =
      "<Lems><Include file='Cells.xml'/><Include file='PyNN.xml'/><Include"
          + " file='Networks.xml'/><Include file='Simulation.xml'/></Lems>";

  /** Elements of structure, which are read natively, and metadata. */
  private static final Set<String> NOT_DYNAMIC =
      Set.of(
          "Networks.xml", "Simulation.xml", "NeuroMLCoreCompTypes.xml", "BitspikeExtensions.xml");

  @TempDir static Path folder;

  /** Types as loaded, with what was found wrong on the way. */
  private record Loaded(Definitions definitions, TypeTable types, Diagnostics diagnostics) {

    static Loaded load(List<Path> includePath) {
      Diagnostics diagnostics = new Diagnostics();
      Definitions definitions =
          Loader.load(
              TestFiles.write(folder, "all.xml", ALL), includePath, Limits.DEFAULT, diagnostics);
      return new Loaded(definitions, new TypeTable(definitions, diagnostics), diagnostics);
    }

    Optional<TypeModel> type(String name) {
      return types.find(name);
    }
  }

  private static Loaded own;
  private static Loaded core;

  @BeforeAll
  static void load() {
    own = Loaded.load(List.of());
    Path folderOfCore =
        Path.of(System.getProperty("bitspike.data", "no-data"), "neuroml-suite", "core");
    core = Files.isDirectory(folderOfCore) ? Loaded.load(List.of(folderOfCore)) : own;
  }

  /** The standard's types; the test is skipped where they are absent. */
  private static Loaded core() {
    TestFiles.data("neuroml-suite/core");
    return core;
  }

  private static List<String> typeNames(Loaded loaded) {
    return new ArrayList<>(loaded.definitions().types().keySet());
  }

  static Stream<String> dynamicTypes() {
    return own.definitions().types().entrySet().stream()
        .filter(e -> NOT_DYNAMIC.stream().noneMatch(f -> e.getValue().where().file().endsWith(f)))
        .map(Map.Entry::getKey);
  }

  @Test
  void everyTypeOfTheLibraryIsRight() {
    for (String name : typeNames(own)) {
      own.type(name).ifPresent(t -> TypeChecker.check(t, own.definitions(), own.diagnostics()));
    }
    assertThat(own.diagnostics().all()).filteredOn(LibraryTest::isWrong).isEmpty();
    assertThat(typeNames(own))
        .contains(
            "iafTauCell",
            "iafTauRefCell",
            "iafCell",
            "iafRefCell",
            "IF_curr_alpha",
            "IF_curr_exp",
            "IF_cond_alpha",
            "IF_cond_exp",
            "expCondSynapse",
            "expCurrSynapse",
            "alphaCondSynapse",
            "alphaCurrSynapse",
            "SpikeSourcePoisson",
            "alphaCurrentSynapse",
            "alphaSynapse",
            "expOneSynapse",
            "expTwoSynapse",
            "expThreeSynapse",
            "blockingPlasticSynapse",
            "voltageConcDepBlockMechanism",
            "tsodyksMarkramDepMechanism",
            "tsodyksMarkramDepFacMechanism",
            "doubleSynapse",
            "stdpSynapse",
            "pulseGenerator",
            "spikeArray",
            "spike",
            "spikeGenerator",
            "spikeGeneratorRandom",
            "spikeGeneratorPoisson",
            "spikeGeneratorRefPoisson",
            "poissonFiringSynapse",
            "timedSynapticInput",
            "lutStdp",
            "proceduralProjection",
            "plasticProjection");
  }

  @Test
  void dimensionsAndUnitsAreTheStandards() {
    Loaded standard = core();
    for (String name :
        List.of(
            "time",
            "per_time",
            "voltage",
            "current",
            "conductance",
            "capacitance",
            "concentration",
            "charge_per_mole",
            "idealGasConstantDims",
            "conductance_per_voltage",
            "rho_factor",
            "specificCapacitance",
            "currentDensity",
            "permeability")) {
      assertThat(dimension(own, name).sameAs(dimension(standard, name))).as(name).isTrue();
    }
    for (String symbol :
        List.of(
            "s",
            "ms",
            "min",
            "hour",
            "Hz",
            "per_ms",
            "mV",
            "per_mV",
            "nS",
            "uS",
            "mS_per_cm2",
            "uF_per_cm2",
            "pF",
            "nA",
            "pA",
            "uA_per_cm2",
            "e",
            "nA_ms_per_amol",
            "mM",
            "mol_per_cm3",
            "degC",
            "K",
            "fJ_per_K_per_umol",
            "nS_per_mV",
            "um2",
            "Mohm",
            "umol_per_cm_per_nA_per_ms",
            "cm_per_ms",
            "litre")) {
      Unit ours = own.definitions().unit(symbol).orElseThrow();
      assertThat(ours.sameAs(standard.definitions().unit(symbol).orElseThrow()))
          .as(symbol)
          .isTrue();
    }
  }

  private static Dimension dimension(Loaded loaded, String name) {
    return loaded.definitions().dimension(name, org.bitspike.ir.SourceRef.NONE).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("dynamicTypes")
  void typeAgreesWithTheStandards(String name) {
    Loaded standard = core();
    TypeModel ours = own.type(name).orElseThrow();
    TypeModel theirs =
        standard.type(name).orElseThrow(() -> new AssertionError(name + " is not in the standard"));
    assertThat(theirs.where.file()).doesNotStartWith("library:");
    assertThat(ours.ancestors).isEqualTo(theirs.ancestors);
    assertThat(byName(ours.parameters.values().stream(), p -> p.name(), p -> powers(p.dimension())))
        .isEqualTo(
            byName(theirs.parameters.values().stream(), p -> p.name(), p -> powers(p.dimension())));
    assertThat(
            byName(ours.exposures.entrySet().stream(), e -> e.getKey(), e -> powers(e.getValue())))
        .isEqualTo(
            byName(theirs.exposures.entrySet().stream(), e -> e.getKey(), e -> exposed(name, e)));
    assertThat(ours.requirements.keySet()).isEqualTo(theirs.requirements.keySet());
    assertThat(ours.texts).isEqualTo(theirs.texts);
    assertThat(ours.wires).isEqualTo(theirs.wires);
    assertThat(Set.copyOf(ours.eventPorts.values()))
        .isEqualTo(Set.copyOf(theirs.eventPorts.values()));
    assertThat(Set.copyOf(ours.slots.values())).isEqualTo(Set.copyOf(theirs.slots.values()));
    compare(check(ours, own), check(theirs, standard));
  }

  /** The standard's alphaCurrSynapse exposes its state variable A, a pure number, as a current. */
  private static String exposed(String type, Map.Entry<String, Dimension> exposure) {
    return type.equals("alphaCurrSynapse") && exposure.getKey().equals("A")
        ? powers(Dimension.NONE)
        : powers(exposure.getValue());
  }

  private static ComponentType check(TypeModel type, Loaded loaded) {
    ComponentType checked = TypeChecker.check(type, loaded.definitions(), loaded.diagnostics());
    assertThat(loaded.diagnostics().all())
        .filteredOn(LibraryTest::isWrong)
        .filteredOn(d -> d.severity() == Severity.ERROR)
        .isEmpty();
    return checked;
  }

  /** What the reader has no use for yet is told where it is used; it is not wrong in the library. */
  private static boolean isWrong(Diagnostic d) {
    return d.code() != Code.F_UNSUPPORTED;
  }

  private static void compare(ComponentType ours, ComponentType theirs) {
    assertThat(byName(ours.properties().stream(), p -> p.name(), p -> p.defaultValue()))
        .isEqualTo(byName(theirs.properties().stream(), p -> p.name(), p -> p.defaultValue()));
    assertThat(byName(ours.constants().stream(), c -> c.name(), c -> c.value()))
        .isEqualTo(byName(theirs.constants().stream(), c -> c.name(), c -> c.value()));
    assertThat(byName(ours.derivedParameters().stream(), p -> p.name(), p -> p.value()))
        .isEqualTo(byName(theirs.derivedParameters().stream(), p -> p.name(), p -> p.value()));
    ComponentType.Dynamics a = ours.dynamics();
    ComponentType.Dynamics b = theirs.dynamics();
    assertThat(
            byName(
                a.stateVariables().stream(),
                v -> v.name(),
                v -> powers(v.dimension()) + v.exposure()))
        .isEqualTo(
            byName(
                b.stateVariables().stream(),
                v -> v.name(),
                v -> powers(v.dimension()) + v.exposure()));
    assertThat(byName(a.derivedVariables().stream(), v -> v.name(), v -> v.definition()))
        .isEqualTo(byName(b.derivedVariables().stream(), v -> v.name(), v -> v.definition()));
    assertThat(rates(a.timeDerivatives())).isEqualTo(rates(b.timeDerivatives()));
    assertThat(a.onStart()).isEqualTo(b.onStart());
    assertThat(a.onConditions()).isEqualTo(b.onConditions());
    assertThat(a.onEvents()).isEqualTo(b.onEvents());
    assertThat(byName(a.regimes().stream(), r -> r.name(), LibraryTest::regime))
        .isEqualTo(byName(b.regimes().stream(), r -> r.name(), LibraryTest::regime));
  }

  private static List<Object> regime(ComponentType.Regime r) {
    return List.of(
        r.initial(), r.onEntry(), rates(r.timeDerivatives()), r.onConditions(), r.onEvents());
  }

  private static Map<String, Expr> rates(List<ComponentType.TimeDerivative> rates) {
    return rates.stream().collect(Collectors.toMap(r -> r.variable(), r -> r.rate()));
  }

  private static <T, V> Map<String, V> byName(
      Stream<T> items, Function<T, String> name, Function<T, V> value) {
    return items.collect(Collectors.toMap(name, value, (x, y) -> y, TreeMap::new));
  }

  private static String powers(Dimension d) {
    return new Dimension("x", d.m(), d.l(), d.t(), d.i(), d.k(), d.n(), d.j()).toString();
  }
}
