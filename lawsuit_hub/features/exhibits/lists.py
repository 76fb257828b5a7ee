"""Which papers a group's suit wants: a table to begin with, then versions of its caseworker or lawyer."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.documents.types import DocumentKind
from lawsuit_hub.features.exhibits.models import CheckList
from lawsuit_hub.features.exhibits.reaching import reach
from lawsuit_hub.features.exhibits.types import ListMoved, Need, Wanted
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

# What complaints for a deposit usually lay before the court; of practice, no statute lists it. A lawyer knows her case better.
AS_OF = date(2026, 11, 30)
USUAL: Mapping[DocumentKind, Need] = {
    DocumentKind.LEASE: Need.NEEDED,
    DocumentKind.TRANSFER: Need.NEEDED,
    DocumentKind.REGISTER: Need.NEEDED,
    DocumentKind.RESIDENT: Need.NEEDED,
    DocumentKind.FIXED_DATE: Need.WELCOME,
    DocumentKind.NOTICE: Need.NEEDED,
    DocumentKind.ORDER: Need.WELCOME,
    DocumentKind.DECISION: Need.WELCOME,
    DocumentKind.MESSAGES: Need.WELCOME,
}


def newest(work: Work, group_id: GroupId) -> Wanted:
    rows = select(CheckList).where(CheckList.group_id == group_id).order_by(CheckList.version.desc()).limit(1)
    row = work.db.scalar(rows)
    if row is None:
        return Wanted(USUAL)
    return Wanted({DocumentKind(kind): Need(need) for kind, need in row.wanted}, row.version, row.set_at)


def change(work: Work, code: str, needs: Mapping[DocumentKind, Need], *, seen: int) -> bool:
    """`needs` in the order of the exhibits; `seen`: the version that the page showed. False where it is so already.

    Raises NoSuchGroup, ListMoved.
    """
    group_id = reach(work, code)
    now = newest(work, group_id)
    if now.version != seen:
        raise ListMoved
    if list(now.needs.items()) == list(needs.items()):
        return False
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    row = CheckList(id=new_id(), group_id=group_id, version=seen + 1, set_at=work.now, set_by=work.actor.id)
    row.wanted = [[kind.value, need.value] for kind, need in needs.items()]
    try:
        with work.db.begin_nested():
            work.db.add(row)
    except IntegrityError:
        raise ListMoved from None
    audit.record(work, "exhibits:list", about=group_id, kind="group", version=row.version, kinds=len(needs))
    work.db.flush()
    return True
