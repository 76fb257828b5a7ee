"""What a lawyer sees of her groups before any export: counts, aliases, who agreed to her firm. Opens no identity."""

from dataclasses import dataclass

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.addresses import service as addresses
from lawsuit_hub.features.briefings import service as briefings
from lawsuit_hub.features.briefings.types import Waiting
from lawsuit_hub.features.lawsuits import groups, ids
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.rosters import approvals
from lawsuit_hub.features.rosters.scope import counsel, lawyer, scope
from lawsuit_hub.features.rosters.types import Preview
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class CounselLine:
    """An assigned group as its lawyer sees it in the list."""

    code: str
    area: str
    stage: Stage
    active: int
    consenting: int
    waiting: Waiting


@dataclass(frozen=True, slots=True, repr=False)
class CounselMember:
    """An active member for the group's lawyer: the mask of a name only where she agreed to the firm."""

    alias: str
    consents: bool
    name_mask: str = ""

    def __repr__(self) -> str:
        return "<counsel member>"


def groups_of(work: Work) -> list[CounselLine]:
    """The groups assigned to this lawyer, oldest first."""
    work.require(Permission.COUNSEL_READ)
    account, firm = lawyer(work)
    lines = groups.lines(work, lawyer_id=account.id)
    waits = briefings.waiting(work, [one.id for one in lines])
    return [
        CounselLine(one.code, one.area, one.stage, one.members, len(scope(work, one.id, firm.id).agreed), waits[one.id])
        for one in lines
    ]


def preview(work: Work, code: str) -> Preview:
    """Whom an export would hold now. Raises NoSuchGroup."""
    work.require(Permission.COUNSEL_READ)
    who = counsel(work, code)
    now = scope(work, who.group_id, who.firm.id)
    second = approvals.is_needed(work, len(now.agreed))
    protected = len(addresses.protected(work, ids.active(who.group_id)) & now.agreed.keys())
    counts = (now.active, len(now.agreed), now.declined, now.unanswered, now.waiting)
    return Preview(who.firm.name, *counts, second, protected)


def group_members(work: Work, code: str) -> list[CounselMember]:
    """The active members under their aliases; a mask of the name of those who agreed to the firm. Raises NoSuchGroup."""
    work.require(Permission.COUNSEL_READ)
    who = counsel(work, code)
    agreed = scope(work, who.group_id, who.firm.id).agreed
    known = victims.profiles(work, agreed)
    return [
        CounselMember(
            one.alias, one.victim_id in agreed, known[one.victim_id].hints.name if one.victim_id in agreed else ""
        )
        for one in groups.members(work, who.group_id)
        if one.active_since is not None
    ]
