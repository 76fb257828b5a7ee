"""Exhibits of the whole group, handed in by its lawyer or caseworker: drawn anew, sealed page by page, each with a title."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, func, select

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.documents import decoding
from lawsuit_hub.features.documents.decoding import Drawn
from lawsuit_hub.features.exhibits.models import Common, CommonPage, Head
from lawsuit_hub.features.exhibits.reaching import reach
from lawsuit_hub.features.exhibits.types import CommonView, Label, NoSuchPaper, TitleMissing
from lawsuit_hub.features.lawsuits import endings
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.infra import logs
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.keystore import without_key
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.infra.written import scrubbed
from lawsuit_hub.privacy.keyring import CannotOpen, Place

log = logs.named("exhibits")

RATE = "60 per hour"
LONGEST_TITLE = 60


def hand_in(works: Works, actor: Actor, code: str, files: Sequence[bytes], *, title: str) -> UUID:
    """Between two short works the files are scanned, read and drawn anew, which takes seconds.

    Raises NoSuchGroup, TitleMissing, ReasonHoldsNumber, Unfit, TooMany; then nothing of them is kept anywhere.
    """
    with works.open(actor, read_only=True) as work:
        reach(work, code)
        work.limits.hit(RATE, "document", str(actor.id))
        named = _clean(title)
    drawn = decoding.read(works.settings, files)
    with works.open(actor) as work:
        return keep(work, code, drawn, title=named)


def keep(work: Work, code: str, drawn: Sequence[Drawn], *, title: str) -> UUID:
    """Raises NoSuchGroup."""
    group_id = reach(work, code)
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    row = Common(id=new_id(), group_id=group_id, received_at=work.now, received_from=work.actor.id)
    work.keys.new_subject(row.id)
    row.title = work.keys.seal(title, Place("common_exhibits.title", row.id, row.id))
    work.db.add(row)
    work.db.flush()
    for number, one in enumerate(drawn, 1):
        page = CommonPage(id=new_id(), common_id=row.id, number=number, width=one.width, height=one.height)
        work.keys.new_subject(page.id)
        page.picture = work.keys.seal(one.picture, Place("common_exhibit_pages.picture", page.id, page.id))
        work.db.add(page)
    audit.record(work, "exhibits:common", about=group_id, kind="group", pages=len(drawn))
    work.db.flush()
    return row.id


def remove(work: Work, code: str, common_id: UUID) -> None:
    """Its keys are destroyed. A number it has stays empty. Raises NoSuchGroup, NoSuchPaper."""
    group_id = reach(work, code)
    row = work.db.get(Common, common_id)
    if row is None or row.group_id not in endings.family(work, group_id):
        raise NoSuchPaper
    _destroy(work, row)
    audit.record(work, "exhibits:common-removed", about=group_id, kind="group")


def forget(work: Work, group_id: GroupId) -> int:
    """All of a group. Returns how many."""
    rows = list(work.db.scalars(select(Common).where(Common.group_id == group_id)))
    for row in rows:
        _destroy(work, row)
    return len(rows)


def drop_keyless(work: Work) -> int:
    """After a restore of older data: what was removed since has no key any more. Returns how many pages went."""
    gone = delete(CommonPage).where(without_key(CommonPage.id)).returning(CommonPage.id)
    count = len(work.db.scalars(gone).all())
    work.db.execute(delete(Common).where(Common.id.not_in(select(CommonPage.common_id))))
    return count


def of_group(work: Work, group_id: GroupId) -> tuple[CommonView, ...]:
    """The oldest first; also of groups that were merged into it. A title that does not open is empty."""
    theirs = Common.group_id.in_(endings.family(work, group_id))
    counts = select(CommonPage.common_id, func.count()).join(Common, Common.id == CommonPage.common_id)
    pages = dict(work.db.execute(counts.where(theirs).group_by(CommonPage.common_id)).all())
    heads = select(Head.common_id, Head.number).where(Head.group_id == group_id, Head.common_id.is_not(None))
    numbers = dict(work.db.execute(heads).all())
    return tuple(
        CommonView(
            row.id,
            _title(work, row),
            row.received_at,
            pages.get(row.id, 0),
            Label(numbers[row.id]) if row.id in numbers else None,
        )
        for row in work.db.scalars(select(Common).where(theirs).order_by(Common.received_at, Common.id))
    )


def ids(work: Work, group_id: GroupId) -> set[UUID]:
    """Of `of_group`, without opening a title."""
    return set(work.db.scalars(select(Common.id).where(Common.group_id.in_(endings.family(work, group_id)))))


def leaves(work: Work, common_id: UUID) -> list[tuple[UUID, int, int]]:
    """Its pages: id, width, height."""
    rows = select(CommonPage.id, CommonPage.width, CommonPage.height).where(CommonPage.common_id == common_id)
    return [(one, width, height) for one, width, height in work.db.execute(rows.order_by(CommonPage.number))]


def leaf(work: Work, page_id: UUID) -> bytes:
    """Raises NoSuchPaper, CannotOpen."""
    work.require(Permission.EXHIBIT_PACK)
    row = work.db.get(CommonPage, page_id)
    if row is None:
        raise NoSuchPaper
    return work.keys.open_bytes(row.picture, Place("common_exhibit_pages.picture", row.id, row.id))


def _destroy(work: Work, row: Common) -> None:
    for page_id, _width, _height in leaves(work, row.id):
        work.keys.forget(page_id)
    work.keys.forget(row.id)
    work.db.execute(delete(CommonPage).where(CommonPage.common_id == row.id))
    work.db.delete(row)
    work.db.flush()


def _clean(title: str) -> str:
    kept = scrubbed(" ".join(title.split()))[:LONGEST_TITLE]  # looked through before it is cut
    if not kept:
        raise TitleMissing
    return kept


def _title(work: Work, row: Common) -> str:
    try:
        return work.keys.open(row.title, Place("common_exhibits.title", row.id, row.id))
    except CannotOpen as error:
        log.error("the title of a common exhibit does not open", exhibit=row.id, error=type(error).__name__)
        return ""
