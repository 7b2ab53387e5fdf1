from enum import IntEnum


class SignMode(IntEnum):
    MIXED = 1
    EXCITATORY = 2
    INHIBITORY = 3
