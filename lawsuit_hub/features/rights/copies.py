"""A copy of her own data on its way to a person: asked by the web process, made by the worker, opened only by her cookie.

The web process cannot open what it would have to copy. So it hands the worker a secret, sealed to the vault; the worker seals
the files under it and forgets it; from then on only the cookie of the browser that asked has it.
"""

import hashlib
import logging
import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, or_, select

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.rights import collecting, paper, requests
from lawsuit_hub.features.rights.models import DataCopy
from lawsuit_hub.features.rights.own import me
from lawsuit_hub.features.rights.types import (
    AlreadyAnswered,
    CopyElsewhere,
    CopyFormat,
    CopyNotReady,
    CopyState,
    CopyView,
    Kind,
    Outcome,
)
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.keyring import CannotOpen, Place, RootTrouble, Sealed, open_bytes_with, seal_with

log = logging.getLogger("lawsuit_hub.copies")

RATE = "5 per day"
SECRET_BYTES = 32
LEASE = timedelta(minutes=5)
ATTEMPTS = 4
_SECRET = "data_copies.secret"  # noqa: S105 - the name of a column


def new_secret() -> str:
    """What the cookie carries: it finds the copy (by a hash) and opens it; the database holds neither."""
    return secrets.token_urlsafe(SECRET_BYTES)


def ask(work: Work, secret: str) -> None:
    """One copy at a time: a newer one takes the older one's place, the same press twice is one wish. Raises TooMany."""
    work.require(Permission.OWN_WRITE)
    own = me(work)
    victims.hold(work, own)
    present = _of(work)
    if present is not None and present.finder == _finder(secret) and _is_alive(work, present):
        return
    work.limits.hit(RATE, "copy", str(own))
    if present is not None:
        _give_up(work, present)
    row = DataCopy(id=new_id(), victim_id=own, finder=_finder(secret), asked_at=work.now)
    row.request_id = requests.ask(work, own, Kind.COPY)
    row.secret = work.keys.seal_to_vault(secret, _SECRET, row.id)
    row.expires_at = work.now + _lasts(work)
    work.db.add(row)
    work.db.flush()
    work.wake_worker()


def _give_up(work: Work, present: DataCopy) -> None:
    with suppress(AlreadyAnswered):  # it was made; she wants a newer one
        requests.close(work, requests.locked(work, present.request_id), Outcome.TAKEN_BACK)
    work.db.delete(present)
    work.db.flush()


def view(work: Work, secret: str | None) -> CopyView:
    """How her copy stands, seen from the browser that carries this secret."""
    work.require(Permission.OWN_READ)
    row = _of(work)
    if row is None or row.expires_at <= work.now:
        return CopyView(CopyState.NONE)
    if row.failed_at is not None:
        return CopyView(CopyState.FAILED, row.asked_at)
    if secret is None or row.finder != _finder(secret):
        return CopyView(CopyState.ELSEWHERE, row.asked_at, row.expires_at)
    state = CopyState.READY if row.made_at else CopyState.MAKING
    return CopyView(state, row.asked_at, row.expires_at)


def fetch(work: Work, secret: str | None, form: CopyFormat) -> bytes:
    """The file, for the member whose copy it is in the browser that asked; each time leaves a line. Raises CopyNotReady, CopyElsewhere."""
    state = view(work, secret).state
    if state is CopyState.ELSEWHERE:
        raise CopyElsewhere
    row = _of(work)
    sealed = None if row is None else row.pdf if form is CopyFormat.PDF else row.json
    if state is not CopyState.READY or secret is None or row is None or sealed is None:
        raise CopyNotReady
    try:
        data = open_bytes_with(secret.encode(), sealed, _place(form, row))
    except CannotOpen:
        raise CopyElsewhere from None
    audit.record(work, "copy:fetched", about=row.victim_id, form=form.value)
    return data


def make_due(works: Works) -> int:
    """The worker's part: makes every copy that waits; returns how many. A killed worker leaves a lease that runs out.

    While RootTrouble is raised they wait on.
    """
    made = 0
    while (claim := _claim(works)) is not None:
        try:
            made += _make(works, *claim)
        except RootTrouble:
            _put_back(works, *claim)
            raise
        except Exception as error:  # whatever it is, the copies behind this one must not wait for it
            log.error("copy %s could not be made: %s", claim[0], type(error).__name__)
    return made


