"""The forms of a day in court: entering, changing, calling off."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.proceedings import kinds, words
from lawsuit_hub.features.proceedings.hearings import LONGEST_ROOM, Sitting
from lawsuit_hub.features.proceedings.types import DeadlineView
from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.clock_time import parse_time
from lawsuit_hub.values.dates import KST, parse_date


class ChangeForm(FlaskForm):
    """`seen`: the sequence that the page showed."""

    day = ValueField(
        _l("날짜"), parse_date, bad=_l("날짜를 2026-03-02처럼 적어 주세요."), missing=_l("날짜를 적어 주세요.")
    )
    hour = ValueField(
        _l("시각"), parse_time, bad=_l("시각을 14:30처럼 적어 주세요."), missing=_l("시각을 적어 주세요.")
    )
    room = StringField(_l("법정"), [Length(max=LONGEST_ROOM)])
    must_come = BooleanField(_l("모임 사람도 꼭 나와야 합니다"))
    seen = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class HearingForm(ChangeForm):
    """`once` names this very form: sent again, it enters nothing."""

    kind = SelectField(_l("어떤 날인가요?"))
    once = HiddenField(validators=[InputRequired(), Length(max=40)])
    seen = None


def hearing_form(**more: Any) -> HearingForm:
    """`formdata=None` for a form that was not sent."""
    form = HearingForm(prefix="hearing", **more)
    form.kind.choices = [(name, words.kind(name)) for name in kinds.HEARINGS]
    return form


def change_form(one: DeadlineView) -> ChangeForm:
    """As it stands."""
    assert one.hearing is not None  # noqa: S101 - a day in court has one
    here = one.hearing.starts_at.astimezone(KST)
    stands = {"day": here.date().isoformat(), "hour": f"{here:%H:%M}", "room": one.hearing.room}
    more = {"must_come": one.hearing.must_come, "seen": one.hearing.sequence}
    return ChangeForm(formdata=None, prefix=f"change-{one.id}", data=stands | more)


def sitting_of(form: ChangeForm) -> Sitting:
    return Sitting(form.day.data, form.hour.data, form.room.data or "", bool(form.must_come.data))
