"""Pages for whoever answers requests: the privacy officer's list, one request, and writing one down that came by telephone.

By references only: nobody's name, number or house is on any of them but what a caseworker opens with a reason.
"""

import secrets
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.rights import answering, corrections, request_words, requests, taking, words
from lawsuit_hub.features.rights.facts import GROUNDS
from lawsuit_hub.features.rights.forms import AnswerForm, TakeForm, WordsForm
from lawsuit_hub.features.rights.types import (
    AlreadyAnswered,
    Ground,
    GroundMissing,
    Kind,
    NothingToCorrect,
    Outcome,
    Pick,
    Request,
)
from lawsuit_hub.features.victims.types import NoSuchVictim, OpenedBefore
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.i18n import won
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal

pages = Blueprint("requests", __name__, template_folder="templates")

SEE_OTHER, REFUSED, CONFLICT, NOT_FOUND = 303, 422, 409, 404
PICKS = {one.value: one for one in Pick}
TO_TAKE = (Kind.SEE, Kind.COPY, Kind.CORRECT, Kind.STOP, Kind.ERASE, Kind.OBJECTION)


@pages.get("/officer/requests")
@allow(Permission.REQUEST_LIST)
def board() -> ResponseReturnValue:
    pick = PICKS.get(request.args.get("pick", ""), Pick.OPEN)
    shown = requests.board(g.work, pick, page=request.args.get("page", 1, type=int))
    return render_template("rights/board.html", board=shown, pick=pick, picks=list(Pick), words=request_words)


@pages.get("/officer/requests/<uuid:request_id>")
@pages.get("/desk/requests/<uuid:request_id>")
@allow(Permission.REQUEST_READ)
def one(request_id: UUID) -> ResponseReturnValue:
    return _page(request_id)


@pages.post("/officer/requests/<uuid:request_id>")
@pages.post("/desk/requests/<uuid:request_id>")
@allow(Permission.REQUEST_ANSWER)
def answer(request_id: UUID) -> ResponseReturnValue:
    shown = requests.get(g.work, request_id)
    form = _answer_form(shown)
    if not form.validate() or not _answered(form, request_id):
        return _page(request_id, answer=form), REFUSED
    flash(_("답을 남겼습니다. 본인이 그대로 읽습니다."), "done")
    return redirect(request.path, SEE_OTHER)


@pages.post("/desk/requests/<uuid:request_id>/look")
@allow(Permission.PERSON_REVEAL)
def look(request_id: UUID) -> ResponseReturnValue:
    form = WordsForm(prefix="look")
    changes = _looked(form, request_id) if form.validate() else None
    if changes is None:
        return _page(request_id, look=form), REFUSED
    return _page(request_id, opened=_rows(changes))


@pages.get("/desk/requests/<uuid:request_id>/look")
@allow(Permission.PERSON_REVEAL)
def nothing_to_look_at(request_id: UUID) -> ResponseReturnValue:
    """The address of what was opened, visited again: nothing is shown twice."""
    return redirect(f"/desk/requests/{request_id}", SEE_OTHER)


@pages.get("/desk/people/<reference>/request")
@allow(Permission.REQUEST_TAKE)
def taking_down(reference: str) -> ResponseReturnValue:
    return _take_page(reference, _take_form())


@pages.post("/desk/people/<reference>/request")
@allow(Permission.REQUEST_TAKE)
def take_down(reference: str) -> ResponseReturnValue:
    form = _take_form()
    made = _taken(form, reference) if form.validate() else None
    if made is None:
        return _take_page(reference, form), REFUSED
    flash(_("요청을 적어 두었습니다. 열흘 안에 답해 주세요."), "done")
    return redirect(f"/desk/requests/{made}", SEE_OTHER)


def _answer_form(shown: Request) -> AnswerForm:
    form = AnswerForm(prefix="answer")
    allowed = answering.outcomes_for(g.work.actor.role, shown.kind, has_changes=shown.has_changes)
    form.outcome.choices = [(one.value, request_words.outcome(one.value)) for one in allowed]
    form.ground.choices = [(one.value, request_words.ground(one)) for one in GROUNDS.get(shown.kind, ())]
    return form


def _answered(form: AnswerForm, request_id: UUID) -> bool:
    ground = Ground(form.ground.data) if form.ground.data in set(Ground) else None
    try:
        answering.answer(g.work, request_id, outcome=Outcome(form.outcome.data), ground=ground, words=form.words.data)
    except GroundMissing:
        form.ground.errors = [_("거절할 때는 법이 정한 근거를 골라 주세요.")]
    except (ReasonMissing, ReasonHoldsNumber) as refusal:
        form.words.errors = [_why(refusal)]
    return not form.errors


def _looked(form: WordsForm, request_id: UUID) -> dict[str, str] | None:
    try:
        return corrections.look(g.work, request_id, reason=form.words.data, once=form.once.data or "-")
    except (ReasonMissing, ReasonHoldsNumber) as refusal:
        form.words.errors = [_why(refusal)]
        return None


def _taken(form: TakeForm, reference: str) -> UUID | None:
    try:
        return taking.take(g.work, reference, Kind(form.kind.data), checked=form.checked.data, words=form.words.data)
    except (ReasonMissing, ReasonHoldsNumber) as refusal:
        form.words.errors = [_why(refusal)]
        return None


def _why(refusal: Refusal) -> str:
    if isinstance(refusal, ReasonHoldsNumber):
        return str(_("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."))
    return str(_("다섯 글자 이상 적어 주세요."))


def _rows(changes: dict[str, str]) -> list[dict[str, str]]:
    return [{"label": words.field_name(name), "value": _spoken(name, value)} for name, value in changes.items()]


def _spoken(name: str, value: str) -> str:
    if not value:
        return str(_("지워 달라고 함"))
    return str(won(int(value))) if name == "deposit" else value


def _page(request_id: UUID, *, opened: list[dict[str, str]] | None = None, **typed: FlaskForm) -> str:
    """One request. What was opened goes into rights/looked.html alone."""
    shown = requests.get(g.work, request_id)
    forms = {"answer": _answer_form(shown), "look": WordsForm(formdata=None, prefix="look"), **typed}
    forms["look"].once.data = secrets.token_urlsafe(16)
    refused = next(iter(typed.values()), None)
    template = "rights/answer.html" if opened is None else "rights/looked.html"
    at_desk = g.work.actor.role is Role.CASEWORKER
    return str(
        render_template(
            template, request_=shown, forms=forms, form=refused, opened=opened, at_desk=at_desk, words=request_words
        )
    )


def _take_form() -> TakeForm:
    form = TakeForm()
    form.kind.choices = [(one.value, request_words.kind(one.value)) for one in TO_TAKE]
    return form


def _take_page(reference: str, form: TakeForm) -> str:
    return render_template("rights/take.html", form=form, reference=taking.known(g.work, reference))


answer_with(pages, (NoSuchVictim,), "errors/404.html", NOT_FOUND)
answer_with(pages, (AlreadyAnswered, OpenedBefore, NothingToCorrect), "rights/stale.html", CONFLICT)
