"""An FAQ as a file: a JSON list of objects with id, question, answer, and if wanted category and variants. Pure."""

import json
from typing import Any

from lawsuit_hub.features.faq.types import Draft
from lawsuit_hub.infra.refusals import Refusal

_UTF8_MARK = "\ufeff"


class UnreadableFaq(Refusal):
    """The file is no FAQ; the message says where."""


def drafts_in(raw: bytes) -> tuple[Draft, ...]:
    """Raises UnreadableFaq, naming the first entry that is not as it should be."""
    try:
        read = json.loads(raw.decode("utf-8").removeprefix(_UTF8_MARK))
    except (ValueError, RecursionError):
        raise UnreadableFaq("no JSON in UTF-8") from None
    if not isinstance(read, list):
        raise UnreadableFaq("a list of entries is expected")
    drafts = tuple(_draft(number, one) for number, one in enumerate(read, start=1))
    codes = [one.code for one in drafts]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise UnreadableFaq(f"two entries have the id {twice[0]}")
    return drafts


def _draft(number: int, one: Any) -> Draft:
    if not isinstance(one, dict):
        raise UnreadableFaq(f"entry {number} is no object")
    variants = one.get("variants") or []
    if not isinstance(variants, list):
        raise UnreadableFaq(f"entry {number}: variants are a list of texts")
    code = one.get("id")
    return Draft(
        code=str(code) if isinstance(code, int) and not isinstance(code, bool) else _text(number, "id", code),
        question=_text(number, "question", one.get("question")),
        answer=_text(number, "answer", one.get("answer")),
        category=_text(number, "category", one.get("category") or "", may_be_empty=True),
        variants=tuple(_text(number, "variants", variant) for variant in variants),
    )


def _text(number: int, name: str, value: Any, *, may_be_empty: bool = False) -> str:
    if not isinstance(value, str) or not (value.strip() or may_be_empty):
        raise UnreadableFaq(f"entry {number}: {name} is a text and must not be empty")
    return value
