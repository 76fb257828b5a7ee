"""Papers that flow - Word, PowerPoint, Hangul (HWPX), OpenDocument: paragraphs as one, tables by column, what was deleted or hidden.

Runs in the reading process only. One walk for all of them: they differ in their names of the same few things.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lawsuit_hub.features.publishing import detecting, markup, naming
from lawsuit_hub.features.publishing.passages import Passages
from lawsuit_hub.features.publishing.types import AUTHOR, LEFT_OVER

_LONG_ATTRIBUTE = 6
_MOST_REPEATED = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Names of elements. `texts`: whose letters are read as the paragraph's; none means all. `codes`: what lies within is told as that.
    `between`: marks that begin and end what was deleted. `memo`: an element and its type that hold a memo."""

    paragraphs: frozenset[str] = frozenset({"p"})
    texts: frozenset[str] | None = frozenset({"t"})
    tables: frozenset[str] = frozenset({"tbl"})
    rows: frozenset[str] = frozenset({"tr"})
    cells: frozenset[str] = frozenset({"tc"})
    breaks: frozenset[str] = frozenset({"tab", "br", "cr", "lineBreak", "nbSpace", "fwSpace"})
    run: str = "r"
    hidden: frozenset[str] = frozenset()
    codes: Mapping[str, str] = field(default_factory=dict)
    between: tuple[str, str] = ("deleteBegin", "deleteEnd")
    memo: tuple[str, str] = ("fieldBegin", "MEMO")


WORD = Grammar(
    texts=frozenset({"t", "delText", "instrText", "delInstrText"}),
    hidden=frozenset({"vanish"}),
    codes={"del": "deleted", "moveFrom": "deleted", "ins": "inserted", "comment": "comment"},
)
SLIDES = Grammar(texts=frozenset({"t", "text"}), codes={"cm": "comment"})
HANGUL = Grammar(
    codes={
        "header": "header",
        "footer": "header",
        "footNote": "footnote",
        "endNote": "footnote",
        "hiddenComment": "hidden_text",
        "memo": "comment",
    },
)
OPEN = Grammar(
    paragraphs=frozenset({"p", "h"}),
    texts=None,
    tables=frozenset({"table"}),
    rows=frozenset({"table-row"}),
    cells=frozenset({"table-cell", "covered-table-cell"}),
    codes={"deletion": "deleted", "tracked-changes": "deleted", "annotation": "comment", "note": "footnote"},
)
_LEFT = frozenset({"deleted", "comment"})


@dataclass(slots=True)
class _Paragraph:
    code: str
    hidden: bool = False
    now: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    all: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    cell: list[str] | None = None


class Flow:
    """One part of a paper, walked once."""

    def __init__(
        self, passages: Passages, grammar: Grammar, code: str, name: str = "", *, hidden: bool = False
    ) -> None:
        self._passages, self._grammar, self._code, self._name = passages, grammar, code, name
        self._hidden = hidden
        self._path: list[str] = []
        self._codes: list[str] = [code]
        self._within: list[tuple[int, str]] = []
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._deleted = False
        self._other: list[str] = []
        self._run_hidden = False

    def read(self, data: bytes) -> None:
        markup.walk(data, start=self._start, end=self._end, text=self._text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        grammar = self._grammar
        self._path.append(name)
        code = "comment" if (name, attributes.get("type")) == grammar.memo else grammar.codes.get(name)
        if code:
            self._within.append((len(self._path), code))
        if name in grammar.paragraphs:
            self._paragraphs.append(_Paragraph(self._now(), self._hidden))
        elif name in grammar.tables:
            self._tables.append(_Table())
        elif name in grammar.rows and self._tables:
            self._tables[-1].rows.append([])
        elif name in grammar.cells and self._tables:
            self._tables[-1].cell = []
        else:
            self._mark(name, attributes)
        self._look_at(attributes)

    def _mark(self, name: str, attributes: dict[str, str]) -> None:
        grammar = self._grammar
        if name in grammar.breaks:
            self._put(" ")
        elif name in grammar.between:
            self._deleted = name == grammar.between[0]
        elif name in grammar.hidden:
            self._run_hidden = not any(value in {"0", "false", "none"} for value in attributes.values())
        elif name == grammar.run:
            self._run_hidden = False

    def _look_at(self, attributes: dict[str, str]) -> None:
        for key, value in attributes.items():
            if key.rpartition(":")[2] == "author" and naming.is_author(value):
                self._passages.add(AUTHOR, self._now(), self._name)
            if len(value) > _LONG_ATTRIBUTE:
                markup.attribute(self._passages, value, self._now(), self._name, hidden=self._hidden)

    def _text(self, text: str) -> None:
        texts = self._grammar.texts
        if texts is None or (self._path and self._path[-1] in texts) or self._deleted:
            self._put(text)
        else:
            self._other.append(text)

    def _put(self, text: str) -> None:
        if not self._paragraphs:
            self._other.append(text)
            return
        paragraph = self._paragraphs[-1]
        paragraph.all.append(text)
        if self._deleted or self._now() == "deleted":
            paragraph.gone.append(text)
        else:
            paragraph.now.append(text)
            paragraph.hidden = paragraph.hidden or self._run_hidden

    def _now(self) -> str:
        return self._within[-1][1] if self._within else self._code

    def _end(self, name: str) -> None:
        grammar = self._grammar
        if name in grammar.paragraphs and self._paragraphs:
            self._close(self._paragraphs.pop())
        elif name in grammar.cells and self._tables and self._tables[-1].cell is not None:
            self._close_cell(self._tables[-1])
        elif name in grammar.tables and self._tables:
            table = self._tables.pop()
            self._passages.table(table.rows, self._now(), self._name, hidden=self._hidden)
        elif name == grammar.run:
            self._run_hidden = False
        if self._within and self._within[-1][0] == len(self._path):
            self._within.pop()
        self._path.pop()
        other, self._other = "".join(self._other).strip(), []
        if other:
            markup.attribute(self._passages, other, self._now(), self._name, hidden=self._hidden)

    def _close_cell(self, table: _Table) -> None:
        if not table.rows:
            table.rows.append([])
        table.rows[-1].append("\n".join(table.cell or ()))
        table.cell = None

    def _close(self, paragraph: _Paragraph) -> None:
        now, gone = "".join(paragraph.now), "".join(paragraph.gone)
        cell = self._tables[-1].cell if self._tables else None
        if cell is not None and paragraph.code == self._code and not paragraph.hidden:
            cell.append(now)
        else:
            code = "hidden_text" if paragraph.hidden and not self._hidden else paragraph.code
            self._passages.text(now, code, self._name, hidden=self._hidden)
            if code in _LEFT and now.strip():
                self._passages.add(LEFT_OVER, code, self._name)
        if gone.strip():
            self._passages.text(gone, "deleted", self._name)
            self._passages.add(LEFT_OVER, "deleted", self._name)
            self._over_the_cut(now, gone, "".join(paragraph.all))

    def _over_the_cut(self, now: str, gone: str, whole: str) -> None:
        """A number of which only a part was deleted stands in neither half."""
        offices = self._passages.offices
        told = detecting.in_text(now, offices).counts | detecting.in_text(gone, offices).counts
        for kind in detecting.in_text(whole, offices).counts.keys() - told.keys():
            self._passages.add(kind, "deleted", self._name)
