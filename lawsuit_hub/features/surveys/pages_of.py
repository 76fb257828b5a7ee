"""One page of a questionnaire: what is asked on it and what was typed. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from lawsuit_hub.features.surveys import paths, reading
from lawsuit_hub.features.surveys.refusals import BadAnswer
from lawsuit_hub.features.surveys.types import Answer, Question, Questionnaire, Sheet


@dataclass(frozen=True, slots=True)
class Shown:
    """A question on a page, with what stands in its fields and what is wrong with that."""

    question: Question
    typed: Mapping[str, Sequence[str]]
    wrong: BadAnswer | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """`number` from 1; `of` pages in all."""

    number: int
    of: int
    title: str
    asked: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What a page brought: the sheet with it, what was wrong, and whether its answers made further questions on the same page."""

    sheet: dict[str, Answer]
    wrong: dict[str, BadAnswer]
    more: bool


def page(
    whole: Questionnaire,
    sheet: Sheet,
    number: int,
    *,
    typed: reading.Typed | None = None,
    wrong: Mapping[str, BadAnswer] | None = None,
) -> Page:
    """`typed`: what was sent just now, shown again as it was; otherwise what is kept."""
    area = whole.areas[number - 1]
    asked = {one.key for one in paths.asked(whole, sheet)}
    shown = [
        Shown(one, _fields(one, sheet, typed), (wrong or {}).get(one.key)) for one in area.questions if one.key in asked
    ]
    return Page(number, len(whole.areas), area.title, tuple(shown))


def read(
    whole: Questionnaire,
    sheet: Sheet,
    number: int,
    typed: reading.Typed,
    *,
    seen: Collection[str],
    scrubbed: Callable[[str], str],
) -> Read:
    """`seen`: the questions that stood on the page. Of them only answers are taken and missed; which of them are asked is decided here."""
    said, wrong = dict(sheet), {}
    for one in whole.areas[number - 1].questions:
        if one.key not in seen or not _is_asked(whole, said, one):
            continue
        try:
            answer = reading.answer(one, typed)
            if answer is None and one.required:
                raise BadAnswer("missing", one.key)
        except BadAnswer as refusal:
            wrong[one.key] = refusal
            answer = None
        said.pop(one.key, None)
        if answer is not None:
            said[one.key] = scrubbed(answer) if isinstance(answer, str) and one.kind == "text" else answer
    asked = [one.key for one in whole.areas[number - 1].questions if _is_asked(whole, said, one)]
    return Read(said, wrong, not set(asked) <= set(seen))


def _is_asked(whole: Questionnaire, sheet: Sheet, one: Question) -> bool:
    return one in paths.asked(whole, sheet)


def _fields(one: Question, sheet: Sheet, typed: reading.Typed | None) -> Mapping[str, Sequence[str]]:
    if typed is not None:
        return {name: typed.get(name, ()) for name in reading.names(one)}
    return reading.typed(one, sheet[one.key]) if one.key in sheet else {}
