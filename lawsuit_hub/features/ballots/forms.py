"""The forms of ballots: making one, a reason for cancelling one, the choice."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from lawsuit_hub.features.ballots.types import LONGEST_EXPLANATION, LONGEST_QUESTION, Asked
from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.dates import parse_date

_WRITE = _l("내용을 적어 주세요.")
_TOO_LONG = _l("너무 깁니다. 조금 줄여 주세요.")
_BAD_DAY, _NO_DAY = _l("날짜를 2026-03-02처럼 적어 주세요."), _l("날짜를 적어 주세요.")


class BallotForm(FlaskForm):
    """`once` names this very form."""

    question = StringField(
        _l("무엇을 묻나요?"), [InputRequired(_WRITE), Length(max=LONGEST_QUESTION, message=_TOO_LONG)]
    )
    explanation = TextAreaField(_l("고르기 전에 알아야 할 것"), [Length(max=LONGEST_EXPLANATION, message=_TOO_LONG)])
    options = TextAreaField(_l("고를 것"), [InputRequired(_WRITE), Length(max=1000, message=_TOO_LONG)])
    from_on = ValueField(_l("첫날"), parse_date, bad=_BAD_DAY, missing=_NO_DAY)
    until_on = ValueField(_l("마지막 날"), parse_date, bad=_BAD_DAY, missing=_NO_DAY)
    office = BooleanField(_l("적은 번호와 주소는 사무실이나 법원의 것입니다"))
    sure = BooleanField(
        _l("적은 것을 다시 읽었습니다. 만든 뒤에는 고칠 수 없습니다"),
        [InputRequired(_l("적은 것을 다시 읽고 표시해 주세요."))],
    )
    once = HiddenField(validators=[InputRequired(), Length(max=40)])


class ChoiceForm(FlaskForm):
    choice = RadioField(
        _l("하나만 고릅니다"), choices=[], coerce=str, validators=[InputRequired(_l("하나를 골라 주세요."))]
    )


def asked_of(form: BallotForm) -> Asked:
    options = tuple((form.options.data or "").replace("\r\n", "\n").split("\n"))
    return Asked(form.question.data or "", form.explanation.data or "", options, form.from_on.data, form.until_on.data)


def choice_form(options: tuple[str, ...], **more: Any) -> ChoiceForm:
    form = ChoiceForm(prefix="vote", **more)
    form.choice.choices = [(str(number), text) for number, text in enumerate(options)]
    return form
