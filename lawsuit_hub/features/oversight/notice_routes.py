"""The notice of a breach, for the person it touches and for everybody on the web. No officer's page."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.oversight import breach_words as words
from lawsuit_hub.features.oversight import notices

pages = Blueprint("breach_notices", __name__, template_folder="templates")


@pages.get("/breach-notices")
@allow(Permission.SITE_READ)
def on_the_web() -> ResponseReturnValue:
    return render_template("oversight/web_notices.html", notices=notices.on_the_web(g.work), words=words)


@pages.get("/my/breach-notices")
@allow(Permission.OWN_READ)
def mine() -> ResponseReturnValue:
    return render_template("oversight/my_notices.html", notices=notices.of_me(g.work), words=words)
