"""The nouns of findings: what may be shown of a survey, None where a number is hidden. Nothing here holds a sheet."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions that are counted against each other, by key; a line of a matrix is `question/line`."""

    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Free answers of one meaning, gathered by a caseworker: those that hold one of `words`. `quotes` as they may be read by all."""

    question: str
    name: str
    words: tuple[str, ...]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """`answered` is None where it would tell how few did not answer. `aside`: who did not answer, who was not asked."""

    key: str
    area: str
    title: str
    multiple: bool
    lines: tuple[Line, ...]
    aside: tuple[Line, ...]
    answered: int | None
    average: str = ""
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class CrossLine:
    label: str
    cells: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class CrossTable:
    row: str
    column: str
    row_title: str
    column_title: str
    multiple: bool
    columns: tuple[str, ...]
    lines: tuple[CrossLine, ...]
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    count: int
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """Groups of fewer than five, and what was said by nobody else, are not in it."""

    key: str
    area: str
    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Results:
    title: str
    opened: str
    closed: str
    invited: int | None
    sheets: int
    areas: tuple[str, ...]
    tables: tuple[Table, ...]
    crossed: tuple[CrossTable, ...]
    voices: tuple[Voices, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the desk chose."""

    pairs: tuple[Pair, ...] = ()
    voices: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """Questions that together could tell who somebody is. `seen` names exactly this choice of this person; `out_on`: rows went out by it."""

    keys: tuple[str, ...] = ()
    chosen_by: UUID | None = None
    confirmed_by: UUID | None = None
    out_on: date | None = None
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """What was published, as of when; later ones say more, never less."""

    results: Results
    version: int
    day: date
    digest: str
    pdf_digest: str
    hwpx_digest: str


class TooFewSheets(Refusal):
    """So few answered that nothing is shown."""


class NotTogether(Refusal):
    """What was published already does not allow this as well."""


class NoSuchQuestion(Refusal):
    """A pair or a group names a question that cannot be counted so."""


class AlreadyOut(Refusal):
    """It was published, or given away, and stays as it is."""


class BadQuote(Refusal):
    """It is not of this group, or could hold something of somebody."""


class NotPublished(NotYours):
    """Nothing of this survey is for everybody."""


class SomebodyElse(Refusal):
    """It was published meanwhile."""


class NothingMarked(Refusal):
    """Nobody said which answers could tell who somebody is."""


class NotConfirmed(Refusal):
    """Nobody but who chose these marks has looked at them."""


class OwnWord(Refusal):
    """Whoever chose the marks does not confirm them: somebody else does."""


class WeakWord(Refusal):
    """The password of the file would not hold."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
