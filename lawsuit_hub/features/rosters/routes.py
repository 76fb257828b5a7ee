"""A lawyer's pages: her groups, who agreed, exporting a roster, fetching it once. No name is written on any of them."""

import secrets
from contextlib import AbstractContextManager
from io import BytesIO
from typing import Any, cast
from uuid import UUID

from flask import (
    Blueprint,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.briefings import service as briefings
from lawsuit_hub.features.briefings import words as file_words
from lawsuit_hub.features.lawsuits import groups as lawsuit_groups
from lawsuit_hub.features.lawsuits.stage_words import stage_label
from lawsuit_hub.features.lawsuits.types import GroupLine, NoSuchGroup
from lawsuit_hub.features.rosters import removals, service, versions, words
from lawsuit_hub.features.rosters.forms import ExportForm
from lawsuit_hub.features.rosters.refused import EXPLAINED, explain
from lawsuit_hub.features.rosters.types import (
    AccountClosed,
    AlreadyExported,
    Exported,
    ExportGone,
    FileState,
    Purpose,
    RosterBusy,
    RosterChanged,
    SheetFormat,
)
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.infra.web import HubApp, opens_own_works
from lawsuit_hub.infra.work import Work

pages = Blueprint("rosters", __name__, template_folder="templates")

# Where this listener has them: they need keys that a listener of lawyers alone does not hold.
ROOM, FILE, EXHIBITS, BALLOTS = "counsel_room.show", "briefings.show", "exhibits.show", "ballots.show"
REFUSED, GONE, CONFLICT, NOT_FOUND, SEE_OTHER = 422, 410, 409, 404, 303


@pages.get("/counsel")
@allow(Permission.COUNSEL_READ)
def groups() -> ResponseReturnValue:
    lines = [
        (one, stage_label(one.stage), words.next_step(one.stage, one.consenting)) for one in service.groups_of(g.work)
    ]
    return render_template(
        "rosters/groups.html",
        lines=lines,
        file_words=file_words,
        removals=removals.waiting(g.work),
        form=PressForm(),
    )


@pages.post("/counsel/removals/<uuid:removal>/done")
@allow(Permission.ROSTER_EXPORT)
def removed(removal: UUID) -> ResponseReturnValue:
    removals.done(g.work, removal)
    flash(_("지웠다고 남겼습니다. 고맙습니다."), "done")
    return redirect(url_for("rosters.groups"), SEE_OTHER)


@pages.get("/counsel/groups/<code>")
@allow(Permission.COUNSEL_READ)
def group(code: str) -> ResponseReturnValue:
    line = lawsuit_groups.for_lawyer(g.work, code)
    return render_template(
        "rosters/group.html",
        line=line,
        stage=stage_label(line.stage),
        seen=service.preview(g.work, code),
        members=service.group_members(g.work, code),
        file_words=file_words,
        **_keyed(line),
    )


def _keyed(line: GroupLine) -> dict[str, Any]:
    """Pages that need keys which a listener of lawyers alone does not hold: linked where this one has them."""
    urls = [
        url_for(page, code=line.code) if page in current_app.view_functions else ""
        for page in (ROOM, FILE, EXHIBITS, BALLOTS)
    ]
    keyed = dict(zip(("room_url", "file_url", "exhibits_url", "ballots_url"), urls, strict=True))
    return {**keyed, "waiting": briefings.waiting(g.work, [line.id])[line.id]}


@pages.get("/counsel/groups/<code>/export")
@allow(Permission.ROSTER_EXPORT)
def export_form(code: str) -> ResponseReturnValue:
    purpose = _purpose(request.args.get("purpose"))
    own = versions.own_current(g.work, purpose)
    template = own.number if own.own and request.args.get("own") != "no" else 0
    form = ExportForm(data={**words.first_of(purpose), "template": template})
    return _export_page(g.work, code, form)


@pages.post("/counsel/groups/<code>/export")
@allow(Permission.ROSTER_EXPORT)
@opens_own_works
def export(code: str) -> ResponseReturnValue:
    form = ExportForm()
    form.offer(_purpose(form.purpose.data), _app().works.settings.label_papers)
    try:
        exported = _export(code, form) if form.validate() else None
    except EXPLAINED as refusal:
        explain(form, refusal)
        exported = None
    if exported is not None:
        return _result(code, exported)
    with _reading() as work:
        return _export_page(work, code, form), REFUSED


@pages.post("/counsel/exports/<uuid:export_id>/file")
@allow(Permission.ROSTER_EXPORT)
def fetch(export_id: UUID) -> ResponseReturnValue:
    fetched = service.fetch(g.work, export_id)
    return send_file(
        BytesIO(fetched.data),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=fetched.file_name,
        max_age=0,
    )


@pages.post("/counsel/exports/<uuid:export_id>/cancel")
@allow(Permission.ROSTER_EXPORT)
def cancel(export_id: UUID) -> ResponseReturnValue:
    code = service.call_off(g.work, export_id)
    flash(_("멈췄습니다. 파일은 만들지 않습니다."), "done")
    return redirect(url_for("rosters.export_form", code=code), SEE_OTHER)


def _reading() -> AbstractContextManager[Work]:
    return _app().works.open(current_user.actor, read_only=True)


def _app() -> HubApp:
    return cast(HubApp, current_app)


def _export(code: str, form: ExportForm) -> Exported:
    purpose = Purpose(form.purpose.data)
    return service.export_for(
        _app().works,
        current_user.actor,
        group=code,
        format=SheetFormat(form.format.data),
        reason=form.reason.data,
        password=form.password.data or None,
        by_key=form.by_key.data,
        columns=words.columns_of(form.columns.data, purpose) if form.columns.choices else None,
        purpose=purpose,
        template=form.template.data or None,
        sheet=form.sheet.data or None,
        once=form.once.data,
        keep=True,
    )


def _export_page(work: Work, code: str, form: ExportForm) -> str:
    """Every look at the form is a form of its own."""
    form.once.data = secrets.token_urlsafe(16)
    purpose = _purpose(form.purpose.data)
    form.offer(purpose, work.settings.label_papers)
    line, own = lawsuit_groups.for_lawyer(work, code), versions.own_current(work, purpose)
    seen, lines = service.preview(work, code), service.history(work, code)
    if form.template.data and form.template.data != own.number:
        form.template.data, form.template.raw_data = own.number if own.own else 0, None
    return render_template(
        "rosters/export.html",
        form=form,
        press=PressForm(formdata=None),
        line=line,
        stage=stage_label(line.stage),
        purposes=words.purposes(),
        purpose=purpose,
        own=own,
        seen=seen,
        left_out=words.left_out(seen),
        kept=service.kept_key(work),
        history=[words.history_row(one) for one in lines],
        making=any(one.state is FileState.ASKED for one in lines),
    )


def _result(code: str, exported: Exported) -> ResponseReturnValue:
    return render_template("rosters/exported.html", code=code, exported=exported, form=PressForm(formdata=None))


def _purpose(written: str | None) -> Purpose:
    return Purpose(written) if written in set(Purpose) else Purpose.MANDATE


def _not_this_time(refusal: Refusal) -> ResponseReturnValue:
    status = GONE if isinstance(refusal, ExportGone) else CONFLICT
    return render_template("rosters/stopped.html", why=type(refusal).__name__), status


answer_with(pages, (NoSuchGroup, AccountClosed), "errors/404.html", NOT_FOUND)
for _refusal in (AlreadyExported, RosterBusy, RosterChanged, ExportGone):
    pages.register_error_handler(_refusal, _not_this_time)
