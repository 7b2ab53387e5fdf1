from lava.core import OutPort, Process


class RingBuffer(Process):
    turn = 1

    def __init__(self, *, data):
        super().__init__()
        self.data = data.astype(int)
        self.s_out = OutPort(self, data.shape[0])

    def step(self, step):
        self.s_out.send(self.data[:, step % self.data.shape[1]])
