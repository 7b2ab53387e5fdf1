#!/usr/bin/env python3
"""@ABOUT@

Usage: python NAME.py [--spikes FILE.csv]

Needs pynn-brainscales and the hardware. Times are in ms of the hardware.
Columns lie in the .npz file beside this script.
"""
import argparse
import os

import numpy
import pynn_brainscales.brainscales2 as pynn

NETWORK = {}


def build(columns):
    populations = {}
    recorded = {}
    for cells in NETWORK["cells"]:
        population = pynn.Population(cells["size"], pynn.cells.HXNeuron())
        population.record(["spikes"])
        populations[cells["label"]] = recorded[cells["label"]] = population
    for source in NETWORK["sources"]:
        time, index = columns[source["time"]], columns[source["index"]]
        # One population per source: all members of a population play the same train.
        populations[source["label"]] = [
            pynn.Population(1, pynn.cells.SpikeSourceArray(
                spike_times=numpy.sort(time[index == i]).tolist()))
            for i in range(source["size"])]
    for projection in NETWORK["projections"]:
        pre, post = populations[projection["pre"]], populations[projection["post"]]
        for i, j, weight in zip(columns[projection["pre_index"]].tolist(),
                                columns[projection["post_index"]].tolist(),
                                columns[projection["weight"]].tolist()):
            source = pre[i] if isinstance(pre, list) else pynn.PopulationView(pre, [i])
            pynn.Projection(source, pynn.PopulationView(post, [j]), pynn.AllToAllConnector(),
                            synapse_type=pynn.standardmodels.synapses.StaticSynapse(weight=weight),
                            receptor_type=projection["receptor"])
    return recorded


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spikes", default=NETWORK["name"] + "_spikes.csv", metavar="FILE")
    options = parser.parse_args()
    folder = os.path.dirname(os.path.abspath(__file__))
    columns = numpy.load(os.path.join(folder, NETWORK["name"] + ".npz"))
    pynn.setup()
    recorded = build(columns)
    pynn.run(NETWORK["duration"])
    with open(options.spikes, "w") as out:
        out.write("population,index,time_ms\n")
        for label, population in recorded.items():
            for index, train in enumerate(population.get_data("spikes").segments[0].spiketrains):
                for time in train.magnitude:
                    out.write("%s,%d,%.6f\n" % (label, index, time))
    pynn.end()


if __name__ == "__main__":
    main()
