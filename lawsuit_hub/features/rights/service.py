"""A member's record on one page: what touched her data, what she asked, what she may do. The verbs live beside it, by noun."""

from dataclasses import dataclass

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.lawsuits import cards
from lawsuit_hub.features.outbox.types import Told
from lawsuit_hub.features.rights import accesses, requests
from lawsuit_hub.features.rights.own import me
from lawsuit_hub.features.rights.types import Access, Request, View
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Profile
from lawsuit_hub.infra.work import Work

FEW = 10


@dataclass(frozen=True, slots=True)
class Record:
    """One page of it. `seen_by`: how many fellow members may see her card now; None where there is nothing to see."""

    profile: Profile
    requests: tuple[Request, ...]
    seen_by: int | None
    view: View
    page: int
    pages: int
    total: int
    accesses: tuple[Access, ...] = ()
    messages: tuple[Told, ...] = ()


def record(work: Work, view: View, *, page: int) -> Record:
    work.require(Permission.OWN_READ)
    total = _total(work, view)
    pages = max(1, -(-total // accesses.PAGE))
    page = min(max(page, 1), pages)
    return Record(
        profile=victims.profile(work, me(work)),
        requests=tuple(requests.of_victim(work, me(work), limit=FEW)),
        seen_by=_seen_by(work),
        view=view,
        page=page,
        pages=pages,
        total=total,
        accesses=_accesses(work, view, page),
        messages=tuple(accesses.messages(work, page)) if view is View.MESSAGES else (),
    )


def _total(work: Work, view: View) -> int:
    if view is View.MESSAGES:
        return accesses.count_messages(work)
    return accesses.count_looks(work) if view is View.LOOKS else accesses.count(work)


def _accesses(work: Work, view: View, page: int) -> tuple[Access, ...]:
    if view is View.MESSAGES:
        return ()
    if view is View.LOOKS:
        return accesses.looks(work, limit=accesses.PAGE, offset=(page - 1) * accesses.PAGE)
    return accesses.page_of(work, page)


def _seen_by(work: Work) -> int | None:
    group = cards.own_group(work, me(work))
    return len(group.cards) if group and group.shares else None
