"""Questions that are asked often, for everybody: by category, searched, each under an address that stays."""

from collections.abc import Sequence

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.faq import finding, limiting, service
from lawsuit_hub.features.faq.types import Entry, NoSuchEntry
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.values.networks import network_of

pages = Blueprint("faq", __name__, template_folder="templates")

NOT_FOUND = 404


@pages.get("/faq")
@allow(Permission.SITE_READ)
def listed() -> ResponseReturnValue:
    asked, chosen = request.args.get("q", "")[: finding.LONGEST], request.args.get("category", "")
    listed = service.entries(g.work)
    shown = _found(listed, asked) if asked.strip() else [one for one in listed if chosen in ("", one.category)]
    categories = list(dict.fromkeys(one.category for one in listed if one.category))
    return render_template("faq/faq.html", shown=shown, asked=asked, chosen=chosen, categories=categories)


@pages.get("/faq/<entry>")
@allow(Permission.SITE_READ)
def one(entry: str) -> ResponseReturnValue:
    found = service.get(g.work, entry)
    others = [one for one in service.entries(g.work) if one.category == found.category and one.code != found.code]
    return render_template("faq/entry.html", entry=found, others=others)


def _found(listed: Sequence[Entry], asked: str) -> list[Entry]:
    limiting.count(g.work, network_of(request.remote_addr))
    return finding.find(listed, asked)


answer_with(pages, (NoSuchEntry,), "errors/404.html", NOT_FOUND)
