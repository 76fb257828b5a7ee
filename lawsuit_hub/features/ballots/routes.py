"""Ballots of a group before its caseworker, who makes them, and its lawyer, who reads what came out."""

from collections.abc import Callable
from uuid import UUID, uuid4

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.ballots import forms, making, service, words
from lawsuit_hub.features.ballots.types import (
    BadDays,
    BadOptions,
    NoSuchBallot,
    Over,
    TooFewMembers,
)
from lawsuit_hub.features.briefings.types import BadWords, HoldsPersonal
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, TooMany

pages = Blueprint("ballots", __name__, template_folder="templates")

REFUSED, CONFLICT, NOT_FOUND, SEE_OTHER = 422, 409, 404, 303
_EXPLAINED = (BadWords, HoldsPersonal, BadOptions, BadDays, TooFewMembers, ReasonMissing, ReasonHoldsNumber, TooMany)


@pages.get("/ballots/<code>")
@allow(Permission.COURSE_MANAGE)
def show(code: str) -> ResponseReturnValue:
    shelf = service.of_group(g.work, code)
    return _shelf(shelf) if shelf.line.code == code else redirect(url_for("ballots.show", code=shelf.line.code))


@pages.post("/ballots/<code>")
@allow(Permission.BALLOT_MAKE)
def make(code: str) -> ResponseReturnValue:
    form, made = forms.BallotForm(prefix="make"), []
    once, office = form.once.data or "", bool(form.office.data)
    if _done(form, lambda: made.append(making.make(g.work, code, forms.asked_of(form), once=once, office=office))):
        flash(_("투표를 만들었습니다. 시작하면 모임 사람에게 문자로 알립니다."), "done")
        return redirect(url_for("ballots.one", code=code, ballot=made[0]), SEE_OTHER)
    return _shelf(service.of_group(g.work, code), form), REFUSED


@pages.get("/ballots/<code>/<uuid:ballot>")
@allow(Permission.COURSE_MANAGE)
def one(code: str, ballot: UUID) -> str:
    return _page(code, ballot)


@pages.post("/ballots/<code>/<uuid:ballot>/cancel")
@allow(Permission.BALLOT_MAKE)
def cancel(code: str, ballot: UUID) -> ResponseReturnValue:
    form = ReasonForm(prefix="cancel")
    if _done(form, lambda: making.cancel(g.work, code, ballot, reason=form.reason.data or "")):
        flash(_("투표를 취소했습니다. 낸 표는 읽지 않고 지웠습니다."), "done")
        return redirect(url_for("ballots.one", code=code, ballot=ballot), SEE_OTHER)
    return _page(code, ballot, form), REFUSED


def _done(form: forms.BallotForm | ReasonForm, deed: Callable[[], object]) -> bool:
    return taking.done(form, deed, explained=_EXPLAINED, explain=words.explain)


def _shelf(shelf: service.Shelf, sent: forms.BallotForm | None = None) -> str:
    form = sent or forms.BallotForm(None, prefix="make", data={"from_on": g.work.today.isoformat()})
    form.once.data = uuid4().hex
    return render_template("ballots/shelf.html", shelf=shelf, make=form, form=sent, words=words, is_lawyer=_is_lawyer())


def _page(code: str, ballot: UUID, sent: ReasonForm | None = None) -> str:
    return render_template(
        "ballots/ballot.html",
        code=code,
        ballot=service.one(g.work, code, ballot),
        cancel=sent or ReasonForm(None, prefix="cancel"),
        form=sent,
        words=words,
        is_lawyer=_is_lawyer(),
    )


def _is_lawyer() -> bool:
    return current_user.actor.role is Role.LAWYER


answer_with(pages, (NoSuchGroup, NoSuchBallot), "errors/404.html", NOT_FOUND)
answer_with(pages, (Over,), "ballots/stale.html", CONFLICT)
