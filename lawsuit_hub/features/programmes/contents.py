"""What is told of a programme: cleaned before it is kept, and as one text for the gate and the search."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from lawsuit_hub.features.programmes.models import ProgrammeVersion
from lawsuit_hub.features.programmes.types import (
    LONGEST_NAME,
    LONGEST_SOURCE,
    LONGEST_TEXT,
    BadWords,
    Content,
    Fact,
    Field,
    Rules,
    Version,
)
from lawsuit_hub.values.resident_number import shape_in
from lawsuit_hub.values.text import clean


def cleaned(content: Content) -> Content:
    """One spelling. What is told at all is told with its source and day; what it is, always. Raises BadWords."""
    facts = {one: _fact(one, fact) for one, fact in content.facts.items() if clean(fact.text)}
    if Field.WHAT not in facts:
        raise BadWords("empty", Field.WHAT)
    rules = content.rules
    if rules.age_from is not None and rules.age_to is not None and rules.age_from > rules.age_to:
        raise BadWords("order", "age_to")
    name = _kept(content.name, longest=LONGEST_NAME, field="name")
    one_of = _kept(content.one_of, longest=LONGEST_NAME, field="one_of") if clean(content.one_of) else ""
    return Content(name, facts, rules, one_of)


def _fact(one: Field, fact: Fact) -> Fact:
    text = _kept(fact.text, longest=LONGEST_TEXT, field=one)
    source = _kept(fact.source, longest=LONGEST_SOURCE, field=f"{one}_source")
    return Fact(text, source, _address(fact.url, f"{one}_url"), fact.on, fact.sure)


def _address(url: str, field: str) -> str:
    kept = clean(url)
    if kept and (len(kept) > LONGEST_SOURCE or not _leads(kept)):
        raise BadWords("address", field)
    return kept


def _leads(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc and " " not in url


def _kept(text: str, *, longest: int, field: str) -> str:
    kept = clean(text)
    if not kept:
        raise BadWords("empty", field)
    if len(kept) > longest:
        raise BadWords("long", field)
    if shape_in(kept):
        raise BadWords("number", field)
    return kept


def as_text(content: Content) -> str:
    """Everything that people would read."""
    told = [content.facts[one] for one in Field if one in content.facts]
    lines = [content.name, *(f"{fact.text}\n{fact.source} {fact.url}".strip() for fact in told), content.one_of]
    return "\n\n".join(filter(None, lines))


def facts_kept(content: Content) -> dict[str, dict[str, str]]:
    return {one.value: fact.kept() for one, fact in content.facts.items()}


def facts_of(kept: Mapping[str, Mapping[str, str]]) -> dict[Field, Fact]:
    return {one: Fact.of(kept[one.value]) for one in Field if one.value in kept}


def view(row: ProgrammeVersion) -> Version:
    content = Content(row.name, facts_of(row.facts), Rules.of(row.rules), row.one_of)
    return Version(row.turn, content, row.at, row.by_account, row.shown_at)
