package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.KineticScheme;
import org.bitspike.ir.unit.Dimension;

/**
 * Dynamics as written, each item with its place; expressions are parsed, names and dimensions are
 * not checked.
 */
final class DynamicsModel {

  record State(String name, Dimension dimension, Optional<String> exposure, SourceRef where) {}

  /** {@code dimension} is empty where none is written. */
  record Derived(
      String name,
      Optional<Dimension> dimension,
      Optional<String> exposure,
      Definition definition,
      SourceRef where) {}

  record Rate(String variable, Expr rate, SourceRef where) {}

  record Condition(Expr test, List<Step> steps, SourceRef where) {}

  record Event(String port, List<Step> steps, SourceRef where) {}

  sealed interface Step {
    SourceRef where();

    record Assign(String variable, Expr value, SourceRef where) implements Step {}

    record Emit(String port, SourceRef where) implements Step {}

    record Transition(String regime, SourceRef where) implements Step {}
  }

  record Mode(
      String name,
      boolean initial,
      List<Step> onEntry,
      List<Rate> rates,
      List<Condition> conditions,
      List<Event> events,
      SourceRef where) {}

  /** A kinetic scheme and its place. */
  record Scheme(KineticScheme scheme, SourceRef where) {}

  final List<State> states = new ArrayList<>();
  final List<Derived> derived = new ArrayList<>();
  final List<Rate> rates = new ArrayList<>();
  final List<Step> onStart = new ArrayList<>();
  final List<Condition> conditions = new ArrayList<>();
  final List<Event> events = new ArrayList<>();
  final List<Mode> modes = new ArrayList<>();
  final List<Scheme> schemes = new ArrayList<>();
}
