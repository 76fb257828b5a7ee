"""What somebody suggested, as it may be kept: personal data replaced, a resident number refused, nothing that a sheet would run."""

import unicodedata
from collections.abc import Iterable

from lawsuit_hub.features.lawsuits import fellow_names
from lawsuit_hub.features.publishing import replacing
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import HoldsResidentNumber
from lawsuit_hub.features.suggestions.types import LONGEST_TEXT, BadSuggestion
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.scrub import ResidentNumber, Scrubbed
from lawsuit_hub.values.text import clean, visible

TEXT = "suggestions.text"
_FORMULA = "=@\t "


def typed(work: Work, text: str) -> Scrubbed:
    """Of a member also her own name. Raises BadSuggestion."""
    whole = prose(text, longest=LONGEST_TEXT)
    names: list[str] = []
    if work.actor.id is not None:
        names = [whole[start:stop] for start, stop in fellow_names.spans_of(work, [work.actor.id], whole)]
    return replaced(whole, names=names)


def imported(text: str, *, names: Iterable[str]) -> Scrubbed | None:
    """Of a form's answer: cut where it is too long; None where nothing can be kept of it."""
    try:
        return replaced(prose(text[:LONGEST_TEXT], longest=LONGEST_TEXT), names=names)
    except BadSuggestion:
        return None


def replaced(text: str, *, names: Iterable[str] = ()) -> Scrubbed:
    """Raises BadSuggestion."""
    try:
        kept = replacing.replaced(text, names=names)
    except ResidentNumber:
        raise BadSuggestion("number") from None
    bare = kept.text.lstrip(_FORMULA).strip() if kept.text[:1] in _FORMULA else kept.text.strip()
    if not bare:
        raise BadSuggestion("empty")
    return Scrubbed(bare, kept.replaced)


def prose(text: str, *, longest: int, field: str = "text", empty: bool = False) -> str:
    """One spelling, line ends as \\n, nothing invisible. Raises BadSuggestion."""
    whole = unicodedata.normalize("NFC", visible(text.replace("\r\n", "\n"), keep="\n\t")).strip()
    if not whole and not empty:
        raise BadSuggestion("empty", field)
    if len(whole) > longest:
        raise BadSuggestion("long", field)
    return whole


def public(work: Work, text: str, *, longest: int, field: str, empty: bool = False) -> str:
    """A caseworker's words that the gate will see. Raises BadSuggestion: what holds a resident number is not kept at all."""
    whole = prose(text, longest=longest, field=field, empty=empty)
    try:
        publishing.scan_text(work.settings, whole)
    except HoldsResidentNumber:
        raise BadSuggestion("number", field) from None
    return whole


def line(work: Work, text: str, *, longest: int, field: str, empty: bool = False) -> str:
    return public(work, clean(text), longest=longest, field=field, empty=empty)


def text_mac(work: Work, text: str) -> bytes:
    """The same for the same words, however they were spaced and ended."""
    said = "".join(letter for letter in clean(text).casefold() if letter.isalnum())
    return work.keys.mac(TEXT, said or clean(text))
