"""What the PDF copy says of litigation-cost support: each application, its costs, what was found; papers and letters are in the JSON copy."""

from collections.abc import Iterator
from typing import Any

from lawsuit_hub.features.costs.letter_words import kind
from lawsuit_hub.features.costs.types import CostKind
from lawsuit_hub.features.rights.paper_days import day_of, moment_of
from lawsuit_hub.infra.i18n import won

_STATES = {
    "draft": "쓰는 중", "submitted": "냄", "more": "더 낼 것이 있음", "checked": "첫 확인을 마침", "approved": "지원하기로 함",
    "waiting": "예산을 기다림", "rejected": "지원하지 않기로 함", "withdrawn": "거둠", "handed": "지급하는 중", "paid": "지급함",
    "failed": "지급하지 못함", "refunded": "돌려줌",
}  # fmt: skip
_APPEALS = {
    None: "보는 중",
    "granted": "받아들임",
    "denied": "받아들이지 않음",
    "lapsed": "신청이 먼저 끝나 결정 없이 끝남",
}
_STATUSES = {"decided": "국토교통부 피해자 결정", "hug": "HUG 전세피해확인서", "none": "없음"}


def application(one: dict[str, Any]) -> list[tuple[str, str]]:
    return list(_rows(one))


def _rows(one: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "신청", f"{one['number']} · {one['programme']} · {_STATES[one['state']]}"
    yield "쓰기 시작한 때", moment_of(one["begun_at"])
    yield "결정이나 확인서", _STATUSES[one["status"]]
    for item in one["items"]:
        found = "" if item["recognised"] is None else f", 인정 {won(item['recognised'])}"
        because = f" ({item['because']})" if item["because"] else ""
        note = f" {item['note']}" if item["note"] else ""
        named = kind(CostKind(item["kind"]))
        yield "비용", f"{named}{note} {won(item['amount'])}, {day_of(item['spent_on'])}{found}{because}"
    if one["account"]:
        yield "계좌", " ".join(one["account"][name] for name in ("holder", "bank", "number"))
    if one["household"]:
        yield "세대원", ", ".join(one["household"])
    yield "지원하기로 한 금액", won(one["granted"])
    yield from (
        (name, one[key])
        for name, key in (("담당자가 물은 것", "asked"), ("답", "answered"), ("이유", "reason"))
        if one[key]
    )
    if one["appeal"]:
        yield "이의신청", f"{moment_of(one['appeal']['made_at'])}: {one['appeal']['words']}"
        yield "이의신청의 결과", _APPEALS[one["appeal"]["outcome"]]
    yield "올린 서류와 결정 통지", f"{len(one['papers'])}쪽, {len(one['letters'])}통 (옮겨 갈 수 있는 사본에 들어 있음)"
