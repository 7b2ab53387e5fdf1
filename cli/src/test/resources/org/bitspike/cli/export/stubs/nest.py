"""Stands in for PyNEST 3.x: checks model names, parameter names, ranges and the shapes of connections
as the documentation of NEST 3.9 has them. It computes nothing."""
import numpy

CONDUCTANCE = {"C_m", "g_L", "t_ref", "E_L", "V_reset", "V_th", "I_e", "tau_syn_ex", "tau_syn_in",
               "E_ex", "E_in", "V_m"}
CURRENT = {"C_m", "tau_m", "t_ref", "E_L", "V_reset", "V_th", "I_e", "tau_syn_ex", "tau_syn_in",
           "V_m"}
ADAPTIVE = CONDUCTANCE | {"V_peak", "Delta_T", "tau_w", "a", "b"}
NODES = {
    "iaf_psc_exp": CURRENT, "iaf_psc_alpha": CURRENT, "iaf_cond_exp": CONDUCTANCE,
    "iaf_cond_alpha": CONDUCTANCE, "aeif_cond_exp": ADAPTIVE, "aeif_cond_alpha": ADAPTIVE,
    "spike_recorder": set(), "spike_generator": {"spike_times"}, "parrot_neuron": set(),
    "dc_generator": {"amplitude", "start", "stop"},
    "ac_generator": {"amplitude", "start", "stop", "frequency", "phase"},
}
FACETS = {"tau_plus", "tau_minus_stdp", "Wmax", "no_synapses", "synapses_per_driver",
          "driver_readout_time", "lookuptable_0", "lookuptable_1", "lookuptable_2", "configbit_0",
          "configbit_1", "reset_pattern"}
SYNAPSES = {"static_synapse": {"weight", "delay", "synapse_model"},
            "stdp_facetshw_synapse_hom": {"weight", "delay", "synapse_model", "a_thresh_th",
                                          "a_thresh_tl", "a_causal", "a_acausal"}}
POSITIVE = {"C_m", "g_L", "tau_m", "tau_syn_ex", "tau_syn_in", "tau_w"}
STATE = {"resolution": 0.1, "next": 1, "models": {}, "connections": 0, "copies": {}, "learning": 0}


class NodeCollection:
    def __init__(self, first, size, model):
        self.first, self.size, self.model = first, size, model

    def __len__(self):
        return self.size

    def __getitem__(self, index):
        assert 0 <= index < self.size
        return NodeCollection(self.first + index, 1, self.model)

    def tolist(self):
        return list(range(self.first, self.first + self.size))

    def set(self, parameters):
        for name, value in parameters.items():
            assert name in NODES[self.model], (self.model, name)
            values = value if isinstance(value, list) else [value]
            assert len(values) in (1, self.size), name
            assert all(isinstance(v, float) and numpy.isfinite(v) for v in values), name
            assert name not in POSITIVE or min(values) > 0, name
            assert name != "t_ref" or min(values) >= 0

    def get(self, what):
        assert self.model == "spike_recorder" and what == "events"
        return {"senders": [], "times": []}


class SynapseCollection:
    def get(self, names):
        return {name: [] for name in names}


def ResetKernel():
    STATE.update(next=1, models={}, connections=0, copies={}, learning=0)


def SetKernelStatus(status):
    assert set(status) == {"resolution"} and status["resolution"] > 0
    STATE["resolution"] = status["resolution"]


def Create(model, n=1, params=None):
    nodes = NodeCollection(STATE["next"], n, model)
    for node in nodes.tolist():
        STATE["models"][node] = model
    STATE["next"] += n
    for one in ([] if params is None else params if isinstance(params, list) else [params]):
        assert set(one) <= NODES[model], (model, set(one))
        for time in one.get("spike_times", []):
            assert time > 0
            steps = time / STATE["resolution"]
            assert abs(steps - round(steps)) < 1e-6, "a spike off the grid"
        assert one.get("spike_times", []) == sorted(one.get("spike_times", []))
    assert not isinstance(params, list) or len(params) == n
    return nodes


def CopyModel(existing, new):
    assert existing in SYNAPSES and new not in SYNAPSES
    STATE["copies"][new] = existing


def SetDefaults(model, parameters):
    assert STATE["copies"][model] == "stdp_facetshw_synapse_hom"
    assert set(parameters) == FACETS, set(parameters) ^ FACETS
    for table in range(3):
        entries = parameters["lookuptable_%d" % table]
        assert len(entries) == 16 and all(0 <= e <= 15 for e in entries)
    for bits, length in (("configbit_0", 4), ("configbit_1", 4), ("reset_pattern", 6)):
        assert len(parameters[bits]) == length and all(b in (0, 1) for b in parameters[bits])
    assert parameters["Wmax"] > 0 and parameters["driver_readout_time"] > 0
    assert isinstance(parameters["no_synapses"], int)
    assert isinstance(parameters["synapses_per_driver"], int)


def Connect(pre, post, conn_spec="all_to_all", syn_spec=None):
    spec = syn_spec or {}
    model = spec.get("synapse_model", "static_synapse")
    base = STATE["copies"].get(model, model)
    assert set(spec) <= SYNAPSES[base], (base, set(spec))
    if conn_spec == "one_to_one":
        assert len(pre) == len(post)
        for name, value in spec.items():
            if name != "synapse_model":
                assert numpy.ndim(value) == 0 or len(value) == len(pre), name
        assert numpy.min(spec["delay"]) >= STATE["resolution"] * (1 - 1e-9)
    if isinstance(pre, numpy.ndarray):
        for node in numpy.unique(numpy.concatenate([pre, post])):
            assert int(node) in STATE["models"]
        if base != "static_synapse":
            models = {STATE["models"][int(n)] for n in pre}
            assert "spike_generator" not in models, "devices have no synapses that learn"
            assert numpy.min(spec["weight"]) >= 0
            STATE["learning"] += len(pre)
        STATE["connections"] += len(pre)


def GetConnections(synapse_model):
    assert synapse_model in STATE["copies"]
    return SynapseCollection()


def Simulate(duration):
    print("%d nodes, %d connections, %d of them learn, %g ms" % (
        STATE["next"] - 1, STATE["connections"], STATE["learning"], duration))
