#!/usr/bin/env python3
"""CPU time of a cable of 100 Hodgkin-Huxley compartments, 1 s at 0.025 ms, in bitspike and in NEURON.

    benchmarks/cable.py          needs NEURON's Python module (python3-neuron) and the benchmarks' classes (benchmarks/run builds them)

Both count the CPU time of the thread that steps, without reading the model or starting. NEURON's hh reads its rates from tables by default
(usetable_hh = 1: linear between points of 1 mV); both ways are measured. Runs alternate; ratios within one run are what counts.
"""
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
MODEL = os.path.join(HERE, "models", "hh-cable.xml")

NEURON = """
from neuron import h
import time
h.load_file('stdrun.hoc')
s = h.Section(name='s'); s.L = 1000; s.diam = 2; s.nseg = 100; s.Ra = 100; s.cm = 1; s.insert('hh')
h.celsius = 6.3
i = h.IClamp(s(0.005)); i.delay = 0; i.dur = 1e9; i.amp = 0.5
h.usetable_hh = %d
h.dt = 0.025
h('proc go() { local i  for i = 1, $1 { fadvance() } }')
for run in range(3):
    h.finitialize(-65)
    before = time.process_time()
    h.go(40000)
    print(time.process_time() - before)
"""


def lines(command):
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    return [float(line) for line in out.split()]


def neuron(table):
    return min(lines([os.environ.get("PYTHON", "/usr/bin/python3"), "-c", NEURON % table]))


def bitspike(scheme):
    java = os.path.join(os.environ["BITSPIKE_JAVA"], "bin", "java") if "BITSPIKE_JAVA" in os.environ else "java"
    with open(os.path.join(HERE, "target", "class-path")) as f:
        path = os.path.join(HERE, "target", "classes") + ":" + f.read().strip()
    return min(lines([java, "-cp", path, "org.bitspike.benchmarks.CableSteps", MODEL, scheme, "3"]))


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    ways = {
        "bitspike, gates exponential": lambda: bitspike("EXPONENTIAL"),
        "bitspike, gates on the grid": lambda: bitspike("GRID"),
        "NEURON, rates computed": lambda: neuron(0),
        "NEURON, rates from tables": lambda: neuron(1),
    }
    seconds = {way: [] for way in ways}
    for _ in range(rounds):
        for way, measure in ways.items():
            seconds[way].append(measure())
    for way, s in seconds.items():
        print("%-30s median %.3f CPU s, smallest %.3f of %d; %.2f us per step"
              % (way, statistics.median(s), min(s), len(s), statistics.median(s) / 40000 * 1e6))
    own = seconds["bitspike, gates exponential"]
    for other in ("NEURON, rates computed", "NEURON, rates from tables"):
        ratios = [a / b for a, b in zip(own, seconds[other])]
        print("bitspike, gates exponential : %s = %.2f (median of paired ratios, %.2f to %.2f)"
              % (other, statistics.median(ratios), min(ratios), max(ratios)))


if __name__ == "__main__":
    main()
