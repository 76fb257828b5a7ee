"""A sheet of answers as one piece of text and back: what an urn and a draft hold. Pure. No person, no time, no order of typing in it."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from lawsuit_hub.features.surveys import paths
from lawsuit_hub.features.surveys.questionnaires import questions
from lawsuit_hub.features.surveys.types import Answer, Kind, Question, Questionnaire, Sheet

STEP = 16_000  # bytes: how much somebody wrote is not to be told from a length


def slip(questionnaire: Questionnaire, sheet: Sheet) -> str:
    """Padded to a whole number of steps."""
    said = plain(paths.cleaned(questionnaire, sheet))
    return padded(json.dumps(said, ensure_ascii=False, separators=(",", ":")))


def sheet(questionnaire: Questionnaire, slip: str) -> dict[str, Answer]:
    """What `slip` made; what the questionnaire does not know is left out."""
    return of_plain(questionnaire, json.loads(slip))


def plain(sheet: Sheet) -> dict[str, Any]:
    """As JSON knows it."""
    return {key: _plain(answer) for key, answer in sheet.items()}


def of_plain(questionnaire: Questionnaire, said: Mapping[str, Any]) -> dict[str, Answer]:
    return {one.key: _answer(one, said[one.key]) for one in questions(questionnaire) if one.key in said}


def padded(text: str) -> str:
    """With spaces behind, which JSON ignores."""
    return text + " " * (-len(text.encode()) % STEP)


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
