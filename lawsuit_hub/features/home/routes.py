"""The first page and the privacy policy. Knows nobody."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.notices import board
from lawsuit_hub.features.notices import words as notice_words
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims.consent_texts import TEXTS_OF

pages = Blueprint("home", __name__, template_folder="templates")

NEWEST = 3
SAMPLE_PEOPLE = 6  # circles on the first page: a picture, not a count


@pages.get("/")
@allow(Permission.SITE_READ)
def home() -> ResponseReturnValue:
    newest = board.newest(g.work, limit=NEWEST)
    shown = {"days": g.work.settings.draft_days, "people": SAMPLE_PEOPLE, "newest": newest}
    return render_template("home/home.html", **shown, notice_words=notice_words)


@pages.get("/privacy")
@allow(Permission.SITE_READ)
def privacy() -> ResponseReturnValue:
    texts = consents.shown(g.work, locale=str(get_locale()))
    return render_template("home/privacy.html", texts=texts, since=TEXTS_OF, settings=g.work.settings)
