"""A mailing from its draft to the moment it may go: whom, how many, what it costs, two people's word. Sends nothing."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.mailings import choosing, texts
from lawsuit_hub.features.mailings.models import Mailing
from lawsuit_hub.features.mailings.types import (
    Example,
    Kind,
    NoSuchMailing,
    NotAnotherPerson,
    NothingToSend,
    NotNow,
    Plan,
    PlanMoved,
    Wanted,
)
from lawsuit_hub.features.outbox import batches, bodies
from lawsuit_hub.features.victims import audience
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.message_body import CannotCarry, TooLong

EXAMPLES = 3
MOST_GROUPS = 200
_MAC = "mailings.plan"


def draft(work: Work, kind: Kind, wanted: Wanted, *, notice: int | None = None) -> UUID:
    """Raises NothingToSend."""
    work.require(Permission.MAILING_PREPARE)
    if kind is Kind.CHANNEL and not work.settings.channel_url:
        raise NothingToSend("channel")
    if (kind is Kind.NOTICE) != (notice is not None) or (notice is not None and not choosing.is_read(work, notice)):
        raise NothingToSend("notice")
    if not (wanted.everybody or wanted.groups or wanted.stages) or len(wanted.groups) > MOST_GROUPS:
        raise NothingToSend("audience")
    for code in wanted.groups:
        try:
            groups.by_code(work, code)
        except NoSuchGroup:
            raise NothingToSend("group", code[:20]) from None
    row = Mailing(
        id=new_id(), kind=kind.value, notice=notice, wanted=wanted.told(), made_at=work.now, made_by=work.actor.id
    )
    work.db.add(row)
    audit.record(work, "mailing:drafted", about=row.id, kind="mailing", message=kind.value)
    work.db.flush()
    return row.id


def plan(work: Work, mailing_id: UUID) -> Plan:
    """As of now; writes nothing. Raises NoSuchMailing, NothingToSend where no carrier takes the text."""
    work.require(Permission.MAILING_PREPARE)
    row = get(work, mailing_id)
    kind = Kind(row.kind)
    text = texts.written(work.settings, kind, notice=row.notice)
    try:
        fit = bodies.fits(work.settings, text)
    except CannotCarry as refusal:
        raise NothingToSend("letter", refusal.named) from None
    except TooLong:
        raise NothingToSend("long") from None
    whom = choosing.audience_of(work, row, until=work.now)
    words = audience.counts(work, whom)
    gets = words.pop(audience.GETS, 0)
    cost = fit.won_for(gets)
    seen = f"{row.id}|{gets}|{sum(words.values())}|{cost}|{text}"
    return Plan(
        text=text,
        channel=fit.channel.value,
        bytes=fit.bytes,
        gets=gets,
        passed=words,
        cost=cost,
        examples=_examples(work, whom),
        second=gets > work.settings.mailing_alone,
        token=work.keys.mac(_MAC, seen).hex(),
    )


def confirm(work: Work, mailing_id: UUID, *, token: str) -> None:
    """From now the clock runs to its start, or it waits for a second person. Raises NoSuchMailing, NotNow, PlanMoved, NothingToSend."""
    work.require(Permission.MAILING_SEND)
    row = get(work, mailing_id)
    if row.confirmed_at is not None:
        raise NotNow
    shown = plan(work, mailing_id)
    if not shown.gets:
        raise NothingToSend("nobody")
    if shown.token != token:
        raise PlanMoved
    about = {
        "confirmed_at": work.now,
        "confirmed_by": work.actor.id,
        "second": shown.second,
        "until": work.now,
        "starts_at": None if shown.second else _start(work),
        "total": shown.gets + sum(shown.passed.values()),
        "gets": shown.gets,
        "cost": shown.cost,
    }
    _take(work, row, Mailing.confirmed_at.is_(None), **about)
    row.batch_id = batches.begin(work, row.kind)
    audit.record(
        work, "mailing:confirmed", about=row.id, kind="mailing", count=shown.gets, cost=shown.cost, second=shown.second
    )


def approve(work: Work, mailing_id: UUID) -> None:
    """A second person's word. Raises NoSuchMailing, NotNow, NotAnotherPerson."""
    work.require(Permission.MAILING_APPROVE)
    row = get(work, mailing_id)
    if row.confirmed_by == work.actor.id:
        raise NotAnotherPerson
    waits = (
        Mailing.second
        & Mailing.approved_at.is_(None)
        & Mailing.stopped_at.is_(None)
        & Mailing.confirmed_at.is_not(None)
    )
    _take(work, row, waits, approved_at=work.now, approved_by=work.actor.id, starts_at=_start(work))
    audit.record(work, "mailing:approved", about=row.id, kind="mailing", count=row.gets)


def get(work: Work, mailing_id: UUID) -> Mailing:
    row = work.db.get(Mailing, mailing_id)
    if row is None:
        raise NoSuchMailing
    return row


def _start(work: Work) -> datetime:
    return work.now + timedelta(minutes=work.settings.mailing_undo_minutes)


def _take(work: Work, row: Mailing, still: ColumnElement[bool], **values: object) -> None:
    """Of two at once, one. Raises NotNow."""
    taken = update(Mailing).where(Mailing.id == row.id, still).values(**values).returning(Mailing.id)
    if work.db.execute(taken.execution_options(synchronize_session=False)).first() is None:
        raise NotNow
    work.db.refresh(row)


def _examples(work: Work, whom: audience.Audience) -> tuple[Example, ...]:
    people = victims.profiles(work, audience.some(work, whom, size=EXAMPLES))
    return tuple(
        sorted(
            (Example(one.reference, one.hints.name, one.hints.phone) for one in people.values()),
            key=lambda one: one.reference,
        )
    )
