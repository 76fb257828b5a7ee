"""Gives exhibits their numbers, by a deed: kinds in the order of the list, plaintiffs in theirs. What has a number keeps it for good."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents.types import EVIDENCE, DocumentKind
from lawsuit_hub.features.exhibits import commons, found, lists
from lawsuit_hub.features.exhibits.agents import plaintiffs
from lawsuit_hub.features.exhibits.models import Fixing, Head, Numbered, Plaintiff
from lawsuit_hub.features.exhibits.reaching import reach
from lawsuit_hub.features.exhibits.types import Fresh, Label, ListMoved, NothingToNumber
from lawsuit_hub.features.lawsuits import assignments
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class _New:
    """An exhibit that a fixing gives a number: of one plaintiff, with the documents it is made of, or a common one."""

    shown: Fresh
    victim_id: UUID | None = None
    document_ids: tuple[UUID, ...] = ()
    common_id: UUID | None = None


def fresh(work: Work, group_id: GroupId) -> tuple[tuple[Fresh, ...], str]:
    """What a fixing would number now, and the mark of it: the page carries it, and whatever changes meanwhile changes it."""
    new = list(_new(work, group_id))
    return tuple(one.shown for one in new), _fingerprint(new)


def _fingerprint(new: list[_New]) -> str:
    said = [(str(one.shown.label), one.document_ids, one.common_id) for one in new]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def fix(work: Work, code: str, *, seen: str) -> int:
    """Returns how many exhibits got a number. Raises NoSuchGroup, NothingToNumber, ListMoved."""
    group_id = reach(work, code)
    assignments.hold(work, group_id)
    work.db.expire_all()
    new = list(_new(work, group_id))
    if not new:
        raise NothingToNumber
    if _fingerprint(new) != seen:
        raise ListMoved
    numbers = _numbers(work, group_id)
    _keep_plaintiffs(work, group_id, numbers)
    heads = {row.number: row for row in work.db.scalars(select(Head).where(Head.group_id == group_id))}
    for one in new:
        _place(work, _head(work, group_id, heads, one), one)
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    last = max([*numbers.values(), last_plaintiff(work, group_id)], default=0)
    row = Fixing(id=new_id(), group_id=group_id, plaintiffs=last, exhibits=len(new))
    row.fixed_at, row.fixed_by = work.now, work.actor.id
    work.db.add(row)
    audit.record(work, "exhibits:fixed", about=group_id, kind="group", exhibits=len(new))
    audit.record_many(work, "exhibit:numbered", about={one.victim_id for one in new if one.victim_id is not None})
    work.db.flush()
    return len(new)


def labels(work: Work, group_id: GroupId) -> dict[UUID, Label]:
    """By document: what it is called in this group's suit."""
    rows = select(Numbered.document_id, Head.number, Numbered.branch).join(Head, Head.id == Numbered.head_id)
    found_rows = work.db.execute(rows.where(Head.group_id == group_id))
    return {document_id: Label(number, branch) for document_id, number, branch in found_rows}


def labels_of(work: Work, victim_id: UUID) -> dict[UUID, Label]:
    """What each of one person's documents is called, in whatever group it was numbered last."""
    rows = select(Numbered.document_id, Head.number, Numbered.branch).join(Head, Head.id == Numbered.head_id)
    theirs = work.db.execute(rows.where(Numbered.victim_id == victim_id).order_by(Numbered.fixed_at))
    return {document_id: Label(number, branch) for document_id, number, branch in theirs}


def plaintiff_numbers(work: Work, victim_id: UUID) -> list[int]:
    """One person's, in whatever groups she was numbered."""
    rows = select(Plaintiff.number).where(Plaintiff.victim_id == victim_id).order_by(Plaintiff.number)
    return list(work.db.scalars(rows))


def known_plaintiffs(work: Work, group_id: GroupId) -> dict[UUID, int]:
    rows = select(Plaintiff.victim_id, Plaintiff.number).where(Plaintiff.group_id == group_id)
    return dict(work.db.execute(rows).all())


