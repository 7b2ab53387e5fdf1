package org.bitspike.ir.diag;

import java.util.Locale;

/**
 * Every diagnostic's stable identity. The first letter of the number names the part that speaks:
 * {@code F} frontends, {@code N} network, {@code V} validation, {@code H} profiles, {@code C}
 * compiler, {@code P} files and programs, {@code E} emulator, {@code R} reference simulator, {@code
 * K} conformance, {@code B} backends, {@code U} command line. Codes are never reused.
 */
public enum Code {
  F_NOT_XML("F001", "The file is not well-formed XML", "correct the file at the place given"),
  F_DTD(
      "F002",
      "The file declares a document type or an entity",
      "remove the DOCTYPE; bitspike reads no DTDs and expands no entities of a file's own"),
  F_INCLUDE_MISSING(
      "F003", "An included file does not exist", "correct the name, or add its folder with -I"),
  F_INCLUDE_OUTSIDE(
      "F004",
      "An include leaves the include path",
      "move the file below the model's folder, or add its folder with -I"),
  F_UNKNOWN_TYPE(
      "F005",
      "A component names a type that is not defined",
      "correct the name, or include the file that defines the type"),
  F_DIMENSION(
      "F006",
      "Two sides of an expression or an assignment differ in dimension",
      "make both sides agree; the message names both"),
  F_MISSING_ATTRIBUTE("F007", "An element lacks an attribute it needs", "add the attribute"),
  F_UNRESOLVED(
      "F008", "A reference leads to nothing", "correct the name, or define what it refers to"),
  F_TOO_DEEP("F009", "Elements are nested deeper than the limit", "flatten the file"),
  F_TOO_LARGE("F010", "A size passes the limit", "split the input"),
  F_BAD_VALUE(
      "F011", "A value cannot be read", "write a number, with a unit where a dimension is due"),
  F_BAD_EXPRESSION(
      "F012", "An expression cannot be parsed", "correct the expression at the place given"),
  F_UNKNOWN_UNIT("F013", "A unit is not defined", "use a defined unit symbol"),
  F_UNKNOWN_ELEMENT(
      "F014",
      "An element is not part of LEMS or of any defined type",
      "correct the element's name"),
  F_CYCLE("F015", "Definitions refer to each other in a circle", "break the circle"),
  F_DUPLICATE("F016", "A name is defined twice", "rename one of the two"),
  F_UNSUPPORTED(
      "F017",
      "A language feature is not supported by this frontend yet",
      "rewrite the model without the feature"),
  F_NO_TARGET(
      "F018",
      "The file names no simulation to run",
      "add a Target and a Simulation, or pass a duration and a step"),
  F_UNREADABLE("F019", "A file cannot be read", "check the path and its permissions"),
  F_UNKNOWN_FORMAT(
      "F020",
      "No frontend reads this kind of file",
      "give a LEMS or NeuroML file, or a .bspn network"),
  N_NEGATIVE_DELAY("N001", "A delay is negative", "give a delay of at least 0"),
  N_NOT_FINITE("N002", "A number is not finite", "give a finite number"),
  N_INDEX("N003", "An index is outside its population", "use an index from 0 to size - 1"),
  N_UNKNOWN_NAME("N004", "A name refers to nothing in the network", "correct the name"),
  N_DUPLICATE_NAME("N005", "A name is used twice", "rename one of the two"),
  N_BAD_SIZE("N006", "A size is out of range", "give a size of at least 1"),
  N_BAD_RUN(
      "N007",
      "Duration or step is out of range",
      "give a positive step and a duration of at least one step"),
  N_TYPE_MISMATCH(
      "N008",
      "A component cannot stand where it is used",
      "use a component of the type the place asks for"),
  N_UNKNOWN_PARAMETER(
      "N009",
      "A parameter is not known to the component's type",
      "use one of the type's parameters"),
  N_BAD_RULE(
      "N010",
      "A connection rule has a number out of range",
      "give a number inside the range the message names"),
  V_NAMESPACE(
      "V001",
      "A NeuroML element is not in NeuroML's namespace",
      "write xmlns=\"http://www.neuroml.org/schema/neuroml2\" in the root element"),
  V_ELEMENT(
      "V002",
      "An element may not stand in its parent",
      "correct the name, or move the element to a parent that takes it"),
  V_ORDER(
      "V003",
      "Children stand in another order than the schema has",
      "move the element; the message names its place. The file still runs as it is"),
  V_MISSING_ELEMENT("V004", "An element lacks a child it needs", "add the child"),
  V_TOO_MANY("V005", "A child stands more often than its parent takes", "leave one of them"),
  V_ATTRIBUTE(
      "V006",
      "An element does not have this attribute",
      "correct the attribute's name, or remove it"),
  V_MISSING_ATTRIBUTE(
      "V007", "An element lacks an attribute that the schema requires", "add the attribute"),
  V_VALUE(
      "V008",
      "An attribute's value is not of the form the schema asks for",
      "write a value of the form that the message names"),
  V_TEXT("V009", "Text stands where none may stand", "remove the text, or put it into notes"),
  V_TOP_ID("V010", "Two elements of the top level have one id", "rename one of the two"),
  V_NETWORK_ID("V011", "Two elements of a network have one id", "rename one of the two"),
  V_SEGMENT_ID("V012", "Two segments of a morphology have one id", "renumber one of the two"),
  V_ROOT_SEGMENT(
      "V013",
      "A morphology has not exactly one segment without a parent",
      "give every segment but the first a parent"),
  V_MEMBER("V014", "A member of a segment group does not exist", "correct the segment's id"),
  V_GROUP_ID("V015", "Two segment groups of a morphology have one id", "rename one of the two"),
  V_GROUP_INCLUDE(
      "V016", "An included segment group does not exist", "correct the group's name, or define it"),
  V_GROUP_ORDER(
      "V017",
      "A segment group is included before it is defined",
      "move the included group before the one that includes it; some tools need that"),
  V_GROUP_USE(
      "V018",
      "A segment group named in biophysical properties does not exist",
      "correct the group's name, define it, or use 'all'"),
  V_DIVISIONS(
      "V019",
      "A number of internal divisions stands in an annotation",
      "make the property a child of the segment group itself"),
  V_INCLUDE(
      "V020", "An included file cannot be read", "correct the name, or give its folder with -I"),
  V_POPULATION_COMPONENT(
      "V021",
      "The component of a population does not exist",
      "correct the name, or include the file that defines it"),
  V_ION_CHANNEL(
      "V022",
      "The ion channel of a density does not exist",
      "correct the name, or include the file that defines it"),
  V_CONCENTRATION_MODEL(
      "V023",
      "The concentration model of a species does not exist",
      "correct the name, or include the file that defines it"),
  V_POPULATION_SIZE(
      "V024",
      "A population's size differs from the number of its instances",
      "make the two agree, or leave the size out"),
  V_PROJECTION_POPULATION(
      "V025", "A population named by a projection does not exist", "correct the population's name"),
  V_CONNECTION_SEGMENT(
      "V026",
      "A connection or an input names a segment that the cell lacks",
      "use a segment of the population's cell"),
  V_CELL_PATH(
      "V027",
      "A path to a cell does not lead to a member of its population",
      "write ../population[i], or ../population/i/component, with i below the size"),
  V_SYNAPSE(
      "V028", "A synapse does not exist", "correct the name, or include the file that defines it"),
  V_ROOT_NOT_ZERO(
      "V029",
      "A morphology has no segment 0",
      "give the root segment the id 0, which tools take for the root"),
  V_NUMBER(
      "V030",
      "A quantity has no number, or one that no double holds",
      "write a finite number before the unit"),
  V_SEGMENT_PARENT(
      "V031",
      "The parent of a segment does not exist, or the parents form a circle",
      "correct the parent's segment id"),
  V_SEGMENT("V032", "A segment that is referred to does not exist", "correct the segment's id"),
  V_CELL_PART(
      "V033",
      "The morphology or the biophysical properties of a cell cannot be told",
      "write them inside the cell, or name an element of the top level, but not both"),
  V_INPUT(
      "V034",
      "An input names a population or a component that does not exist",
      "correct the name, or include the file that defines it"),
  V_COMPONENT(
      "V035",
      "A component that is referred to does not exist",
      "correct the name, or include the file that defines it"),
  V_ROW_ID("V036", "Two rows of one list have one id", "number them through"),
  V_PROXIMAL(
      "V037",
      "A segment has neither a parent nor a proximal point",
      "add the proximal point, where the segment begins"),
  V_KIND(
      "V038",
      "A reference leads to a component of the wrong kind",
      "name a component of the kind that the message asks for"),
  V_STATE("V039", "A transition names a state that its gate lacks", "correct the state's name"),
  V_INHOMOGENEOUS(
      "V040",
      "An inhomogeneous parameter that is referred to does not exist",
      "define the parameter in the segment group, or correct its name"),
  V_NO_SIZE(
      "V041",
      "A population has neither a size nor instances",
      "add a size, or instances with locations"),
  H_NOT_YAML("H001", "The profile is not well-formed YAML", "correct the file at the place given"),
  H_UNKNOWN_KEY(
      "H002",
      "The profile has a key that the schema does not know",
      "correct the key; the message lists the known ones"),
  H_OUT_OF_RANGE(
      "H003", "A number of the profile is out of range", "give a number inside the range"),
  H_BAD_VALUE(
      "H004",
      "A value of the profile cannot be read",
      "give a value of the type the schema asks for"),
  H_MISSING_KEY("H005", "The profile lacks a key it needs", "add the key"),
  H_UNKNOWN_PROFILE(
      "H006",
      "There is no such profile",
      "use one of the profiles that `bitspike profiles` lists, or give a path to a YAML file"),
  H_BAD_KERNEL(
      "H007",
      "A kernel of the profile cannot be parsed or verified",
      "correct the kernel at the place given"),
  H_BAD_OVERRIDE(
      "H008",
      "A --set override does not fit the profile",
      "write --set key.path=value with a key of the schema"),
  H_CYCLE("H009", "Profiles extend each other in a circle", "break the circle"),
  H_BAD_EXPRESSION(
      "H010",
      "A translation rule of the profile cannot be parsed or evaluated",
      "correct the expression"),
  C_NO_MATCH(
      "C001",
      "The chip's neuron cannot be this model's cell",
      "use a cell type the profile accepts, or a programmable target"),
  C_NO_SYNAPSE(
      "C002",
      "The chip has no synapse for this model's synapse",
      "use a synapse type the profile accepts, or a programmable target"),
  C_CAPACITY(
      "C003",
      "The network needs more neurons than the hardware has",
      "use a larger variant of the profile, or a smaller network"),
  C_FAN_IN(
      "C004",
      "A neuron has more inputs than its circuits can take",
      "allow more merged circuits, or drop inputs yourself"),
  C_WEIGHT_RESOLUTION(
      "C005", "Weights were rounded to the chip's codes", "use a target with more weight bits"),
  C_WEIGHT_RANGE(
      "C006",
      "Weights were clipped to the chip's range",
      "rescale weights, or use a target with a wider range"),
  C_WEIGHT_SIGN(
      "C007",
      "A weight has a sign the synapse cannot have",
      "use separate excitatory and inhibitory projections"),
  C_DELAY("C008", "Delays were changed to what the chip can do", "use delays the chip has"),
  C_PARAMETER_ROUNDED(
      "C009", "A parameter was rounded to its register", "choose a value the register can hold"),
  C_PARAMETER_RANGE(
      "C010", "A parameter was clamped to the chip's range", "choose a value inside the range"),
  C_APPROXIMATED(
      "C011",
      "A part of the model was replaced by the nearest the chip has",
      "use a target that has the part"),
  C_EVENT_TIME(
      "C012",
      "Event times were rounded to the chip's event clock",
      "place events on the event clock's grid"),
  C_NOT_LOWERABLE(
      "C013",
      "A dynamics cannot be lowered to a fixed-point kernel",
      "use a cell or synapse that can, the message says which feature is in the way"),
  C_LEARNING("C014", "The chip cannot do this learning rule", "use a rule the profile accepts"),
  C_STIMULUS(
      "C015", "The hardware cannot give this stimulus", "use fewer or simpler current inputs"),
  C_NO_TRAIN(
      "C016",
      "A spike source's train is not known to the compiler",
      "run the reference first, or pass a recording of the source"),
  C_SHARED(
      "C017",
      "Parameters that share one register differ",
      "make them equal, or place the neurons in different sharing groups"),
  C_INTERNAL_VERIFY(
      "C018",
      "A pass left an IR that does not verify",
      "report this as a bug with the dump named in the message"),
  C_UNKNOWN_PASS("C019", "There is no such pass", "use one of the passes the message lists"),
  C_RANGE("C020", "A state variable may leave its fixed-point format", "give it a wider format"),
  C_CORE_FULL(
      "C021",
      "Cores have too few axons or too little synaptic memory for the network",
      "use more cores, give neurons fewer inputs, or put fewer neurons on each core"),
  C_NO_ADDRESS(
      "C022",
      "Sources found no address on a bus, and their synapses are lost",
      "use fewer sources, or a variant of the profile with more cores"),
  C_NO_ROUTE(
      "C023",
      "Synapses are lost, since no way leads to them through the chip's switches",
      "use a larger --effort, sources with fewer targets on other cores, or a smaller network"),
  C_NO_ROW(
      "C024",
      "Synapses are lost, since the drivers that their sources reach have no row left for them",
      "merge more circuits for each neuron, allow longer chains of drivers, or use fewer sources"),
  P_NOT_OURS(
      "P001", "The file is not a bitspike file of this kind", "give a file written by bitspike"),
  P_TOO_NEW("P002", "The file was written by a newer bitspike", "use that version or newer"),
  P_TOO_OLD(
      "P003",
      "The file was written by a bitspike too old to be read",
      "write it again from its source"),
  P_TRUNCATED("P004", "The file ends before its end record", "write it again, or copy it again"),
  P_CORRUPT("P005", "A record's checksum does not match", "copy the file again"),
  P_INVALID("P006", "The file's content does not verify", "write it again from its source"),
  P_BAD_TEXT("P007", "The text form cannot be read", "correct the text at the place given"),
  P_BAD_KERNEL(
      "P008", "A kernel cannot be parsed or verified", "correct the kernel at the place given"),
  P_UNWRITABLE(
      "P009", "A file cannot be written", "check the folder, its permissions and the free space"),
  E_TRAP(
      "E001",
      "A value left its format where the program forbids it",
      "give the word a wider format, or let it saturate"),
  E_UNKNOWN_PROBE(
      "E002",
      "There is nothing of this name to record",
      "use a population and variable of the program"),
  E_NO_BLOCK(
      "E003",
      "A part of the program refers to a block that does not exist",
      "write the program again from its source"),
  E_NEVER_QUIET(
      "E004",
      "The chip's own events never come to an end",
      "raise thresholds or weaken recurrent weights, or run the chip with its loop open"),
  E_OTHER_RUN(
      "E005",
      "The snapshot is not of this run",
      "resume with the program, as it was then, that the snapshot was taken from"),
  E_TOO_MANY_SYNAPSES(
      "E006",
      "The synapses of a program are too many to be listed",
      "use the fast engine, or a smaller network"),
  R_UNSUPPORTED(
      "R001",
      "The reference simulator cannot run this model",
      "use a model without the feature the message names"),
  R_NOT_FINITE("R002", "A state variable became infinite or undefined", "use a smaller step"),
  R_MORPHOLOGY(
      "R003",
      "The shape of a cell is no tree of segments, or what is said about it names nothing",
      "correct the segments and segment groups that the messages name"),
  R_NO_PLACE(
      "R004",
      "A synapse, input or recording names a place that the cell does not have",
      "name a segment of the cell and a fraction between 0 and 1 along it"),
  R_UNBOUNDED(
      "R005",
      "The solution grows without bound at some time",
      "correct the model there, such as by a threshold below the place where it diverges"),
  R_NO_LIMIT(
      "R006",
      "A condition still holds after its own actions, so the model has no limit when steps go to"
          + " zero",
      "let the condition's actions end what it tests, or use grid mode"),
  R_TOLERANCE(
      "R007",
      "The tolerance of a converged run is out of range",
      "give a tolerance inside the range the message names"),
  K_NOTHING_IN_COMMON(
      "K001",
      "The two recordings have nothing in common to compare",
      "record the same populations in both"),
  K_BAD_CASE(
      "K002", "A conformance case cannot be read", "correct the case file at the place given"),
  B_UNKNOWN("B001", "There is no such backend", "use one of the backends the message lists"),
  B_REFUSED("B002", "The backend cannot express this program", "use a backend that can"),
  U_USAGE("U001", "The command line is wrong", "see --help"),
  U_UNSUPPORTED_HERE("U002", "This option does not fit this input", "see --help");

  private final String number;
  private final String title;
  private final String remedy;

  Code(String number, String title, String remedy) {
    this.number = number;
    this.title = title;
    this.remedy = remedy;
  }

  /** The code as users see it, such as {@code BS-F001}. */
  public String id() {
    return "BS-" + number;
  }

  /** One sentence without a full stop. */
  public String title() {
    return title;
  }

  /** What a user can do, as a phrase that starts with a verb. */
  public String remedy() {
    return remedy;
  }

  /** The file name of the code's page in the docs. */
  public String page() {
    return id().toLowerCase(Locale.ROOT) + ".md";
  }
}
