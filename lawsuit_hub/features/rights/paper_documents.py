"""What she handed in, on paper: the pictures, what she said of the landlord's side, and what was decided."""

import base64
from collections.abc import Iterator
from typing import Any

from lawsuit_hub.features.documents.types import DocumentKind
from lawsuit_hub.features.exhibits.evidence_list import KINDS
from lawsuit_hub.features.rights.paper_days import moment_of

_KINDS = {**KINDS, DocumentKind.MANDATE: "소송위임장"}
_RELATIONS = {
    "none": "아무 관계도 없음", "landlord": "임대인 쪽", "broker": "중개한 사람", "manager": "집을 관리하는 사람", "other": "그 밖의 관계",
}  # fmt: skip
_OUTCOMES = {"accepted": "확인함", "refused": "이 서류로는 확인할 수 없음", "doubtful": "다른 담당자가 한 번 더 봄"}


def pictures(held: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Every page she handed in: what stands above, and the picture."""
    for one in held["documents"]:
        for page in one["pages"]:
            yield f"올린 서류, {moment_of(one['received_at'])}, {page['number']}쪽", base64.b64decode(page["jpeg"])


def handed_in(one: dict[str, Any]) -> str:
    """Its kind, its number in the suit and what was said of it."""
    number = f", {one['exhibit']}" if one["exhibit"] else ""
    said = {"checked": ", 확인됨", "returned": ", 다시 필요함"}[one["found"]["outcome"]] if one["found"] else ""
    words = f": {one['found']['words']}" if one["found"] and one["found"]["words"] else ""
    return f"{_KINDS[one['kind']]} {len(one['pages'])}쪽{number}{said}{words}"


def declaration(one: dict[str, Any]) -> str:
    said = _RELATIONS.get(one["relation"], one["relation"]) + (f": {one['words']}" if one["words"] else "")
    settled = f", {moment_of(one['settled_at'])}에 문제되지 않는다고 봄" if one["settled_at"] else ""
    return f"{said}{settled}" + (" (담당자가 받아 적음)" if one["taken_down_by_desk"] else "")


def decision(one: dict[str, Any]) -> str:
    reason = f"\n이유: {one['reason']}" if one["reason"] else ""
    return f"{_OUTCOMES.get(one['outcome'], one['outcome'])}{reason}"
