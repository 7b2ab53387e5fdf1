class RunSteps:
    def __init__(self, num_steps):
        self.num_steps = num_steps
