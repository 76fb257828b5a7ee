"""What the PDF copy says of her and her lawyer: mandates, questions, news. What she signed is a paper of its own, in the JSON copy."""

from collections.abc import Iterator
from typing import Any

from lawsuit_hub.features.mandates.texts import SPECIALS
from lawsuit_hub.features.mandates.types import Special
from lawsuit_hub.features.rights.paper_days import day_of, moment_of

_WAYS = {"drawn": "화면에 서명", "passkey": "패스키로 확인", "paper": "종이에 서명", None: "위임하지 않겠다고 함"}
_ENDINGS = {
    "revoked": "본인이 끝냄",
    "consent": "동의를 거두어 끝남",
    "counsel": "맡은 변호사가 바뀌어 끝남",
    "left": "모임을 나가 끝남",
    "resigned": "변호사가 마침",
    "again": "새로 답함",
}


def lists(held: dict[str, Any]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    yield "소송위임", [(moment_of(one["answered_at"]), _mandate(one)) for one in held["mandates"]]
    yield "변호사에게 물은 것", [(moment_of(one["asked_at"]), _question(one)) for one in held["questions"]]
    yield "게시판에 물은 것", [(moment_of(one["asked_at"]), _board(one)) for one in held["board"]]
    yield "제도개선 건의", [(day_of(one["received_on"]), one["text"] or "읽지 못함") for one in held["suggestions"]]
    yield "함께한 건의", [("", one["title"]) for one in held["suggestions_joined"]]
    yield "모임의 투표 가운데 열려 있는 것", [(one["until"], _ballot(one)) for one in held["ballots"]]
    yield "신청한 간담회", [(moment_of(one["signed_up_at"]), _meeting(one)) for one in held["meetings"]]
    yield "대표로 이은 단체", [(moment_of(one["linked_at"]), one["organisation"]) for one in held["organisations"]]
    yield "변호사의 소식을 읽었다고 한 때", [(moment_of(one["at"]), "읽음") for one in held["news_read"]]


def _question(one: dict[str, Any]) -> str:
    said = one["reply"] or one["answer_for_all"]
    return f"{one['text'] or '읽지 못함'}" + (f" (답: {said})" if said else " (아직 답이 없음)")


def _ballot(one: dict[str, Any]) -> str:
    return f"{one['question'] or '읽지 못함'} ({'투표함' if one['voted'] else '아직 투표하지 않음'})"


def _board(one: dict[str, Any]) -> str:
    said = "".join(
        f" ({'담당자의 답' if more['by'] == 'caseworker' else '이어서'}: {more['text']})" for more in one["said"]
    )
    return f"{one['title'] or '읽지 못함'}: {one['text']}{said}"


def _meeting(one: dict[str, Any]) -> str:
    parts = [one["meeting"], moment_of(one["starts_at"]), f"별칭 {one['alias']}", f"{one['seats']}자리"]
    parts += [one["organisation"]] if one["organisation"] else []
    parts += ["기다림"] if one["waiting"] else []
    parts += [f"{one['came']}명이 옴"] if one["came"] else []
    parts += [f"필요한 것: {one['needs']}"] if one["needs"] else []
    return " · ".join(parts)


def _mandate(one: dict[str, Any]) -> str:
    parts = [one["number"], _WAYS[one["way"]]]
    if one["signed_on"]:
        parts.append(f"서명한 날 {day_of(one['signed_on'])}")
    if one["special_authorisations"]:
        parts.append("따로 허락한 일: " + ", ".join(SPECIALS[Special(key)] for key in one["special_authorisations"]))
    if one["stands_since"]:
        parts.append(f"대리인이 된 때 {moment_of(one['stands_since'])}")
    if one["ended_at"]:
        parts.append(f"{_ENDINGS[one['ended_as']]} {moment_of(one['ended_at'])}")
    return " · ".join(parts)
