package org.bitspike.backends.neuroml;

import java.util.List;
import org.bitspike.ir.program.Program;

/** The LEMS file that runs the network and writes every neuron's spikes. */
final class SimulationDocument {

  private SimulationDocument() {}

  static String text(Parts parts, String networkFile) {
    Program program = parts.mapped().program();
    StringBuilder selections = new StringBuilder();
    int id = 0;
    for (Parts.Part part : parts.all()) {
      if (!part.component().type().equals("spikeArray")) {
        for (int n = 0; n < part.size(); n++) {
          selections.append(
              "      <EventSelection id=\"%d\" select=\"%s[%d]\" eventPort=\"spike\"/>\n"
                  .formatted(id++, part.id(), n));
        }
      }
    }
    StringBuilder includes = new StringBuilder();
    for (String file : List.of("Cells.xml", "Networks.xml", "PyNN.xml", "Simulation.xml")) {
      includes.append("  <Include file=\"").append(file).append("\"/>\n");
    }
    double step = program.tick().femtoseconds() / 1e15;
    double length = program.durationTicks() * (double) program.tick().femtoseconds() / 1e15;
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <Lems>
      <Target component="run"/>
    %s  <Include file="%s"/>
      <Simulation id="run" length="%ss" step="%ss" target="%s">
        <EventOutputFile id="spikes" fileName="%s.spikes" format="TIME_ID">
    %s    </EventOutputFile>
      </Simulation>
    </Lems>
    """
        .formatted(includes, networkFile, length, step, parts.name(), parts.name(), selections);
  }
}
