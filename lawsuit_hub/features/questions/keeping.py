"""What somebody typed for the board, as it may be kept: personal data replaced, a resident number refused."""

from lawsuit_hub.features.briefings import checking, reaching
from lawsuit_hub.features.briefings.keeping import kept
from lawsuit_hub.features.briefings.types import BadWords, Finding, HoldsPersonal
from lawsuit_hub.features.lawsuits import fellow_names
from lawsuit_hub.features.questions.types import LONGEST_ANSWER, LONGEST_TEXT, LONGEST_TITLE
from lawsuit_hub.infra.refusals import NotYours
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.scrub import NAME, ResidentNumber, Scrubbed, scrub, with_tags


def question(work: Work, title: str, text: str) -> tuple[str, Scrubbed]:
    """The title and the text, looked at as one: a number may begin in one and end in the other. Raises BadWords."""
    head = " ".join(checking.cleaned(title, longest=LONGEST_TITLE, field="title").split())
    body = checking.cleaned(text, longest=LONGEST_TEXT)
    whole = words(work, f"{head}\n{body}", longest=LONGEST_TITLE + LONGEST_TEXT + 1)
    named, _line, said = whole.text.partition("\n")
    return named, Scrubbed(said, whole.replaced, whole.found)


def words(work: Work, text: str, *, longest: int = LONGEST_TEXT) -> Scrubbed:
    """Of a member also her own name and those of the people in her group. Raises BadWords."""
    try:
        member = reaching.seat(work) if work.actor.id is not None else None
    except NotYours:
        member = None
    if member is None:
        whole = checking.cleaned(text, longest=longest)
        spans = fellow_names.spans_of(work, [work.actor.id], whole) if work.actor.id is not None else []
        try:
            seen = scrub(with_tags(whole, spans, checking.NAME_TAG))
            return Scrubbed(seen.text, seen.replaced | ({NAME} if spans else set()), seen.found)
        except ResidentNumber:
            raise BadWords("number") from None
    seen = kept(work, member, text, longest=longest)
    return Scrubbed(seen.text, seen.replaced - {checking.FELLOW}, seen.found)


def answer(text: str, *, public: bool, office: bool) -> str:
    """A caseworker's. What anybody reads holds no name and no mobile number; `office`: the rest is an office's, she says.

    Raises BadWords, HoldsPersonal.
    """
    said = checking.cleaned(text, longest=LONGEST_ANSWER)
    found = [Finding(kind, held, must_go=checking.must_go(kind, held)) for kind, held in scrub(said).found]
    stands = tuple(dict.fromkeys(one for one in found if one.must_go or not office))
    if public and stands:
        raise HoldsPersonal(stands)
    return said
