"""The admin's forms. What a reason or a last day must be is the service's to say; its words stand in words.py."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from lawsuit_hub.features.accounts.words import network_words
from lawsuit_hub.features.audit.forms import reason_field
from lawsuit_hub.values.networks import EVERYWHERE, Networks
from lawsuit_hub.values.refused import BadNetwork


class DayField(DateField):
    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_l("날짜가 아닙니다. 2027-11-30처럼 적어 주세요.")) from None


class NetworksField(TextAreaField):
    """What was typed stays when it is refused."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = EVERYWHERE
        try:
            self.data = Networks.parse(str(valuelist[0]) if valuelist else "")
        except BadNetwork as bad:
            raise ValueError(network_words(bad.why)) from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return str(self.data).replace(" ", "\n")


class LoginForm(FlaskForm):
    """The order of these classes is the order in which fields are made, and so that of what is said of them."""

    login = StringField(
        _l("이메일"),
        [
            InputRequired(_l("이메일을 적어 주세요.")),
            Length(max=200, message=_l("200자까지 적을 수 있습니다.")),
        ],
    )


class RoleForm(FlaskForm):
    """`seen`: the mark of the account that the form was made for."""

    role = RadioField(_l("맡은 일"), validators=[InputRequired(_l("하나를 골라 주세요."))])
    firm = StringField(_l("소속 법무법인"), [Length(max=100, message=_l("100자까지 적을 수 있습니다."))])
    firm_phone = StringField(_l("법무법인 전화번호"), [Length(max=40, message=_l("40자까지 적을 수 있습니다."))])
    firm_address = StringField(_l("법무법인 주소"), [Length(max=200, message=_l("주소는 200자까지 적을 수 있습니다."))])
    ends_on = DayField(_l("마지막 날"), [Optional()])
    networks = NetworksField(_l("들어올 수 있는 네트워크"), default=EVERYWHERE)
    seen = HiddenField()


class TermsForm(RoleForm):
    """What an account may, and why: every change of rights is in the register with its reason."""

    reason = reason_field()


class NewAccountForm(LoginForm, TermsForm):
    """Whose it is, and the same."""
