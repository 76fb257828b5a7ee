"""Frozen versions, and which of them may be given to anybody. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Stands:
    """`taken`: how many words of victims in it may be quoted no more; None of a version frozen before their marks were kept."""

    number: int
    turn: int
    taken: int | None

    @property
    def stands(self) -> bool:
        """Every word of victims in it may still be quoted."""
        return self.taken == 0


@dataclass(frozen=True, slots=True)
class Version(Stands):
    """As it was frozen. `whole`: both files still have the bytes that were frozen."""

    at: datetime
    pdf_sha256: str
    hwpx_sha256: str
    pdf_size: int
    hwpx_size: int
    whole: bool


S = TypeVar("S", bound=Stands)


def unmarked(sent: int | None, versions: Sequence[Stands]) -> bool:
    """What went out was frozen before marks were kept: whether its words may still be quoted nobody can say."""
    return any(one.number == sent and one.taken is None for one in versions)


def public_of(sent: int | None, versions: Sequence[S]) -> S | None:
    """What anybody may be given: the version that went out, or a later one of it, without the words that were taken back."""
    later = (one for one in reversed(versions) if sent is not None and one.number >= sent and one.stands)
    return next(later, None)
