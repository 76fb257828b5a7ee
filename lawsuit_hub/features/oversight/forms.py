"""The officer's forms. What a note must be is the service's to say; its words stand in routes."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.audit.service import LONGEST_REASON

TOO_LONG = _l("500자까지 적을 수 있습니다. 조금 줄여 주세요.")
NOTE = (InputRequired(_l("무엇을 보고 어떻게 판단했는지 적어 주세요.")), Length(max=LONGEST_REASON, message=TOO_LONG))


class NoteForm(FlaskForm):
    note = TextAreaField(_l("판단한 내용"), NOTE)


class SignForm(NoteForm):
    """The hidden fields say which span was seen, and what its figures were."""

    after = IntegerField(widget=HiddenInput())
    last = IntegerField(widget=HiddenInput())
    seen = HiddenField()


class AccessForm(FlaskForm):
    """Sent by GET: it changes nothing and carries no token."""

    class Meta:
        csrf = False

    login = SelectField(_l("누가"))
    kind = SelectField(_l("무엇을"))
    since = DateField(_l("이날부터"), [Optional()])
    until = DateField(_l("이날까지"), [Optional()])
