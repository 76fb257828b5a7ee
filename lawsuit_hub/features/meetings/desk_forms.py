"""The desk's forms of meetings: a meeting, seats of an organisation, the door, minutes, what is to be done. Times are Seoul's."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.meetings import words
from lawsuit_hub.features.meetings.forms import CHOOSE, TOO_LONG, WRITE
from lawsuit_hub.features.meetings.types import (
    LONGEST_CORRECTION,
    LONGEST_LINK,
    LONGEST_MINUTES,
    LONGEST_OWNER,
    LONGEST_PLACE,
    LONGEST_PURPOSE,
    LONGEST_TASK,
    LONGEST_TITLE,
    MOST_ROOM,
    MOST_SEATS,
    Audience,
    Organisation,
    Plan,
    TaskKind,
)
from lawsuit_hub.features.meetings.undertakings import Undertaking
from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.clock_time import parse_time
from lawsuit_hub.values.dates import KST, parse_date

_DAY, _HOUR = _l("날짜를 2026-03-02처럼 적어 주세요."), _l("시각을 14:30처럼 적어 주세요.")


def _day(label: Any, *, missing: Any = _DAY) -> ValueField:
    return ValueField(label, parse_date, bad=_DAY, missing=missing)


def _hour(label: Any) -> ValueField:
    return ValueField(label, parse_time, bad=_HOUR, missing=_HOUR)


def seen_field() -> IntegerField:
    return IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class SeenForm(FlaskForm):
    """`seen`: the turn that the page showed."""

    seen = seen_field()


class MeetingForm(FlaskForm):
    title = StringField(_l("제목"), [InputRequired(WRITE), Length(max=LONGEST_TITLE, message=TOO_LONG)])
    purpose = TextAreaField(_l("왜 모이나요?"), [InputRequired(WRITE), Length(max=LONGEST_PURPOSE, message=TOO_LONG)])
    place = StringField(_l("곳"), [Length(max=LONGEST_PLACE, message=TOO_LONG)])
    link = StringField(_l("화상으로 들어오는 주소"), [Length(max=LONGEST_LINK, message=TOO_LONG)])
    day = _day(_l("날짜"))
    hour = _hour(_l("시작하는 시각"))
    end_hour = _hour(_l("끝나는 시각"))
    capacity = IntegerField(
        _l("자리 수"),
        [InputRequired(WRITE), NumberRange(1, MOST_ROOM, message=_l("1에서 2000 사이의 수를 적어 주세요."))],
    )
    until_day = _day(_l("신청을 받는 마지막 날"))
    until_hour = _hour(_l("마지막 날의 시각"))
    audience = RadioField(_l("누가 오나요?"), validators=[InputRequired(CHOOSE)])
    groups = StringField(_l("모임 번호"), [Length(max=500, message=TOO_LONG)])
    organisations = SelectMultipleField(_l("단체"), validate_choice=False)
    once = HiddenField(validators=[InputRequired(), Length(max=40)])
    seen = IntegerField(widget=HiddenInput(), default=0)


class CancelForm(ReasonForm):
    seen = seen_field()


class ReserveForm(FlaskForm):
    once = HiddenField(validators=[InputRequired(), Length(max=40)])
    organisation = SelectField(_l("단체"))
    seats = IntegerField(
        _l("자리 수"),
        [InputRequired(WRITE), NumberRange(1, MOST_SEATS, message=_l("1에서 20 사이의 수를 적어 주세요."))],
    )


class DoorForm(FlaskForm):
    code = StringField(_l("입장 코드"), [InputRequired(WRITE), Length(max=20, message=TOO_LONG)])
    count = IntegerField(_l("온 사람 수"), [Optional()])


class LetInForm(FlaskForm):
    count = IntegerField(_l("온 사람 수"), [Optional()])


class WalkInForm(FlaskForm):
    walk_ins = IntegerField(
        _l("신청 없이 온 사람 수"),
        [InputRequired(WRITE), NumberRange(0, MOST_ROOM, message=_l("0에서 2000 사이의 수를 적어 주세요."))],
    )


class MinutesForm(SeenForm):
    body = TextAreaField(_l("회의록"), [InputRequired(WRITE), Length(max=2 * LONGEST_MINUTES, message=TOO_LONG)])
    correction = StringField(_l("무엇을 고쳤나요?"), [Length(max=LONGEST_CORRECTION, message=TOO_LONG)])


class PublishForm(SeenForm):
    """`mark`: the text and the files that the page showed."""

    mark = HiddenField(validators=[InputRequired(), Length(max=64)])


class TaskForm(FlaskForm):
    kind = RadioField(_l("무엇인가요?"), validators=[InputRequired(CHOOSE)])
    text = StringField(_l("내용"), [InputRequired(WRITE), Length(max=LONGEST_TASK, message=TOO_LONG)])
    owner = StringField(_l("맡은 곳"), [Length(max=LONGEST_OWNER, message=TOO_LONG)])
    due_on = _day(_l("언제까지"), missing=None)
    once = HiddenField(validators=[InputRequired(), Length(max=40)])


class DoneForm(FlaskForm):
    note = StringField(_l("어떻게 했나요?"), [InputRequired(WRITE), Length(max=LONGEST_TASK, message=TOO_LONG)])
    done_on = _day(_l("끝낸 날"))


class JoinForm(FlaskForm):
    other = SelectField(_l("같은 물음"))


def meeting_form(
    some: tuple[Organisation, ...], *, plan: Plan | None = None, seen: int = 0, **more: Any
) -> MeetingForm:
    """As it stands, where one is changed. `formdata=None` for a form that was not sent."""
    form = MeetingForm(data=_stands(plan) | {"seen": seen}, **more)
    form.audience.choices = [(one.value, words.audience(one)) for one in Audience]
    form.organisations.choices = [(str(one.id), one.name) for one in some if one.ended_at is None]
    return form


def _stands(plan: Plan | None) -> dict[str, Any]:
    if plan is None:
        return {}
    start, end, until = (one.astimezone(KST) for one in (plan.starts_at, plan.ends_at, plan.signup_until))
    return {
        "title": plan.title,
        "purpose": plan.purpose,
        "place": plan.place,
        "link": plan.link,
        "day": f"{start:%Y-%m-%d}",
        "hour": f"{start:%H:%M}",
        "end_hour": f"{end:%H:%M}",
        "capacity": plan.capacity,
        "until_day": f"{until:%Y-%m-%d}",
        "until_hour": f"{until:%H:%M}",
        "audience": plan.audience.value,
        "groups": " ".join(plan.groups),
        "organisations": [str(one) for one in plan.organisations],
    }


def plan_of(form: MeetingForm) -> Plan:
    """Of a form that is whole."""
    at = datetime.combine
    known = {value for value, _label in form.organisations.choices}
    return Plan(
        title=form.title.data or "",
        purpose=form.purpose.data or "",
        place=form.place.data or "",
        link=form.link.data or "",
        starts_at=at(form.day.data, form.hour.data, KST),
        ends_at=at(form.day.data, form.end_hour.data, KST),
        capacity=form.capacity.data or 0,
        signup_until=at(form.until_day.data, form.until_hour.data, KST),
        audience=Audience(form.audience.data),
        groups=tuple((form.groups.data or "").replace(",", " ").split()),
        organisations=tuple(UUID(one) for one in form.organisations.data or () if one in known),
    )


def task_form(**more: Any) -> TaskForm:
    form = TaskForm(prefix="task", **more)
    form.kind.choices = [(one.value, words.task_kind(one)) for one in TaskKind]
    return form


def undertaking_of(form: TaskForm) -> Undertaking:
    return Undertaking(TaskKind(form.kind.data), form.text.data or "", form.owner.data or "", form.due_on.data)
