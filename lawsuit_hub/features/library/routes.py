"""The library for everybody: what there is, every version with its checksum, and addresses that stay."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.library import service, words
from lawsuit_hub.features.library.types import CATEGORIES, LANGUAGES, NoSuchManual, Version
from lawsuit_hub.features.publishing import words as file_words
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("library", __name__, template_folder="templates")

NOT_FOUND, FOUND = 404, 302


@pages.get("/library")
@allow(Permission.SITE_READ)
def listed() -> ResponseReturnValue:
    chosen, query = request.args.get("category", ""), request.args.get("q", "").strip()
    there = service.manuals(g.work)
    shown = service.found(g.work, query) if query else [one for one in there if chosen in ("", one.facts.category)]
    kinds = [one for one in CATEGORIES if any(one == each.facts.category for each in there)]
    said = {"words": words, "file_words": file_words, "query": query}
    return render_template("library/library.html", shown=shown, chosen=chosen, kinds=kinds, **said)


@pages.get("/library/<int:manual>")
@allow(Permission.SITE_READ)
def one(manual: int) -> ResponseReturnValue:
    found = service.manual(g.work, manual)
    return render_template("library/manual.html", manual=found, words=words, file_words=file_words)


@pages.get("/library/<int:manual>/latest")
@allow(Permission.SITE_READ)
def latest(manual: int) -> ResponseReturnValue:
    """`?language=en`: of that language, where there is one."""
    found, language = service.manual(g.work, manual), request.args.get("language", "")
    return _file((found.latest(language) if language in LANGUAGES else None) or found.newest)


@pages.get("/library/<int:manual>/<int:manual_version>")
@allow(Permission.SITE_READ)
def version(manual: int, manual_version: int) -> ResponseReturnValue:
    found = service.manual(g.work, manual)
    return _file(next((one for one in found.versions if one.number == manual_version), None))


def _file(one: Version | None) -> ResponseReturnValue:
    """Asked for anew each time: a later version comes under the same address."""
    if one is None or one.file is None:
        raise NoSuchManual
    return redirect(url_for("public_files.fetch", file_key=one.file.token, file_name=one.file.name), FOUND)


answer_with(pages, (NoSuchManual,), "errors/404.html", NOT_FOUND)
