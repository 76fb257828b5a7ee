"""The door to the library: what everybody reads, what a bot hands out, what staff keeps."""

from lawsuit_hub.features.library.keeping import add, add_version, ask, correct, drop, publish, withdraw
from lawsuit_hub.features.library.reading import (
    KIND,
    for_staff,
    found,
    handouts,
    held,
    holder,
    manual,
    manuals,
    one_for_staff,
)

__all__ = [
    "KIND",
    "add",
    "add_version",
    "ask",
    "correct",
    "drop",
    "for_staff",
    "found",
    "handouts",
    "held",
    "holder",
    "manual",
    "manuals",
    "one_for_staff",
    "publish",
    "withdraw",
]
