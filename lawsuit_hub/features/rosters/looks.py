"""How one export's file is to look: by the firm's own template or the house's with chosen columns, and on which sheet of labels."""

from collections.abc import Sequence
from dataclasses import dataclass

from lawsuit_hub.features.identity.types import FirmView
from lawsuit_hub.features.rosters import layouts, versions
from lawsuit_hub.features.rosters.columns import Column
from lawsuit_hub.features.rosters.layouts import Layout
from lawsuit_hub.features.rosters.types import Purpose, SheetFormat, UnknownSheet
from lawsuit_hub.features.rosters.versions import TemplateMoved
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.label_sheets import LabelSheet


@dataclass(frozen=True, slots=True)
class Look:
    """`template`: the number of the firm's own; None for the house's. `sheet`: labels are set on it."""

    purpose: Purpose
    layout: Layout
    template: int | None = None
    sheet: LabelSheet | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        return layouts.columns_of(self.layout, self.purpose)

    @property
    def name(self) -> str:
        """For the file, which is Korean."""
        return f"우리 양식 {self.template}판" if self.template else "기본 양식"


def wanted(
    work: Work,
    firm: FirmView,
    purpose: Purpose,
    columns: Sequence[Column],
    *,
    template: int | None,
    sheet: LabelSheet | None,
) -> Look:
    """`template`: the number of the firm's own that the page showed; without one, the house's with these columns.

    Raises TemplateMoved where the firm's is another by now.
    """
    if not template:
        return Look(purpose, layouts.of_columns(purpose, tuple(one.key for one in columns)), None, sheet)
    stands = versions.current(work, firm.id, purpose)
    if stands.number != template or not stands.own:
        raise TemplateMoved
    return Look(purpose, stands.layout, template)


def again(
    work: Work, firm: FirmView, purpose: Purpose, keys: tuple[str, ...], *, template: int | None, sheet: str | None
) -> Look:
    """Of an export that was asked for before: its own version, whatever stands by now. Raises UnknownSheet."""
    if template is None:
        return Look(purpose, layouts.of_columns(purpose, keys), None, sheet_named(work, sheet) if sheet else None)
    return Look(purpose, versions.of_firm(work, firm.id, purpose, template).layout, template)


def sheet_for(work: Work, form: SheetFormat, purpose: Purpose, name: str | None) -> LabelSheet | None:
    """Only a PDF of labels is set on one; the first of the table where none is named. Raises UnknownSheet."""
    if purpose is not Purpose.LABELS or form is not SheetFormat.PDF:
        return None
    return sheet_named(work, name) if name else work.settings.label_papers[0]


def sheet_named(work: Work, name: str) -> LabelSheet:
    found = next((one for one in work.settings.label_papers if one.name == name), None)
    if found is None:
        raise UnknownSheet
    return found
