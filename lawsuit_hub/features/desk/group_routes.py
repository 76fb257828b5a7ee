"""Pages about groups: the table, one group, and its stage, room, lawyer and invites. A room's address is written, never shown."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.desk import groups, lawyer_words, words
from lawsuit_hub.features.desk.forms import LawyerForm, ReasonForm, RoomForm, StageForm
from lawsuit_hub.features.desk.routes import REFUSED, SEE_OTHER, done, page_number, pages, reason_is_kept
from lawsuit_hub.features.desk.types import GroupFile, NotALawyer
from lawsuit_hub.features.lawsuits.stage_words import stage_label
from lawsuit_hub.features.lawsuits.types import BadPeriod, BadRoomUrl, Stage, StillAssigned
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


@pages.post("/desk/groups/<code>/stage")
@allow(Permission.GROUP_MANAGE)
def set_stage(code: str) -> ResponseReturnValue:
    form = _stage_form()
    if not form.validate():
        return _group(groups.group_file(g.work, code), stage=form), REFUSED
    if groups.set_stage(g.work, code, stage=Stage(form.stage.data), seen=form.seen.data or ""):
        flash(_("단계를 바꾸었습니다. 확정된 사람에게 문자로 알립니다."), "done")
    return redirect(_url(code), SEE_OTHER)


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
    except BadRoomUrl as bad:
        (form.code if bad.why == "code" else form.url).errors = [_words_about(bad)]
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


@pages.post("/desk/groups/<code>/invites")
@allow(Permission.ROOM_MANAGE)
def send_invites(code: str) -> ResponseReturnValue:
    sent = groups.send_invites(g.work, code)
    flash(_("초대 %(count)s개를 보냅니다.", count=sent) if sent else _("새로 보낼 초대가 없습니다."), "done")
    return redirect(_url(code), SEE_OTHER)


@pages.post("/desk/groups/<code>/invites/revoke")
@allow(Permission.ROOM_MANAGE)
def revoke_invites(code: str) -> ResponseReturnValue:
    count = groups.revoke_invites(g.work, code)
    flash(
        _("쓰지 않은 초대 %(count)s개를 무효로 했습니다.", count=count) if count else _("무효로 할 초대가 없습니다."),
        "done",
    )
    return redirect(_url(code), SEE_OTHER)


def _url(code: str) -> str:
    return f"/desk/groups/{code}"


def _stage_form() -> StageForm:
    form = StageForm(prefix="stage")
    form.stage.choices = [(stage.value, stage_label(stage)) for stage in Stage]
    return form


def _lawyer_form(file: GroupFile) -> LawyerForm:
    form = LawyerForm(prefix="lawyer")
    form.lawyer.choices = [(str(one.id), f"{one.firm} · {one.login}") for one in file.lawyers]
    return form


def _group(file: GroupFile, **typed: FlaskForm) -> str:
    """The page; `typed` is the one form that was refused. The room's own values never come back from the database."""
    forms: dict[str, Any] = {
        "stage": _stage_form(),
        "room": RoomForm(formdata=None, prefix="room"),
        "lawyer": _lawyer_form(file),
        "end": ReasonForm(formdata=None, prefix="end"),
        "invites": PressForm(prefix="invites"),
    } | typed
    if "stage" not in typed:
        forms["stage"].stage.data = file.line.stage.value
    if "lawyer" not in typed:
        forms["lawyer"].lawyer.data = str(file.line.lawyer_id) if file.line.lawyer_id else ""
    forms["stage"].seen.data = file.line.stage.value
    forms["room"].seen.data = groups.room_mark(file.line.room_set_at)
    refused = next(iter(typed.values()), None)
    return render_template(
        "desk/group.html", file=file, forms=forms, form=refused, words=words, lawyer_words=lawyer_words
    )


def _words_about(bad: BadRoomUrl) -> str:
    said: dict[str, str] = {
        "host": _("https://open.kakao.com/o/g… 모양의 주소만 받습니다."),
        "private_chat": _("1:1 오픈채팅이나 프로필 주소입니다. 여럿이 쓰는 그룹 채팅방의 주소를 적어 주세요."),
        "shape": _("그룹 채팅방 주소가 아닙니다. https://open.kakao.com/o/g…로 시작하는 주소를 그대로 붙여 주세요."),
        "code": _("참여 코드는 영문과 숫자 4~20자입니다."),
    }
    return said[bad.why]
