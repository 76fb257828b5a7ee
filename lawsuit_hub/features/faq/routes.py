"""Questions that are asked often, for everybody: by category, searched, each under an address that stays."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.faq import finding, service
from lawsuit_hub.features.faq.types import NoSuchEntry
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("faq", __name__, template_folder="templates")

NOT_FOUND = 404


@pages.get("/faq")
@allow(Permission.SITE_READ)
def listed() -> ResponseReturnValue:
    asked, chosen = request.args.get("q", "")[: finding.LONGEST], request.args.get("category", "")
    listed = service.entries(g.work)
    shown = finding.find(listed, asked) if asked.strip() else [one for one in listed if chosen in ("", one.category)]
    categories = list(dict.fromkeys(one.category for one in listed if one.category))
    return render_template("faq/faq.html", shown=shown, asked=asked, chosen=chosen, categories=categories)


@pages.get("/faq/<entry>")
@allow(Permission.SITE_READ)
def one(entry: str) -> ResponseReturnValue:
    found = service.get(g.work, entry)
    others = [one for one in service.entries(g.work) if one.category == found.category and one.code != found.code]
    return render_template("faq/entry.html", entry=found, others=others)


answer_with(pages, (NoSuchEntry,), "errors/404.html", NOT_FOUND)
