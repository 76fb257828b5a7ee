"""A lawyer's pages: her groups, who agreed, exporting a roster, fetching it once. No name is written on any of them."""

import secrets
from contextlib import AbstractContextManager
from io import BytesIO
from typing import cast
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
from lawsuit_hub.features.claims.types import NotReadable
from lawsuit_hub.features.lawsuits import groups as lawsuit_groups
from lawsuit_hub.features.lawsuits.stage_words import stage_label
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.rosters import removals, service, words
from lawsuit_hub.features.rosters.forms import ExportForm
from lawsuit_hub.features.rosters.key_types import NoKeyKept
from lawsuit_hub.features.rosters.types import (
    AccountClosed,
    AlreadyExported,
    Exported,
    ExportGone,
    FileState,
    LettersMissing,
    NobodyConsented,
    Purpose,
    RosterBusy,
    RosterChanged,
    SheetFormat,
    TooLongForPaper,
    WeakFilePassword,
)
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal
from lawsuit_hub.infra.web import HubApp, opens_own_works
from lawsuit_hub.infra.work import Work

pages = Blueprint("rosters", __name__, template_folder="templates")

ROOM = "counsel_room.show"  # where this listener has it: it needs keys that a listener of lawyers alone does not hold
_EXPLAINED = (
    ReasonMissing, ReasonHoldsNumber, WeakFilePassword, NobodyConsented, TooLongForPaper, NotReadable, LettersMissing, NoKeyKept,
)  # fmt: skip
REFUSED, GONE, CONFLICT, NOT_FOUND, SEE_OTHER = 422, 410, 409, 404, 303


@pages.get("/counsel")
@allow(Permission.COUNSEL_READ)
def groups() -> ResponseReturnValue:
    lines = [
        (one, stage_label(one.stage), words.next_step(one.stage, one.consenting)) for one in service.groups_of(g.work)
    ]
    return render_template("rosters/groups.html", lines=lines, removals=removals.waiting(g.work), form=PressForm())


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
        room_url=url_for(ROOM, code=code) if ROOM in current_app.view_functions else "",
    )


@pages.get("/counsel/groups/<code>/export")
@allow(Permission.ROSTER_EXPORT)
def export_form(code: str) -> ResponseReturnValue:
    purpose = _purpose(request.args.get("purpose"))
    form = ExportForm(data={"purpose": purpose.value, "columns": words.choices_of(purpose)})
    return _export_page(g.work, code, form)


@pages.post("/counsel/groups/<code>/export")
@allow(Permission.ROSTER_EXPORT)
@opens_own_works
def export(code: str) -> ResponseReturnValue:
    form = ExportForm()
    try:
        exported = _export(code, form) if form.validate() else None
    except _EXPLAINED as refusal:
        _explain(form, refusal)
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
    return cast(HubApp, current_app).works.open(current_user.actor, read_only=True)


def _export(code: str, form: ExportForm) -> Exported:
    return service.export_for(
        cast(HubApp, current_app).works,
        current_user.actor,
        group=code,
        format=SheetFormat(form.format.data),
        reason=form.reason.data,
        password=form.password.data or None,
        by_key=form.by_key.data,
        columns=words.columns_of(form.columns.data),
        purpose=Purpose(form.purpose.data),
        once=form.once.data,
        keep=True,
    )


def _explain(form: ExportForm, refusal: Refusal) -> None:
    if isinstance(refusal, WeakFilePassword):
        form.password.errors = [words.weakness(refusal.why)]
    elif isinstance(refusal, NoKeyKept):
        form.password.errors = [_("저장해 둔 열쇠가 없습니다. 암호로 잠그거나 열쇠를 먼저 저장해 주세요.")]
    elif isinstance(refusal, NotReadable):
        form.columns.errors = [_("돌려받은 돈을 읽지 못한 사람이 있습니다. 담당 창구에 알려 주세요.")]
    elif isinstance(refusal, LettersMissing):
        form.format.errors = [_("이 파일로는 쓸 수 없는 글자가 이름이나 주소에 있습니다. 엑셀이나 HWPX를 골라 주세요.")]
    elif isinstance(refusal, TooLongForPaper):
        form.format.errors = [_("사람이 많아 쪽으로 만들 수 없습니다. 엑셀이나 CSV를 골라 주세요.")]
    elif isinstance(refusal, ReasonHoldsNumber):
        form.reason.errors = [_("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요.")]
    elif isinstance(refusal, ReasonMissing):
        form.reason.errors = [_("왜 필요한지 다섯 글자 이상 적어 주세요.")]
    # Nobody left to export: the page that follows says so by itself.


def _export_page(work: Work, code: str, form: ExportForm) -> str:
    """Every look at the form is a form of its own."""
    form.once.data = secrets.token_urlsafe(16)
    line = lawsuit_groups.for_lawyer(work, code)
    seen, lines = service.preview(work, code), service.history(work, code)
    return render_template(
        "rosters/export.html",
        form=form,
        press=PressForm(formdata=None),
        line=line,
        stage=stage_label(line.stage),
        purposes=words.purposes(),
        purpose=_purpose(form.purpose.data),
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
