"""A form field whose data is a value. What was typed stays beside it, save a resident registration number: that is kept nowhere."""

from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import StopValidation

from lawsuit_hub.values.refused import BadValue
from lawsuit_hub.values.resident_number import shape_in

NO_RESIDENT_NUMBERS = _l("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요.")


class ValueField(StringField):
    """`parse` turns text into a value; `bad` and `missing` are the words beside the field. Without `missing` it may stay empty."""

    data: Any
    raw_data: list[Any]

    def __init__(self, label: Any, parse: Callable[[str], Any], *, bad: Any, missing: Any = None, **more: Any) -> None:
        super().__init__(label, **more)
        self._parse, self._bad, self._missing = parse, bad, missing
        self.text, self.forbidden = "", False
        self.flags.required = missing is not None

    def process_data(self, value: Any) -> None:
        """What a page begins with is text, as if it had been typed."""
        super().process_data(None)
        self.text = value or ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data, self.text = None, valuelist[0] if valuelist else ""
        self.refuse_resident_number()
        if not self.text.strip():
            return
        self.data = self.read(self.text)

    def refuse_resident_number(self) -> None:
        if shape_in(self.text):
            self.text, self.raw_data, self.forbidden = "", [], True
            raise ValueError(NO_RESIDENT_NUMBERS)

    def read(self, text: str) -> Any:
        try:
            return self._parse(text)
        except BadValue:
            raise ValueError(self._bad) from None

    def pre_validate(self, form: Any) -> None:
        if self.data is None and not self.process_errors and self._missing is not None:
            raise StopValidation(self._missing)

    def _value(self) -> str:
        return self.text
