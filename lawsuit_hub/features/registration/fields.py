"""Fields of the registration: numbers of companies, choices, and what a draft keeps of them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField
from wtforms.validators import StopValidation

from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.refused import BadValue
from lawsuit_hub.values.registration_numbers import BusinessNumber, CorporationNumber
from lawsuit_hub.values.text import ascii_digits, plain_dashes

_WRONG_LAST_DIGIT = _l("번호 끝자리가 맞지 않습니다. 모르면 비워 두세요.")
_WRONG_LENGTH = _l("사업자등록번호는 10자리, 법인등록번호는 13자리입니다. 모르면 비워 두세요.")
_ONLY_COMPANIES = _l("법인등록번호는 회사(법인)를 고른 때에만 적습니다. 모르면 비워 두세요.")
_CORPORATION = "corporation"
_BUSINESS_DIGITS, _CORPORATION_DIGITS = 10, 13


class LandlordNumberField(ValueField):
    """A business or a corporation number. Thirteen digits are taken for a corporation whose check digit holds, and nowhere else."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label, BusinessNumber.parse, bad=_WRONG_LAST_DIGIT, **more)
        self._of_corporation = False

    def process(self, formdata: Any, *args: Any, **more: Any) -> None:
        self._of_corporation = formdata is not None and formdata.get("kind") == _CORPORATION
        super().process(formdata, *args, **more)

    def refuse_resident_number(self) -> None:
        if not (self._of_corporation and _is_corporation_number(self.text)):
            super().refuse_resident_number()

    def read(self, text: str) -> BusinessNumber | CorporationNumber:
        if _is_corporation_number(text):
            if not self._of_corporation:
                raise ValueError(_ONLY_COMPANIES)
            return CorporationNumber.parse(text)
        if _count_digits(text) not in (_BUSINESS_DIGITS, _CORPORATION_DIGITS):
            raise ValueError(_WRONG_LENGTH)
        number: BusinessNumber = super().read(text)
        return number


class ChoiceField(RadioField):
    """One of the choices, never chosen beforehand."""

    def __init__(self, label: Any, *, missing: Any, **more: Any) -> None:
        super().__init__(label, **more)
        self._missing = missing

    @property
    def text(self) -> str:
        return self.data if self.data in _values(self) else ""

    def pre_validate(self, form: Any) -> None:
        if not self.text:
            raise StopValidation(self._missing)


class MultiCheckboxField(SelectMultipleField):
    """Any number of the choices; what is none of them is left out."""

    def process_formdata(self, valuelist: list[str]) -> None:
        known = _values(self)
        self.data = [value for value in dict.fromkeys(valuelist) if value in known]

    def pre_validate(self, form: Any) -> None:
        return


def typed(fields: Mapping[str, Any]) -> dict[str, list[str]]:
    """What a draft keeps of a form: everything as it was typed, right or wrong."""
    kept = {}
    for name, field in fields.items():
        kept[name] = list(field.data or []) if isinstance(field, MultiCheckboxField) else [field.text]
    return kept


def _values(field: Any) -> set[str]:
    return {str(choice.value) for choice in field.iter_choices()}


def _is_corporation_number(text: str) -> bool:
    try:
        CorporationNumber.parse(text)
    except BadValue:
        return False
    return True


def _count_digits(text: str) -> int:
    return sum(char.isdigit() for char in plain_dashes(ascii_digits(text[:200])))
