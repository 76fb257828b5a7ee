"""The course of a case: its caseworker and its lawyer enter stages, the case in court, how members stand, and days."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.lawsuits.staff_pages import staff
from lawsuit_hub.features.lawsuits.stage_words import stage_label
from lawsuit_hub.features.lawsuits.types import NoSuchGroup, Stage
from lawsuit_hub.features.proceedings import deadlines, forms, service, stages, standings, words
from lawsuit_hub.features.proceedings.types import (
    BadDeadline,
    Course,
    NoSuchDeadline,
    NoSuchStep,
    StageMoved,
    State,
    StepLacks,
)
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing

pages = Blueprint("course", __name__, template_folder="templates")

REFUSED, CONFLICT, NOT_FOUND, SEE_OTHER = 422, 409, 404, 303
_EXPLAINED = (StepLacks, NoSuchStep, BadDeadline, ReasonMissing, ReasonHoldsNumber)
_PREFIXES = (forms.NEXT, forms.OTHER)


@pages.get("/course/<code>")
@allow(Permission.COURSE_MANAGE)
def show(code: str) -> ResponseReturnValue:
    course = service.course(g.work, code)
    return _page(course) if course.line.code == code else redirect(_url(course.line.code))


@pages.post("/course/<code>/stage")
@allow(Permission.COURSE_MANAGE)
def take(code: str) -> ResponseReturnValue:
    course = service.course(g.work, code)
    prefix = forms.OTHER if f"{forms.OTHER}-seen" in request.form else forms.NEXT
    form = forms.step_form(course, prefix)
    if _done(form, lambda: _take(code, form)):
        return _told(code, _("단계를 바꾸었습니다. 확정된 사람에게 문자로 알립니다."))
    return _page(course, **{prefix: form}), REFUSED


def _take(code: str, form: forms.StepForm) -> bool:
    facts, seen = forms.facts_of(form), forms.stage_of(form)
    if facts is None or seen is None:
        return False
    stages.take(g.work, code, to=Stage(form.to.data), seen=seen, facts=facts, reason=form.reason.data or "")
    return True


@pages.post("/course/<code>/case")
@allow(Permission.COURSE_MANAGE)
def correct(code: str) -> ResponseReturnValue:
    course, form = service.course(g.work, code), forms.case_form()
    if _done(form, lambda: _correct(code, form)):
        return _told(code, _("법원과 사건 번호를 적었습니다."))
    return _page(course, case=form), REFUSED


def _correct(code: str, form: forms.CaseForm) -> bool:
    facts = forms.facts_of(form)
    if facts is not None:
        stages.correct_case(g.work, code, facts)
    return facts is not None


@pages.post("/course/<code>/states")
@allow(Permission.COURSE_MANAGE)
def set_states(code: str) -> ResponseReturnValue:
    course = service.course(g.work, code)
    form = forms.states_form(course)
    if _done(form, lambda: _set_states(code, form)):
        return _told(code, _("상태를 적었습니다. 본인이 자기 화면에서 봅니다."))
    return _page(course, states=form), REFUSED


def _set_states(code: str, form: forms.StatesForm) -> bool:
    since = forms.read_day(form.since)
    if since is not None:
        standings.enter(g.work, code, aliases=form.aliases.data, state=State(form.state.data), since=since)
    return since is not None


@pages.post("/course/<code>/deadlines")
@allow(Permission.COURSE_MANAGE)
def add_deadline(code: str) -> ResponseReturnValue:
    course = service.course(g.work, code)
    form = forms.deadline_form(course)
    if _done(form, lambda: _add_deadline(code, form)):
        return _told(code, _("날짜를 적었습니다. 해당하는 사람에게 미리 알립니다."))
    return _page(course, day=form), REFUSED


def _add_deadline(code: str, form: forms.DeadlineForm) -> bool:
    entry = forms.entry_of(form)
    if entry is not None:
        deadlines.enter(g.work, code, entry, once=form.once.data)
    return entry is not None


@pages.post("/course/<code>/deadlines/<uuid:deadline>/end")
@allow(Permission.COURSE_MANAGE)
def end_deadline(code: str, deadline: UUID) -> ResponseReturnValue:
    course, form = service.course(g.work, code), forms.EndForm(prefix="end")
    ended_as = deadlines.DONE if request.form.get("end-as") == deadlines.DONE else deadlines.CANCELLED
    reason = form.reason.data or ""
    if _done(form, lambda: deadlines.end(g.work, code, deadline, ended_as=ended_as, reason=reason) or True):
        return _told(code, _("마쳤습니다. 더 알리지 않습니다."))
    return _page(course, end=form, ending=deadline), REFUSED


def _done(form: FlaskForm, deed: Callable[[], bool]) -> bool:
    """Whether the form was whole and the deed was done; else the words stand in the form."""
    if not form.validate():
        return False
    try:
        return deed()
    except _EXPLAINED as refusal:
        words.explain(form, refusal)
        return False


def _told(code: str, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(_url(code), SEE_OTHER)


def _url(code: str) -> str:
    return url_for("course.show", code=code)


def _page(course: Course, *, ending: UUID | None = None, **typed: FlaskForm) -> str:
    """`typed`: the one form that was refused. `ending`: whose end was."""
    made: dict[str, Any] = {
        **{prefix: forms.step_form(course, prefix) for prefix in _PREFIXES},
        "case": forms.case_form(),
        "states": forms.states_form(course),
        "day": forms.deadline_form(course),
        "end": forms.EndForm(formdata=None, prefix="end"),
    } | typed
    for prefix in _PREFIXES:
        made[prefix].seen.data = course.line.stage.value
    made["day"].once.data = uuid4().hex
    return render_template(
        "proceedings/course.html",
        course=course,
        forms=made,
        form=next(iter(typed.values()), None),
        ending=ending,
        words=words,
        stage_label=stage_label,
        today=g.work.today,
        **staff(course.line.code),
    )


answer_with(pages, (NoSuchGroup, NoSuchDeadline), "errors/404.html", NOT_FOUND)
answer_with(pages, (StageMoved,), "proceedings/stale.html", CONFLICT)
