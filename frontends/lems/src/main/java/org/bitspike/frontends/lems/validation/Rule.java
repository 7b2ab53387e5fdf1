package org.bitspike.frontends.lems.validation;

import java.util.List;
import java.util.Optional;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Severity;

/**
 * What is checked, with the numbers of the tests that jNeuroML's validator has for the same.
 *
 * @see Code for what each says
 */
enum Rule {
  NAMESPACE(Code.V_NAMESPACE, Severity.ERROR, Source.GRAMMAR),
  ELEMENT(Code.V_ELEMENT, Severity.ERROR, Source.GRAMMAR),
  ORDER(Code.V_ORDER, Severity.ERROR, Source.GRAMMAR),
  MISSING_ELEMENT(Code.V_MISSING_ELEMENT, Severity.ERROR, Source.GRAMMAR),
  TOO_MANY(Code.V_TOO_MANY, Severity.ERROR, Source.GRAMMAR),
  ATTRIBUTE(Code.V_ATTRIBUTE, Severity.ERROR, Source.GRAMMAR),
  MISSING_ATTRIBUTE(Code.V_MISSING_ATTRIBUTE, Severity.ERROR, Source.GRAMMAR),
  VALUE(Code.V_VALUE, Severity.ERROR, Source.GRAMMAR),
  TEXT(Code.V_TEXT, Severity.ERROR, Source.GRAMMAR),
  TOP_ID(Code.V_TOP_ID, Severity.ERROR, Source.JNEUROML, 5000),
  NETWORK_ID(Code.V_NETWORK_ID, Severity.ERROR, Source.JNEUROML, 5001),
  SEGMENT_ID(Code.V_SEGMENT_ID, Severity.ERROR, Source.JNEUROML, 10000),
  ROOT_SEGMENT(Code.V_ROOT_SEGMENT, Severity.ERROR, Source.JNEUROML, 10002),
  MEMBER(Code.V_MEMBER, Severity.ERROR, Source.JNEUROML, 10003),
  GROUP_ID(Code.V_GROUP_ID, Severity.ERROR, Source.JNEUROML, 10004),
  GROUP_INCLUDE(Code.V_GROUP_INCLUDE, Severity.ERROR, Source.JNEUROML, 10005),
  GROUP_ORDER(Code.V_GROUP_ORDER, Severity.WARNING, Source.JNEUROML, 100005),
  GROUP_USE(Code.V_GROUP_USE, Severity.ERROR, Source.JNEUROML, 10006),
  DIVISIONS(Code.V_DIVISIONS, Severity.WARNING, Source.JNEUROML, 10007),
  INCLUDE(Code.V_INCLUDE, Severity.ERROR, Source.JNEUROML, 10010),
  POPULATION_COMPONENT(Code.V_POPULATION_COMPONENT, Severity.ERROR, Source.JNEUROML, 10020),
  ION_CHANNEL(Code.V_ION_CHANNEL, Severity.ERROR, Source.JNEUROML, 10025),
  CONCENTRATION_MODEL(Code.V_CONCENTRATION_MODEL, Severity.ERROR, Source.JNEUROML, 10026),
  POPULATION_SIZE(Code.V_POPULATION_SIZE, Severity.ERROR, Source.JNEUROML, 10030),
  PROJECTION_POPULATION(Code.V_PROJECTION_POPULATION, Severity.ERROR, Source.JNEUROML, 10040),
  CONNECTION_SEGMENT(Code.V_CONNECTION_SEGMENT, Severity.ERROR, Source.JNEUROML, 10050),
  CELL_PATH(Code.V_CELL_PATH, Severity.ERROR, Source.JNEUROML, 10060),
  SYNAPSE(Code.V_SYNAPSE, Severity.ERROR, Source.JNEUROML, 10070),
  ROOT_NOT_ZERO(Code.V_ROOT_NOT_ZERO, Severity.WARNING, Source.JNEUROML, 100001),
  NUMBER(Code.V_NUMBER, Severity.ERROR, Source.OWN),
  SEGMENT_PARENT(Code.V_SEGMENT_PARENT, Severity.ERROR, Source.OWN),
  SEGMENT(Code.V_SEGMENT, Severity.ERROR, Source.OWN),
  CELL_PART(Code.V_CELL_PART, Severity.ERROR, Source.OWN),
  INPUT(Code.V_INPUT, Severity.ERROR, Source.OWN),
  COMPONENT(Code.V_COMPONENT, Severity.ERROR, Source.OWN),
  ROW_ID(Code.V_ROW_ID, Severity.WARNING, Source.OWN),
  PROXIMAL(Code.V_PROXIMAL, Severity.ERROR, Source.OWN),
  KIND(Code.V_KIND, Severity.ERROR, Source.OWN),
  STATE(Code.V_STATE, Severity.ERROR, Source.OWN),
  INHOMOGENEOUS(Code.V_INHOMOGENEOUS, Severity.ERROR, Source.OWN),
  NO_SIZE(Code.V_NO_SIZE, Severity.ERROR, Source.OWN);

  /** Where a rule comes from. */
  enum Source {
    GRAMMAR,
    JNEUROML,
    OWN
  }

  private final Code code;
  private final Severity severity;
  private final Source source;
  private final int test;

  Rule(Code code, Severity severity, Source source) {
    this(code, severity, source, 0);
  }

  Rule(Code code, Severity severity, Source source, int test) {
    this.code = code;
    this.severity = severity;
    this.source = source;
    this.test = test;
  }

  /** The rule that a code of validation stands for. */
  static Optional<Rule> ofCode(Code code) {
    return List.of(values()).stream().filter(r -> r.code == code).findFirst();
  }

  Code code() {
    return code;
  }

  Severity severity() {
    return severity;
  }

  /** Whether the schema says the same. */
  boolean ofGrammar() {
    return source == Source.GRAMMAR;
  }

  /** What says the same elsewhere, for the documentation. */
  String origin() {
    return switch (source) {
      case GRAMMAR -> "schema";
      case JNEUROML -> "jNeuroML " + test;
      case OWN -> "bitspike";
    };
  }
}
