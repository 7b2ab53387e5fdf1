#!/usr/bin/env python3
"""@ABOUT@

Usage: python NAME.py [--spikes FILE.csv]

Runs in Lava's fixed-point models (LIF, Dense, DelayDense; run configuration fixed_pt), on the CPU or
where Lava has a compiler for the chip. Columns lie in the .npz file beside this script.
Spikes are written as rows of population, index, time in ms; a spike of step n (from 1) is at n steps.
"""
import argparse
import os

import numpy as np
from lava.magma.core.run_conditions import RunSteps
from lava.magma.core.run_configs import Loihi2SimCfg
from lava.proc.dense.process import DelayDense, Dense
from lava.proc.io.sink import RingBuffer as Sink
from lava.proc.io.source import RingBuffer as Source
from lava.proc.lif.process import LIF
from lava.utils.weightutils import SignMode

NETWORK = {}


def check(name, values, low, high):
    """What Lava's models take; they would go on with what does not fit."""
    values = np.asarray(values)
    if values.size and (values.min() < low or values.max() > high):
        raise ValueError("%s is %d to %d, Lava takes %d to %d" % (
            name, values.min(), values.max(), low, high))


def build(columns):
    """Makes all processes; returns those of the neurons with their sinks, and one to start from."""
    ports, neurons, sinks = {}, {}, {}
    steps = NETWORK["steps"]
    for block in NETWORK["neurons"]:
        label = block["label"]
        check("du of " + label, block["du"], 0, 4095)
        check("dv of " + label, block["dv"], 0, 4095)
        check("vth of " + label, block["vth"], 0, 2**17 - 1)
        check("bias_mant of " + label, columns[block["bias_mant"]], -2**12, 2**12 - 1)
        check("bias_exp of " + label, columns[block["bias_exp"]], 0, 7)
        check("v of " + label, columns[block["v"]], -2**23 + 1, 2**23 - 1)
        lif = LIF(shape=(block["size"],), du=block["du"], dv=block["dv"], vth=block["vth"],
                  bias_mant=columns[block["bias_mant"]].astype(np.int32),
                  bias_exp=columns[block["bias_exp"]].astype(np.int32),
                  u=columns[block["u"]].astype(np.int32), v=columns[block["v"]].astype(np.int32))
        sink = Sink(shape=(block["size"],), buffer=steps)
        lif.s_out.connect(sink.a_in)
        neurons[label], sinks[label], ports[label] = lif, sink, lif.s_out
    for block in NETWORK["sources"]:
        data = np.zeros((block["size"], steps))
        step, index = columns[block["step"]], columns[block["index"]]
        data[index[step < steps], step[step < steps]] = 1
        ports[block["label"]] = Source(data=data).s_out
    sizes = {b["label"]: b["size"] for b in NETWORK["neurons"] + NETWORK["sources"]}
    for block in NETWORK["synapses"]:
        check("weight of " + block["label"], columns[block["weight"]], -256, 255)
        check("delay of " + block["label"], columns[block["delay"]], 0, 63)
        shape = (sizes[block["post"]], sizes[block["pre"]])
        row, column = columns[block["row"]], columns[block["column"]]
        weights = np.zeros(shape, dtype=np.int32)
        weights[row, column] = columns[block["weight"]]
        delays = np.zeros(shape, dtype=int)
        delays[row, column] = columns[block["delay"]]
        fixed = {"weight_exp": block["weight_exp"], "num_weight_bits": 8,
                 "sign_mode": SignMode.MIXED}
        dense = (DelayDense(weights=weights, delays=delays, **fixed) if delays.any()
                 else Dense(weights=weights, **fixed))
        ports[block["pre"]].connect(dense.s_in)
        dense.a_out.connect(neurons[block["post"]].a_in)
    return neurons, sinks


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spikes", default=NETWORK["name"] + "_spikes.csv", metavar="FILE")
    options = parser.parse_args()
    folder = os.path.dirname(os.path.abspath(__file__))
    columns = np.load(os.path.join(folder, NETWORK["name"] + ".npz"))
    neurons, sinks = build(columns)
    first = next(iter(neurons.values()))
    first.run(condition=RunSteps(num_steps=NETWORK["steps"]),
              run_cfg=Loihi2SimCfg(select_tag="fixed_pt"))
    spikes = {label: sink.data.get() for label, sink in sinks.items()}
    first.stop()
    with open(options.spikes, "w") as out:
        out.write("population,index,time_ms\n")
        for label, data in spikes.items():
            for index, step in zip(*np.nonzero(data)):
                out.write("%s,%d,%.6f\n" % (label, index, (step + 1) * NETWORK["step_ms"]))


if __name__ == "__main__":
    main()
