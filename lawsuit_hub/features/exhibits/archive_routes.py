"""Asking for a group's exhibits as one locked file, a second person's word, and the file itself as it is made."""

from uuid import UUID

from flask import Response, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.exhibits import archives, forms, packing, words
from lawsuit_hub.features.exhibits.archive_types import (
    LeaveOver,
    NothingToPack,
    Purpose,
    SecondAwaited,
    WeakFilePassword,
)
from lawsuit_hub.features.exhibits.routes import REFUSED, SEE_OTHER, back, page, pages
from lawsuit_hub.features.exhibits.types import ListMoved
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.staff_pages import staff
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing
from lawsuit_hub.infra.web import actor_of_request, opens_own_works

CONFLICT = 409


@pages.post("/exhibits/<code>/archives")
@allow(Permission.EXHIBIT_PACK)
def ask(code: str) -> ResponseReturnValue:
    form = forms.ask_form()
    if not form.validate():
        return page(code, ask=form), REFUSED
    try:
        leave = archives.ask(g.work, code, purpose=Purpose(form.purpose.data), reason=form.reason.data)
    except (ReasonMissing, ReasonHoldsNumber, NothingToPack, ListMoved) as refusal:
        form.reason.errors = [words.refusal(refusal)]
        return page(code, ask=form), REFUSED
    return redirect(url_for("exhibits.archive", archive_id=leave.id), SEE_OTHER)


@pages.get("/exhibits/archives/<uuid:archive_id>")
@allow(Permission.EXHIBIT_PACK)
def archive(archive_id: UUID) -> ResponseReturnValue:
    return _archive(archive_id, forms.PasswordForm(formdata=None, data={"password": packing.new_password()}))


def _archive(archive_id: UUID, form: forms.PasswordForm) -> str:
    leave = archives.one(g.work, archive_id)
    code = groups.get(g.work, leave.group_id).code
    return render_template("exhibits/archive.html", leave=leave, code=code, form=form, words=words, **staff(code))


@pages.post("/exhibits/archives/<uuid:archive_id>/file")
@allow(Permission.EXHIBIT_PACK)
@opens_own_works
def take(archive_id: UUID) -> ResponseReturnValue:
    """What is refused is refused before the first byte; after it, whatever ends the stream ends the file."""
    form, works, actor = forms.PasswordForm(), current_app.works, actor_of_request()  # type: ignore[attr-defined]
    try:
        name, pieces = packing.pack(works, actor, archive_id, password=form.password.data or "")
    except WeakFilePassword as refusal:
        form.password.errors = [words.weakness(refusal.why)]
        return _again(archive_id, form)
    answer = Response(pieces, mimetype="application/zip")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _again(archive_id: UUID, form: forms.PasswordForm) -> ResponseReturnValue:
    with current_app.works.open(actor_of_request(), read_only=True) as work:  # type: ignore[attr-defined]
        g.work = work
        return _archive(archive_id, form), REFUSED


@pages.post("/exhibits/<code>/archives/<uuid:archive_id>/answer")
@allow(Permission.EXHIBIT_APPROVE)
def answer(code: str, archive_id: UUID) -> ResponseReturnValue:
    form = forms.answer_form()
    if not form.validate():
        return page(code, answer=form), REFUSED
    try:
        agree = form.answer.data == forms.AGREE
        archives.decide(g.work, code, archive_id, agree=agree, reason=form.reason.data)
    except (ReasonMissing, ReasonHoldsNumber) as refusal:
        form.reason.errors = [words.refusal(refusal)]
        return page(code, answer=form), REFUSED
    flash(_("답을 남겼습니다. 변호사에게 알렸습니다."), "done")
    return back(code, "archives")


def _not_now(refusal: NothingToPack | SecondAwaited | LeaveOver) -> ResponseReturnValue:
    return render_template("exhibits/stopped.html", why=words.refusal(refusal)), CONFLICT


for _refusal in (NothingToPack, SecondAwaited, LeaveOver):
    pages.register_error_handler(_refusal, _not_now)
