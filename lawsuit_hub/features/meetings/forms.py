"""The forms of meetings for whoever comes: signing up, a receipt, a question, a code of an organisation."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from lawsuit_hub.features.meetings.signing_up import Wish
from lawsuit_hub.features.meetings.types import LONGEST_NEEDS, LONGEST_QUESTION, MOST_SEATS, Shown

WRITE = _l("내용을 적어 주세요.")
TOO_LONG = _l("너무 깁니다. 조금 줄여 주세요.")
CHOOSE = _l("하나를 골라 주세요.")
_MYSELF = "me"


class SignUpForm(FlaskForm):
    """`whom`: herself or an organisation that she speaks for."""

    whom = RadioField(_l("누구로 신청하나요?"), [Optional()])
    seats = IntegerField(
        _l("자리 수"),
        [Optional(), NumberRange(1, MOST_SEATS, message=_l("1에서 20 사이의 수를 적어 주세요."))],
        default=1,
    )
    needs = TextAreaField(_l("오시는 데 필요한 것"), [Length(max=LONGEST_NEEDS, message=TOO_LONG)])
    once = HiddenField(validators=[InputRequired(), Length(max=40)])


class ReceiptForm(FlaskForm):
    code = StringField(
        _l("접수 코드"), [InputRequired(_l("접수 코드를 적어 주세요.")), Length(max=60, message=TOO_LONG)]
    )


class AskForm(FlaskForm):
    """`sure`: she has seen it as it would be kept."""

    text = TextAreaField(
        _l("미리 묻고 싶은 것"), [InputRequired(WRITE), Length(max=LONGEST_QUESTION, message=TOO_LONG)]
    )
    once = HiddenField(validators=[InputRequired(), Length(max=40)])
    sure = HiddenField()


class LinkForm(FlaskForm):
    code = StringField(
        _l("단체에서 받은 코드"), [InputRequired(_l("코드를 적어 주세요.")), Length(max=60, message=TOO_LONG)]
    )


def sign_up_form(shown: Shown, **more: Any) -> SignUpForm:
    form = SignUpForm(**more)
    named = [(str(one.id), one.name) for one in shown.may_reserve]
    only = shown.line.audience.value == "organisations"
    form.whom.choices = [*([] if only else [(_MYSELF, _l("나 혼자"))]), *named]
    if not form.whom.data and form.whom.choices:
        form.whom.data = form.whom.choices[0][0]
    return form


def wish_of(form: SignUpForm) -> Wish:
    whom = form.whom.data or _MYSELF
    organisation = None if whom == _MYSELF else UUID(whom)
    return Wish(form.seats.data or 1, organisation, form.needs.data or "")
