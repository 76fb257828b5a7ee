"""What a text may not carry to a whole group: a resident number never, names and mobile numbers of people no more than that."""

import unicodedata

from lawsuit_hub.features.briefings.types import BadWords, Finding, HoldsPersonal
from lawsuit_hub.features.lawsuits import fellow_names, present
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.scrub import NAME, OPEN_CHAT, PHONE, ResidentNumber, Scrubbed, scrub, with_tags
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.values.refused import BadPhone
from lawsuit_hub.values.text import visible

A_DAY = "300 per day"
NAMES_A_DAY = "30 per day"  # whoever publishes learns by what is refused that somebody of that name is here
NAME_TAG, ALIAS = "[이름]", "alias"
MOST_NAMES = 2  # of members, in one text
FELLOW = "fellow"  # a member's own name stood there, not only what looks like somebody called by name


def cleaned(text: str, *, longest: int, field: str = "text") -> str:
    """One spelling, line ends as \\n, nothing invisible. Raises BadWords: empty, long, number."""
    whole = unicodedata.normalize("NFC", visible(text.replace("\r\n", "\n"), keep="\n\t")).strip()
    if not whole:
        raise BadWords("empty", field)
    if len(whole) > longest:
        raise BadWords("long", field)
    try:
        scrub(whole)
    except ResidentNumber:
        raise BadWords("number", field) from None
    return whole


def fellows(work: Work, group_id: GroupId, text: str) -> set[str]:
    """The names of the group's own people that stand in it, each once."""
    return {text[start:stop] for start, stop in fellow_names.spans(work, group_id, text)}


def masked(work: Work, group_id: GroupId, text: str, *, members: bool = True) -> Scrubbed:
    """The text with everything replaced that could be a person's; without `members` only by its shape. Raises BadWords("number")."""
    spans = fellow_names.spans(work, group_id, text) if members else []
    named = [(NAME, text[start:stop]) for start, stop in spans]
    try:
        kept = scrub(with_tags(text, spans, NAME_TAG))
    except ResidentNumber:
        raise BadWords("number") from None
    kinds = kept.replaced | ({NAME, FELLOW} if named else set())
    return Scrubbed(kept.text, kinds, (*named, *kept.found))


def findings(work: Work, group_id: GroupId, text: str, *, members: bool = False) -> tuple[Finding, ...]:
    """What could be a person's, in a text that is clean already; each once. `members`: also their names, which tells whoever wrote it
    that they are here: only where it is counted and written down."""
    found = masked(work, group_id, text, members=members).found
    aliases = [alias for alias in present.aliases(work, group_id).values() if alias in text]
    return tuple(
        dict.fromkeys(
            [
                *(Finding(ALIAS, alias, must_go=True) for alias in aliases),
                *(Finding(kind, words, must_go=must_go(kind, words)) for kind, words in found),
            ]
        )
    )


def must_go(kind: str, words: str) -> bool:
    """An office has a telephone, an address for mail and an account; a mobile number, a name and a room's link are somebody's."""
    return kind in {NAME, OPEN_CHAT} or (kind == PHONE and _is_mobile(words))


def _is_mobile(words: str) -> bool:
    try:
        PhoneNumber.parse_mobile(words)
    except BadPhone:
        return False
    return True


def refuse(work: Work, group_id: GroupId, text: str, *, office: bool) -> None:
    """Before it is published. `office`: she says that what may stay is an office's or the court's. Raises HoldsPersonal,
    TooMany."""
    work.limits.hit(A_DAY, "file-checks", str(work.actor.id))
    named = fellows(work, group_id, text)
    for _one in named:
        work.limits.hit(NAMES_A_DAY, "file-names", str(work.actor.id))
    if len(named) > MOST_NAMES:  # a list of guesses is told nothing of which is right
        raise HoldsPersonal((Finding(NAME, NAME_TAG, must_go=True),))
    stands = tuple(one for one in findings(work, group_id, text, members=True) if one.must_go or not office)
    if stands:
        raise HoldsPersonal(stands)
