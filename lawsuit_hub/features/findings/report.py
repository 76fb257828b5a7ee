"""The report of a survey as a paper: how it was asked, each area with its pictures, crossings, groups of words, all tables at the end."""

from collections.abc import Iterator
from datetime import date

from lawsuit_hub.features.findings.results import hidden_cells
from lawsuit_hub.features.findings.types import CrossTable, Results, Table, Voices
from lawsuit_hub.infra.paper import Bar, Bars, Block, Facts, Heading, NewPage, Paper, Prose, Quote, Remark
from lawsuit_hub.infra.paper import Table as Grid

HIDDEN = "가림"
HOW = (
    "이 조사는 이름 없이 답하는 조사입니다. 누가 답했는지와 무엇을 답했는지를 서로 이어지지 않게 따로 두어, 담당자도 어느 답이 누구의 것인지 모릅니다.\n"
    "한 사람에서 네 사람까지의 수는 싣지 않았습니다. 그 수를 다른 수에서 빼거나 더해 알아낼 수 없도록 다른 칸도 함께 가렸습니다. "
    "모든 표를 한꺼번에 놓고 실린 수를 다 써도 다섯 명보다 적다고 말할 수 있는 칸이 없는지 계산해 확인했습니다.\n"
    "가린 칸은 한 명 이상이며, 다섯 명보다 적은 칸과 함께 가린 칸을 일부러 구별하지 않았습니다. 0명은 그대로 적었고, 실린 합계는 모두 실제 수와 같습니다."
)
LIMITS = (
    "답은 대상자가 스스로 적은 것이며 따로 확인하지 않았습니다. 답하지 않은 사람의 사정은 다를 수 있습니다. "
    "가린 칸이 있는 물음에는 평균과 가운데값을 적지 않았습니다."
)


def paper(results: Results, *, day: date, digest: str) -> Paper:
    return Paper(
        title=f"{results.title} 결과 보고서",
        subtitle=f"{_day(day)} · 답한 사람 {results.sheets:,}명",
        blocks=tuple(_blocks(results, digest)),
        above="실태조사 결과",
        below=f"결과의 지문 {digest[:12]}",
    )


def _blocks(results: Results, digest: str) -> Iterator[Block]:
    yield Heading("조사 개요")
    yield Facts(_facts(results, digest))
    yield Heading("이름 없이 답한다는 것과 가린 칸", 2)
    yield Prose(HOW)
    yield Remark(LIMITS)
    yield NewPage()
    for number, area in enumerate(results.areas, 1):
        yield from _area(results, number, area)
    if results.crossed:
        yield NewPage()
        yield Heading("두 물음을 함께 본 표")
    for crossed in results.crossed:
        yield _grid(crossed)
        if crossed.multiple:
            yield Remark("여러 개 고를 수 있음")
    yield NewPage()
    yield Heading("붙임: 모든 물음의 표")
    for area in results.areas:
        if tables := [one for one in results.tables if one.area == area]:
            yield _annex(area, tables, results.sheets)


def _area(results: Results, number: int, area: str) -> Iterator[Block]:
    tables = [one for one in results.tables if one.area == area]
    voices = [one for one in results.voices if one.area == area and one.groups]
    if tables or voices:
        yield Heading(f"{number}. {area}")
    for table in tables:
        yield _bars(table, results.sheets)
    for one in voices:
        yield from _said(one)


def _facts(results: Results, digest: str) -> tuple[tuple[str, str], ...]:
    invited = results.invited
    rate = f"{100 * results.sheets / invited:.1f} %" if invited else HIDDEN
    rows = [
        ("기간", f"{_spelt(results.opened)}부터 {_spelt(results.closed)}까지"),
        ("대상", f"{invited:,}명" if invited is not None else HIDDEN),
        ("답한 사람", f"{results.sheets:,}명"),
        ("응답률", rate),
        ("방식", "누리집에서 이름 없이 답함"),
        ("분야와 표", f"{len(results.areas)}개 분야, 표 {len(results.tables) + len(results.crossed)}개"),
        ("가린 칸", f"{hidden_cells(results):,}칸"),
        ("결과의 지문", digest),
    ]
    return tuple(rows)


def part(count: int | None, table: Table, sheets: int) -> float | None:
    """Of those who answered; of all sheets where that would tell how few did not."""
    base = sheets if table.answered is None else table.answered
    return None if count is None or not base else count / base


def notes(table: Table, sheets: int) -> list[str]:
    said = ["여러 개 고를 수 있음"] if table.multiple else []
    said.append(f"전체 {sheets:,}명에 대한 비율" if table.answered is None else f"답 {table.answered:,}명")
    said += [f"{line.label} {HIDDEN if line.count is None else f'{line.count:,}명'}" for line in table.aside]
    return [*said, table.average] if table.average else said


def said(count: int | None, share: float | None) -> str:
    if count is None:
        return HIDDEN
    return f"{count:,}명" if share is None else f"{100 * share:.1f} % ({count:,}명)"


def _bars(table: Table, sheets: int) -> Bars:
    shares = [(line, part(line.count, table, sheets)) for line in table.lines]
    bars = tuple(Bar(line.label, _drawn(line.count, share), said(line.count, share)) for line, share in shares)
    return Bars(f"{table.title} ({' · '.join(notes(table, sheets))})", bars, tabled=True)


def _drawn(count: int | None, share: float | None) -> float | None:
    return None if count is None else share or 0.0


def _annex(area: str, tables: list[Table], sheets: int) -> Grid:
    """One table an area; a question stands beside its answers, which no page tears from it."""
    rows: list[tuple[str, ...]] = []
    for table in tables:
        told = [(line, part(line.count, table, sheets)) for line in table.lines]
        own = [(line.label, said_count(line.count), _percent(share)) for line, share in told]
        own += [(line.label, said_count(line.count), "") for line in table.aside]
        title = table.title + (" (여러 개 고를 수 있음)" if table.multiple else "")
        rows += [(title if at == 0 else "", *row) for at, row in enumerate(own)]
    titles, right = ("물음", "답", "사람", "비율"), (False, False, True, True)
    return Grid(area, titles, tuple(rows), (5, 5, 2, 2), right, joined=True)


def said_count(count: int | None) -> str:
    return HIDDEN if count is None else f"{count:,}명"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"


def _grid(one: CrossTable) -> Grid:
    rows = tuple((line.label, *(HIDDEN if cell is None else f"{cell:,}" for cell in line.cells)) for line in one.lines)
    many = len(one.columns)
    return Grid(
        f"{one.row_title} × {one.column_title}", ("", *one.columns), rows, (4, *([2] * many)), (False, *([True] * many))
    )


def _said(one: Voices) -> Iterator[Block]:
    yield Heading(one.title, 2)
    yield Remark("담당자가 같은 뜻의 말을 모았습니다. 다섯 사람보다 적은 묶음은 싣지 않았습니다.")
    for group in one.groups:
        yield Prose(f"{group.name}: {group.count:,}명")
        for text in group.quotes:
            yield Quote(text)


def _day(day: date) -> str:
    return f"{day.year}년 {day.month}월 {day.day}일"


def _spelt(day: str) -> str:
    return _day(date.fromisoformat(day)) if day else "-"
