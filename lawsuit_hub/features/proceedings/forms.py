"""The forms of a case's course: a step, a case in court, how members stand, a day. Days are written as people write them."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from lawsuit_hub.features.audit.forms import NOT_TOO_LONG
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.proceedings import kinds, words
from lawsuit_hub.features.proceedings.deadlines import LONGEST_TITLE, Entry
from lawsuit_hub.features.proceedings.types import Confidence, Course, Facts, Source, State
from lawsuit_hub.values.case_number import CaseNumber
from lawsuit_hub.values.courts import COURTS
from lawsuit_hub.values.dates import parse_date
from lawsuit_hub.values.refused import BadCaseNumber, BadDate

_MOST_REMINDERS = 8
NEXT, OTHER = "next", "other"  # the step on, and the ways back or out


class CaseForm(FlaskForm):
    court = SelectField(_l("법원"), validate_choice=False)
    number = StringField(_l("사건 번호"), [Length(max=60)])
    filed_on = StringField(_l("소를 낸 날"), [Length(max=40)])


class StepForm(CaseForm):
    """`seen`: the stage that the page showed."""

    to = SelectField(_l("어느 단계로 가나요?"))
    judged_on = StringField(_l("판결이 나온 날"), [Length(max=40)])
    reason = TextAreaField(_l("이유"), [NOT_TOO_LONG])
    seen = HiddenField(validators=[InputRequired()])


class StatesForm(FlaskForm):
    aliases = SelectMultipleField(_l("누구인가요?"), [InputRequired(_l("한 명 이상 골라 주세요."))])
    state = RadioField(_l("어떤 상태인가요?"), validators=[InputRequired(_l("하나를 골라 주세요."))])
    since = StringField(_l("언제부터인가요?"), [InputRequired(_l("날짜를 적어 주세요.")), Length(max=40)])


class DeadlineForm(FlaskForm):
    """`once` names this very form: sent again, it enters nothing."""

    kind = SelectField(_l("어떤 날인가요?"))
    day = StringField(_l("날짜"), [InputRequired(_l("날짜를 적어 주세요.")), Length(max=40)])
    counted = BooleanField(_l("이 날은 통지나 판결서를 받은 날입니다. 기간을 더해 주세요."))
    title = StringField(_l("짧은 제목"), [Length(max=LONGEST_TITLE)])
    source = SelectField(_l("어디서 안 날짜인가요?"))
    sure = BooleanField(_l("서류로 확인한 날짜입니다"))
    remind = StringField(_l("며칠 전에 알릴까요?"), [Length(max=40)])
    aliases = SelectMultipleField(_l("누구에게 해당하나요?"))
    once = HiddenField(validators=[InputRequired(), Length(max=40)])


class EndForm(FlaskForm):
    """The pressed button says which: done or cancelled."""

    reason = TextAreaField(_l("거두는 이유"), [NOT_TOO_LONG])


def step_form(course: Course, prefix: str) -> StepForm:
    form = StepForm(prefix=prefix)
    listed = [one for one in course.steps if prefix == NEXT or one.back or one.to is Stage.CLOSED]
    form.to.choices = [(one.to.value, words.step_label(one)) for one in listed]
    _courts(form)
    return form


def case_form(prefix: str = "case") -> CaseForm:
    form = CaseForm(prefix=prefix)
    _courts(form)
    return form


def _courts(form: CaseForm) -> None:
    form.court.choices = [("", _("골라 주세요")), *((court.code, court.name) for court in COURTS)]


def states_form(course: Course) -> StatesForm:
    form = StatesForm(prefix="states")
    form.aliases.choices = _people(course)
    form.state.choices = [(one.value, words.state(one)) for one in State]
    return form


def deadline_form(course: Course) -> DeadlineForm:
    form = DeadlineForm(prefix="day")
    form.kind.choices = [(kind.name, words.kind(kind.name)) for kind in kinds.KINDS if kind.name not in kinds.HEARINGS]
    form.source.choices = [(one.value, words.source(one)) for one in Source]
    form.aliases.choices = _people(course)
    return form


def _people(course: Course) -> list[tuple[str, str]]:
    return [
        (one.member.alias, f"{one.member.alias} · {one.name_mask}" if one.name_mask else one.member.alias)
        for one in course.members
    ]


def read_day(field: Field) -> date | None:
    """None where nothing is written, and where it is no day: then the words stand beside the field."""
    try:
        return parse_date(field.data) if field.data and field.data.strip() else None
    except BadDate:
        field.errors = [_("날짜를 2026-03-02처럼 적어 주세요.")]
        return None


def facts_of(form: CaseForm) -> Facts | None:
    """What was typed about the case; None where something cannot be read."""
    number = _read_number(form)
    filed_on = read_day(form.filed_on)
    judged = getattr(form, "judged_on", None)
    judged_on = read_day(judged) if judged is not None else None
    if any(field.errors for field in (form.number, form.filed_on, *([judged] if judged is not None else []))):
        return None
    return Facts(court=form.court.data or "", number=number, filed_on=filed_on, judged_on=judged_on)


def _read_number(form: CaseForm) -> CaseNumber | None:
    if not form.number.data or not form.number.data.strip():
        return None
    try:
        return CaseNumber.parse(form.number.data)
    except BadCaseNumber:
        form.number.errors = [_("사건 번호가 아닙니다. 2026가합12345처럼 적어 주세요.")]
        return None


def entry_of(form: DeadlineForm) -> Entry | None:
    """None where something cannot be read."""
    day, remind = read_day(form.day), _read_days(form.remind)
    if day is None or remind is None:
        return None
    return Entry(
        kind=form.kind.data,
        day=day,
        title=form.title.data or "",
        source=Source(form.source.data),
        confidence=Confidence.CERTAIN if form.sure.data else Confidence.LIKELY,
        remind_days=remind,
        aliases=tuple(form.aliases.data or ()),
        is_counted=bool(form.counted.data),
    )


def _read_days(field: Field) -> tuple[int, ...] | None:
    """Whole numbers, the farthest first."""
    parts = [part for part in (field.data or "").replace(",", " ").split() if part]
    if len(parts) > _MOST_REMINDERS or any(not (part.isascii() and part.isdigit() and len(part) < 4) for part in parts):  # noqa: PLR2004 - three digits
        field.errors = [_("14, 7, 1처럼 날수를 여덟 개까지 적어 주세요.")]
        return None
    return tuple(sorted({int(part) for part in parts}, reverse=True))


def stage_of(form: StepForm) -> Stage | None:
    """The stage the page showed, or None where it was no stage."""
    return next((stage for stage in Stage if stage.value == form.seen.data), None)
