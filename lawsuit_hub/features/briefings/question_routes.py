"""Questions of a group's members before its lawyer and its caseworker: answered for all or for one, joined, an answer withdrawn."""

from uuid import UUID, uuid4

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.briefings import answering, answers, forms, words
from lawsuit_hub.features.briefings.pressing import CONFLICT, NOT_FOUND, REFUSED, SEE_OTHER, done
from lawsuit_hub.features.briefings.types import Answer, NotInFile, OpenQuestion, Stale
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.proceedings.reaching import reach
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm

pages = Blueprint("questions", __name__, template_folder="templates")


@pages.get("/briefings/<code>/questions")
@allow(Permission.COURSE_MANAGE)
def show(code: str) -> ResponseReturnValue:
    return _page(code)


@pages.post("/briefings/<code>/questions")
@allow(Permission.COURSE_MANAGE)
def answer(code: str) -> ResponseReturnValue:
    _told, waiting = _file(code)
    form = forms.answer_form(waiting)
    draft = forms.draft_of(form) if form.validate() else None
    if draft is None:
        return _page(code, form=form), REFUSED
    chosen, count = [UUID(one) for one in form.questions.data], []
    if done(form, lambda: count.append(answering.answer(g.work, code, chosen, draft, once=form.once.data))):
        return _answered(code, count[0])
    return _page(code, form=form), REFUSED


@pages.post("/briefings/<code>/questions/<uuid:question>/join")
@allow(Permission.COURSE_MANAGE)
def join(code: str, question: UUID) -> ResponseReturnValue:
    answer_id = next((one.id for one in _file(code)[0] if str(one.id) == request.form.get("answer")), None)
    if answer_id is None:
        return _page(code), REFUSED
    answering.join(g.work, code, [question], answer_id)
    return _back(code, _("앞선 답을 보였습니다. 물은 사람에게 문자로 알립니다."))


@pages.post("/briefings/<code>/answers/<uuid:answer_id>/withdraw")
@allow(Permission.COURSE_MANAGE)
def withdraw(code: str, answer_id: UUID) -> ResponseReturnValue:
    form = ReasonForm(prefix=f"end-{answer_id}")
    if done(form, lambda: answers.withdraw(g.work, code, answer_id, reason=form.reason.data or "")):
        return _back(code, _("거두었습니다. 그 답이 답한 물음은 다시 기다립니다."))
    return _page(code, end=(answer_id, form)), REFUSED


def _file(code: str) -> tuple[tuple[Answer, ...], tuple[OpenQuestion, ...]]:
    group_id = reach(g.work, code)
    told = answers.of_group(g.work, group_id)
    return told, answering.waiting(g.work, group_id, told)


def _answered(code: str, count: int) -> ResponseReturnValue:
    if count:
        return _back(code, _("답했습니다. 물은 사람에게 문자로 알립니다."))
    return _back(code, _("앞서 보낸 답입니다. 다른 물음에 답하려면 이 화면에서 새로 적어 주세요."))


def _back(code: str, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("questions.show", code=code), SEE_OTHER)


def _page(code: str, *, form: FlaskForm | None = None, end: tuple[UUID, FlaskForm] | None = None) -> str:
    told, waiting = _file(code)
    made = form or forms.answer_form(waiting, formdata=None)
    made.once.data = uuid4().hex
    ends = {one.id: ReasonForm(None, prefix=f"end-{one.id}") for one in told} | dict([end] if end else [])
    return render_template(
        "briefings/questions.html",
        code=code,
        told=told,
        waiting=waiting,
        answer=made,
        ends=ends,
        press=PressForm(formdata=None),
        form=form or (end[1] if end else None),
        words=words,
    )


answer_with(pages, (NoSuchGroup, NotInFile), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale,), "briefings/stale.html", CONFLICT)
