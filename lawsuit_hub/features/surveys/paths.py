"""Which questions somebody is asked, by what she answered before. Pure; the server's word about branching, whatever a page showed."""

from collections.abc import Iterable, Mapping

from lawsuit_hub.features.surveys.questionnaires import questions
from lawsuit_hub.features.surveys.types import Answer, Kind, Question, Questionnaire, Sheet

DECIDING = frozenset({Kind.SINGLE, Kind.MULTIPLE})  # on whose answers others depend


def asked(questionnaire: Questionnaire, sheet: Sheet) -> tuple[Question, ...]:
    """In their order. An answer to a question that was not asked decides nothing."""
    found: dict[str, Question] = {}
    for one in questions(questionnaire):
        if _is_asked(one, sheet, found):
            found[one.key] = one
    return tuple(found.values())


def cleaned(questionnaire: Questionnaire, sheet: Sheet) -> dict[str, Answer]:
    """Without answers to what was not asked, in the questionnaire's order and not in the order of typing."""
    return {one.key: sheet[one.key] for one in asked(questionnaire, sheet) if one.key in sheet}


def missing(questionnaire: Questionnaire, sheet: Sheet) -> tuple[Question, ...]:
    """What must be answered and was not."""
    return tuple(one for one in asked(questionnaire, sheet) if one.required and one.key not in sheet)


def deciding_before(questionnaire: Questionnaire, key: str) -> tuple[Question, ...]:
    """The earlier questions whose answers may decide whether this one is asked."""
    found = []
    for one in questions(questionnaire):
        if one.key == key:
            break
        if one.kind in DECIDING:
            found.append(one)
    return tuple(found)


def _is_asked(one: Question, sheet: Sheet, before: Mapping[str, Question]) -> bool:
    condition = one.shown_if
    if condition is None:
        return True
    if condition.question not in before or condition.question not in sheet:
        return False
    return not condition.options.isdisjoint(_chosen(sheet[condition.question]))


def _chosen(answer: Answer) -> Iterable[str]:
    if isinstance(answer, str):
        return (answer,)
    return answer if isinstance(answer, tuple) else ()
