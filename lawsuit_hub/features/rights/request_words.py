"""What pages say about requests: kinds, outcomes, grounds, days left. Decides nothing."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.rights.facts import RULES
from lawsuit_hub.features.rights.types import SOON_DAYS, Ground, Kind, Outcome, Pick, Request
from lawsuit_hub.infra.i18n import day


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def kind(one: str) -> str:
    return {
        Kind.SEE.value: _("내 정보 보기"),
        Kind.COPY.value: _("내 정보 사본"),
        Kind.CORRECT.value: _("고치기"),
        Kind.STOP.value: _("이용 멈추기"),
        Kind.ERASE.value: _("지우기"),
        Kind.WITHDRAW.value: _("동의 거두기"),
        Kind.OBJECTION.value: _("이의 제기"),
    }.get(one, _("요청"))


def outcome(one: str) -> str:
    return {
        Outcome.DONE.value: _("처리함"),
        Outcome.PARTLY.value: _("일부만 처리함"),
        Outcome.REFUSED.value: _("거절함"),
        Outcome.TAKEN_BACK.value: _("거둠"),
    }.get(one, _("답함"))


def ground(one: Ground) -> str:
    return {
        Ground.LAW_FORBIDS: _("법률이 열람을 금지하거나 제한합니다"),
        Ground.HARMS_OTHERS: _("다른 사람의 생명·신체를 해치거나 재산과 이익을 부당하게 침해할 우려가 있습니다"),
        Ground.PUBLIC_TASK: _("공공기관이 법률에 따른 일을 하는 데 중대한 지장이 있습니다"),
        Ground.LAW_KEEPS: _("다른 법령이 이 정보를 두도록 정하고 있습니다"),
        Ground.CONTRACT: _("계약을 지킬 수 없게 되는데 계약을 끝낸다는 뜻이 분명하지 않습니다"),
        Ground.NOT_SO: _("살펴보니 말씀하신 것과 다릅니다"),
    }[one]


def rule(one: Kind) -> str:
    return f"{RULES[one].article} · {RULES[one].within}"


@dataclass(frozen=True, slots=True)
class Clock:
    """The badge of a request: kind of badge and words."""

    look: str
    words: str


def clock(request: Request) -> Clock:
    if request.outcome is not None:
        look = {Outcome.DONE: "ok", Outcome.PARTLY: "warn", Outcome.REFUSED: "bad"}.get(request.outcome, "plain")
        return Clock(look, outcome(request.outcome.value))
    left = request.days_left
    if left < 0:
        return Clock("bad", _("%(days)s일 지남", days=-left))
    if left == 0:
        return Clock("bad", _("오늘까지"))
    return Clock("warn" if left <= SOON_DAYS else "info", _("%(days)s일 남음", days=left))


def dates(request: Request) -> str:
    """When it was asked, and by when it is answered or when it was."""
    asked = day(request.asked_at)
    if request.answered_at is not None:
        return _("%(asked)s에 요청, %(answered)s에 답함", asked=asked, answered=day(request.answered_at))
    return _("%(asked)s에 요청, %(due)s까지 답합니다", asked=asked, due=last_day(request))


def last_day(request: Request) -> str:
    return day(request.last_day)


def answered_by(role: Role | None) -> str:
    return {
        Role.CASEWORKER: _("담당자"),
        Role.PRIVACY_OFFICER: _("개인정보 보호책임자"),
        Role.MEMBER: _("본인"),
        Role.SYSTEM: _("자동 처리"),
    }.get(role or Role.SYSTEM, "")


def pick(one: Pick) -> str:
    return {
        Pick.OPEN: _("답할 것"),
        Pick.OVERDUE: _("기한 지남"),
        Pick.ANSWERED: _("답한 것"),
        Pick.ALL: _("모두"),
    }[one]
