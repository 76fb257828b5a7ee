"""Keys are in the memory of this process: no core dump holds it, no other process of the same user reads it."""

import ctypes
import resource

_PR_SET_DUMPABLE = 4  # linux/prctl.h; a new program starts dumpable again, so each process says it for itself


def close() -> None:
    """For the whole process and for good. Python cannot wipe memory, and swap is the machine's to encrypt."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    prctl = getattr(ctypes.CDLL(None), "prctl", None)  # Linux has it
    if prctl is not None:
        prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
