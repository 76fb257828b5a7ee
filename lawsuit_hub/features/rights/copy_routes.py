"""A member's copy of her own data: asked for, waited for, fetched by the browser that asked."""

from io import BytesIO

from flask import Blueprint, flash, g, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.rights import copies, copy_cookie
from lawsuit_hub.features.rights.types import CopyElsewhere, CopyFormat, CopyNotReady, CopyState
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import TooMany

pages = Blueprint("copies", __name__, template_folder="templates")

SEE_OTHER, GONE, BUSY = 303, 410, 429
TYPES = {CopyFormat.PDF: "application/pdf", CopyFormat.JSON: "application/json"}
LIVE = (CopyState.MAKING, CopyState.READY)


@pages.get("/my/record/copy")
@allow(Permission.OWN_READ)
def show() -> ResponseReturnValue:
    page, state = _page()
    # Given before it is asked with, so that two presses of the button are one wish; a fresh one for each copy.
    return page if state in LIVE else copy_cookie.give(copy_cookie.fresh(), page)


@pages.post("/my/record/copy")
@allow(Permission.OWN_COPY)
def ask() -> ResponseReturnValue:
    secret = copy_cookie.carried() or copy_cookie.fresh()
    try:
        copies.ask(g.work, secret)
    except TooMany:
        flash(_("오늘은 사본을 더 만들 수 없습니다. 내일 다시 눌러 주세요."), "error")
    return copy_cookie.give(secret, redirect(url_for("copies.show"), SEE_OTHER))


@pages.post("/my/record/copy/<any(pdf, json):form>")
@allow(Permission.OWN_COPY)
def fetch(form: str) -> ResponseReturnValue:
    chosen = CopyFormat(form)
    try:
        data = copies.fetch(g.work, copy_cookie.carried(), chosen)
    except (CopyNotReady, CopyElsewhere):
        return _page()[0], GONE
    name = f"my-data.{chosen.value}"
    return send_file(BytesIO(data), mimetype=TYPES[chosen], as_attachment=True, download_name=name)


def _page() -> tuple[str, CopyState]:
    seen = copies.view(g.work, copy_cookie.carried())
    hours = g.work.settings.copy_hours
    page = render_template("rights/copy.html", seen=seen, state=seen.state.value, form=PressForm(), hours=hours)
    return page, seen.state
