"""The parts that one instance can be split into, and which key files each holds."""

from enum import StrEnum


class Tier(StrEnum):
    """`all` is one machine that does everything; the others are the same code with other keys and other pages."""

    ALL = "all"
    PUBLIC = "public"
    INNER = "inner"
    COUNSEL = "counsel"
