import numpy as np
from lava.core import InPort, OutPort, Process


def decayed(value, factor):
    """Times factor / 4096, toward zero."""
    return np.sign(value) * ((np.abs(value) * factor) >> 12)


class LIF(Process):
    turn = 1

    def __init__(self, *, shape, u, v, du, dv, bias_mant, bias_exp, vth):
        super().__init__()
        self.u = np.array(u, dtype=np.int64)
        self.v = np.array(v, dtype=np.int64)
        assert self.u.shape == self.v.shape == np.shape(bias_mant) == np.shape(bias_exp) == shape
        assert all(isinstance(x, int) for x in (du, dv, vth))
        assert 0 <= du < 4096 and 0 <= dv < 4096 and 0 <= vth < 2**17
        self.du, self.dv, self.vth = du, dv, vth
        self.bias = np.left_shift(np.array(bias_mant, dtype=np.int64), bias_exp)
        self.a_in = InPort(self, shape[0])
        self.s_out = OutPort(self, shape[0])

    def step(self, step):
        u = decayed(self.u, 4096 - self.du - 1) + (self.a_in.take() << 6)
        u = np.where(u > 2**23, u - 2**24, np.where(u <= -2**23, u + 2**24, u))
        v = decayed(self.v, 4096 - self.dv) + u + self.bias
        v = np.clip(v, -2**23 + 1, 2**23 - 1)
        spikes = v > self.vth << 6
        self.u, self.v = u, np.where(spikes, 0, v)
        self.s_out.send(spikes.astype(np.int64))
