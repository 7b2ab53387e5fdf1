#!/usr/bin/env python3
"""@ABOUT@

Usage: python NAME.py [SIMULATOR] [--spikes FILE.csv] [--codegen TARGET]

SIMULATOR is any of PyNN's: brian2 (default), nest, neuron, ... Times in ms, voltages in mV,
currents in nA, conductances in uS. Columns lie in the .npz file beside this script.
Spikes are written as rows of population, index, time in ms.
"""
import argparse
import importlib
import os

import numpy

NETWORK = {}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("simulator", nargs="?", default="brian2")
    parser.add_argument("--spikes", default=NETWORK["name"] + "_spikes.csv", metavar="FILE")
    parser.add_argument("--codegen", default="numpy",
                        help="how brian2 computes: numpy (needs no compiler), cython or auto")
    return parser.parse_args()


def build(sim, columns):
    """Makes populations and projections; returns the populations that are recorded, by label."""
    from pyNN.parameters import Sequence

    def value(v):
        return columns[v] if isinstance(v, str) else v

    populations = {}
    recorded = {}
    for cells in NETWORK["cells"]:
        parameters = {name: value(v) for name, v in cells["parameters"].items()}
        population = sim.Population(cells["size"], getattr(sim, cells["type"])(**parameters),
                                    label=cells["label"])
        population.initialize(v=value(cells["initial_v"]))
        population.record("spikes")
        populations[cells["label"]] = recorded[cells["label"]] = population
    for source in NETWORK["sources"]:
        time, index = columns[source["time"]], columns[source["index"]]
        trains = [Sequence(numpy.sort(time[index == i])) for i in range(source["size"])]
        populations[source["label"]] = sim.Population(
            source["size"], sim.SpikeSourceArray(spike_times=trains), label=source["label"])
    for projection in NETWORK["projections"]:
        rows = list(zip(columns[projection["pre_index"]].tolist(),
                        columns[projection["post_index"]].tolist(),
                        columns[projection["weight"]].tolist(),
                        columns[projection["delay"]].tolist()))
        if rows:
            sim.Projection(populations[projection["pre"]], populations[projection["post"]],
                           sim.FromListConnector(rows, column_names=["weight", "delay"]),
                           sim.StaticSynapse(), receptor_type=projection["receptor"],
                           label=projection["label"])
    for current in NETWORK["currents"]:
        for cell, scale in zip(columns[current["cells"]], columns[current["scale"]]):
            parameters = dict(current["parameters"])
            parameters["amplitude"] *= float(scale)
            electrode = getattr(sim, current["type"])(**parameters)
            electrode.inject_into(populations[current["label"]][int(cell):int(cell) + 1])
    return recorded


def main():
    options = arguments()
    if options.simulator == "brian2":
        import brian2
        brian2.prefs.codegen.target = options.codegen
    sim = importlib.import_module("pyNN." + options.simulator)
    folder = os.path.dirname(os.path.abspath(__file__))
    columns = numpy.load(os.path.join(folder, NETWORK["name"] + ".npz"))
    sim.setup(timestep=NETWORK["timestep"], min_delay=NETWORK["timestep"],
              max_delay=NETWORK["max_delay"])
    if options.simulator == "brian2":
        # PyNN's spike sources run on brian2's default clock, not on the one that setup made.
        brian2.defaultclock.dt = NETWORK["timestep"] * brian2.ms
    recorded = build(sim, columns)
    sim.run(NETWORK["duration"])
    with open(options.spikes, "w") as out:
        out.write("population,index,time_ms\n")
        for label, population in recorded.items():
            trains = population.get_data("spikes").segments[0].spiketrains
            for index, train in enumerate(trains):
                index = int(train.annotations.get("source_index", index))
                for time in train.rescale("ms").magnitude:
                    out.write("%s,%d,%.6f\n" % (label, index, time))
    sim.end()


if __name__ == "__main__":
    main()
