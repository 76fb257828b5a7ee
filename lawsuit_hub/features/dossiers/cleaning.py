"""What a caseworker typed, as it may be kept: one spelling, no resident number, only letters that our papers can draw."""

import unicodedata

from lawsuit_hub.features.dossiers.types import BadDossier
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import HoldsResidentNumber
from lawsuit_hub.infra.letters import has_letters
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.text import clean, visible


def line(work: Work, text: str, *, longest: int, field: str, empty: bool = False) -> str:
    """Raises BadDossier."""
    return prose(work, clean(text), longest=longest, field=field, empty=empty)


def prose(work: Work, text: str, *, longest: int, field: str, empty: bool = False) -> str:
    """Raises BadDossier."""
    whole = unicodedata.normalize("NFC", visible(text.replace("\r\n", "\n"), keep="\n")).strip()
    if not whole and not empty:
        raise BadDossier("empty", field)
    if len(whole) > longest:
        raise BadDossier("long", field)
    try:
        publishing.scan_text(work.settings, whole)
    except HoldsResidentNumber:
        raise BadDossier("number", field) from None
    if not has_letters(whole):
        raise BadDossier("font", field)
    return whole
