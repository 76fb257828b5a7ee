"""Words about messages: why one waits, why one was given up, what a topic is. Decides nothing."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from lawsuit_hub.features.outbox.board import Waiting
from lawsuit_hub.features.outbox.budget import Budget, Purse
from lawsuit_hub.features.outbox.kind_words import message_kind
from lawsuit_hub.features.outbox.kinds import Topic
from lawsuit_hub.values.tariffs import won


def reason(word: str) -> str:
    said = _of_people() | _of_numbers() | _of_texts() | _of_carriers()
    return said.get(word) or str(_("통신사가 받지 않았습니다"))


def _of_people() -> dict[str, str]:
    return {
        "nobody to send to": _("등록이 없어져 보낼 곳이 없습니다"),
        "not a victim's message": _("보낼 사람이 정해져 있지 않습니다"),
        "she asked to be left alone": _("본인이 이용을 멈췄습니다"),
        "she switched it off": _("본인이 이 종류의 문자를 껐습니다"),
        "no open account to send to": _("직원 계정이 닫혔습니다"),
        "the invite is void": _("초대가 이미 쓰였거나 무효입니다"),
        "the day is over, done or cancelled, or not hers any more": _("알릴 날짜가 지났거나 바뀌었습니다"),
        "she has voted, or cannot any more": _("이미 투표했거나 투표가 끝났습니다"),
        "late": _("인증번호를 쓸 수 있는 시간이 지났습니다"),
        "settled after the backup": _("백업을 되돌린 뒤라 이미 끝난 문자입니다"),
    }


def _of_numbers() -> dict[str, str]:
    return {
        "number_invalid": _("전화번호의 모양이 맞지 않습니다"),
        "number_unknown": _("쓰지 않는 전화번호입니다"),
        "unreachable": _("전화가 꺼져 있거나 닿지 않는 곳에 있습니다"),
        "opted_out": _("받는 사람이 문자를 거부해 두었습니다"),
        "spam": _("통신사가 스팸으로 보아 막았습니다"),
        "not_arrived": _("통신사가 전하지 못했습니다"),
        "mail_refused": _("받는 쪽 메일 서버가 거절했습니다"),
        "no_alimtalk": _("알림톡으로 닿지 않아 문자로 보냅니다"),
        "unsure": _("닿았는지 알 수 없습니다"),
    }


def _of_texts() -> dict[str, str]:
    return {
        "cannot_carry": _("문자로 보낼 수 없는 글자가 들어 있습니다"),
        "too_long": _("글이 장문 문자보다 깁니다"),
        "carrier_refused": _("통신사가 내용을 받지 않았습니다"),
    }


def _of_carriers() -> dict[str, str]:
    return {
        "carrier": _("여러 번 보냈지만 통신사가 받지 않았습니다"),
        "busy": _("통신사가 바빠서 받지 못했습니다"),
        "unreachable_carrier": _("통신사에 연결되지 않습니다"),
        "budget": _("예산을 다 써서 기다립니다"),
        "balance": _("통신사에 맡긴 돈이 모자랍니다"),
        "sender": _("발신번호가 통신사에 등록되어 있지 않습니다"),
        "credentials": _("통신사가 우리 열쇠를 받지 않습니다"),
        "clock": _("서버의 시계가 맞지 않습니다"),
        "service": _("통신사에 우리 서비스가 없습니다"),
        "encryption": _("메일 서버와 암호로 이어지지 않습니다"),
    }


def kind(word: str) -> str:
    return message_kind(word)


def waiting(waits: Waiting) -> list[dict[str, str]]:
    """Rows of a summary: the nights, the doubts, and each thing that holds messages up."""
    rows = [
        (_("아침을 기다리는 것"), waits.morning),
        (_("통신사에 물어보는 중인 것"), waits.doubted),
        *((reason(why), count) for why, count in waits.held),
    ]
    return [{"label": str(label), "value": f"{count:,}"} for label, count in rows]


def tasks(unknown: int, held: Sequence[tuple[str, int]], budget: Budget) -> list[dict[str, Any]]:
    """Piles on the desk's first page: what a carrier holds up, outcomes that nobody knows, a budget before it is used up."""
    made = [_pile(count, _("보내지 못한 문자"), reason(why)) for why, count in held]
    if unknown:
        made.append(_pile(unknown, _("닿았는지 모르는 문자"), _("다시 보낼지 정해 주세요")))
    used = max(budget.today.used, budget.month.used)
    if budget.today.is_near or budget.month.is_near:
        made.append(_pile(f"{used}%", _("문자 예산"), _("다 쓰면 인증번호와 유출 통지만 나갑니다")))
    return made


def _pile(count: object, title: str, line: str) -> dict[str, Any]:
    return {"count": count, "title": title, "line": line, "url": "/desk/messages", "urgent": True}


def channel(word: str) -> str:
    said = {"sms": _("단문"), "lms": _("장문"), "alimtalk": _("알림톡"), "mail": _("메일")}
    return str(said.get(word, word))


def amount(jeon: int) -> str:
    return str(_("%(won)s원", won=f"{won(jeon):,}"))


def purse(one: Purse) -> str:
    """In hundredths: by the won, a ballot's reminders could be counted, which are as many as have not voted."""
    return str(_("%(limit)s의 %(used)s%%", limit=amount(one.for_others), used=one.used))


def topic(one: str) -> str:
    said = {
        Topic.SAFETY: _("본인 확인과 등록을 지키는 문자"),
        Topic.ANSWERS: _("요청하고 내신 것에 대한 답과 초대"),
        Topic.DECIDE: _("직접 정하셔야 하는 것"),
        Topic.DAYS: _("다가오는 날짜"),
        Topic.COURSE: _("모임과 사건의 진행"),
        Topic.NEWS: _("새 소식"),
    }
    return str(said[Topic(one)])


def topic_hint(one: Topic) -> str:
    """What it is; of what cannot be switched off, why."""
    said = {
        Topic.SAFETY: _(
            "인증번호, 연락처나 패스키가 바뀌었다는 것, 개인정보 유출. 다른 사람이 내 등록을 쓰려 할 때 알 길이라서 끌 수 없습니다."
        ),
        Topic.ANSWERS: _("물어보거나 청하거나 올리신 것에 대한 것이라 끌 수 없습니다."),
        Topic.DECIDE: _("위임이나 동의처럼 본인이 정해야 이어지는 일이라 끌 수 없습니다."),
        Topic.DAYS: _("재판 날과 기한이 다가오거나 바뀌면 알립니다. 끄면 내 사건에서 직접 보셔야 합니다."),
        Topic.COURSE: _("모임이 열리거나 단계가 바뀌면 알립니다."),
        Topic.NEWS: _("변호사의 소식과 새 안내."),
    }
    return str(said[one])
