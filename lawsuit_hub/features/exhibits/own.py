"""A member's own papers for the suit: what is wanted, what she handed in, what was found of it, taking it away again."""

from collections.abc import Sequence
from uuid import UUID

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents.types import EVIDENCE, DocumentKind, DocumentView
from lawsuit_hub.features.exhibits import found, lists, numbering
from lawsuit_hub.features.exhibits.types import Line, OwnPapers, Paper
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.infra.refusals import NotYours
from lawsuit_hub.infra.work import Work, Works


def own(work: Work) -> OwnPapers:
    """Raises NotYours for who is in no group."""
    work.require(Permission.OWN_READ)
    group_id = _group(work)
    assert work.actor.id is not None  # noqa: S101 - she is in a group
    handed = documents.of_person(work, work.actor.id)
    pages = work.settings.document_pages - sum(len(one.pages) for one in handed)
    return OwnPapers(lines(work, group_id, {work.actor.id: handed})[work.actor.id], pages)


def hand_in(works: Works, actor: Actor, files: Sequence[bytes], kind: DocumentKind) -> DocumentView:
    """Raises NotYours, Unfit, QuotaFull, TooMany."""
    with works.open(actor, read_only=True) as work:
        work.require(Permission.OWN_WRITE)
        _group(work)
    if kind not in EVIDENCE:
        raise NotYours
    return documents.hand_in(works, actor, files, kind=kind, for_suit=True)


def lines(work: Work, group_id: GroupId, handed: dict[UUID, tuple[DocumentView, ...]]) -> dict[UUID, tuple[Line, ...]]:
    """By person: the kinds of the group's list in its order, then whatever else she handed in."""
    needs, labels = lists.newest(work, group_id).needs, numbering.labels(work, group_id)
    said = found.of_documents(work, (one.id for theirs in handed.values() for one in theirs))
    kinds = [*needs, *(one for one in EVIDENCE if one not in needs)]
    made = {}
    for victim_id, theirs in handed.items():
        papers = [Paper(one, said.get(one.id), labels.get(one.id)) for one in theirs]
        all_lines = [
            Line(kind, needs.get(kind), tuple(one for one in papers if one.document.kind is kind)) for kind in kinds
        ]
        made[victim_id] = tuple(one for one in all_lines if one.need or one.papers)
    return made


def _group(work: Work) -> GroupId:
    place = groups.membership_of(work, work.actor.id) if work.actor.id else None
    if place is None or place.active_since is None:
        raise NotYours
    return place.group_id
