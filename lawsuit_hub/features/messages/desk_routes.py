"""The desk's page of messages: what waits, what was given up, what nobody knows, what it costs; and what a person does about it."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.messages import service, words
from lawsuit_hub.features.outbox.deeds import NoSuchMessage
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm

pages = Blueprint("desk_messages", __name__, template_folder="templates")

SEE_OTHER, NOT_FOUND = 303, 404


@pages.get("/desk/messages")
@allow(Permission.MESSAGE_MANAGE)
def show() -> ResponseReturnValue:
    made = service.shown(g.work)
    return render_template(
        "messages/board.html", board=made.board, references=made.references, press=PressForm(), words=words
    )


@pages.post("/desk/messages/<uuid:message>/send-again")
@allow(Permission.MESSAGE_MANAGE)
def send_again(message: UUID) -> ResponseReturnValue:
    service.send_again(g.work, message)
    return _back(_("다시 보냅니다."))


@pages.post("/desk/messages/<uuid:message>/arrived")
@allow(Permission.MESSAGE_MANAGE)
def arrived(message: UUID) -> ResponseReturnValue:
    service.arrived(g.work, message)
    return _back(_("닿았다고 적었습니다."))


@pages.post("/desk/messages/<uuid:message>/retry")
@allow(Permission.MESSAGE_MANAGE)
def retry(message: UUID) -> ResponseReturnValue:
    service.retry(g.work, message)
    return _back(_("다시 보냅니다."))


def _back(said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("desk_messages.show"), SEE_OTHER)


answer_with(pages, (NoSuchMessage,), "errors/404.html", NOT_FOUND)
