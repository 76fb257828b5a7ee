"""Before a member's deed that wants a fresh proof: the page that leads to a telephone code and back to where she was."""

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lawsuit_hub.infra.proof_challenge import challenge

AGAIN = "again"
HOME = "/my"


def ask() -> ResponseReturnValue:
    return challenge(_page)


def _page() -> str:
    back = _page_before()
    url = url_for("registration.login", next=back, again="yes")
    return render_template("registration/prove_again.html", prove_url=url, back_url=back)


def _page_before() -> str:
    """The page that the deed's button stands on: its own address, or the nearest above it."""
    path = request.path if request.method == "POST" else request.path.rpartition("/")[0]
    pages = current_app.url_map.bind("")
    while path and not pages.test(path, "GET"):
        path = path.rpartition("/")[0]
    return path or HOME
