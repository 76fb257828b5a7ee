"""Lets a proved telephone in: the message with the code, and the member's session. Decides nothing about who she is."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from flask import current_app, g, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_login import current_user

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.browser_session import come_in
from lawsuit_hub.features.identity.types import Browser
from lawsuit_hub.features.registration import draft_cookie as kept
from lawsuit_hub.infra import secret_cookie
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.values.phone import PhoneNumber

MARK = "own-number"
_LONGEST_MARK = 80


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


def send_code(phone: PhoneNumber, *, to_known: bool, by: str) -> bool:
    """False when a limit is used up. An unknown number gets the same rows and no message. `by`: the cookie that is to prove it."""
    try:
        identity.send_code(g.work, phone, browser=browser(by, phone), to_known=to_known, body=_message())
    except TooMany:
        return False
    return True


def check_code(phone: PhoneNumber, code: str, *, by: str) -> bool:
    """Only in the browser that asked."""
    return identity.check_code(g.work, phone, code, browser=browser(by, phone))


def browser(by: str, phone: PhoneNumber) -> Browser:
    """Raises TooMany for an address that begins too many things anew; not for a browser that proved the number before."""
    asks = Browser("", request.cookies.get(secret_cookie.called(MARK), "")[:_LONGEST_MARK], request.remote_addr)
    known = identity.is_known(g.work, phone, asks)
    return replace(asks, secret=kept.own_secret(by, counted=not known))


def remember(phone: PhoneNumber, answer: ResponseReturnValue) -> Response:
    """This browser proved the number: strangers who ask for codes cannot keep it out (features/identity/asking.py)."""
    lasts = timedelta(days=g.work.settings.browser_days)
    return secret_cookie.give(MARK, identity.mark(g.work, phone), answer, lasts=lasts)


def no_more_codes() -> str:
    """The same for every number, whichever limit it was."""
    phone = current_app.hub.help_phone  # type: ignore[attr-defined]
    return str(
        _(
            "지금은 번호를 더 보낼 수 없습니다. 10분 뒤에 다시 눌러 주세요. 그래도 안 되면 %(phone)s로 전화해 주세요.",
            phone=phone,
        )
    )


def wrong_code() -> str:
    """The same for a wrong code, a late one, another browser's and a number that nobody registered."""
    return str(_("번호가 맞지 않거나 시간이 지났습니다. 다시 적거나 새 번호를 받아 주세요."))


def is_somebody_else(victim_id: UUID) -> bool:
    """Whoever proves again who she is, in the middle of a session, is who began it."""
    return bool(current_user.is_authenticated and current_user.actor.id != victim_id)


def enter(victim_id: UUID, *, proved_at: datetime | None = None) -> None:
    """A fresh session; what this browser had before is over. `proved_at`: when her telephone was proved, if not now."""
    come_in(identity.start(g.work, Role.MEMBER, victim_id, proved_at=proved_at))
