"""Stands in for Lava: the arithmetic of its fixed-point models LIF, Dense and DelayDense, and no more.

Every process of a network takes a step in three turns: what was computed in the last step leaves the
synapses, neurons move and fire, synapses take the spikes.
"""
