package org.bitspike.frontends.lems.validation;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.Code;

/** Applies the rules to a document: each element of the top level goes to those who know it. */
final class ReferenceRules {

  private static final Set<ComponentKind> SYNAPSES = Set.of(ComponentKind.SYNAPSE);

  private final Model model;
  private final Found found;

  ReferenceRules(Model model, Found found) {
    this.model = model;
    this.found = found;
  }

  void check(Node document) {
    CellRules cells = new CellRules(model, found);
    for (Node element : document.children()) {
      switch (element.name()) {
        case "cell", "cell2CaPools" -> cells.check(element);
        case "morphology" -> MorphologyRules.check(element, found);
        case "biophysicalProperties" -> cells.biophysics(element, Optional.empty());
        case "network" -> new NetworkRules(model, found).check(element);
        case "ionChannelKS" -> element.children("gateKS").forEach(this::states);
        case "doubleSynapse" -> {
          synapse(element, "synapse1");
          synapse(element, "synapse2");
        }
        case "timedSynapticInput", "poissonFiringSynapse", "transientPoissonFiringSynapse" ->
            synapse(element, "synapse");
        default -> {
          // refers to nothing
        }
      }
    }
  }

  private void synapse(Node element, String attribute) {
    model.require(
        element.text(attribute),
        Code.V_COMPONENT,
        attribute + " of " + element.label(),
        SYNAPSES,
        element.where());
  }

  private void states(Node gate) {
    Set<String> states = new HashSet<>();
    gate.children("closedState").forEach(s -> states.add(s.id()));
    gate.children("openState").forEach(s -> states.add(s.id()));
    for (Node child : gate.children()) {
      for (String end : new String[] {"from", "to"}) {
        Optional<String> state = child.attribute(end);
        if (state.isPresent() && !states.contains(state.get())) {
          found.error(
              Code.V_STATE,
              child.where(),
              end
                  + "='"
                  + state.get()
                  + "' of "
                  + child.label()
                  + " is no state of gate '"
                  + gate.id()
                  + "'");
        }
      }
    }
  }
}
