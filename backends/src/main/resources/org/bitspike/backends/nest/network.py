#!/usr/bin/env python3
"""@ABOUT@

Usage: python NAME.py [--spikes FILE.csv] [--weights FILE.csv]

For NEST 3.x. Times in ms, voltages in mV, currents in pA, conductances in nS.
Columns lie in the .npz file beside this script. Spikes are written as rows of population, index,
time in ms; weights of synapses that learn, at the end of the run, as rows of projection, source,
target, weight. Sources with synapses that learn are relayed, and fire one step later.
"""
import argparse
import os

import nest
import numpy

NETWORK = {}


def create(columns):
    """Makes neurons, recorders and sources; returns node collections by label."""
    nodes = {}
    recorders = {}
    for cells in NETWORK["cells"]:
        group = nest.Create(cells["model"], cells["size"])
        for name, value in cells["parameters"].items():
            group.set({name: columns[value].tolist() if isinstance(value, str) else value})
        recorder = nest.Create("spike_recorder")
        nest.Connect(group, recorder)
        nodes[cells["label"]] = group
        recorders[cells["label"]] = recorder
    for source in NETWORK["sources"]:
        time, index = columns[source["time"]], columns[source["index"]]
        generators = nest.Create("spike_generator", source["size"], params=[
            {"spike_times": numpy.sort(time[index == i]).tolist()}
            for i in range(source["size"])])
        if source["learns"]:
            relays = nest.Create("parrot_neuron", source["size"])
            nest.Connect(generators, relays, "one_to_one",
                         {"synapse_model": "static_synapse", "weight": 1.0,
                          "delay": NETWORK["resolution"]})
            generators = relays
        nodes[source["label"]] = generators
    return nodes, recorders


def connect(nodes, columns):
    for number, projection in enumerate(NETWORK["projections"]):
        pre = numpy.array(nodes[projection["pre"]].tolist())[columns[projection["pre_index"]]]
        post = numpy.array(nodes[projection["post"]].tolist())[columns[projection["post_index"]]]
        if len(pre) == 0:
            continue
        model = "static_synapse"
        synapse = {"weight": columns[projection["weight"]], "delay": columns[projection["delay"]]}
        if "model" in projection:
            model = "%s_%d" % (projection["model"], number)
            nest.CopyModel(projection["model"], model)
            nest.SetDefaults(model, projection["common"])
            for name, column in projection["individual"].items():
                synapse[name] = columns[column]
        synapse["synapse_model"] = model
        nest.Connect(pre, post, "one_to_one", synapse)
    for current in NETWORK["currents"]:
        for cell, scale in zip(columns[current["cells"]], columns[current["scale"]]):
            parameters = dict(current["parameters"])
            parameters["amplitude"] *= float(scale)
            generator = nest.Create(current["model"], 1, params=parameters)
            nest.Connect(generator, nodes[current["label"]][int(cell)])


def write(nodes, recorders, options):
    with open(options.spikes, "w") as out:
        out.write("population,index,time_ms\n")
        for label, recorder in recorders.items():
            first = nodes[label].tolist()[0]
            events = recorder.get("events")
            for sender, time in zip(events["senders"], events["times"]):
                out.write("%s,%d,%.6f\n" % (label, sender - first, time))
    learning = [(n, p) for n, p in enumerate(NETWORK["projections"]) if "model" in p]
    if learning:
        with open(options.weights, "w") as out:
            out.write("projection,source,target,weight\n")
            for number, projection in learning:
                synapses = nest.GetConnections(
                    synapse_model="%s_%d" % (projection["model"], number))
                values = synapses.get(["source", "target", "weight"])
                for row in zip(values["source"], values["target"], values["weight"]):
                    out.write("%s,%d,%d,%.9g\n" % ((projection["label"],) + row))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spikes", default=NETWORK["name"] + "_spikes.csv", metavar="FILE")
    parser.add_argument("--weights", default=NETWORK["name"] + "_weights.csv", metavar="FILE")
    options = parser.parse_args()
    folder = os.path.dirname(os.path.abspath(__file__))
    columns = numpy.load(os.path.join(folder, NETWORK["name"] + ".npz"))
    nest.ResetKernel()
    nest.SetKernelStatus({"resolution": NETWORK["resolution"]})
    nodes, recorders = create(columns)
    connect(nodes, columns)
    nest.Simulate(NETWORK["duration"])
    write(nodes, recorders, options)


if __name__ == "__main__":
    main()
