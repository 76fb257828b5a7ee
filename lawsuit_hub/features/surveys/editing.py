"""Changes to a questionnaire that is still a draft, each from one to another. Pure; what makes no sense leaves it as it is."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from lawsuit_hub.features.surveys.questionnaires import questions
from lawsuit_hub.features.surveys.types import Area, Option, Question, Questionnaire

EMPTY = Questionnaire("", "", ())
UP, DOWN = -1, 1


def named(whole: Questionnaire, *, title: str, opening: str) -> Questionnaire:
    return replace(whole, title=title, opening=opening)


def with_area(whole: Questionnaire, title: str) -> Questionnaire:
    return replace(whole, areas=(*whole.areas, Area(title, ())))


def area_named(whole: Questionnaire, at: int, title: str) -> Questionnaire:
    return _areas(whole, at, lambda area: [replace(area, title=title)])


def without_area(whole: Questionnaire, at: int) -> Questionnaire:
    return _areas(whole, at, lambda _area: [])


def area_moved(whole: Questionnaire, at: int, by: int) -> Questionnaire:
    areas = list(whole.areas)
    if not (0 <= at < len(areas) and 0 <= at + by < len(areas)):
        return whole
    areas[at], areas[at + by] = areas[at + by], areas[at]
    return replace(whole, areas=tuple(areas))


def area_copied(whole: Questionnaire, at: int) -> Questionnaire:
    """Right behind it, with keys of its own; conditions inside it go along."""
    if not 0 <= at < len(whole.areas):
        return whole
    area = whole.areas[at]
    keys = dict(zip((one.key for one in area.questions), _fresh_keys(whole, len(area.questions)), strict=True))
    copies = tuple(_rekeyed(one, keys) for one in area.questions)
    return _areas(whole, at, lambda same: [same, replace(same, questions=copies)])


def put(whole: Questionnaire, at: int, question: Question) -> Questionnaire:
    """In the place of the question of this key, or at the end of the area."""
    if question.key in {one.key for one in questions(whole)}:
        return _each(whole, question.key, lambda _old: [question])
    return _areas(whole, at, lambda area: [replace(area, questions=(*area.questions, question))])


def without(whole: Questionnaire, key: str) -> Questionnaire:
    return _each(whole, key, lambda _old: [])


def copied(whole: Questionnaire, key: str) -> Questionnaire:
    [fresh] = _fresh_keys(whole, 1)
    return _each(whole, key, lambda old: [old, replace(old, key=fresh)])


def moved(whole: Questionnaire, key: str, by: int) -> Questionnaire:
    """One place on; over the edge of its area into the next one."""
    at, area = next(((n, one) for n, one in enumerate(whole.areas) if _place(one, key) is not None), (-1, None))
    if area is None:
        return whole
    inside = list(area.questions)
    place = _place(area, key) or 0
    if 0 <= place + by < len(inside):
        inside[place], inside[place + by] = inside[place + by], inside[place]
        return _areas(whole, at, lambda one: [replace(one, questions=tuple(inside))])
    if not 0 <= at + by < len(whole.areas):
        return whole
    question = inside[place]
    rest = without(whole, key)
    return _areas(rest, at + by, lambda one: [replace(one, questions=_joined(one, question, by))])


def fresh_key(whole: Questionnaire) -> str:
    """That no question has or had here since the highest number."""
    return _fresh_keys(whole, 1)[0]


def relabelled(old: Iterable[Option], labels: Iterable[str]) -> tuple[Option, ...]:
    """What is called as before keeps its key; at the same place, a new wording does too."""
    before = list(old)
    by_label = {one.label: one.key for one in before}
    wanted = [label.strip() for label in labels if label.strip()]
    taken = {by_label[label] for label in wanted if label in by_label}
    found: list[Option] = []
    for place, label in enumerate(wanted):
        key = by_label.get(label)
        if key is None or key in {one.key for one in found}:
            same_place = before[place].key if place < len(before) else ""
            key = same_place if same_place and same_place not in taken else _free(taken | {one.key for one in before})
        taken.add(key)
        found.append(Option(key, label))
    return tuple(found)


def _free(taken: set[str]) -> str:
    number = 1
    while f"o{number}" in taken:
        number += 1
    return f"o{number}"


def _fresh_keys(whole: Questionnaire, count: int) -> list[str]:
    numbers = [int(one.key[1:]) for one in questions(whole) if one.key[:1] == "q" and one.key[1:].isdigit()]
    first = max(numbers, default=0) + 1
    return [f"q{first + step}" for step in range(count)]


def _rekeyed(one: Question, keys: dict[str, str]) -> Question:
    condition = one.shown_if
    if condition is not None and condition.question in keys:
        condition = replace(condition, question=keys[condition.question])
    return replace(one, key=keys[one.key], shown_if=condition)


def _place(area: Area, key: str) -> int | None:
    return next((n for n, one in enumerate(area.questions) if one.key == key), None)


def _joined(area: Area, question: Question, by: int) -> tuple[Question, ...]:
    return (*area.questions, question) if by == UP else (question, *area.questions)


def _areas(whole: Questionnaire, at: int, change: Callable[[Area], list[Area]]) -> Questionnaire:
    if not 0 <= at < len(whole.areas):
        return whole
    return replace(whole, areas=(*whole.areas[:at], *change(whole.areas[at]), *whole.areas[at + 1 :]))


def _each(whole: Questionnaire, key: str, change: Callable[[Question], list[Question]]) -> Questionnaire:
    areas = [
        replace(
            area, questions=tuple(new for one in area.questions for new in (change(one) if one.key == key else [one]))
        )
        for area in whole.areas
    ]
    return replace(whole, areas=tuple(areas))
