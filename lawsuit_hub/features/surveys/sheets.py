"""A sheet of answers as one piece of text and back: what an urn and a draft hold. Pure. No person, no time, no order of typing in it."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lawsuit_hub.features.surveys import paths
from lawsuit_hub.features.surveys.questionnaires import questions
from lawsuit_hub.features.surveys.types import Answer, Kind, Question, Questionnaire, Sheet

# Bytes: how much somebody wrote is not to be told from a length. A slip is filled up to the first that holds it; a draft, which stands
# apart from all others, to the second in any case.
SLIPS, DRAFTS = (4_000, 16_000, 60_000), (16_000, 60_000)


def slip(questionnaire: Questionnaire, sheet: Sheet) -> str:
    """Of one of few lengths. Longer than the last it stays as it is, and an urn refuses it."""
    said = plain(paths.cleaned(questionnaire, sheet))
    return padded(json.dumps(said, ensure_ascii=False, separators=(",", ":")), SLIPS)


def sheet(questionnaire: Questionnaire, slip: str) -> dict[str, Answer]:
    """What `slip` made; what the questionnaire does not know is left out."""
    return of_plain(questionnaire, json.loads(slip))


def plain(sheet: Sheet) -> dict[str, Any]:
    """As JSON knows it."""
    return {key: _plain(answer) for key, answer in sheet.items()}


def of_plain(questionnaire: Questionnaire, said: Mapping[str, Any]) -> dict[str, Answer]:
    return {one.key: _answer(one, said[one.key]) for one in questions(questionnaire) if one.key in said}


def padded(text: str, sizes: Sequence[int]) -> str:
    """With spaces behind, which JSON ignores."""
    length = len(text.encode())
    return text + " " * (next((size for size in sizes if length <= size), length) - length)


def _plain(answer: Answer) -> Any:
    if isinstance(answer, date):
        return answer.isoformat()
    if isinstance(answer, Mapping):
        return dict(answer)
    return list(answer) if isinstance(answer, tuple) else answer


def _answer(one: Question, plain: Any) -> Answer:
    if one.kind is Kind.DATE:
        return date.fromisoformat(plain)
    if one.kind is Kind.MULTIPLE:
        return tuple(plain)
    answer: Answer = plain
    return answer
