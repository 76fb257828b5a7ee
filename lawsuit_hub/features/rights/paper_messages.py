"""Messages on paper: what was sent to her, which mailings looked at her, what she switched off."""

from collections.abc import Iterator
from typing import Any

from lawsuit_hub.features.messages import words
from lawsuit_hub.features.outbox import kind_words
from lawsuit_hub.features.rights.paper_days import moment_of

_OUTCOMES = {
    "gets": "보내기로 함",
    "gone": "등록을 거두어 보내지 않음",
    "barred": "임대인 쪽으로 판단되어 보내지 않음",
    "quiet": "그만 보내 달라고 하여 보내지 않음",
    "unwilling": "동의하지 않아 보내지 않음",
    "knows": "채널을 이미 추가하여 보내지 않음",
    "off": "이런 알림을 꺼 두어 보내지 않음",
}


def message_lists(held: dict[str, Any]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    yield "보낸 문자", [(moment_of(one["queued_at"]), _message(one)) for one in held["messages"]]
    yield "여럿에게 보낸 안내", [(moment_of(one["at"]), _mailing(one)) for one in held["mailings"]]
    yield "카카오톡 채널", [(moment_of(one["since"]), _follows(one)) for one in held["channel"]]
    yield "끈 문자", [(moment_of(one["at"]), words.topic(one["topic"])) for one in held["messages_switched_off"]]


def _follows(one: dict[str, Any]) -> str:
    said = {"herself": "추가했다고 말함", "desk": "담당자가 추가한 것으로 적음"}.get(
        one["told_by"] or "", "추가하지 않음"
    )
    return f"{said}; 새 공지를 알림톡으로 받음" if one["wants_notices"] else said


def _mailing(one: dict[str, Any]) -> str:
    about = "카카오톡 채널 안내" if one["notice"] is None else f"공지 {one['notice']} 알림"
    return f"{about}: {_OUTCOMES.get(one['outcome'], one['outcome'])}"


def _message(one: dict[str, Any]) -> str:
    sent = "보냄" if one["sent_at"] else "보내지 못함" if one["failed_at"] else "아직 보내지 않음"
    return f"{kind_words.message_kind(one['kind'])}: {sent}"
