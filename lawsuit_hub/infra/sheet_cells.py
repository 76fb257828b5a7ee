"""What a cell of a sheet may be, whichever kind of file it stood in. Knows nothing of questions or people."""

from dataclasses import dataclass

MAX_CELL = 20_000
"""Characters kept of one cell; Google Forms and spreadsheets stay below, only a broken or hostile file goes beyond."""

MAX_COLUMNS = 500


class NumberCell(str):
    """Text that a spreadsheet held as a number: it may have lost a leading zero or plus sign."""

    __slots__ = ()


@dataclass(slots=True)
class Damage:
    """What had to be bent to read a file to its end."""

    cut_cells: int = 0
    unclosed_quote: bool = False


def bounded(text: str, damage: Damage) -> str:
    if len(text) <= MAX_CELL:
        return text
    damage.cut_cells += 1
    return text[:MAX_CELL]
