"""What a row says of the landlord besides the name: person or corporation, birth date, numbers. Knows no other column."""

import re
from dataclasses import dataclass
from datetime import date

from lawsuit_hub.features.responses.types import LandlordKind
from lawsuit_hub.infra.sheet_cells import NumberCell
from lawsuit_hub.values.dates import parse_birth_date
from lawsuit_hub.values.refused import BadDate, BadNumber
from lawsuit_hub.values.registration_numbers import BusinessNumber, CorporationNumber
from lawsuit_hub.values.resident_number import shape_in
from lawsuit_hub.values.text import ascii_digits

_LABEL = re.compile(
    r"^(?:생년월일|출생|사업자 ?(?:등록)? ?번호|법인 ?(?:등록)? ?번호|등록번호|birth ?date|business (?:registration )?number)\s*[:.]?\s*"
)
_CORPORATION = re.compile(r"법인|회사|기업|\b(?:corporat|company|business entity)")
_PERSON = re.compile(r"개인|자연인|\b(?:person|individual|natural)")
_CORPORATE_NAME = re.compile(
    r"\( ?[주유] ?\)|주식회사|유한회사|유한책임|합자회사|합명회사|농업회사|법인|협동조합|\b(?:inc|corp|corporation|co|company|ltd|llc)\b"
)
_SHORT_BIRTH_RUN = 5


@dataclass(frozen=True, slots=True)
class LandlordDetails:
    kind: LandlordKind | None = None
    birth: date | None = None
    business: BusinessNumber | None = None
    corporation: CorporationNumber | None = None
    forbidden: bool = False
    """A cell has the shape of a resident number and is no accepted corporation number."""


def read_details(kind_cell: str, name_cell: str, number_cells: tuple[str, ...]) -> LandlordDetails:
    chosen = _chosen(kind_cell)
    corporate = _CORPORATE_NAME.search(ascii_digits(name_cell).casefold()) is not None
    corporations = [_corporation(cell, chosen) for cell in number_cells]
    rest = [cell for cell, number in zip(number_cells, corporations, strict=True) if number is None]
    birth = next(filter(None, map(_birth, rest)), None)
    corporation = next(filter(None, corporations), None)
    return LandlordDetails(
        kind=chosen or _inferred(corporate=corporate or corporation is not None, born=birth is not None),
        birth=birth,
        business=next(filter(None, map(_business, rest)), None),
        corporation=corporation,
        forbidden=any(shape_in(cell) for cell in rest),
    )


def _chosen(cell: str) -> LandlordKind | None:
    text = ascii_digits(cell).casefold()
    corporation, person = _CORPORATION.search(text), _PERSON.search(text)
    if bool(corporation) == bool(person):
        return None
    return "corporation" if corporation else "person"


def _inferred(*, corporate: bool, born: bool) -> LandlordKind | None:
    if corporate:
        return "corporation"
    return "person" if born else None


def _corporation(cell: str, chosen: LandlordKind | None) -> CorporationNumber | None:
    """Thirteen digits are taken where a corporation was chosen; without a choice only if no resident number looks so."""
    if chosen == "person" or (chosen is None and shape_in(cell)):
        return None
    try:
        return CorporationNumber.parse(_bare(cell))
    except BadNumber:
        return None


def _business(cell: str) -> BusinessNumber | None:
    try:
        return BusinessNumber.parse(_bare(cell))
    except BadNumber:
        return None


def _birth(cell: str) -> date | None:
    try:
        return parse_birth_date(_bare(cell))
    except BadDate:
        return None


def _bare(cell: str) -> str:
    """Without a label; 050107 that a spreadsheet took for the number 50107 gets its zero back."""
    if isinstance(cell, NumberCell) and len(cell) == _SHORT_BIRTH_RUN:
        return "0" + cell
    return _LABEL.sub("", ascii_digits(cell).casefold())
