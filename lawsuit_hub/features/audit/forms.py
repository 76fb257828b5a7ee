"""The words in which somebody says why: every form of a deed that leaves a mark asks for them with this field."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from lawsuit_hub.features.audit.service import LONGEST_REASON

NOT_TOO_LONG = Length(max=LONGEST_REASON, message=_l("500자까지 적을 수 있습니다. 조금 줄여 주세요."))


def reason_field() -> TextAreaField:
    """A new one each time: it stands in a form where it was made."""
    return TextAreaField(_l("이유"), [InputRequired(_l("이유를 적어 주세요.")), NOT_TOO_LONG])


class ReasonForm(FlaskForm):
    reason = reason_field()
