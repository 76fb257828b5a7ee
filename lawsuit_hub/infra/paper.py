"""A paper for offices as blocks: headings, prose, tables, pictures of numbers, quotes. Knows neither PDF nor HWPX nor a person."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 or 2."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs, parted by line ends."""

    kind: ClassVar[str] = "prose"
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Small and grey: where a figure comes from, what was hidden. `together`: on the page of what follows."""

    kind: ClassVar[str] = "remark"
    text: str
    together: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """`who`: what may be said of the speaker, such as an area; often empty."""

    kind: ClassVar[str] = "quote"
    text: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    kind: ClassVar[str] = "facts"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` as shares; `right`: which columns stand to the right. The titles repeat on each page.

    `joined`: an empty first cell goes on with the one above it; rows that are one so stand on one page.
    """

    kind: ClassVar[str] = "table"
    caption: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    right: tuple[bool, ...]
    joined: bool = False

    def spans(self) -> list[int]:
        """Of each row how many its first cell reaches over; 0 where it is another's."""
        if not self.joined:
            return [1] * len(self.rows)
        heads = [at for at, row in enumerate(self.rows) if row[0] or not at]
        ends = dict(zip(heads, [*heads[1:], len(self.rows)], strict=True))
        return [ends[at] - at if at in ends else 0 for at in range(len(self.rows))]


@dataclass(frozen=True, slots=True)
class Bar:
    """`part` from 0 to 1 of the whole width; None is hidden, drawn hatched over all of it. `words`: the count or why there is none."""

    label: str
    part: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture; `caption` is also what a screen reader says of it. `tabled`: a table of the same paper says the same again."""

    kind: ClassVar[str] = "bars"
    caption: str
    bars: tuple[Bar, ...]
    tabled: bool = False


@dataclass(frozen=True, slots=True)
class NewPage:
    kind: ClassVar[str] = "page"


@dataclass(frozen=True, slots=True)
class Letter:
    """The cover (공문): who writes to whom under which number and date. `lines`: its numbered paragraphs; `enclosed`: 붙임."""

    sender: str
    to: str
    title: str
    number: str
    day: str
    lines: tuple[str, ...]
    enclosed: tuple[str, ...] = ()
    through: str = ""
    signed: str = ""
    contact: str = ""


Block = Heading | Prose | Remark | Quote | Facts | Table | Bars | NewPage


@dataclass(frozen=True, slots=True)
class Paper:
    """`above` and `below` run on every page; a `letter` comes first, on a page of its own, without them."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    above: str = ""
    below: str = ""
    letter: Letter | None = None
