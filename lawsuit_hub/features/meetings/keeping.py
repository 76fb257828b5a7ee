"""What may stand in a text of a meeting that everybody reads: nobody's name, number or address. A resident number is never kept."""

from lawsuit_hub.features.briefings.checking import cleaned
from lawsuit_hub.features.briefings.types import BadWords
from lawsuit_hub.features.meetings.types import NamesSomebody
from lawsuit_hub.features.publishing import looking
from lawsuit_hub.features.publishing.types import ADDRESS
from lawsuit_hub.infra.work import Work

__all__ = ["BadWords", "line", "public", "venue"]


def line(text: str, *, longest: int, field: str) -> str:
    """On one line. Raises BadWords."""
    return " ".join(cleaned(text, longest=longest, field=field).split())


def public(work: Work, text: str, *, longest: int, field: str) -> str:
    """Raises BadWords, NamesSomebody."""
    kept = cleaned(text, longest=longest, field=field)
    _refuse(work, kept, field, frozenset())
    return kept


def venue(work: Work, text: str, *, longest: int, field: str) -> str:
    """Where it is: an address, and it is a house of meetings. Raises BadWords, NamesSomebody."""
    kept = line(text, longest=longest, field=field)
    _refuse(work, kept, field, frozenset({ADDRESS}))
    return kept


def _refuse(work: Work, text: str, field: str, may_stand: frozenset[str]) -> None:
    found = [one.kind for one in looking.scan_text(work.settings, text) if one.kind not in may_stand]
    if found:
        raise NamesSomebody(tuple(found), field)
