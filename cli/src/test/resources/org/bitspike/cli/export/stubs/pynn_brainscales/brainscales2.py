"""Stands in for pynn-brainscales: takes the calls that an exported script makes, and checks its rules."""
from types import SimpleNamespace

POPULATIONS = []
WEIGHTS = []


class HXNeuron:
    pass


class SpikeSourceArray:
    def __init__(self, spike_times):
        assert all(b >= a for a, b in zip(spike_times, spike_times[1:]))
        self.spike_times = spike_times


class StaticSynapse:
    def __init__(self, weight=0, delay=0):
        assert weight == int(weight) and -63 <= weight <= 63, weight
        assert delay == 0
        self.weight = weight


class AllToAllConnector:
    pass


class Population:
    def __init__(self, size, cells):
        assert isinstance(cells, (HXNeuron, SpikeSourceArray))
        self.size, self.cells = size, cells
        POPULATIONS.append(self)

    def record(self, what):
        assert what == ["spikes"]

    def get_data(self, what):
        return SimpleNamespace(segments=[SimpleNamespace(spiketrains=[])])


class PopulationView:
    def __init__(self, population, chosen):
        assert all(0 <= i < population.size for i in chosen)


class Projection:
    def __init__(self, pre, post, connector, synapse_type, receptor_type):
        assert isinstance(post, PopulationView)
        assert receptor_type in ("excitatory", "inhibitory")
        sign = 1 if receptor_type == "excitatory" else -1
        assert sign * synapse_type.weight >= 0, "the sign of a weight goes with its receptor"
        WEIGHTS.append(abs(synapse_type.weight))


cells = SimpleNamespace(HXNeuron=HXNeuron, SpikeSourceArray=SpikeSourceArray)
standardmodels = SimpleNamespace(synapses=SimpleNamespace(StaticSynapse=StaticSynapse))


def setup():
    pass


def run(time):
    neurons = sum(p.size for p in POPULATIONS if isinstance(p.cells, HXNeuron))
    assert neurons <= 512
    sources = sum(p.size for p in POPULATIONS if isinstance(p.cells, SpikeSourceArray))
    print("%d neurons, %d sources, largest weight %d" % (neurons, sources, max(WEIGHTS)))


def end():
    pass