def _put_back(works: Works, copy_id: UUID, lease: datetime) -> None:
    """Identities are closed for a while: that is no attempt."""
    with works.open(SYSTEM) as work:
        row = work.db.get(DataCopy, copy_id, with_for_update=True)
        if row is not None and row.leased_until == lease:
            row.attempts, row.leased_until = row.attempts - 1, None


def _claim(works: Works) -> tuple[UUID, datetime] | None:
    with works.open(SYSTEM) as work:
        free = or_(DataCopy.leased_until.is_(None), DataCopy.leased_until < work.now)
        waits = (DataCopy.made_at.is_(None), DataCopy.failed_at.is_(None), DataCopy.expires_at > work.now)
        oldest = select(DataCopy).where(*waits, free).order_by(DataCopy.asked_at).limit(1)
        row = work.db.scalar(oldest.with_for_update(skip_locked=True))
        if row is None:
            return None
        row.attempts += 1
        row.leased_until = work.now + LEASE
        if row.attempts > ATTEMPTS:  # its request stays open, so somebody looks
            row.failed_at, row.secret = work.now, None
        return row.id, row.leased_until


def _make(works: Works, copy_id: UUID, lease: datetime) -> int:
    with works.open(SYSTEM, read_only=True) as work:
        row = work.db.get(DataCopy, copy_id)
        if row is None or row.secret is None or row.leased_until != lease:
            return 0
        secret = work.keys.open_from_vault(row.secret, _SECRET, row.id).encode()
        content = collecting.content(work, row.victim_id)
        sealed = {
            CopyFormat.JSON: seal_with(secret, collecting.as_json(content), _place(CopyFormat.JSON, row)),
            CopyFormat.PDF: seal_with(secret, paper.written(content), _place(CopyFormat.PDF, row)),
        }
    with works.open(SYSTEM) as work:
        return _store(work, copy_id, lease, sealed)


def _store(work: Work, copy_id: UUID, lease: datetime, sealed: dict[CopyFormat, Sealed]) -> int:
    row = work.db.get(DataCopy, copy_id, with_for_update=True, populate_existing=True)
    if row is None or row.leased_until != lease:  # asked anew meanwhile, erased, or another worker has it
        return 0
    row.json, row.pdf = sealed[CopyFormat.JSON], sealed[CopyFormat.PDF]
    row.secret = row.leased_until = None
    row.made_at, row.expires_at = work.now, work.now + _lasts(work)
    audit.record(work, "copy:made", about=row.victim_id)
    requests.close(work, requests.locked(work, row.request_id), Outcome.DONE)
    outbox.queue(work, "copy_ready", to=row.victim_id)
    return 1


def retire(work: Work) -> int:
    """Deletes copies whose time is over or whose person is gone; the worker calls it. Returns how many."""
    rows = list(work.db.execute(select(DataCopy.id, DataCopy.victim_id, DataCopy.expires_at)))
    gone = {
        victim_id
        for victim_id, profile in victims.profiles(work, [row.victim_id for row in rows]).items()
        if profile.withdrawn_at is not None
    }
    over = [row.id for row in rows if row.expires_at <= work.now or row.victim_id in gone]
    work.db.execute(delete(DataCopy).where(DataCopy.id.in_(over)))
    return len(over)


def _of(work: Work) -> DataCopy | None:
    return work.db.scalar(select(DataCopy).where(DataCopy.victim_id == me(work)))


def _is_alive(work: Work, row: DataCopy) -> bool:
    return row.failed_at is None and row.expires_at > work.now


def _lasts(work: Work) -> timedelta:
    return timedelta(hours=work.settings.copy_hours)


def _finder(secret: str) -> bytes:
    return hashlib.sha256(b"lawsuit-hub/copy-finder/" + secret.encode()).digest()


def _place(form: CopyFormat, row: DataCopy) -> Place:
    column = "data_copies.pdf" if form is CopyFormat.PDF else "data_copies.json"
    return Place(column, row.victim_id, row.id)
