"""Ports, variables, and the loop over steps."""

PROCESSES = []


class OutPort:
    def __init__(self, process, size):
        self.process, self.size, self.targets = process, size, []

    def connect(self, target):
        assert self.size == target.size, (self.size, target.size)
        self.targets.append(target)

    def send(self, values):
        for target in self.targets:
            target.received = target.received + values


class InPort:
    def __init__(self, process, size):
        self.process, self.size, self.received = process, size, 0

    def take(self):
        values, self.received = self.received, 0
        return values


class Process:
    turn = 0

    def __init__(self):
        PROCESSES.append(self)

    def run(self, condition, run_cfg):
        assert run_cfg.select_tag == "fixed_pt"
        ordered = sorted(PROCESSES, key=lambda p: p.turn)
        for step in range(condition.num_steps):
            for process in ordered:
                process.step(step)
            for process in ordered:
                process.learn_spikes(step)

    def step(self, step):
        pass

    def learn_spikes(self, step):
        pass

    def stop(self):
        pass


class Var:
    def __init__(self, value):
        self.value = value

    def get(self):
        return self.value
