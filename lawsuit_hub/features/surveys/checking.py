"""What is wrong with a questionnaire before it is opened. Pure."""

import re
from collections.abc import Iterator

from lawsuit_hub.features.surveys import paths
from lawsuit_hub.features.surveys.questionnaires import questions
from lawsuit_hub.features.surveys.types import Kind, Problem, Question, Questionnaire

MOST_QUESTIONS, MOST_AREAS, MOST_OPTIONS, LONGEST_SCALE = 200, 30, 40, 11
FEWEST_OPTIONS = 2
CHOOSING = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.MATRIX})
_RESIDENT = re.compile(r"주민\s?(?:등록)?\s?번호|외국인\s?등록\s?번호")
_ASKED = r"이름|성함|성명|전화\s?번호|연락처|휴대폰\s?번호|생년\s?월일|이메일|메일\s?주소|주소|동\s?호수|계좌\s?번호"
_PERSONAL = re.compile(rf"(?:{_ASKED})(?:[을를은는이가과와]|\s|$|[,·/?.:])")
_NOT_TO = re.compile(r"(?:적지|쓰지|남기지)\s?(?:마|않)")


def problems(questionnaire: Questionnaire) -> tuple[Problem, ...]:
    """In the order of the questionnaire."""
    return (*_of_whole(questionnaire), *_of_questions(questionnaire))


def _of_whole(whole: Questionnaire) -> Iterator[Problem]:
    if not whole.title.strip():
        yield Problem("title")
    if not whole.areas:
        yield Problem("areas")
    for area in whole.areas:
        if not area.title.strip():
            yield Problem("area_title")
        if not area.questions:
            yield Problem("area_empty", named=area.title)


def _of_questions(whole: Questionnaire) -> Iterator[Problem]:
    reachable: dict[str, Question] = {}
    for one in questions(whole):
        yield from _of_wording(one)
        yield from _of_answers(one)
        if _reaches(one, reachable):
            reachable[one.key] = one
        else:
            yield Problem("unreachable", one.key)


def _of_wording(one: Question) -> Iterator[Problem]:
    if not one.text.strip():
        yield Problem("text", one.key)
    words = f"{one.text}\n{one.hint}\n" + "\n".join(line.label for line in one.lines)
    if _RESIDENT.search(words):
        yield Problem("resident", one.key)
    asked = next((line for line in words.splitlines() if _PERSONAL.search(line) and not _NOT_TO.search(line)), None)
    if asked is not None:
        found = _PERSONAL.search(asked)
        yield Problem("personal", one.key, must_go=False, named=found.group().strip(" ,·/?.:") if found else "")


def _of_answers(one: Question) -> Iterator[Problem]:
    if one.kind in CHOOSING and len(one.options) < FEWEST_OPTIONS:
        yield Problem("options", one.key)
    if len({option.label for option in one.options}) < len(one.options) or any(
        not o.label.strip() for o in one.options
    ):
        yield Problem("options_same", one.key)
    if one.kind is Kind.MATRIX and not one.lines:
        yield Problem("lines", one.key)
    if one.kind is Kind.SCALE and not _is_scale(one):
        yield Problem("scale", one.key)
    if one.lowest is not None and one.highest is not None and one.lowest >= one.highest and one.kind is not Kind.SCALE:
        yield Problem("bounds", one.key)
    if one.most is not None and not 1 <= one.most <= max(1, len(one.options)):
        yield Problem("most", one.key)
    if list(one.bands) != sorted(set(one.bands)):
        yield Problem("bands", one.key)


def _is_scale(one: Question) -> bool:
    if one.lowest is None or one.highest is None:
        return False
    return 1 <= one.highest - one.lowest < LONGEST_SCALE


def _reaches(one: Question, before: dict[str, Question]) -> bool:
    """Whether any answers at all lead there."""
    if one.shown_if is None:
        return True
    earlier = before.get(one.shown_if.question)
    if earlier is None or earlier.kind not in paths.DECIDING:
        return False
    return not one.shown_if.options.isdisjoint(option.key for option in earlier.options)
