"""What is public already and could answer somebody who is about to ask. What she typed is neither kept nor logged."""

from lawsuit_hub.features.questions import limiting, ready
from lawsuit_hub.features.questions.types import FAQ, LONGEST_TEXT, LONGEST_TITLE, QUESTION, Near
from lawsuit_hub.features.search import service as search
from lawsuit_hub.features.search.types import Hit, Kind
from lawsuit_hub.infra.work import Work

MOST, MOST_FAQ = 5, 2
_SNIPPET = 120


def typed(work: Work, words: str, *, network: str) -> tuple[Near, ...]:
    """While she types. Raises TooMany."""
    limiting.count(work, "near", network)
    return of(work, words)


def of(work: Work, words: str) -> tuple[Near, ...]:
    """Of the FAQ what is meant, of the board what has the same words."""
    asked = words[: LONGEST_TITLE + LONGEST_TEXT]
    often = [Near(FAQ, one.code, one.question, _cut(one.answer)) for one in ready.entries(work, asked)[:MOST_FAQ]]
    found = search.find(work, asked, kinds=(Kind.QUESTION,), limit=MOST - len(often))
    return (*often, *(_near(one) for one in found.hits))


def _near(hit: Hit) -> Near:
    title, snippet = ("".join(piece.text for piece in some) for some in (hit.title, hit.snippet))
    return Near(QUESTION, str(hit.id), title, snippet)


def _cut(text: str) -> str:
    return " ".join(text.split())[:_SNIPPET]
