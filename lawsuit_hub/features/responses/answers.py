"""Reads one row of a form into an answer, or says why not. Knows no database and no earlier answer."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any, TypeVar

from lawsuit_hub.features.responses.answer_words import agrees, says_no_name, says_nothing, takes_part
from lawsuit_hub.features.responses.landlord_cells import LandlordDetails, read_details
from lawsuit_hub.features.responses.prose_cells import free_text, situation
from lawsuit_hub.features.responses.questions import Columns, Question
from lawsuit_hub.features.responses.types import Reason, Refusing, Rejected
from lawsuit_hub.features.victims.types import Answer, ConsentKind
from lawsuit_hub.infra.sheet_cells import NumberCell
from lawsuit_hub.values.address import Address
from lawsuit_hub.values.building_keys import building_keys
from lawsuit_hub.values.dates import KST, parse_birth_date, parse_date, parse_timestamp
from lawsuit_hub.values.email import Email
from lawsuit_hub.values.landlord_name import LandlordName
from lawsuit_hub.values.person_name import PersonName
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.values.refused import BadDate, BadName, BadPhone, BadValue, BadWon
from lawsuit_hub.values.registration_numbers import BrokerNumber
from lawsuit_hub.values.resident_number import shape_in, without_shapes
from lawsuit_hub.values.text import ascii_digits
from lawsuit_hub.values.won import Won, amount_of

_T = TypeVar("_T")

_CONSENTS = {
    ConsentKind.COLLECT: Question.CONSENT_COLLECT,
    ConsentKind.FIRM: Question.CONSENT_FIRM,
    ConsentKind.SHARE_CARD: Question.CONSENT_SHARE,
}
_NUMBERS = (Question.LANDLORD_NUMBER, Question.BUSINESS_NUMBER)
_OWN_RULE = frozenset((*_NUMBERS, Question.FREE_TEXT))
# Kept as they are written: a number without its hyphen does not refuse the row there, and is not kept either.
_KEPT_AS_WRITTEN = frozenset(
    (
        *(Question.NAME, Question.EMAIL, Question.ADDRESS, Question.SITUATION, Question.LANDLORD_NAME),
        *(Question.BROKER, Question.PROXY, Question.OWNER),
    )
)
_OTHER_DATES = (Question.START_DATE, Question.MOVE_IN_DATE, Question.FIXED_DATE)
_SHORTEST_FORBIDDEN = 7
"""Thirteen digits need at least so many characters, even where one character holds two."""

_MOBILE_WITHOUT_ZERO = re.compile(r"1[016-9][0-9]{7,8}")
_MOBILE_WITHOUT_PLUS = re.compile(r"821[016-9][0-9]{7,8}")
_MOBILE_ANYWHERE = re.compile(
    r".*?(?P<number>(?:\+?82[-. ]*)?\(?0?1[016-9]\)?[-. ]*[0-9]{3,4}[-. ]*[0-9]{4})(?![0-9]).*", re.DOTALL
)


def read_answer(mapping: Columns, row: Sequence[str], *, home_province: str) -> Answer | Rejected:
    cells = _Cells(mapping, row)
    try:
        return _answer(cells, home_province)
    except _NotTaken as refusal:
        return Rejected(refusal.reason)


def refusing(mapping: Columns, row: Sequence[str]) -> Refusing | None:
    """Of a row without the required consent only whose it is, read as leniently as can be: she may want to withdraw."""
    cells = _Cells(mapping, row)
    try:
        phone = _phone(_MOBILE_ANYWHERE.sub(r"\g<number>", ascii_digits(cells[Question.PHONE]), count=1))
    except _NotTaken:
        return None
    try:
        return Refusing(phone, _timestamp(cells[Question.TIMESTAMP]))
    except _NotTaken:
        return Refusing(phone, None)


class _NotTaken(Exception):
    def __init__(self, reason: Reason) -> None:
        self.reason: Reason = reason
        super().__init__(reason)


class _Cells:
    def __init__(self, mapping: Columns, row: Sequence[str]) -> None:
        self.mapping = mapping
        self.row = row

    def __getitem__(self, question: Question) -> str:
        column = self.mapping.get(question)
        cell = self.row[column] if column is not None and column < len(self.row) else ""
        return without_shapes(cell) if question in _KEPT_AS_WRITTEN and len(cell) >= _SHORTEST_FORBIDDEN else cell

    def forbidden(self) -> bool:
        """A recognised column is held to the hyphenated form, any other and the free text to every form."""
        hyphenated = {column for question, column in self.mapping.items() if question not in _OWN_RULE}
        numbers = {self.mapping.get(question) for question in _NUMBERS}
        return any(
            shape_in(cell, hyphenated_only=column in hyphenated)
            for column, cell in enumerate(self.row)
            if len(cell) >= _SHORTEST_FORBIDDEN and column not in numbers
        )


def _answer(cells: _Cells, home_province: str) -> Answer:
    """The order of the statements is the order of the reasons."""
    consents = _consents(cells)
    name = _name(cells[Question.NAME])
    phone = _phone(cells[Question.PHONE])
    landlord = _landlord(cells[Question.LANDLORD_NAME])
    deposit = _deposit(cells[Question.DEPOSIT])
    at = _timestamp(cells[Question.TIMESTAMP])
    contract_date = _date(cells[Question.CONTRACT_DATE]) if cells[Question.CONTRACT_DATE].strip() else None
    end_date = None if says_nothing(cells[Question.END_DATE]) else _date(cells[Question.END_DATE])
    start_date, move_in_date, fixed_date = (_date_if_any(cells[question]) for question in _OTHER_DATES)
    details = _allowed_details(cells)
    address = _or_none(Address.parse, cells[Question.ADDRESS])
    return Answer(
        at=at,
        consents=consents,
        name=name,
        phone=phone,
        email=_or_none(Email.parse, cells[Question.EMAIL]),
        birth_date=_or_none(parse_birth_date, cells[Question.BIRTH_DATE]),
        address=address,
        building=address.building(home_province) if address else None,
        building_also=building_keys(address, home_province) if address else (),
        landlord_kind=details.kind,
        landlord=landlord,
        landlord_birth=details.birth,
        business_number=details.business,
        corporation_number=details.corporation,
        **_beside(cells),
        deposit=deposit,
        monthly_rent=_or_none(_rent, cells[Question.MONTHLY_RENT]),
        contract_date=contract_date,
        start_date=start_date,
        end_date=end_date,
        move_in_date=move_in_date,
        fixed_date=fixed_date,
        situation=situation(cells[Question.SITUATION]),
        joins=takes_part(cells[Question.JOINS]),
        free_text=free_text(cells[Question.FREE_TEXT]),
    )


def _beside(cells: _Cells) -> dict[str, Any]:
    """Who else stands around the contract; what cannot be read is left out."""
    return {
        "broker": _or_none(LandlordName.parse, cells[Question.BROKER]),
        "broker_number": _or_none(BrokerNumber.parse, cells[Question.BROKER_NUMBER]),
        "proxy": _or_none(LandlordName.parse, cells[Question.PROXY]),
        "owner": _or_none(LandlordName.parse, cells[Question.OWNER]),
    }


def _consents(cells: _Cells) -> dict[str, bool]:
    consents = {consent.value: agrees(cells[asked]) for consent, asked in _CONSENTS.items() if asked in cells.mapping}
    if not consents.get(ConsentKind.COLLECT.value):
        raise _NotTaken("consent")
    return consents


def _name(cell: str) -> PersonName:
    if says_no_name(cell):
        raise _NotTaken("name")
    try:
        return PersonName.parse(cell)
    except BadName:
        raise _NotTaken("name") from None


def _phone(cell: str) -> PhoneNumber:
    """A number cell of a workbook has lost its zero or plus sign; typed text is taken at its word."""
    if isinstance(cell, NumberCell):
        if _MOBILE_WITHOUT_ZERO.fullmatch(cell):
            cell = "0" + cell
        elif _MOBILE_WITHOUT_PLUS.fullmatch(cell):
            cell = "+" + cell
    try:
        return PhoneNumber.parse_mobile(cell)
    except BadPhone:
        raise _NotTaken("phone") from None


def _landlord(cell: str) -> LandlordName:
    if says_no_name(cell):
        raise _NotTaken("landlord")
    try:
        return LandlordName.parse(cell)
    except BadName:
        raise _NotTaken("landlord") from None


def _deposit(cell: str) -> Won:
    try:
        return Won.parse(cell)
    except BadWon:
        raise _NotTaken("deposit") from None


def _timestamp(cell: str) -> datetime:
    """A workbook's midnight is a bare date."""
    try:
        return parse_timestamp(cell)
    except BadDate:
        return datetime.combine(_date(cell), time(), KST)


def _date(cell: str) -> date:
    try:
        return parse_date(cell)
    except BadDate:
        raise _NotTaken("date") from None


def _date_if_any(cell: str) -> date | None:
    """Words instead of a date ("아직 안 받음") say that there is none; digits that are no date are a mistake."""
    return _date(cell) if any(letter.isdigit() for letter in cell) else None


def _allowed_details(cells: _Cells) -> LandlordDetails:
    details = _details(cells)
    if details.forbidden or cells.forbidden():
        raise _NotTaken("forbidden_identifier")
    return details


def _details(cells: _Cells) -> LandlordDetails:
    numbers = tuple(cells[question] for question in _NUMBERS if question in cells.mapping)
    return read_details(cells[Question.LANDLORD_KIND], cells[Question.LANDLORD_NAME], numbers)


def _rent(cell: str) -> Won | None:
    """A monthly rent may lie below the least deposit."""
    return Won(amount) if (amount := amount_of(cell)) else None


def _or_none(parse: Callable[[str], _T], cell: str) -> _T | None:
    """What nobody needs to be taken is left out where it cannot be read."""
    if not cell:
        return None
    try:
        return parse(cell)
    except BadValue:
        return None
