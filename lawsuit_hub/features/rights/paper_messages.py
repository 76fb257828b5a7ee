"""Messages on paper: what was sent to her, what she switched off."""

from collections.abc import Iterator
from typing import Any

from lawsuit_hub.features.messages import words
from lawsuit_hub.features.outbox import kind_words
from lawsuit_hub.features.rights.paper_days import moment_of


def message_lists(held: dict[str, Any]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    yield "보낸 문자", [(moment_of(one["queued_at"]), _message(one)) for one in held["messages"]]
    yield "카카오톡 채널", [(moment_of(one["since"]), _follows(one)) for one in held["channel"]]
    yield "끈 문자", [(moment_of(one["at"]), words.topic(one["topic"])) for one in held["messages_switched_off"]]


def _follows(one: dict[str, Any]) -> str:
    said = {"herself": "추가했다고 말함", "desk": "담당자가 추가한 것으로 적음"}.get(
        one["told_by"] or "", "추가하지 않음"
    )
    return f"{said}; 새 공지를 알림톡으로 받음" if one["wants_notices"] else said


def _message(one: dict[str, Any]) -> str:
    sent = "보냄" if one["sent_at"] else "보내지 못함" if one["failed_at"] else "아직 보내지 않음"
    return f"{kind_words.message_kind(one['kind'])}: {sent}"
