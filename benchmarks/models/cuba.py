"""The network of cuba.xml for brian2's C++ standalone: cuba.py FOLDER SECONDS writes and compiles it, unrun."""
import sys

from brian2 import (Network, NeuronGroup, SpikeMonitor, Synapses, defaultclock, device, ms, mV, second, seed,
                    set_device)

folder, seconds = sys.argv[1], float(sys.argv[2])
set_device("cpp_standalone", build_on_run=False, directory=folder)
defaultclock.dt = 0.1 * ms
seed(1)
taum, taue, taui = 20 * ms, 5 * ms, 10 * ms
thresh, reset, rest = -50 * mV, -60 * mV, -49 * mV
cells = NeuronGroup(
    4000,
    """dv/dt = (ge + gi - (v - rest)) / taum : volt (unless refractory)
       dge/dt = -ge / taue : volt
       dgi/dt = -gi / taui : volt""",
    threshold="v > thresh", reset="v = reset", refractory=5 * ms, method="exact")
cells.v = "reset + rand() * (thresh - reset)"
excitation = Synapses(cells, cells, on_pre="ge += 1.62*mV")
inhibition = Synapses(cells, cells, on_pre="gi -= 9*mV")
excitation.connect("i < 3200", p=0.02)
inhibition.connect("i >= 3200", p=0.02)
Network(cells, excitation, inhibition, SpikeMonitor(cells)).run(seconds * second)
device.build(directory=folder, compile=True, run=False)
