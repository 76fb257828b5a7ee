"""A lawyer's pages of the room of a group that is hers now. Where her listener lies apart it holds no peer key and has none of these."""

from functools import partial
from uuid import uuid4

from flask import Blueprint, g, render_template, url_for
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.rooms import counsel, words
from lawsuit_hub.features.rooms.answers import answer_post, news_answer, number
from lawsuit_hub.features.rooms.forms import MessageForm
from lawsuit_hub.features.rooms.types import LONGEST_MESSAGE

pages = Blueprint("counsel_room", __name__, template_folder="templates")


@pages.get("/counsel/groups/<code>/room")
@allow(Permission.ROOM_COUNSEL)
def show(code: str) -> ResponseReturnValue:
    return _page(code, MessageForm(formdata=None))


@pages.post("/counsel/groups/<code>/room/messages")
@allow(Permission.ROOM_COUNSEL)
def post(code: str) -> ResponseReturnValue:
    form = MessageForm()
    return answer_post(
        partial(counsel.post, g.work, code, form.text.data or "", key=form.key_of_this()),
        back=url_for("counsel_room.show", code=code),
        page=lambda: _page(code, form),
        form=form,
    )


@pages.get("/counsel/groups/<code>/room/messages")
@allow(Permission.ROOM_COUNSEL)
def news(code: str) -> ResponseReturnValue:
    return news_answer(counsel.news(g.work, code, number("after") or 0))


def _page(code: str, form: MessageForm) -> str:
    read, pins, elsewhere = counsel.look(g.work, code)
    form.key.data = form.key.data or str(uuid4())
    days = words.by_day(read.entries)
    return render_template(
        "rooms/counsel.html",
        code=code, news=read, pins=pins, days=days, elsewhere=elsewhere, form=form, words=words, longest=LONGEST_MESSAGE,
    )  # fmt: skip
