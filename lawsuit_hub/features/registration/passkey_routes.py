"""A member signs in with a passkey, without typing a number: her device says which of hers it is."""

from uuid import UUID

from flask import Blueprint, g, request, url_for
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.identity import passkey_words as words
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.passkey_pages import begin
from lawsuit_hub.features.identity.passkey_types import Purpose
from lawsuit_hub.features.registration.doorstep import enter, is_somebody_else
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.passkey_answers import accepted, refused, sent, small

pages = Blueprint("login_passkey", __name__, url_prefix="/login/passkey")

HOME = "/my"


@pages.post("/options")
@allow(Permission.MEMBER_SIGN_IN)
@small
def options() -> ResponseReturnValue:
    place = request.remote_addr
    return begin(lambda: identity.passkey_options(g.work, None, purpose=Purpose.SIGN_IN, address=place))


@pages.post("")
@allow(Permission.MEMBER_SIGN_IN)
@small
def answer() -> ResponseReturnValue:
    it = sent()
    owner = identity.check_passkey(g.work, it.credential, ceremony=it.ceremony, purpose=Purpose.SIGN_IN, owner=None)
    if owner is None or is_somebody_else(owner.id):
        return refused(words.not_right())
    enter(owner.id)
    return accepted(_target(owner.id, it.wanted))


def _target(victim_id: UUID, wanted: str | None) -> str:
    """Whoever came with an imported answer has to confirm first."""
    is_confirmed = victims.profile(g.work, victim_id).confirmed_at is not None
    return (wanted or HOME) if is_confirmed else url_for("registration.confirm")
