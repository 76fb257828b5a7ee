"""A questionnaire as it is kept, its fingerprint, and the templates. Pure."""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lawsuit_hub.features.surveys.types import Area, Condition, Kind, Option, Question, Questionnaire

GANGSEO = "gangseo_2023"
TEMPLATES = (GANGSEO,)
_FOLDER = Path(__file__).parent


@cache
def template(name: str) -> Questionnaire:
    """One of TEMPLATES."""
    told = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return Questionnaire(
        title=told["title"],
        opening=told["opening"].strip(),
        areas=tuple(Area(one["title"], tuple(map(_of_template, one["questions"]))) for one in told["areas"]),
    )


def told(questionnaire: Questionnaire) -> dict[str, Any]:
    """As it is kept: plain lists and mappings."""
    return {
        "title": questionnaire.title,
        "opening": questionnaire.opening,
        "areas": [
            {"title": area.title, "questions": [_told_question(one) for one in area.questions]}
            for area in questionnaire.areas
        ],
    }


def kept(told: Mapping[str, Any]) -> Questionnaire:
    """What `told` made."""
    return Questionnaire(
        title=told["title"],
        opening=told["opening"],
        areas=tuple(Area(one["title"], tuple(map(_kept_question, one["questions"]))) for one in told["areas"]),
    )


def fingerprint(questionnaire: Questionnaire) -> str:
    """SHA-256 of every word of it: two are the same where this is."""
    words = json.dumps(told(questionnaire), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def questions(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """In the order in which they are asked."""
    return tuple(one for area in questionnaire.areas for one in area.questions)


def texts(questionnaire: Questionnaire) -> Iterator[str]:
    """Every word of it that somebody wrote."""
    yield from (questionnaire.title, questionnaire.opening, *(area.title for area in questionnaire.areas))
    for one in questions(questionnaire):
        yield from (one.text, one.hint, *(option.label for option in (*one.options, *one.lines)))


def _told_question(one: Question) -> dict[str, Any]:
    condition = one.shown_if
    return {
        "key": one.key,
        "kind": one.kind.value,
        "text": one.text,
        "hint": one.hint,
        "required": one.required,
        "options": [[option.key, option.label] for option in one.options],
        "lines": [[line.key, line.label] for line in one.lines],
        "lowest": one.lowest,
        "highest": one.highest,
        "most": one.most,
        "bands": list(one.bands),
        "shown_if": [condition.question, sorted(condition.options)] if condition else None,
    }


def _kept_question(told: Mapping[str, Any]) -> Question:
    condition = told["shown_if"]
    return Question(
        key=told["key"],
        kind=Kind(told["kind"]),
        text=told["text"],
        hint=told["hint"],
        required=told["required"],
        options=tuple(Option(*one) for one in told["options"]),
        lines=tuple(Option(*one) for one in told["lines"]),
        lowest=told["lowest"],
        highest=told["highest"],
        most=told["most"],
        bands=tuple(told["bands"]),
        shown_if=Condition(condition[0], frozenset(condition[1])) if condition else None,
    )


def _of_template(told: Mapping[str, Any]) -> Question:
    conditions = [Condition(earlier, frozenset(options)) for earlier, options in told.get("if", {}).items()]
    return Question(
        key=told["key"],
        kind=Kind(told["kind"]),
        text=told["text"],
        hint=told.get("hint", ""),
        required=told.get("required", False),
        options=tuple(Option(*one) for one in told.get("options", {}).items()),
        lines=tuple(Option(*one) for one in told.get("lines", {}).items()),
        lowest=told.get("lowest"),
        highest=told.get("highest"),
        most=told.get("most"),
        bands=tuple(told.get("bands", ())),
        shown_if=conditions[0] if conditions else None,
    )
