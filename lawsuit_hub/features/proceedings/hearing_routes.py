"""Days in court of a group: its caseworker and its lawyer enter, postpone and call them off."""

from collections.abc import Callable
from uuid import UUID, uuid4

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.proceedings import deadlines, hearings, kinds, service, words
from lawsuit_hub.features.proceedings.forms import EndForm
from lawsuit_hub.features.proceedings.hearing_forms import ChangeForm, change_form, hearing_form, sitting_of
from lawsuit_hub.features.proceedings.types import BadDeadline, NoSuchDeadline
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing

pages = Blueprint("hearings", __name__, template_folder="templates")

REFUSED, NOT_FOUND, SEE_OTHER = 422, 404, 303
_EXPLAINED = (BadDeadline, ReasonMissing, ReasonHoldsNumber)


@pages.get("/course/<code>/hearings")
@allow(Permission.COURSE_MANAGE)
def show(code: str) -> ResponseReturnValue:
    return _page(code)


@pages.post("/course/<code>/hearings")
@allow(Permission.COURSE_MANAGE)
def add(code: str) -> ResponseReturnValue:
    form = hearing_form()
    kept = {"kind": form.kind.data, "once": form.once.data}
    if _done(form, lambda: hearings.enter(g.work, code, sitting_of(form), **kept)):
        return _told(code, _("재판 날을 적었습니다. 모임 사람의 화면과 달력에 보입니다."))
    return _page(code, add=form), REFUSED


@pages.post("/course/<code>/hearings/<uuid:deadline>")
@allow(Permission.COURSE_MANAGE)
def change(code: str, deadline: UUID) -> ResponseReturnValue:
    form = ChangeForm(prefix=f"change-{deadline}")
    if _done(form, lambda: hearings.change(g.work, code, deadline, sitting_of(form), seen=form.seen.data)):
        return _told(code, _("고쳤습니다. 날짜가 바뀌었다고 문자로 알립니다."))
    return _page(code, refused=(deadline, form)), REFUSED


@pages.post("/course/<code>/hearings/<uuid:deadline>/cancel")
@allow(Permission.COURSE_MANAGE)
def cancel(code: str, deadline: UUID) -> ResponseReturnValue:
    form = EndForm(prefix=f"end-{deadline}")
    ends = {"ended_as": deadlines.CANCELLED, "reason": form.reason.data or ""}
    if _done(form, lambda: deadlines.end(g.work, code, deadline, **ends)):
        return _told(code, _("취소했습니다. 날짜가 바뀌었다고 문자로 알립니다."))
    return _page(code, refused=(deadline, form)), REFUSED


def _done(form: FlaskForm, deed: Callable[[], object]) -> bool:
    return taking.done(form, deed, explained=_EXPLAINED, explain=words.explain)


def _told(code: str, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("hearings.show", code=code), SEE_OTHER)


def _page(code: str, *, add: FlaskForm | None = None, refused: tuple[UUID, FlaskForm] | None = None) -> str:
    """`refused`: whose form stands as it was sent."""
    course = service.course(g.work, code)
    listed = [one for one in course.deadlines if one.kind in kinds.HEARINGS and one.hearing]
    changes = {one.id: change_form(one) for one in listed}
    ends = {one.id: EndForm(formdata=None, prefix=f"end-{one.id}") for one in listed}
    if refused is not None:
        (changes if isinstance(refused[1], ChangeForm) else ends)[refused[0]] = refused[1]
    form = add or hearing_form(formdata=None)
    form.once.data = uuid4().hex
    return render_template(
        "proceedings/hearings.html",
        course=course,
        hearings=listed,
        changes=changes,
        ends=ends,
        add=form,
        form=add or (refused[1] if refused else None),
        words=words,
        today=g.work.today,
    )


answer_with(pages, (NoSuchGroup, NoSuchDeadline), "errors/404.html", NOT_FOUND)