def last_plaintiff(work: Work, group_id: GroupId) -> int:
    """The highest number that was ever given, also to who is erased since."""
    return int(work.db.scalar(select(func.max(Fixing.plaintiffs)).where(Fixing.group_id == group_id)) or 0)


def newest_fixing(work: Work, group_id: GroupId) -> Fixing | None:
    rows = select(Fixing).where(Fixing.group_id == group_id).order_by(Fixing.fixed_at.desc()).limit(1)
    return work.db.scalar(rows)


def _numbers(work: Work, group_id: GroupId) -> dict[UUID, int]:
    """The plaintiffs of today in the order of their numbers; who has none yet comes behind the last."""
    known, sues = known_plaintiffs(work, group_id), [one.victim_id for one in plaintiffs(work, group_id)]
    last = last_plaintiff(work, group_id)
    newcomers = {one: last + at for at, one in enumerate((one for one in sues if one not in known), 1)}
    numbers = {one: known.get(one) or newcomers[one] for one in sues}
    return dict(sorted(numbers.items(), key=lambda pair: pair[1]))


def _new(work: Work, group_id: GroupId) -> Iterator[_New]:
    numbers = _numbers(work, group_id)
    waiting = _waiting(work, group_id, list(numbers))
    heads = list(work.db.scalars(select(Head).where(Head.group_id == group_id)))
    given = {DocumentKind(one.kind): one for one in heads if one.kind}
    number = max((one.number for one in heads), default=0)
    wanted = [*lists.newest(work, group_id).needs]
    for kind in [*wanted, *(one for one in EVIDENCE if one not in wanted)]:
        theirs = {one: waiting[one, kind] for one in numbers if (one, kind) in waiting}
        if not theirs:
            continue
        head = given.get(kind)
        number += head is None
        before = head.branches if head else 0
        for branch, (victim_id, document_ids) in enumerate(theirs.items(), before + 1):
            label = Label(head.number if head else number, branch)
            yield _New(Fresh(label, kind, "", numbers[victim_id]), victim_id, document_ids)
    for common in commons.of_group(work, group_id):
        if common.label is None:
            number += 1
            yield _New(Fresh(Label(number), None, common.title, None), common_id=common.id)


def _waiting(work: Work, group_id: GroupId, people: list[UUID]) -> dict[tuple[UUID, DocumentKind], tuple[UUID, ...]]:
    """Checked documents without a number, by person and kind: all of one kind together are one exhibit, since uploads are small."""
    handed, placed = documents.of_people(work, people), labels(work, group_id)
    checked = found.checked(work, (one.id for theirs in handed.values() for one in theirs))
    waiting: dict[tuple[UUID, DocumentKind], tuple[UUID, ...]] = {}
    for victim_id, theirs in handed.items():
        for one in theirs:
            if one.id in checked and one.id not in placed:
                key = (victim_id, one.kind)
                waiting[key] = (*waiting.get(key, ()), one.id)
    return waiting


def _keep_plaintiffs(work: Work, group_id: GroupId, numbers: dict[UUID, int]) -> None:
    known = known_plaintiffs(work, group_id)
    for victim_id, number in numbers.items():
        if victim_id not in known:
            work.db.add(Plaintiff(id=new_id(), group_id=group_id, victim_id=victim_id, number=number))


def _head(work: Work, group_id: GroupId, heads: dict[int, Head], one: _New) -> Head:
    label = one.shown.label
    if label.number not in heads:
        kind = one.shown.kind.value if one.shown.kind else None
        head = Head(id=new_id(), group_id=group_id, number=label.number, kind=kind, common_id=one.common_id)
        head.branches, head.fixed_at = 0, work.now
        work.db.add(head)
        work.db.flush()
        heads[label.number] = head
    return heads[label.number]


def _place(work: Work, head: Head, one: _New) -> None:
    branch = one.shown.label.branch
    if branch is None or one.victim_id is None:
        return
    head.branches = branch
    for document_id in one.document_ids:
        row = Numbered(id=new_id(), head_id=head.id, branch=branch, victim_id=one.victim_id, document_id=document_id)
        row.fixed_at = work.now
        work.db.add(row)
