import numpy as np
from lava.core import InPort, OutPort, Process
from lava.utils.weightutils import SignMode


class DelayDense(Process):
    """A spike of this step arrives 1 + delay steps later."""
    turn = 0

    def __init__(self, *, weights, delays, weight_exp=0, num_weight_bits=8, sign_mode=None):
        super().__init__()
        assert sign_mode == SignMode.MIXED and 1 <= num_weight_bits <= 8
        assert weights.ndim == 2 and weights.shape == np.shape(delays)
        assert np.issubdtype(weights.dtype, np.integer)
        assert np.min(delays) >= 0 and np.max(delays) <= 63
        lost = 8 - num_weight_bits + 1
        self.weights = np.clip(weights.astype(np.int64), -256, 255) >> lost << lost
        self.delays, self.exponent = delays, weight_exp
        self.s_in = InPort(self, weights.shape[1])
        self.a_out = OutPort(self, weights.shape[0])
        self.waiting = np.zeros((64, weights.shape[0]), dtype=np.int64)

    def step(self, step):
        total = self.waiting[step % 64].copy()
        self.waiting[step % 64] = 0
        self.a_out.send(total << self.exponent if self.exponent > 0 else total >> -self.exponent)

    def learn_spikes(self, step):
        fired = np.nonzero(self.s_in.take())[0]
        for source in fired:
            for target in np.nonzero(self.weights[:, source])[0]:
                when = (step + 1 + self.delays[target, source]) % 64
                self.waiting[when, target] += self.weights[target, source]


class Dense(DelayDense):
    def __init__(self, *, weights, **fixed):
        super().__init__(weights=weights, delays=np.zeros(weights.shape, dtype=int), **fixed)
