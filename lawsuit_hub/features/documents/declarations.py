"""What a person declares of herself and the landlord's side. An open relation keeps her from being active until a caseworker decides."""

from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.documents.models import Declaration
from lawsuit_hub.features.documents.types import DeclarationView, Relation, WordsMissing
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.refusals import NotYours, ReasonHoldsNumber
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Place
from lawsuit_hub.values.resident_number import shape_in
from lawsuit_hub.values.text import visible

LONGEST = 1000


def declare(work: Work, relation: Relation, words: str) -> None:
    """Her own. One that names a relation closes her card and her unused invite until it is settled. Raises WordsMissing, ReasonHoldsNumber."""
    work.require(Permission.OWN_WRITE)
    if work.actor.id is None:
        raise NotYours
    _write(work, work.actor.id, relation, words, taken_by=None)


def take_down(work: Work, victim_id: VictimId, relation: Relation, words: str) -> None:
    """What she said to a caseworker, on the telephone or at the desk."""
    work.require(Permission.PERSON_VERIFY)
    _write(work, victim_id, relation, words, taken_by=work.actor.id)


def _write(work: Work, victim_id: VictimId, relation: Relation, words: str, *, taken_by: UUID | None) -> None:
    said = visible(words[:LONGEST], keep="\n").strip()
    if shape_in(said):
        raise ReasonHoldsNumber
    if relation is not Relation.NONE and not said:
        raise WordsMissing
    landlords.take_turn(work)
    victims.hold(work, victim_id)
    before = _newest(work, victim_id)
    row = Declaration(id=new_id(), victim_id=victim_id, number=before.number + 1 if before else 1)
    row.relation, row.declared_at, row.taken_by = relation.value, work.now, taken_by
    if said and relation is not Relation.NONE:
        row.words = work.keys.seal(said, Place("conflict_declarations.words", victim_id, row.id))
    work.db.add(row)
    audit.record(work, "conflict:declared", about=victim_id, relation=relation.value)
    work.db.flush()
    if relation is not Relation.NONE:
        victims.see_leases_again(work, [victim_id])
        lawsuits.refresh(work, victim_id)


def of_person(work: Work, victim_id: VictimId) -> DeclarationView | None:
    row = _newest(work, victim_id)
    return None if row is None else _view(row)


def written(work: Work, victim_id: VictimId) -> list[tuple[DeclarationView, str | None]]:
    """Every declaration with what she wrote, opened, the oldest first: for a caseworker who left her mark, and for her own copy."""
    wanted = select(Declaration).where(Declaration.victim_id == victim_id).order_by(Declaration.number)
    return [
        (_view(row), work.keys.open(row.words, Place("conflict_declarations.words", victim_id, row.id)))
        for row in work.db.scalars(wanted)
    ]


def _view(row: Declaration) -> DeclarationView:
    return DeclarationView(Relation(row.relation), row.declared_at, row.taken_by is not None, row.settled_at)


def settle(work: Work, victim_id: VictimId) -> bool:
    """A caseworker found the declared relation to be no bar. False when none was open."""
    work.require(Permission.PERSON_VERIFY)
    row = _newest(work, victim_id)
    if row is None or row.relation == Relation.NONE or row.settled_at is not None:
        return False
    row.settled_at, row.settled_by = work.now, work.actor.id
    audit.record(work, "conflict:settled", about=victim_id, relation=row.relation)
    work.db.flush()
    return True


def _newest(work: Work, victim_id: VictimId) -> Declaration | None:
    wanted = select(Declaration).where(Declaration.victim_id == victim_id)
    return work.db.scalar(wanted.order_by(Declaration.number.desc()).limit(1))
