"""Dossiers as the desk reads them: one with its topics, counts and quotes; the list; what is late."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Select, func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.dossiers import parts, printing, quoting, recipients, writing
from lawsuit_hub.features.dossiers.models import (
    Dossier,
    DossierAnswer,
    DossierRecipient,
    DossierTopic,
    DossierVersion,
)
from lawsuit_hub.features.dossiers.printing import Printed
from lawsuit_hub.features.dossiers.standing import Stands, Version, public_of
from lawsuit_hub.features.dossiers.types import (
    Answer,
    Draft,
    Item,
    Line,
    Overdue,
    Recipient,
    Sent,
    State,
    Way,
)
from lawsuit_hub.infra.work import Work


def item(work: Work, number: int) -> Item:
    """One that went out is told as it was printed. Raises NoSuchDossier."""
    work.require(Permission.SUGGESTION_HANDLE)
    row = writing.get(work, number)
    frozen = versions(work, row.id)
    printed = None if row.sent_version is None else _printed(work, row.id, row.sent_version)
    told = parts.of(work, topics_of(work, row.id), printed)
    return Item(
        id=row.id,
        number=row.number,
        turn=row.turn,
        state=_state(row, [one for one in frozen if one.turn == row.turn]),
        recipient=_recipient(work, row, printed),
        draft=Draft(row.recipient_id, row.title, row.opening, row.cover, row.document, row.day),
        parts=told.parts,
        months=told.months,
        total=told.total,
        counted=printed is not None or row.sent_version is None,
        versions=frozen,
        sent=sent_of(row),
        answers=answers(work, row.id),
        late=_late(work, row),
        shown_on=row.shown_on,
        files_shown=row.files_shown,
    )


def _printed(work: Work, dossier_id: UUID, number: int) -> Printed | None:
    wanted = select(DossierVersion.printed).where(
        DossierVersion.dossier_id == dossier_id, DossierVersion.number == number
    )
    return printing.loaded(work.db.scalar(wanted))


def _recipient(work: Work, row: Dossier, printed: Printed | None) -> Recipient:
    now = recipients.get(work, row.recipient_id)
    if printed is None:
        return now
    return replace(now, name=printed.name, addressee=printed.addressee, through=printed.through)


def lines(work: Work) -> tuple[Line, ...]:
    """What is late first, then the newest."""
    work.require(Permission.SUGGESTION_HANDLE)
    rows = list(work.db.scalars(select(Dossier).order_by(Dossier.number.desc())))
    named = {one.id: one.name for one in work.db.scalars(select(DossierRecipient))}
    of_each = select(DossierTopic.dossier_id, func.count()).group_by(DossierTopic.dossier_id)
    counted = {dossier: count for dossier, count in work.db.execute(of_each)}  # noqa: C416 - rows are no pairs to mypy
    frozen = _frozen(work)
    made = [
        Line(
            number=row.number,
            title=row.title,
            recipient=named[row.recipient_id],
            state=_state(row, [one for one in frozen[row.id] if one.turn == row.turn]),
            topics=counted.get(row.id, 0),
            sent=sent_of(row),
            late=_late(work, row),
            stopped=row.files_shown and public_of(row.sent_version, frozen[row.id]) is None,
        )
        for row in rows
    ]
    return tuple(sorted(made, key=lambda one: (-one.stopped, -one.late)))


def _frozen(work: Work) -> dict[UUID, list[Stands]]:
    """Of all dossiers, their versions in order."""
    told = defaultdict(list)
    for dossier_id, one in _standing(work, select(DossierVersion)):
        told[dossier_id].append(one)
    return told


def stands(work: Work, dossier_id: UUID) -> list[Stands]:
    """Its versions in order, without their files."""
    return [one for _id, one in _standing(work, select(DossierVersion).where(DossierVersion.dossier_id == dossier_id))]


def _standing(work: Work, wanted: Select[DossierVersion]) -> Iterator[tuple[UUID, Stands]]:
    standing = quoting.standing(work)
    for row in work.db.scalars(wanted.order_by(DossierVersion.number)):
        yield row.dossier_id, Stands(row.number, row.turn, _taken(row, standing))


def overdue(work: Work) -> Overdue:
    """For the desk's today."""
    late = select(func.count(), func.min(Dossier.due_on)).where(
        Dossier.sent_on.is_not(None), Dossier.answered_on.is_(None), Dossier.due_on < work.today
    )
    count, oldest = work.db.execute(late).one()
    return Overdue(count, (work.today - oldest).days if oldest else 0)


def stopped(work: Work) -> int:
    """How many dossiers have files that were shown and are given to nobody, because of words in them. For the desk's today."""
    shown = list(work.db.scalars(select(Dossier).where(Dossier.files_shown.is_(True))))
    frozen = _frozen(work) if shown else {}
    return sum(public_of(row.sent_version, frozen[row.id]) is None for row in shown)


def topics_of(work: Work, dossier_id: UUID) -> list[DossierTopic]:
    wanted = select(DossierTopic).where(DossierTopic.dossier_id == dossier_id)
    return list(work.db.scalars(wanted.order_by(DossierTopic.place, DossierTopic.topic_id)))


def versions(work: Work, dossier_id: UUID) -> tuple[Version, ...]:
    """Their bytes are looked at: a version that was changed since says so."""
    wanted = select(DossierVersion, DossierVersion.pdf, DossierVersion.hwpx)
    rows = work.db.execute(wanted.where(DossierVersion.dossier_id == dossier_id).order_by(DossierVersion.number)).all()
    standing = quoting.standing(work) if rows else frozenset()
    return tuple(_version(row, (pdf, hwpx), _taken(row, standing)) for row, pdf, hwpx in rows)


def _version(row: DossierVersion, files: tuple[bytes, bytes], taken: int | None) -> Version:
    sums = tuple(sha256(one).hexdigest() for one in files)
    return Version(
        number=row.number,
        turn=row.turn,
        taken=taken,
        at=row.at,
        pdf_sha256=row.pdf_sha256,
        hwpx_sha256=row.hwpx_sha256,
        pdf_size=row.pdf_size,
        hwpx_size=row.hwpx_size,
        whole=sums == (row.pdf_sha256, row.hwpx_sha256),
    )


def _taken(row: DossierVersion, standing: frozenset[str]) -> int | None:
    said = printing.loaded(row.printed)
    return None if said is None else len(said.marks - standing)


def answers(work: Work, dossier_id: UUID, *, shown: bool = False) -> tuple[Answer, ...]:
    wanted = select(DossierAnswer).where(DossierAnswer.dossier_id == dossier_id).order_by(DossierAnswer.number)
    if shown:
        wanted = wanted.where(DossierAnswer.shown.is_(True))
    return tuple(
        Answer(one.id, one.number, one.day, one.document, one.words, one.shown) for one in work.db.scalars(wanted)
    )


def sent_of(row: Dossier) -> Sent | None:
    if row.sent_on is None or row.sent_version is None or row.due_on is None:
        return None
    return Sent(row.sent_version, row.sent_on, row.sent_document, Way(row.sent_way), row.due_on)


def _state(row: Dossier, frozen: Sequence[Stands]) -> State:
    """`frozen`: the versions of what stands there now."""
    if row.answered_on is not None:
        return State.ANSWERED
    if row.sent_on is not None:
        return State.SENT
    if any(one.stands for one in frozen):
        return State.FROZEN
    return State.TAKEN_BACK if any(one.taken for one in frozen) else State.DRAFT


def _late(work: Work, row: Dossier) -> int:
    if row.due_on is None or row.answered_on is not None:
        return 0
    return max((work.today - row.due_on).days, 0)
