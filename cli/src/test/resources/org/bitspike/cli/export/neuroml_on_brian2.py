"""Runs an exported NeuroML 2 network of iafRefCell, expOneSynapse, pulseGenerator and spikeArray on brian2.

Reads the document by itself: it knows NeuroML's names and nothing of the program that wrote them.
Usage: neuroml_on_brian2.py DOCUMENT SECONDS STEP SPIKES.csv
"""
import re
import sys
import xml.etree.ElementTree as Xml

import brian2 as b
import numpy as np

b.prefs.codegen.target = "numpy"
document, seconds, step, out = sys.argv[1], float(sys.argv[2]), float(sys.argv[3]), sys.argv[4]
b.defaultclock.dt = step * b.second


def number(text):
    """The number of a quantity in SI: the document has units without prefixes."""
    return float(re.match(r"[-+0-9.eE]*[0-9.]", text).group(0))


root = Xml.parse(document).getroot()
for element in root.iter():
    element.tag = element.tag.split("}")[-1]
components = {c.get("id"): c for c in root if c.get("id")}
network = root.find("network")

equations = """
dv/dt = (gl*(el - v) + ge*(ee - v) + gi*(ei - v) + drive)/c : volt (unless refractory)
dge/dt = -ge/te : siemens
dgi/dt = -gi/ti : siemens
drive = level*int(t >= first)*int(t < last) : amp
c : farad
gl : siemens
el : volt
ee : volt
ei : volt
te : second
ti : second
vt : volt
vr : volt
hold : second
level : amp
first : second
last : second
"""
groups, sources, objects = {}, {}, []
for population in network.findall("population"):
    component = components[population.get("component")]
    size = int(population.get("size"))
    if component.tag == "spikeArray":
        times = [number(s.get("time")) for s in component.findall("spike")]
        group = b.SpikeGeneratorGroup(1, [0] * len(times), np.array(times) * b.second)
        sources[population.get("id")] = group
    else:
        assert component.tag == "iafRefCell", component.tag
        group = b.NeuronGroup(
            size, equations, threshold="v > vt", reset="v = vr", refractory="hold", method="euler")
        group.c = number(component.get("C")) * b.farad
        group.gl = number(component.get("leakConductance")) * b.siemens
        group.el = number(component.get("leakReversal")) * b.volt
        group.v = group.el
        group.vt = number(component.get("thresh")) * b.volt
        group.vr = number(component.get("reset")) * b.volt
        group.hold = number(component.get("refract")) * b.second
        group.te = group.ti = 1 * b.second
        groups[population.get("id")] = group
    objects.append(group)


def place(path):
    return re.fullmatch(r"\.\./(\w+)\[(\d+)\]|(\w+)\[(\d+)\]|\.\./(\w+)/(\d+)/\w+", path).groups()


def index(path):
    found = [g for g in place(path) if g]
    return found[0], int(found[1])


for projection in network.findall("projection"):
    synapse = components[projection.get("synapse")]
    assert synapse.tag == "expOneSynapse", synapse.tag
    side = "e" if number(synapse.get("erev")) > -0.06 else "i"
    post = groups[projection.get("postsynapticPopulation")]
    setattr(post, "t" + side, number(synapse.get("tauDecay")) * b.second)
    setattr(post, "e" + side, number(synapse.get("erev")) * b.volt)
    name = projection.get("presynapticPopulation")
    made = b.Synapses(
        sources.get(name, groups.get(name)), post, "w : siemens", on_pre="g%s_post += w" % side)
    rows = projection.findall("connectionWD")
    if not rows:
        continue
    made.connect(
        i=[index(r.get("preCellId"))[1] for r in rows], j=[index(r.get("postCellId"))[1] for r in rows])
    made.w = np.array([float(r.get("weight")) for r in rows]) * number(synapse.get("gbase")) * b.siemens
    made.delay = np.array([number(r.get("delay")) for r in rows]) * b.second
    objects.append(made)

for given in network.iter():
    if given.tag in ("explicitInput", "input", "inputW"):
        listed = [g for g in network.findall("inputList") if given in list(g)]
        component = components[given.get("input") or listed[0].get("component")]
        assert component.tag == "pulseGenerator", component.tag
        population, member = index(given.get("target"))
        group = groups[population]
        group.level[member] = number(component.get("amplitude")) * float(given.get("weight", 1)) * b.amp
        group.first[member] = number(component.get("delay")) * b.second
        group.last[member] = (number(component.get("delay")) + number(component.get("duration"))) * b.second

monitors = {name: b.SpikeMonitor(group) for name, group in groups.items()}
b.Network(objects, list(monitors.values())).run(seconds * b.second)
with open(out, "w") as csv:
    csv.write("population,index,time\n")
    for name, monitor in monitors.items():
        for member, time in zip(monitor.i, monitor.t / b.ms):
            csv.write("%s,%d,%.9g\n" % (name, member, time))
