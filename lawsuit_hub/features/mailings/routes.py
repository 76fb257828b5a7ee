"""The desk's pages of mailings: whom and what, how many and how dear, two people's word, how far, pause and stop, the report."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, jsonify, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.mailings import service as mailings
from lawsuit_hub.features.mailings import words
from lawsuit_hub.features.mailings.forms import ConfirmForm, MailingForm
from lawsuit_hub.features.mailings.types import (
    OVER,
    Kind,
    MailingLine,
    NoSuchMailing,
    NotAnotherPerson,
    NothingToSend,
    NotNow,
    PlanMoved,
    State,
)
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.taking import done

pages = Blueprint("mailings", __name__, template_folder="templates")

LIST = "/desk/mailings"
CONFLICT, NOT_FOUND, REFUSED, SEE_OTHER = 409, 404, 422, 303


@pages.get(LIST)
@allow(Permission.MAILING_PREPARE)
def listed() -> ResponseReturnValue:
    return render_template("mailings/list.html", rows=mailings.lines(g.work), words=words)


@pages.get(f"{LIST}/new")
@allow(Permission.MAILING_PREPARE)
def new() -> ResponseReturnValue:
    return render_template("mailings/new.html", form=MailingForm().choose_stages())


@pages.post(f"{LIST}/new")
@allow(Permission.MAILING_PREPARE)
def make() -> ResponseReturnValue:
    form, made = MailingForm().choose_stages(), list[UUID]()
    if done(form, lambda: made.append(_drafted(form)), explained=(NothingToSend,), explain=words.explain):
        return redirect(_url(made[0]), SEE_OTHER)
    return render_template("mailings/new.html", form=form), REFUSED


@pages.get(f"{LIST}/<uuid:mailing>")
@allow(Permission.MAILING_PREPARE)
def one(mailing: UUID) -> ResponseReturnValue:
    return _page(mailing)


@pages.get(f"{LIST}/<uuid:mailing>/progress")
@allow(Permission.MAILING_PREPARE)
def progress(mailing: UUID) -> ResponseReturnValue:
    line = mailings.line(g.work, mailing)
    total = max(line.total, line.report.picked)
    said = {"done": line.report.settled, "total": total, "line": words.progress_line(line)}
    return jsonify({**said, "over": line.state not in (State.UNDO, State.SENDING)})


@pages.post(f"{LIST}/<uuid:mailing>/confirm")
@allow(Permission.MAILING_SEND)
def confirm(mailing: UUID) -> ResponseReturnValue:
    try:
        mailings.confirm(g.work, mailing, token=ConfirmForm().token.data or "")
    except (PlanMoved, NothingToSend) as refusal:
        return _page(mailing, refused=refusal), REFUSED
    return redirect(_url(mailing), SEE_OTHER)


@pages.post(f"{LIST}/<uuid:mailing>/approve")
@allow(Permission.MAILING_APPROVE)
def approve(mailing: UUID) -> ResponseReturnValue:
    mailings.approve(g.work, mailing)
    flash(_("동의했습니다."), "done")
    return redirect(_url(mailing), SEE_OTHER)


@pages.post(f"{LIST}/<uuid:mailing>/pause")
@allow(Permission.MAILING_PREPARE)
def pause(mailing: UUID) -> ResponseReturnValue:
    mailings.pause(g.work, mailing)
    return redirect(_url(mailing), SEE_OTHER)


@pages.post(f"{LIST}/<uuid:mailing>/resume")
@allow(Permission.MAILING_SEND)
def go_on(mailing: UUID) -> ResponseReturnValue:
    mailings.go_on(g.work, mailing)
    return redirect(_url(mailing), SEE_OTHER)


@pages.post(f"{LIST}/<uuid:mailing>/stop")
@allow(Permission.MAILING_PREPARE)
def stop(mailing: UUID) -> ResponseReturnValue:
    withdrawn = mailings.stop(g.work, mailing)
    flash(_("그만두었습니다. 아직 통신사에 넘기지 않은 %(count)s개는 보내지 않습니다.", count=withdrawn), "done")
    return redirect(_url(mailing), SEE_OTHER)


def _url(mailing: UUID) -> str:
    return f"{LIST}/{mailing}"


def _drafted(form: MailingForm) -> UUID:
    kind = Kind(form.kind.data)
    return mailings.draft(g.work, kind, form.wanted(), notice=form.notice.data if kind is Kind.NOTICE else None)


def _page(mailing: UUID, *, refused: PlanMoved | NothingToSend | None = None) -> str:
    line = mailings.line(g.work, mailing)
    plan, nothing = _planned(line) if line.state is State.DRAFT else (None, "")
    return render_template(
        "mailings/one.html",
        line=line,
        plan=plan,
        nothing=nothing,
        moved=isinstance(refused, PlanMoved),
        own=line.confirmed_by == g.work.actor.id,
        over=line.state in OVER,
        telling=mailings.tells(g.work.settings, line.kind),
        words=words,
        now=g.work.now,
        url=_url(mailing),
    )


def _planned(line: MailingLine) -> tuple[Any, str]:
    """What would go, or why nothing can."""
    try:
        return mailings.plan(g.work, line.id), ""
    except NothingToSend as refusal:
        return None, words.nothing(refusal)


answer_with(pages, (NoSuchMailing,), "errors/404.html", NOT_FOUND)
answer_with(pages, (NotNow, NotAnotherPerson), "mailings/late.html", CONFLICT)
