class Loihi2SimCfg:
    def __init__(self, select_tag="floating_pt"):
        self.select_tag = select_tag
