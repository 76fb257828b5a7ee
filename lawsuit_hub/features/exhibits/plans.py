"""What stands in a group's list of exhibits, number by number, and whether it could be handed over now. Opens nothing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents.types import DocumentKind
from lawsuit_hub.features.exhibits import commons, found
from lawsuit_hub.features.exhibits.agents import plaintiffs
from lawsuit_hub.features.exhibits.archive_types import Gap
from lawsuit_hub.features.exhibits.models import Head, Numbered
from lawsuit_hub.features.exhibits.numbering import known_plaintiffs
from lawsuit_hub.features.exhibits.types import Label
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.mandates import standing as mandates
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class Exhibit:
    """`victim_id` is None for a common one, and for one whose person was erased: then nothing else is known of it."""

    label: Label
    kind: DocumentKind | None
    common_id: UUID | None = None
    title: str = ""
    victim_id: UUID | None = None
    plaintiff: int | None = None
    document_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page to be fetched: whose, or of a common exhibit (`victim_id` None)."""

    page_id: UUID
    width: int
    height: int
    victim_id: UUID | None


def numbered(work: Work, group_id: GroupId) -> tuple[Exhibit, ...]:
    """Every number that was ever given, in order."""
    parts: defaultdict[tuple[UUID, int], list[Numbered]] = defaultdict(list)
    rows = select(Numbered).join(Head, Head.id == Numbered.head_id).where(Head.group_id == group_id)
    for row in work.db.scalars(rows.order_by(Numbered.fixed_at, Numbered.id)):
        parts[row.head_id, row.branch].append(row)
    known = known_plaintiffs(work, group_id)
    titles = {one.id: one.title for one in commons.of_group(work, group_id)}
    listed: list[Exhibit] = []
    for head in work.db.scalars(select(Head).where(Head.group_id == group_id).order_by(Head.number)):
        if head.common_id is not None:
            title = titles.get(head.common_id, "")
            listed.append(Exhibit(Label(head.number), None, head.common_id, title))
            continue
        kind = DocumentKind(head.kind or DocumentKind.OTHER)  # a head has one or the other
        for branch in range(1, head.branches + 1):
            listed.append(_of_one(Label(head.number, branch), kind, parts[head.id, branch], known))
    return tuple(listed)


def _of_one(label: Label, kind: DocumentKind, rows: list[Numbered], known: dict[UUID, int]) -> Exhibit:
    if not rows:
        return Exhibit(label, kind)
    victim_id = rows[0].victim_id
    ids = tuple(row.document_id for row in rows)
    return Exhibit(label, kind, victim_id=victim_id, plaintiff=known.get(victim_id), document_ids=ids)


def leaves(work: Work, group_id: GroupId, exhibit: Exhibit) -> list[Leaf] | Gap:
    """Its pages, or why it may not be handed over at this moment."""
    if exhibit.common_id is not None:
        if exhibit.common_id not in commons.ids(work, group_id):  # it went with the group it came from
            return Gap.TAKEN_AWAY
        common = [Leaf(*page, None) for page in commons.leaves(work, exhibit.common_id)]
        return common or Gap.TAKEN_AWAY
    if exhibit.victim_id is None:
        return Gap.TAKEN_AWAY
    if exhibit.victim_id not in {one.victim_id for one in plaintiffs(work, group_id)}:
        return Gap.MANDATE
    checked = found.checked(work, exhibit.document_ids)
    handed = [one for one in documents.of_person(work, exhibit.victim_id) if one.id in exhibit.document_ids]
    pages = [
        Leaf(page.id, page.width, page.height, exhibit.victim_id)
        for one in handed
        if one.id in checked
        for page in one.pages
    ]
    if pages:
        return pages
    return Gap.UNCHECKED if handed else Gap.TAKEN_AWAY


@dataclass(frozen=True, slots=True)
class Power:
    """A power of attorney that was signed here and stands. `plaintiff`: her number, where she has one."""

    victim_id: UUID
    number: str
    plaintiff: int | None


def powers(work: Work, group_id: GroupId) -> list[Power]:
    """In the order of the plaintiffs' places."""
    sue = [one.victim_id for one in plaintiffs(work, group_id)]
    signed, known = mandates.newest(work, sue), known_plaintiffs(work, group_id)
    return [Power(one, signed[one].number, known.get(one)) for one in sue if one in signed and signed[one].sha256]


def people(exhibits: Iterable[Exhibit], powers: Iterable[Power]) -> frozenset[UUID]:
    """Whose papers these are."""
    ids = (*(one.victim_id for one in exhibits), *(one.victim_id for one in powers))
    return frozenset(one for one in ids if one is not None)


def present(work: Work, group_id: GroupId) -> list[Exhibit]:
    """What an archive would hold now."""
    sue = {one.victim_id for one in plaintiffs(work, group_id)}
    handed = documents.of_people(work, sue)
    there = {one.id for theirs in handed.values() for one in theirs}
    checked, common = found.checked(work, there), commons.ids(work, group_id)
    return [
        one
        for one in numbered(work, group_id)
        if one.common_id in common or (one.victim_id in sue and not checked.isdisjoint(one.document_ids))
    ]
