"""A process that holds keys leaves no core dump and lets no other process of its user read its memory."""

import subprocess
import sys

PROBE = """
import ctypes, resource
from lawsuit_hub.infra import own_memory
before = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
own_memory.close()
print(before, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))
"""


def test_after_closing_it_the_kernel_says_that_it_is_closed() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split(maxsplit=2) == ["1", "0", "(0, 0)\n"]
