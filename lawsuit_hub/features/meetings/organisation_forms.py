"""The desk's forms of organisations: what they are, whom they name, why a contact is opened."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.meetings.forms import TOO_LONG, WRITE
from lawsuit_hub.features.meetings.organisations import Facts
from lawsuit_hub.features.meetings.types import LONGEST_ABOUT, LONGEST_NAME
from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.person_name import PersonName
from lawsuit_hub.values.phone import PhoneNumber

_NAME, _PHONE = _l("이름을 다시 적어 주세요."), _l("전화번호를 다시 적어 주세요.")


class OrganisationForm(FlaskForm):
    name = StringField(_l("단체 이름"), [InputRequired(WRITE), Length(max=LONGEST_NAME, message=TOO_LONG)])
    about = TextAreaField(_l("어떤 단체인가요?"), [InputRequired(WRITE), Length(max=LONGEST_ABOUT, message=TOO_LONG)])
    public = BooleanField(_l("단체가 이름을 목록에 실어도 된다고 했습니다"))
    once = HiddenField(validators=[InputRequired(), Length(max=40)])
    seen = IntegerField(widget=HiddenInput(), default=0)


class ContactForm(FlaskForm):
    name = ValueField(_l("대표의 이름"), PersonName.parse, bad=_NAME, missing=_NAME)
    phone = ValueField(_l("대표의 전화번호"), PhoneNumber.parse, bad=_PHONE, missing=_PHONE)


def facts_of(form: OrganisationForm) -> Facts:
    return Facts(form.name.data or "", form.about.data or "", bool(form.public.data))
