package org.bitspike.ir.diag;

import java.util.Locale;

/**
 * Every diagnostic's stable identity. The first letter of the number names the part that speaks:
 * {@code F} frontends, {@code N} network, {@code H} profiles, {@code C} compiler, {@code P} files
 * and programs, {@code E} emulator, {@code R} reference simulator, {@code K} conformance, {@code B}
 * backends, {@code U} command line. Codes are never reused.
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
      "move the file below the including folder, or add its folder with -I"),
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
  R_UNSUPPORTED(
      "R001",
      "The reference simulator cannot run this model",
      "use a model without the feature the message names"),
  R_NOT_FINITE("R002", "A state variable became infinite or undefined", "use a smaller step"),
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
