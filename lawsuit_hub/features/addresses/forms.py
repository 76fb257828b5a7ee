"""A member's form about the court's post. What she may choose together is the service's to say."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, RadioField, SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput, TextArea

from lawsuit_hub.features.addresses.types import LONGEST_ADDRESS, LONGEST_REASON, Choice, Where
from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.refused import BadValue
from lawsuit_hub.values.text import clean


def _address(text: str) -> str:
    if len(kept := clean(text)) > LONGEST_ADDRESS:
        raise BadValue
    return kept


def _reason(text: str) -> str:
    if len(kept := text.strip()) > LONGEST_REASON:
        raise BadValue
    return kept


class ServiceForm(FlaskForm):
    """`seen`: the turn that the page showed."""

    seen = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    where = RadioField(
        _l("법원 서류를 어디로 받을까요?"),
        choices=[
            SelectChoice(Where.OFFICE.value, _l("변호사 사무소")),
            SelectChoice(Where.OTHER.value, _l("다른 주소")),
            SelectChoice(Where.HOME.value, _l("계약한 집")),
        ],
        validators=[InputRequired(_l("하나를 골라 주세요."))],
    )
    address = ValueField(_l("다른 주소"), _address, bad=_l("주소는 200자까지 적을 수 있습니다."))
    protected = BooleanField(_l("임대인이 내 주소를 보지 못하게 청하고 싶습니다"))
    reason = ValueField(
        _l("왜 걱정되시나요?"), _reason, bad=_l("500자까지 적을 수 있습니다. 조금 줄여 주세요."), widget=TextArea()
    )


def form_of(choice: Choice, **more: Any) -> ServiceForm:
    """What she wrote is not shown again: here nobody can open it."""
    stands = {"where": choice.where.value if choice.where else None, "protected": choice.protected}
    return ServiceForm(**more, data={"seen": choice.turn, **stands})
