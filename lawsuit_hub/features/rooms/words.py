"""What a room says: what was replaced, why something was not taken, who is who. Decides nothing."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from flask_babel import get_locale, gettext

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.rooms.types import (
    LONGEST_MESSAGE,
    Empty,
    Entry,
    HoldsResidentNumber,
    Moved,
    NotInside,
    Silenced,
    TakenOut,
    TooLong,
    TooManyNames,
)
from lawsuit_hub.infra.i18n import SEOUL, day, moment
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal, TooMany
from lawsuit_hub.privacy.scrub import ACCOUNT, CARD, EMAIL, NAME, OPEN_CHAT, PHONE, TAGS


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


_TAGS = re.compile("(" + "|".join(re.escape(tag.removesuffix("님")) for tag in TAGS.values()) + ")")


def replaced(kinds: Iterable[str]) -> str:
    """For the writer alone."""
    said = {
        PHONE: _("전화번호"),
        EMAIL: _("이메일 주소"),
        ACCOUNT: _("계좌번호"),
        CARD: _("카드번호"),
        OPEN_CHAT: _("오픈채팅 링크"),
        NAME: _("이름"),
    }
    found = [said[kind] for kind in said if kind in set(kinds)]
    if not found:
        return ""
    what = _(", ").join(found)
    return _(
        "%(what)s: 가리고 보냈습니다. 이 방에서는 서로의 이름과 연락처를 쓰지 않습니다. 이 알림은 나에게만 보입니다.",
        what=what,
    )


def refused(refusal: Refusal) -> str:
    """Why a message was not taken; what she wrote stays in its box."""
    if isinstance(refusal, Silenced):
        return _("담당자가 잠시 쉬어 달라고 했습니다. %(until)s부터 다시 쓸 수 있습니다.", until=moment(refusal.until))
    if isinstance(refusal, TooMany):
        return _("글을 너무 빨리 보내셨습니다. %(seconds)s초 뒤에 다시 보내 주세요.", seconds=refusal.seconds)
    said = {
        Empty: _("적은 글이 없습니다."),
        TooLong: _("%(most)s자까지 쓸 수 있습니다. 나누어 보내 주세요.", most=LONGEST_MESSAGE),
        HoldsResidentNumber: _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."),
        TooManyNames: _("오늘은 사람 이름이 든 글을 더 보낼 수 없습니다. 이름을 빼고 보내 주세요."),
        Moved: _("이 모임의 대화방은 카카오톡으로 옮겼습니다. 여기서는 지난 글만 볼 수 있습니다."),
        NotInside: _("대화방에 들어와 있지 않습니다."),
        TakenOut: _("담당자가 이 대화방에서 나가시게 했습니다."),
        ReasonMissing: _("다섯 글자보다 짧습니다. 무슨 일인지 조금 더 적어 주세요."),
        ReasonHoldsNumber: _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."),
    }
    return said[type(refusal)]


def who(entry: Entry) -> str:
    """Over a message. A neighbour who left has no name here."""
    if entry.role is Role.CASEWORKER:
        return _("담당자")
    if entry.role is Role.LAWYER:
        return entry.who or _("변호사")
    return entry.who or _("나간 이웃")


def verified(entry: Entry) -> str:
    """The word beside the shield; empty for members."""
    return {Role.CASEWORKER: _("확인된 담당자"), Role.LAWYER: _("확인된 변호사")}.get(entry.role, "")


def parts(text: str) -> list[tuple[str, bool]]:
    """Pieces of a message; True for what stands in the place of something hidden."""
    return [(piece, bool(_TAGS.fullmatch(piece))) for piece in _TAGS.split(text) if piece]


def clock(at: datetime) -> str:
    """오후 2:10 in Seoul."""
    here = at.astimezone(SEOUL)
    if str(get_locale()) == "en":
        return f"{here:%H:%M}"
    return f"{'오전' if here.hour < 12 else '오후'} {(here.hour - 1) % 12 + 1}:{here:%M}"  # noqa: PLR2004 - noon


def by_day(entries: Iterable[Entry]) -> list[tuple[str, str, list[Entry]]]:
    """Days (as a machine reads and as it is said) with their messages."""
    days: list[tuple[date, list[Entry]]] = []
    for entry in entries:
        here = entry.at.astimezone(SEOUL).date()
        if not days or days[-1][0] != here:
            days.append((here, []))
        days[-1][1].append(entry)
    return [(one.isoformat(), day(one), some) for one, some in days]


def own_deeds() -> dict[str, str]:
    """What her record says of deeds in a room."""
    return {
        "room:opened": _("담당자가 모임 대화방을 열어 보았습니다."),
        "room:entered": _("모임 대화방에 들어갔습니다."),
        "room:left": _("모임 대화방에서 나왔습니다."),
        "room:reported": _("대화방의 글을 담당자에게 알렸습니다."),
        "room:name-hidden": _("대화방에 쓴 글에서 모임 사람의 이름을 가렸습니다."),
        "room:paused": _("대화방에서 글쓰기를 쉬게 하거나 다시 쓰게 했습니다."),
        "room:member-removed": _("대화방에서 나가시게 했습니다."),
        "room:member-let-in": _("대화방에 다시 들어올 수 있게 했습니다."),
    }
