"""Pages about one person: search, case file, opening, tasks. Values that were opened go into one template only."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.desk import deeds, people, words
from lawsuit_hub.features.desk.forms import OpenAnswerForm, RevealForm, SearchForm, TaskForm
from lawsuit_hub.features.desk.routes import REFUSED, SEE_OTHER, done, one_form, pages, reason_is_kept
from lawsuit_hub.features.rights import request_words
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.i18n import won
from lawsuit_hub.values.phone import PhoneNumber


@pages.get("/desk/people")
@allow(Permission.PERSON_READ)
def search() -> ResponseReturnValue:
    return render_template("desk/people.html", form=SearchForm(), found=None, words=words)


@pages.post("/desk/people")
@allow(Permission.PERSON_READ)
def found() -> ResponseReturnValue:
    form = SearchForm()
    if not form.validate():
        return render_template("desk/people.html", form=form, found=None, words=words), REFUSED
    rows = people.find(g.work, form.wanted.data)
    form.wanted.data = ""  # what was asked stands in no page
    return render_template("desk/people.html", form=form, found=rows, words=words)


@pages.get("/desk/people/<reference>")
@allow(Permission.PERSON_READ)
def case(reference: str) -> ResponseReturnValue:
    return _case(reference)


@pages.get("/desk/people/<reference>/reveal")
@pages.get("/desk/people/<reference>/tasks/<uuid:task>/open", defaults={"again": True})
@allow(Permission.PERSON_READ)
def nothing_to_open(reference: str, task: UUID | None = None, again: bool = False) -> ResponseReturnValue:
    """The address of an opened value, visited again: nothing is shown twice."""
    return redirect(_url(reference), SEE_OTHER)


@pages.post("/desk/people/<reference>/reveal")
@allow(Permission.PERSON_REVEAL)
def reveal(reference: str) -> ResponseReturnValue:
    form = _reveal_form()
    if not reason_is_kept(form):
        return _case(reference, reveal=form), REFUSED
    values = deeds.reveal(g.work, reference, names=form.what.data, reason=form.reason.data, once=form.once.data or "-")
    rows = [{"label": words.field(name), "value": _spoken(name, value)} for name, value in values.items()]
    return _case(reference, opened=rows)


@pages.post("/desk/people/<reference>/tasks/<uuid:task>/open")
@allow(Permission.PERSON_REVEAL)
def open_answer(reference: str, task: UUID) -> ResponseReturnValue:
    form = OpenAnswerForm(prefix="answer")
    if not reason_is_kept(form):
        return _case(reference, answer=form), REFUSED
    said = deeds.open_answer(g.work, reference, task, reason=form.reason.data, once=form.once.data or "-")
    rows = [{"label": words.field(name), "value": _spoken(name, value)} for name, value in said.items()]
    return _case(reference, opened=rows)


@pages.post("/desk/people/<reference>/tasks/<uuid:task>/close")
@allow(Permission.TASK_CLOSE)
def close_task(reference: str, task: UUID) -> ResponseReturnValue:
    form = _task_form()
    if not reason_is_kept(form):
        return _case(reference, task=form), REFUSED
    deed, sentence = _OUTCOMES[form.outcome.data]
    waits = deed(g.work, reference, task, reason=form.reason.data) is False
    return _done(reference, form, str(_SECOND if waits else sentence))


_SECOND = _l("뜻을 남겼습니다. 다른 담당자나 개인정보 보호책임자 한 분이 더 동의하면 지워집니다.")
# Each outcome does its own deed; a deed refuses a task of another kind.
_OUTCOMES: dict[str, tuple[Callable[..., bool | None], LazyString]] = {
    "withdraw": (
        deeds.carry_out_withdrawal,
        _l("동의를 모두 거두고 적은 내용을 없앴습니다. 모임과 로그인, 연락도 끝났습니다."),
    ),
    "stays": (deeds.keep_registration, _l("등록을 그대로 둔다고 남겼습니다.")),
    "accept": (deeds.accept_answer, _l("새 답변을 등록에 옮겼습니다. 계약서를 다시 확인해 주세요.")),
    "refuse": (deeds.refuse_answer, _l("새 답변을 옮기지 않았습니다. 본인에게 알립니다.")),
}


def _done(reference: str, form: FlaskForm, sentence: str) -> ResponseReturnValue:
    flash(done(form, sentence), "done")
    return redirect(_url(reference), SEE_OTHER)


def _url(reference: str) -> str:
    return f"/desk/people/{reference}"


def _reveal_form(**options: Any) -> RevealForm:
    form = RevealForm(prefix="open", **options)
    form.what.choices = [(name, words.field(name)) for name in victims.REVEALABLE]
    return form


def _task_form(**options: Any) -> TaskForm:
    form = TaskForm(prefix="task", **options)
    form.outcome.choices = [
        ("withdraw", _("동의 거두기를 마칩니다")),
        ("stays", _("등록을 그대로 둡니다")),
        ("accept", _("새 답변을 등록에 옮깁니다")),
        ("refuse", _("새 답변을 옮기지 않습니다")),
    ]
    return form


def _case(reference: str, *, opened: list[dict[str, str]] | None = None, **typed: FlaskForm) -> str:
    """The case file; `typed` is the one form that was refused. What was opened goes into desk/revealed.html alone."""
    forms: dict[str, Any] = {
        "reveal": _reveal_form(formdata=None),
        "undo": ReasonForm(formdata=None, prefix="undo"),
        "answer": OpenAnswerForm(formdata=None, prefix="answer"),
        "task": _task_form(formdata=None),
        **typed,
    }
    for name in ("reveal", "answer"):
        forms[name].once.data = one_form()
    template = "desk/case.html" if opened is None else "desk/revealed.html"
    refused = next(iter(typed.values()), None)
    file = people.case_file(g.work, reference)
    shown = {"file": file, "forms": forms, "form": refused, "opened": opened}
    return str(render_template(template, words=words, request_words=request_words, **shown))


def _spoken(name: str, value: str) -> str:
    """An opened value as people write it."""
    if not value:
        return _("적지 않음")  # type: ignore[no-any-return]
    if name == "phone":
        return PhoneNumber.parse(value).national
    return str(won(int(value))) if name in ("deposit", "monthly_rent") else value
