"""Pages about a group's open chats: addresses, capacity, host, checks, and the steps of a change."""

from typing import Any

from flask import flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.desk import chat_words, chats
from lawsuit_hub.features.desk.forms import CapacityForm, RoomForm
from lawsuit_hub.features.desk.routes import NOT_FOUND, REFUSED, SEE_OTHER, pages
from lawsuit_hub.features.lawsuits.types import BadRoomUrl
from lawsuit_hub.features.openchats.types import Item, NoSuchChat, SameAddress, Step
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm

FINE, WRONG = "fine", "wrong"


@pages.get("/desk/groups/<code>/rooms")
@allow(Permission.ROOM_MANAGE)
def rooms(code: str) -> ResponseReturnValue:
    return _rooms(code)


@pages.post("/desk/groups/<code>/rooms/<int:number>")
@allow(Permission.ROOM_MANAGE)
def set_chat(code: str, number: int) -> ResponseReturnValue:
    form = RoomForm(prefix=f"room{number}")
    try:
        if form.validate():
            voided = _set_chat(code, number, form)
            flash(_("대화방을 정했습니다. 쓰지 않은 초대 %(count)s개가 무효가 되었습니다.", count=voided), "done")
            return redirect(_url(code), SEE_OTHER)
    except (BadRoomUrl, SameAddress) as bad:
        (form.code if chat_words.is_about_code(bad) else form.url).errors = [chat_words.about(bad)]
    return _rooms(code, form, number=number), REFUSED


def _set_chat(code: str, number: int, form: RoomForm) -> int:
    seen = form.seen.data or ""
    return chats.set_chat(g.work, code, number=number, url=form.url.data, room_code=form.code.data, seen=seen)


@pages.post("/desk/groups/<code>/rooms/<int:number>/capacity")
@allow(Permission.ROOM_MANAGE)
def set_capacity(code: str, number: int) -> ResponseReturnValue:
    form = CapacityForm(prefix=f"capacity{number}")
    if not form.validate():
        return _rooms(code, form, number=number), REFUSED
    chats.set_capacity(g.work, code, number=number, capacity=form.capacity.data)
    flash(_("몇 명까지 들어가는지 정했습니다."), "done")
    return redirect(_url(code), SEE_OTHER)


@pages.post("/desk/groups/<code>/rooms/<int:number>/host")
@allow(Permission.ROOM_MANAGE)
def take_host(code: str, number: int) -> ResponseReturnValue:
    chats.take_host(g.work, code, number=number)
    flash(_("방장으로 적었습니다. 방장이 나가면 방이 닫히니, 나가기 전에 다른 사람에게 넘겨 주세요."), "done")
    return redirect(_url(code), SEE_OTHER)


@pages.post("/desk/groups/<code>/rooms/<int:number>/checks")
@allow(Permission.ROOM_MANAGE)
def check_chat(code: str, number: int) -> ResponseReturnValue:
    said = {item: request.form.get(f"check-{item}", "") for item in Item}
    found = {item: one == FINE for item, one in said.items() if one in (FINE, WRONG)}
    count = chats.look(g.work, code, number=number, found=found)
    flash(_("본 것 %(count)s가지를 남겼습니다.", count=count), "done")
    return redirect(_url(code), SEE_OTHER)


@pages.post("/desk/groups/<code>/rooms/<int:number>/steps")
@allow(Permission.ROOM_MANAGE)
def tick(code: str, number: int) -> ResponseReturnValue:
    step = next((one for one in Step if one.value == request.form.get("step")), None)
    if step is not None and chats.tick(g.work, code, number=number, step=step):
        flash(_("한 일로 남겼습니다."), "done")
    return redirect(_url(code), SEE_OTHER)


def _url(code: str) -> str:
    return f"/desk/groups/{code}/rooms"


def _rooms(code: str, typed: FlaskForm | None = None, *, number: int = 0) -> str:
    """`typed`: the one form that was refused, of the chat of this number."""
    file = chats.chats_file(g.work, code)
    shown = [one.chat for one in file.chats]
    forms: dict[int, dict[str, Any]] = {}
    for one in range(1, file.next_number + 1):
        capacity = next((chat.capacity for chat in shown if chat.number == one), None)
        forms[one] = {
            "room": RoomForm(formdata=None, prefix=f"room{one}"),
            "capacity": CapacityForm(formdata=None, prefix=f"capacity{one}", data={"capacity": capacity}),
        }
    if typed is not None and number in forms:
        forms[number]["capacity" if isinstance(typed, CapacityForm) else "room"] = typed
    for one, made in forms.items():
        made["room"].seen.data = chats.version_of(shown, one)
    return render_template(
        "desk/rooms.html", file=file, forms=forms, form=typed, press=PressForm(formdata=None), words=chat_words
    )


answer_with(pages, (NoSuchChat,), "errors/404.html", NOT_FOUND)
