"""What a message may not carry is replaced before it is saved: personal data by shape, names of members by blind index."""

import unicodedata
from uuid import UUID

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import fellow_names
from lawsuit_hub.features.rooms.types import Empty, HoldsResidentNumber, TooLong, TooManyNames
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.scrub import NAME, ResidentNumber, Scrubbed, scrub, with_tags
from lawsuit_hub.values.text import visible

TAG = "[이름]"
FELLOW = "fellow"  # a member's own name stood there, not only what looks like somebody called by name
A_DAY = "10 per day"


def clean(work: Work, group_id: UUID, text: str, *, longest: int) -> Scrubbed:
    """The text as it may be kept. Raises Empty, TooLong, HoldsResidentNumber; TooMany where names are asked elsewhere."""
    whole = unicodedata.normalize("NFC", visible(text.replace("\r\n", "\n"), keep="\n\t")).strip()
    if not whole:
        raise Empty
    if len(whole) > longest:
        raise TooLong
    try:
        scrub(whole)  # with the names still in it: a number between two of them is one, too
        named = with_tags(whole, fellow_names.spans(work, group_id, whole), TAG)
        kept = scrub(named)
    except ResidentNumber:
        raise HoldsResidentNumber from None
    found = {NAME, FELLOW} if named != whole else set()
    return Scrubbed(kept.text.strip(), kept.replaced | found)


def count(work: Work, victim_id: UUID, replaced: frozenset[str]) -> None:
    """What is replaced tells that somebody of that name is here: that it was tried stands in the trail, and it ends soon.

    Raises TooManyNames.
    """
    if FELLOW not in replaced:
        return
    try:
        work.limits.hit(A_DAY, "room-names", str(victim_id))
    except TooMany:
        raise TooManyNames from None
    audit.record(work, "room:name-hidden", about=victim_id)
