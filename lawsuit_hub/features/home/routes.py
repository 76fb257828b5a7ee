"""The first page, the privacy policy, and the choice of language. Knows nobody."""

from flask import Blueprint, abort, g, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.victims import consents
from lawsuit_hub.infra.i18n import LOCALES
from lawsuit_hub.infra.web import local_path

pages = Blueprint("home", __name__, template_folder="templates")

SAMPLE_PEOPLE = 6  # circles on the first page: a picture, not a count


@pages.get("/")
@allow(Permission.SITE_READ)
def home() -> ResponseReturnValue:
    return render_template("home/home.html", days=g.work.settings.draft_days, people=SAMPLE_PEOPLE)


@pages.get("/privacy")
@allow(Permission.SITE_READ)
def privacy() -> ResponseReturnValue:
    texts = consents.shown(g.work, locale=str(get_locale()))
    return render_template("home/privacy.html", texts=texts, since=consents.TEXTS_OF, settings=g.work.settings)


@pages.get("/language/<locale>")
@allow(Permission.SITE_READ)
def language(locale: str) -> ResponseReturnValue:
    if locale not in LOCALES:
        abort(404)
    session["language"] = locale
    return redirect(local_path(request.args.get("next")) or "/", 303)
