"""Pages about a group's invites: all or chosen, by message or on paper, voided; and the leak drill. A link is shown once, on paper."""

from flask import flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.desk import invite_words, invited
from lawsuit_hub.features.desk.forms import ChosenForm, InviteForm
from lawsuit_hub.features.desk.routes import REFUSED, SEE_OTHER, done, pages, reason_is_kept
from lawsuit_hub.features.invites.types import DrillOpen, NothingToDrill
from lawsuit_hub.features.lawsuits.types import RoomMissing
from lawsuit_hub.features.openchats.types import ChatHeld, ChatsFull
from lawsuit_hub.infra.press_form import PressForm

_NO_CHAT = (RoomMissing, ChatHeld, ChatsFull)


@pages.get("/desk/groups/<code>/invites")
@allow(Permission.ROOM_MANAGE)
def invites(code: str) -> ResponseReturnValue:
    return _invites(code)


@pages.post("/desk/groups/<code>/invites")
@allow(Permission.ROOM_MANAGE)
def send_invites(code: str) -> ResponseReturnValue:
    form = InviteForm(prefix="invites")
    try:
        sent = invited.send_to_all(g.work, code, seen=form.seen.data or "", hours=_hours(form))
        words = _("초대 %(count)s개를 보냅니다.", count=sent) if sent else _("새로 보낼 초대가 없습니다.")
        flash(words, "done")
    except _NO_CHAT as refusal:
        flash(invite_words.no_chat(refusal), "error")
    return redirect(_url(code), SEE_OTHER)


@pages.post("/desk/groups/<code>/invites/revoke")
@allow(Permission.ROOM_MANAGE)
def revoke_invites(code: str) -> ResponseReturnValue:
    _say_voided(invited.revoke_all(g.work, code))
    return redirect(_url(code), SEE_OTHER)


@pages.post("/desk/groups/<code>/invites/chosen")
@allow(Permission.ROOM_MANAGE)
def chosen(code: str) -> ResponseReturnValue:
    form = ChosenForm(prefix="chosen")
    if not form.validate():
        return _invites(code, form), REFUSED
    try:
        page = _carry_out(code, form, request.form.get("deed", ""))
    except _NO_CHAT as refusal:
        flash(invite_words.no_chat(refusal), "error")
        page = None
    return page or redirect(_url(code), SEE_OTHER)


def _carry_out(code: str, form: ChosenForm, deed: str) -> str | None:
    who, hours = form.who.data, _hours(form)
    if deed == "print":
        printed = [
            invite_words.paper(one, person, g.work.settings.url_for(members=True))
            for one, person in invited.print_some(g.work, code, who, hours=hours)
        ]
        return render_template("desk/paper.html", code=code, printed=printed, url=g.work.settings.url_for(members=True))
    if deed == "revoke":
        _say_voided(invited.revoke(g.work, code, who))
    elif deed == "send":
        flash(_("초대 %(count)s개를 보냅니다.", count=invited.send(g.work, code, who, hours=hours)), "done")
    return None


def _say_voided(count: int) -> None:
    words = _("쓰지 않은 초대 %(count)s개를 무효로 했습니다.", count=count)
    flash(words if count else _("무효로 할 초대가 없습니다."), "done")


@pages.get("/desk/groups/<code>/drill")
@allow(Permission.ROOM_DRILL)
def drill(code: str) -> ResponseReturnValue:
    return _drill(code, ReasonForm(formdata=None, prefix="drill"))


@pages.post("/desk/groups/<code>/drill")
@allow(Permission.ROOM_DRILL)
def begin_drill(code: str) -> ResponseReturnValue:
    form = ReasonForm(prefix="drill")
    if not reason_is_kept(form):
        return _drill(code, form), REFUSED
    try:
        invited.drill(g.work, code, reason=form.reason.data)
        flash(done(form, _("초대를 모두 무효로 하고 대화방을 닫아 두었습니다. 새 대화방을 적어 주세요.")), "done")
    except (NothingToDrill, DrillOpen) as refusal:
        flash(invite_words.no_drill(refusal), "error")
    return redirect(f"/desk/groups/{code}/drill", SEE_OTHER)


def _drill(code: str, form: ReasonForm) -> str:
    return render_template("desk/drill.html", file=invited.drill_file(g.work, code), form=form, words=invite_words)


def _hours(form: InviteForm) -> int | None:
    return int(form.hours.data) if form.hours.data in ("24", "72", "168", "336") else None


def _url(code: str) -> str:
    return f"/desk/groups/{code}/invites"


def _invites(code: str, typed: ChosenForm | None = None) -> str:
    file = invited.invites_file(g.work, code)
    return render_template(
        "desk/invites.html",
        file=file,
        form=typed,
        send=InviteForm(formdata=None, prefix="invites", data={"seen": file.mark}),
        chosen=typed or ChosenForm(formdata=None, prefix="chosen"),
        press=PressForm(formdata=None),
        words=invite_words,
        chosen_already=set(typed.who.data or ()) if typed else set(),
    )
