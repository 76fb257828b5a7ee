"""Pages about groups: the table, one group, and its first room and lawyer. A room's address is written, never shown."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.desk import chat_words, groups, lawyer_words, words
from lawsuit_hub.features.desk.forms import InviteForm, LawyerForm, RoomForm
from lawsuit_hub.features.desk.routes import REFUSED, SEE_OTHER, done, page_number, pages, reason_is_kept
from lawsuit_hub.features.desk.types import GroupFile, NotALawyer
from lawsuit_hub.features.lawsuits.types import BadPeriod, BadRoomUrl, StillAssigned
from lawsuit_hub.features.openchats.types import SameAddress
from lawsuit_hub.infra.press_form import PressForm

PAGE = 50


@pages.get("/desk/groups")
@allow(Permission.DESK_READ)
def all_groups() -> ResponseReturnValue:
    rows = groups.group_rows(g.work)
    count = max(1, -(-len(rows) // PAGE))
    page = min(max(page_number(), 1), count)
    shown = rows[(page - 1) * PAGE : page * PAGE]
    return render_template("desk/groups.html", groups=shown, total=len(rows), page=page, pages=count, words=words)


@pages.get("/desk/groups/<code>")
@allow(Permission.DESK_READ)
def group(code: str) -> ResponseReturnValue:
    file = groups.group_file(g.work, code)
    return _group(file) if file.line.code == code else redirect(_url(file.line.code))


@pages.post("/desk/groups/<code>/room")
@allow(Permission.ROOM_MANAGE)
def set_room(code: str) -> ResponseReturnValue:
    form = RoomForm(prefix="room")
    try:
        if form.validate():
            voided = groups.set_room(
                g.work, code, url=form.url.data, room_code=form.code.data, seen=form.seen.data or ""
            )
            flash(_("대화방을 정했습니다. 쓰지 않은 초대 %(count)s개가 무효가 되었습니다.", count=voided), "done")
            return redirect(_url(code), SEE_OTHER)
    except (BadRoomUrl, SameAddress) as bad:
        (form.code if chat_words.is_about_code(bad) else form.url).errors = [chat_words.about(bad)]
    return _group(groups.group_file(g.work, code), room=form), REFUSED


@pages.post("/desk/groups/<code>/lawyer")
@allow(Permission.LAWYER_ASSIGN)
def assign_lawyer(code: str) -> ResponseReturnValue:
    file = groups.group_file(g.work, code)
    form = _lawyer_form(file)
    if not (reason_is_kept(form) and lawyer_words.days_are_read(form)):
        return _group(file, lawyer=form), REFUSED
    try:
        changed = groups.assign_lawyer(g.work, code, **lawyer_words.assignment_of(form))
    except (NotALawyer, BadPeriod, StillAssigned) as refusal:
        lawyer_words.explain(form, refusal)
        return _group(file, lawyer=form), REFUSED
    _tell(changed, form, _("맡을 변호사를 정했습니다."))
    return redirect(_url(code), SEE_OTHER)


def _tell(changed: bool, form: ReasonForm, sentence: str) -> None:
    if changed:
        flash(done(form, sentence), "done")


@pages.post("/desk/groups/<code>/lawyer/end")
@allow(Permission.LAWYER_ASSIGN)
def end_assignment(code: str) -> ResponseReturnValue:
    form = ReasonForm(prefix="end")
    if not reason_is_kept(form):
        return _group(groups.group_file(g.work, code), end=form), REFUSED
    if groups.end_assignment(g.work, code, reason=form.reason.data):
        flash(done(form, _("맡은 기간을 끝냈습니다. 변호사는 이 모임을 더 볼 수 없습니다.")), "done")
    return redirect(_url(code), SEE_OTHER)


def _url(code: str) -> str:
    return f"/desk/groups/{code}"


def _lawyer_form(file: GroupFile) -> LawyerForm:
    form = LawyerForm(prefix="lawyer")
    form.lawyer.choices = [(str(one.id), f"{one.firm} · {one.login}") for one in file.lawyers]
    return form


def _group(file: GroupFile, **typed: FlaskForm) -> str:
    """The page; `typed` is the one form that was refused. The room's own values never come back from the database."""
    forms: dict[str, Any] = {
        "room": RoomForm(formdata=None, prefix="room"),
        "lawyer": _lawyer_form(file),
        "end": ReasonForm(formdata=None, prefix="end"),
        "revoke": PressForm(prefix="invites"),
        "invites": InviteForm(formdata=None, prefix="invites", data={"seen": file.invites_mark}),
    } | typed
    if "lawyer" not in typed:
        forms["lawyer"].lawyer.data = str(file.line.lawyer_id) if file.line.lawyer_id else ""
    forms["room"].seen.data = groups.room_mark(file.line.room_set_at)
    refused = next(iter(typed.values()), None)
    return render_template(
        "desk/group.html", file=file, forms=forms, form=refused, words=words, lawyer_words=lawyer_words
    )
