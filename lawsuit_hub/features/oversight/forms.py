"""The officer's forms. What a note must be is the service's to say; its words stand in routes."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.audit.forms import NOT_TOO_LONG

_LAST_LINE = 2**63 - 1  # the trail's lines are numbered in eight bytes


def _numbered(value: int | None) -> int | None:
    """None for what is the number of no line: a hidden field that somebody wrote herself."""
    return value if value is not None and 0 <= value <= _LAST_LINE else None


NOTE = (InputRequired(_l("무엇을 보고 어떻게 판단했는지 적어 주세요.")), NOT_TOO_LONG)


class NoteForm(FlaskForm):
    note = TextAreaField(_l("판단한 내용"), NOTE)


class SignForm(NoteForm):
    """The hidden fields say which span was seen, and what its figures were."""

    after = IntegerField(widget=HiddenInput(), filters=(_numbered,))
    last = IntegerField(widget=HiddenInput(), filters=(_numbered,))
    seen = HiddenField()


class AccessForm(FlaskForm):
    """Sent by GET: it changes nothing and carries no token."""

    class Meta:
        csrf = False

    login = SelectField(_l("누가"))
    kind = SelectField(_l("무엇을"))
    since = DateField(_l("이날부터"), [Optional()])
    until = DateField(_l("이날까지"), [Optional()])


class BreachForm(FlaskForm):
    known_at = DateTimeLocalField(_l("언제 알았나요?"), [InputRequired(_l("알게 된 때를 적어 주세요."))])
    what = TextAreaField(
        _l("무슨 일이 있었나요?"),
        [InputRequired(_l("무슨 일인지 적어 주세요.")), NOT_TOO_LONG],
    )
    categories = SelectMultipleField(_l("무엇이 샜을 수 있나요?"), [InputRequired(_l("하나 이상 골라 주세요."))])
    external = BooleanField(_l("밖에서 불법으로 들어온 일입니다"))
    sensitive = BooleanField(_l("민감정보나 고유식별정보가 들어 있습니다"))


class MeansForm(FlaskForm):
    means = RadioField(_l("어떻게 찾을까요?"), validators=[InputRequired(_l("하나를 골라 주세요."))])
    names = TextAreaField(_l("누구의, 어느"), [Length(max=20_000)])
    since = DateTimeLocalField(_l("이때부터"), [Optional()])
    until = DateTimeLocalField(_l("이때까지"), [Optional()])


class NoticeForm(FlaskForm):
    """Every item may stay empty while it is written; sending asks for all."""

    items = TextAreaField(_l("샌 개인정보의 항목"), [Length(max=2_000)])
    when = TextAreaField(_l("샌 때와 까닭"), [Length(max=2_000)])
    protect = TextAreaField(_l("본인이 할 수 있는 일"), [Length(max=2_000)])
    measures = TextAreaField(_l("우리가 한 일과 피해 구제 절차"), [Length(max=2_000)])
    contact = TextAreaField(_l("담당 부서"), [Length(max=2_000)])
    compensation = TextAreaField(_l("손해배상과 분쟁조정 안내"), [Length(max=2_000)])


class SendForm(FlaskForm):
    confirm = IntegerField(_l("몇 명에게 보내나요?"), [Optional()])
