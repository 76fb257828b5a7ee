"""Lets a proved telephone in: the message with the code, and the member's session. Decides nothing about who she is."""

from uuid import UUID

from flask import current_app, g, request
from flask_babel import gettext as _
from flask_login import current_user, login_user

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.web import start_session
from lawsuit_hub.values.phone import PhoneNumber


def periods() -> dict[str, int]:
    """How long a draft and a code last, for the pages' words."""
    settings = current_app.hub  # type: ignore[attr-defined]
    return {"days": settings.draft_days, "minutes": settings.code_minutes}


def _message() -> str:
    """The only number of six digits in it is the code."""
    settings = current_app.hub  # type: ignore[attr-defined]
    words = _(
        "[%(site)s] 확인 번호 {code}. %(minutes)s분 안에 적어 주세요. 누구에게도 알려 주지 마세요.",
        site=settings.site_name,
        minutes=settings.code_minutes,
    )
    return str(words)


def send_code(phone: PhoneNumber, *, to_known: bool) -> bool:
    """False when a limit is used up. An unknown number gets the same rows and no message."""
    try:
        identity.send_code(g.work, phone, to_known=to_known, body=_message(), address=request.remote_addr)
    except TooMany:
        return False
    return True


def enter(victim_id: UUID) -> None:
    """A fresh session; what this browser had before is over."""
    if current_user.is_authenticated:
        identity.end(g.work, current_user.id)
    signed_in = identity.start(g.work, Role.MEMBER, victim_id)
    start_session({})
    login_user(signed_in)
