"""The forms of rooms. What a message may be is the service's to say."""

from uuid import UUID, uuid4

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice

from lawsuit_hub.features.audit.forms import ReasonForm

PAUSES = [
    SelectChoice("1", _l("1시간 쉬게 하기")),
    SelectChoice("24", _l("하루 쉬게 하기")),
    SelectChoice("168", _l("일주일 쉬게 하기")),
    SelectChoice("0", _l("다시 쓰게 하기")),
]


class MessageForm(FlaskForm):
    """`key` names this very message: sent again, it is kept once."""

    text = TextAreaField(_l("글 쓰기"))
    key = HiddenField()

    def key_of_this(self) -> UUID:
        """What was sent; a new one where it is no key."""
        try:
            return UUID(self.key.data or "")
        except ValueError:
            return uuid4()


class PauseForm(ReasonForm):
    hours = SelectField(_l("얼마 동안"), choices=PAUSES, default="24")
