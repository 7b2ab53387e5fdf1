package org.bitspike.reference.cable;

import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.Component;

/** A population under test, and its clock. */
final class Run {

  final CablePopulation population;
  private final double dt;
  private double t;
  private int streams;

  Run(Tree cell, int size, double dt, StateScheme scheme) {
    this.dt = dt;
    this.population = CablePopulation.of("p", cell.build(), size, CableTypes.ALL, dt, scheme, 1);
  }

  static Run of(Tree cell, double dt) {
    return new Run(cell, 1, dt, StateScheme.EXPONENTIAL);
  }

  CablePopulation.Attached attach(Tree component, int member, int segment, double fraction) {
    Component c = component.build();
    return population.attach(
        c,
        new int[] {member},
        new int[] {segment},
        new double[] {fraction},
        new double[] {1},
        streams++,
        SourceRef.NONE);
  }

  Run begin() {
    population.finish();
    population.start();
    return this;
  }

  Run steps(int n) {
    for (int k = 0; k < n; k++) {
      t += dt;
      population.computeCurrents(t);
      population.move(t);
      population.detectSpikes();
    }
    return this;
  }

  double time() {
    return t;
  }

  double value(int member, String path) {
    return population.value(member, path).orElseThrow().getAsDouble();
  }

  double v(String place) {
    return value(0, place + "/v");
  }
}
