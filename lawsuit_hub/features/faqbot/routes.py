"""The bot on the website: a question and its answer on a page of its own, or in place where a script can ask. Nobody's words are kept
with who said them."""

from typing import Any, cast

from flask import Blueprint, current_app, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.faq import limiting
from lawsuit_hub.features.faqbot import replies, unanswered
from lawsuit_hub.features.faqbot.types import Channel, Reply
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.values.networks import network_of

pages = Blueprint("faqbot", __name__, template_folder="templates")

LONGEST = 300


@pages.get("/faq/ask")
@allow(Permission.SITE_READ)
def start() -> ResponseReturnValue:
    return render_template("faqbot/ask.html", reply=replies.menu(g.work.settings), asked="")


@pages.post("/faq/ask")
@allow(Permission.SITE_READ)
def ask() -> ResponseReturnValue:
    asked = request.form.get("text", "")[:LONGEST]
    network = network_of(request.remote_addr)
    limiting.count(g.work, network)
    reply = replies.say(g.work, asked, cast(HubApp, current_app).shelves)
    if reply.lost:
        unanswered.keep(g.work, asked, Channel.WEB, network=network)
    if request.headers.get("X-Requested-With") == "fetch":
        return jsonify(as_json(reply))
    return render_template("faqbot/ask.html", reply=reply, asked=asked)


def as_json(reply: Reply) -> dict[str, Any]:
    """What the script of the page draws, as text alone."""
    return {
        "title": reply.title,
        "text": reply.text,
        "items": [{"title": one.title, "line": one.line, "url": one.path} for one in reply.items],
        "links": [{"label": one.label, "url": one.path} for one in reply.links],
        "calls": [{"label": label, "url": f"tel:{number.replace('-', '')}"} for label, number in reply.calls],
        "nexts": [{"label": one.label, "says": one.says} for one in reply.nexts],
    }
