""" "나도 같은 의견": a member once, a browser once. Who, nobody reads; the number outside moves the next day."""

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.suggestions import limiting, persons, topics
from lawsuit_hub.features.suggestions.models import MemberSupport, SuggestionTopic, VisitorSupport
from lawsuit_hub.features.suggestions.types import ENDS, NoSupport, NotThere
from lawsuit_hub.infra.work import Work


def join(work: Work, number: int, *, browser: str, network: str) -> None:
    """Pressed twice it counts once. Raises NotThere, NoSupport, TooMany."""
    work.require(Permission.SUGGESTION_SEND)
    row = _open(work, number)
    limiting.count(work, "supports", network)
    member = work.actor.id
    if member is None:
        limiting.one_topic(work, number, network)
        mark: MemberSupport | VisitorSupport = VisitorSupport(
            topic_id=row.id, browser_mac=persons.browser_mac(work, browser)
        )
    else:
        mark = MemberSupport(topic_id=row.id, person_mac=persons.mac_of(work, member))
    try:
        with work.db.begin_nested():
            work.db.add(mark)
            work.db.flush()
    except IntegrityError:  # it stands already
        return


def leave(work: Work, number: int, *, browser: str) -> None:
    """Raises NotThere."""
    work.require(Permission.SUGGESTION_SEND)
    row = topics.get(work, number)
    member = work.actor.id
    if member is None:
        theirs = VisitorSupport.topic_id == row.id, VisitorSupport.browser_mac == persons.browser_mac(work, browser)
        work.db.execute(delete(VisitorSupport).where(*theirs))
    else:
        hers = MemberSupport.topic_id == row.id, MemberSupport.person_mac == persons.mac_of(work, member)
        work.db.execute(delete(MemberSupport).where(*hers))


def has_joined(work: Work, number: int, *, browser: str | None) -> bool:
    """Of whoever looks. Raises NotThere."""
    row = topics.get(work, number)
    member = work.actor.id
    if member is not None:
        hers = MemberSupport.topic_id == row.id, MemberSupport.person_mac == persons.mac_of(work, member)
        return bool(work.db.scalar(select(func.count()).select_from(MemberSupport).where(*hers)))
    if not browser:
        return False
    theirs = VisitorSupport.topic_id == row.id, VisitorSupport.browser_mac == persons.browser_mac(work, browser)
    return bool(work.db.scalar(select(func.count()).select_from(VisitorSupport).where(*theirs)))


def _open(work: Work, number: int) -> SuggestionTopic:
    row = topics.get(work, number)
    if row.shown_on is None or row.joined_to is not None:
        raise NotThere
    if row.status in {one.value for one in ENDS}:
        raise NoSupport
    return row
