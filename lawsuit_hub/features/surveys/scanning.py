"""Personal data in a questionnaire's own words, which everybody reads once it is open. Pure; what was found is named, never shown."""

from collections.abc import Iterator

from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import HoldsResidentNumber
from lawsuit_hub.features.surveys.questionnaires import questions
from lawsuit_hub.features.surveys.types import Problem, Question, Questionnaire
from lawsuit_hub.settings import Settings


def problems(settings: Settings, whole: Questionnaire) -> tuple[Problem, ...]:
    """A resident number has to go; whatever else could be somebody's is looked at and ticked by hand."""
    titles = "\n".join(area.title for area in whole.areas)
    found = [*_in(settings, f"{whole.title}\n{whole.opening}\n{titles}", "")]
    for one in questions(whole):
        found += _in(settings, _words(one), one.key)
    return tuple(found)


def _words(one: Question) -> str:
    return "\n".join((one.text, one.hint, *(option.label for option in (*one.options, *one.lines))))


def _in(settings: Settings, text: str, question: str) -> Iterator[Problem]:
    try:
        kinds = [one.kind for one in publishing.scan_text(settings, text)]
    except HoldsResidentNumber:
        yield Problem("holds_resident", question)
        return
    for kind in kinds:
        yield Problem("holds", question, must_go=False, named=kind)
