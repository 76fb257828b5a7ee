"""The forms of a member's record and of answering requests. What a reason must be is the service's to say."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired

from lawsuit_hub.features.audit.forms import NOT_TOO_LONG
from lawsuit_hub.features.registration.forms import LeaseForm, PersonForm
from lawsuit_hub.features.victims.correcting import REMOVABLE
from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.refused import BadValue
from lawsuit_hub.values.text import clean

LONGEST_TEXT = 2000
LONGEST_ADDRESS = 200
_WORDS_MISSING = _l("다섯 글자 이상 적어 주세요.")


class WordsForm(FlaskForm):
    """An objection, or why a waiting correction is opened. `once` names this very form."""

    words = TextAreaField(
        _l("무엇이 어떻게 잘못되었나요?"),
        [InputRequired(_WORDS_MISSING), NOT_TOO_LONG],
    )
    once = HiddenField()


class AnswerForm(FlaskForm):
    outcome = RadioField(_l("어떻게 처리했나요?"), validators=[InputRequired(_l("하나를 골라 주세요."))])
    ground = RadioField(_l("거절하는 근거"), validate_choice=False)
    words = TextAreaField(_l("본인에게 할 말"), [InputRequired(_WORDS_MISSING), NOT_TOO_LONG])


class TakeForm(FlaskForm):
    """A request that came by telephone, on paper or at the counter."""

    kind = RadioField(_l("무엇을 요청했나요?"), validators=[InputRequired(_l("하나를 골라 주세요."))])
    checked = TextAreaField(
        _l("본인인지 어떻게 확인했나요?"),
        [InputRequired(_WORDS_MISSING), NOT_TOO_LONG],
    )
    words = TextAreaField(_l("본인이 한 말"), [InputRequired(_WORDS_MISSING), NOT_TOO_LONG])


def _line(text: str) -> str:
    if len(kept := clean(text)) > LONGEST_ADDRESS:
        raise BadValue
    return kept


def _text(text: str) -> str:
    if len(kept := text.strip()) > LONGEST_TEXT:
        raise BadValue
    return kept


class CorrectForm(LeaseForm, PersonForm):
    """The registration's own fields, none of them required: what is left empty stays as it is."""

    situation = None  # type: ignore[assignment]  # WTForms takes a field out of a form so
    service_address = ValueField(_l("서류 받을 주소"), _line, bad=_l("주소는 200자까지 적을 수 있습니다."))
    free_text = ValueField(_l("하고 싶은 말"), _text, bad=_l("2,000자까지 적을 수 있습니다. 조금 줄여 주세요."))
    remove = SelectMultipleField(_l("지울 것"), choices=[], validate_choice=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("name", "address", "deposit"):
            self[name]._missing, self[name].flags.required = None, False

    def changes(self) -> dict[str, str]:
        """By field, as text; empty where it is to be taken out. What is filled in counts more than a tick."""
        removed = {name: "" for name in REMOVABLE if name in (self.remove.data or [])}
        return {**removed, **{name: _written(field.data) for name, field in self._fields.items() if _said(name, field)}}


def _said(name: str, field: Any) -> bool:
    return name != "remove" and bool(field.data)


def _written(value: Any) -> str:
    if isinstance(value, str):
        return value
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(value.amount) if hasattr(value, "amount") else str(value.text)
