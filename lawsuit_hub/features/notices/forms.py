"""The forms of the board: a notice, when it is shown, why it goes. Times are Seoul's."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.notices import words
from lawsuit_hub.features.notices.types import LONGEST_BODY, LONGEST_CORRECTION, LONGEST_TITLE, Category, Draft, Wording
from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.clock_time import parse_time
from lawsuit_hub.values.dates import KST, parse_date

_CHOOSE = _l("하나를 골라 주세요.")
_WRITE = _l("내용을 적어 주세요.")
_TOO_LONG = _l("너무 깁니다. 조금 줄여 주세요.")
NOW, LATER = "now", "later"


def _seen() -> IntegerField:
    return IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class NoticeForm(FlaskForm):
    """`once` names this very form of a new notice, `seen` the turn that one began with that is rewritten."""

    category = RadioField(_l("어디에 실을까요?"), validators=[InputRequired(_CHOOSE)])
    title = StringField(_l("제목"), [InputRequired(_WRITE), Length(max=LONGEST_TITLE, message=_TOO_LONG)])
    body = TextAreaField(_l("내용"), [InputRequired(_WRITE), Length(max=2 * LONGEST_BODY, message=_TOO_LONG)])
    correction = StringField(_l("무엇을 고쳤나요?"), [Length(max=LONGEST_CORRECTION, message=_TOO_LONG)])
    once = HiddenField(validators=[InputRequired(), Length(max=40)])
    seen = IntegerField(widget=HiddenInput(), default=0)


class SeenForm(FlaskForm):
    """`seen`: the turn that the page showed."""

    seen = _seen()


class PublishForm(SeenForm):
    """`mark`: the text and the files that the page showed."""

    when = RadioField(_l("언제 공개할까요?"), validators=[InputRequired(_CHOOSE)])
    day = ValueField(_l("날짜"), parse_date, bad=_l("날짜를 2026-03-02처럼 적어 주세요."))
    hour = ValueField(_l("시각"), parse_time, bad=_l("시각을 14:30처럼 적어 주세요."))
    mark = HiddenField(validators=[InputRequired(), Length(max=64)])

    def validate(self, extra_validators: Any = None) -> bool:
        whole = super().validate(extra_validators)
        missing = [
            one for one in (self.day, self.hour) if self.when.data == LATER and one.data is None and not one.errors
        ]
        for field in missing:
            field.errors = [str(_l("예약하려면 날짜와 시각을 적어 주세요."))]
        return whole and not missing

    @property
    def moment(self) -> datetime | None:
        """None for at once."""
        return datetime.combine(self.day.data, self.hour.data, KST) if self.when.data == LATER else None


class WithdrawForm(ReasonForm):
    erase = BooleanField(_l("적은 글을 저장된 곳에서도 지웁니다"))


def notice_form(said: Wording | None = None, *, again: bool = False, **more: Any) -> NoticeForm:
    """As it stands, where one is rewritten: `again`. `formdata=None` for a form that was not sent."""
    stands: dict[str, Any] = {}
    if said is not None:
        stands = {
            "category": said.draft.category.value,
            "title": said.draft.title,
            "body": said.draft.body,
            "seen": said.turn,
        }
    form = NoticeForm(data=stands, **more)
    if again:
        del form.once
    form.category.choices = [(one.value, words.category(one)) for one in Category]
    return form


def draft_of(form: NoticeForm) -> Draft:
    return Draft(Category(form.category.data), form.title.data or "", form.body.data or "", form.correction.data or "")


def publish_form(**more: Any) -> PublishForm:
    form = PublishForm(prefix="publish", **more)
    form.when.choices = [(NOW, str(_l("지금 바로"))), (LATER, str(_l("예약한 시각에")))]
    return form
