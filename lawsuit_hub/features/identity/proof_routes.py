"""A passkey as a fresh proof: what the script on the page that asks for one sends and is told. The deed follows by its own form."""

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.identity import browser_cookie, service
from lawsuit_hub.features.identity import passkey_words as words
from lawsuit_hub.features.identity.passkey_pages import begin
from lawsuit_hub.infra.passkey_answers import refused, sent, small

pages = Blueprint("proof", __name__, url_prefix="/staff/proof")


@pages.post("/passkey/options")
@allow(Permission.OWN_ACCOUNT)
@small
def options() -> ResponseReturnValue:
    return begin(lambda: service.proof_options(g.work, address=request.remote_addr))


@pages.post("/passkey")
@allow(Permission.OWN_ACCOUNT)
@small
def answer() -> ResponseReturnValue:
    it, place, mark = sent(), request.remote_addr, browser_cookie.carried()
    proved = service.prove_by_passkey(
        g.work, current_user.id, ceremony=it.ceremony, answer=it.credential, address=place, browser_mark=mark
    )
    if proved is None:
        return refused(words.not_right())
    login_user(proved)  # the cookie's other words stay, as after a code
    return {}
