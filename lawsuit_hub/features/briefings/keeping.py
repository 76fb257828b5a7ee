"""What a member wrote, as it may be kept: personal data replaced, her fellows' names too, and nobody learns by trying who is here."""

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.briefings import checking
from lawsuit_hub.features.briefings.types import BadWords
from lawsuit_hub.features.lawsuits.types import MemberLine
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.scrub import Scrubbed

NAMES_A_DAY = "5 per day"


def kept(work: Work, member: MemberLine, text: str, *, longest: int) -> Scrubbed:
    """What is replaced tells that somebody of that name is here: that it was tried stands in the trail, and it ends soon. Raises BadWords."""
    whole = checking.cleaned(text, longest=longest)
    named = checking.fellows(work, member.group_id, whole)
    if len(named) > checking.MOST_NAMES:  # a list of guesses is told nothing of which is right
        raise BadWords("many")
    try:
        for _one in named:
            work.limits.hit(NAMES_A_DAY, "question-names", str(member.victim_id))
    except TooMany:
        raise BadWords("many") from None
    if named:
        audit.record(work, "question:name-hidden", about=member.victim_id)
    return checking.masked(work, member.group_id, whole)
