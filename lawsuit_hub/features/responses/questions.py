"""Recognises which column of a form answers which question, by the question's text alone. Never sees an answer."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lawsuit_hub.features.responses.question_words import (
    BESIDE,
    CONSENT,
    CONSENTS,
    LANDLORD,
    LANDLORDS,
    LEASE,
    OTHERS_OF_THE_CONTRACT,
    PERSON,
    Question,
    Rule,
    Wording,
)

__all__ = ["IGNORE", "REQUIRED", "BadMap", "Columns", "Question", "Recognition", "fingerprint", "read_map", "recognise"]

Columns: TypeAlias = Mapping[Question, int]

IGNORE = "ignore"
_NOT_NEEDED = frozenset(rule.question for rule in OTHERS_OF_THE_CONTRACT)
REQUIRED = (
    Question.TIMESTAMP,
    Question.CONSENT_COLLECT,
    Question.NAME,
    Question.PHONE,
    Question.LANDLORD_NAME,
    Question.DEPOSIT,
    Question.ADDRESS,
)


class BadMap(ValueError):
    """A mapping file that is not an object of question texts to question names."""


@dataclass(frozen=True, slots=True)
class Recognition:
    mapping: Columns
    unknown: tuple[str, ...]
    """Texts of the columns that nobody explained; their answers are not taken."""
    missing: tuple[Question, ...]
    """Required questions that no column asks."""
    doubtful: Mapping[Question, tuple[str, ...]]
    """Questions that several columns ask, with their texts: somebody must say which one counts."""

    @property
    def certain(self) -> bool:
        return not self.missing and not self.doubtful


def recognise(header: Sequence[str], chosen: Mapping[str, str] | None = None) -> Recognition:
    """`chosen` explains columns by their text, or by `#3` for the third, as a mapping file does; it outweighs every rule."""
    said = _said(header, chosen or {})
    claims: dict[Question, list[tuple[int, bool]]] = defaultdict(list)
    for column, text in enumerate(header):
        if column in said:
            continue
        for rule in _fitting(text):
            claims[rule.question].append((column, rule.weak))
    for question in said.values():
        if question is not None:
            claims[question] = [(column, False) for column, name in said.items() if name is question]
    strongest = {question: _strongest(question, columns) for question, columns in claims.items()}
    mapping = {question: columns[0] for question, columns in strongest.items() if len(columns) == 1}
    explained = {*said, *(column for columns in strongest.values() for column in columns)}
    return Recognition(
        mapping=mapping,
        unknown=tuple(text for column, text in enumerate(header) if text.strip() and column not in explained),
        missing=tuple(question for question in REQUIRED if question not in strongest),
        doubtful={
            question: tuple(header[column] for column in columns)
            for question, columns in strongest.items()
            if len(columns) > 1
        },
    )


def fingerprint(header: Sequence[str]) -> str:
    """The same for the same questions in any order, so that a mapping once chosen for a form is found again."""
    questions = sorted(_key(text) for text in header if text.strip())
    return hashlib.sha256("\n".join(questions).encode()).hexdigest()


def read_map(text: str) -> dict[str, str]:
    """A mapping file: `{"question text": "phone", "other text": "ignore"}`."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as broken:
        raise BadMap("The mapping is not JSON.") from broken
    if not isinstance(content, dict):
        raise BadMap("The mapping is not a JSON object.")
    names = {IGNORE, *Question}
    for name in content.values():
        if not isinstance(name, str) or name not in names:
            raise BadMap(f"The mapping may name {', '.join(Question)} or {IGNORE}, nothing else.")
    return content


def _key(text: str) -> str:
    return Wording.whole(text).spaced


def _said(header: Sequence[str], chosen: Mapping[str, str]) -> dict[int, Question | None]:
    names = {_key(text): name for text, name in chosen.items() if not text.startswith("#")}
    said: dict[int, Question | None] = {}
    for column, text in enumerate(header):
        name = chosen.get(f"#{column + 1}", names.get(_key(text)))
        if name is not None:
            said[column] = None if name == IGNORE else Question(name)
    return said


def _fitting(text: str) -> tuple[Rule, ...]:
    """The rules that fit a question; several questions in one column are nobody's answer."""
    wording = Wording.of(text)
    if wording.has(CONSENT):
        return _one_question(wording, CONSENTS)
    if wording.has(BESIDE) and (beside := _one_question(wording, OTHERS_OF_THE_CONTRACT)):
        return beside
    if wording.has(LANDLORD):
        # "the situation with your landlord" asks no landlord's name, but is a question all the same
        return _landlords(text, wording) or _one_question(wording, LEASE)
    return _one_question(wording, PERSON + LEASE)


def _landlords(text: str, wording: Wording) -> tuple[Rule, ...]:
    """Of a bare `임대인 (개인/법인)` the sense stands in the brackets; elsewhere brackets hold remarks."""
    fits = _one_question(wording, LANDLORDS)
    if fits and fits[0].weak:
        return _one_question(Wording.whole(text), LANDLORDS) or fits
    return fits


def _one_question(wording: Wording, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    fits = [
        rule for rule in rules if wording.has(rule.words) and not (rule.unless is not None and wording.has(rule.unless))
    ]
    if len({rule.question for rule in fits}) != 1:
        return ()
    return tuple(sorted(fits, key=lambda rule: rule.weak)[:1])


def _strongest(question: Question, columns: list[tuple[int, bool]]) -> tuple[int, ...]:
    """Of what nobody needs, the first column that asks it: two questions about the broker stop no file."""
    certain = tuple(column for column, weak in columns if not weak)
    found = certain or tuple(column for column, _ in columns)
    return found[:1] if question in _NOT_NEEDED else found
