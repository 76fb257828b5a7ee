"""The people a mailing is for, as a question to the tables: asked when it is planned, in each piece, and once more for each as it is sent."""

from datetime import datetime

from lawsuit_hub.features.channel import service as channel
from lawsuit_hub.features.lawsuits import groups, present
from lawsuit_hub.features.lawsuits.types import GroupId, NoSuchGroup
from lawsuit_hub.features.mailings.models import Mailing
from lawsuit_hub.features.mailings.types import Kind, Wanted
from lawsuit_hub.features.messages import choosing
from lawsuit_hub.features.notices import board
from lawsuit_hub.features.notices.types import NoSuchNotice, State
from lawsuit_hub.features.victims.audience import Audience
from lawsuit_hub.infra.work import Work


def audience_of(work: Work, row: Mailing, *, until: datetime) -> Audience:
    wanted = Wanted.kept(row.wanted)
    among = None if wanted.everybody else present.people_of(_groups(work, wanted.groups), wanted.stages)
    knowing = channel.followers() if row.kind == Kind.CHANNEL else None
    return Audience(until, among, knowing, choosing.without(row.kind))


def _groups(work: Work, codes: tuple[str, ...]) -> list[GroupId]:
    """A group that went into another is meant by its code still; one that is empty has nobody."""
    found = []
    for code in codes:
        try:
            found.append(groups.by_code(work, code))
        except NoSuchGroup:
            continue
    return found


def is_read(work: Work, notice: int) -> bool:
    """Whether everybody can read it: a message does not lead to what was withdrawn."""
    try:
        return board.one(work, notice).state in (State.SHOWN, State.ARCHIVED)
    except NoSuchNotice:
        return False
