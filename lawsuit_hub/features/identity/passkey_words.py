"""What pages say of passkeys: since when, last used when, why not. Decides nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext

from lawsuit_hub.features.identity.passkey_types import (
    BadLabel,
    LastFactor,
    NotOffered,
    Passkey,
    PasskeyRefused,
    TooManyPasskeys,
)
from lawsuit_hub.infra.i18n import day
from lawsuit_hub.infra.refusals import Refusal

REFUSALS = (NotOffered, TooManyPasskeys, BadLabel, PasskeyRefused, LastFactor)


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    id: UUID
    label: str
    created: str
    used: str
    here: bool


def lines(kept: Iterable[Passkey]) -> list[PasskeyLine]:
    return [line(one) for one in kept]


def line(one: Passkey) -> PasskeyLine:
    used = _("마지막으로 쓴 날 %(when)s", when=day(one.used_at)) if one.used_at else _("아직 쓰지 않음")
    return PasskeyLine(
        one.id, one.label or _("읽을 수 없는 이름"), _("%(when)s에 만듦", when=day(one.created_at)), used, one.here
    )


def about(refusal: Refusal) -> str:
    """One of REFUSALS."""
    return {
        NotOffered: _("이 주소에서는 패스키를 쓸 수 없습니다."),
        TooManyPasskeys: _("패스키는 열 개까지 둘 수 있습니다. 쓰지 않는 것을 먼저 지워 주세요."),
        BadLabel: _("패스키 이름을 마흔 글자까지 적어 주세요."),
        LastFactor: _("하나 남은 2차 인증이라 지울 수 없습니다. 다른 패스키나 인증 앱을 먼저 더해 주세요."),
    }.get(type(refusal), not_right())


def not_right() -> str:
    """One answer, whatever did not hold."""
    return _("패스키를 확인하지 못했습니다. 다시 눌러 주세요.")


def default_label() -> str:
    return _("내 기기")
