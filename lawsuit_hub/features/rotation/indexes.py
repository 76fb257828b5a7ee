"""Rotates the index key: the new indexes are worked out beside the old ones, then all tables switch in one transaction."""

from collections.abc import Iterator
from contextlib import suppress

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.rotation.types import AnotherSwitches, IndexState, Progress
from lawsuit_hub.infra import epochs, reindexing
from lawsuit_hub.infra.db import stop_writers
from lawsuit_hub.infra.epochs import IndexEpoch
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.keyring import NotHere

BATCH = 5000


def rotate(works: Works, *, size: int = BATCH, actor: Actor = SYSTEM) -> Iterator[Progress]:
    """May be killed and begun again: what was worked out stays as far as it still stands somewhere, a key that lies ready is
    taken. Raises AnotherSwitches.

    Everybody is found and nobody registers twice at any moment: until the switch commits all go by the old indexes, and
    whoever writes waits for it; whoever comes after goes by the new ones.
    """
    epoch = _begin(works)
    with works.open(SYSTEM) as work:
        reindexing.drop_unused(work.db)
    yield from _work_out(works, epoch, size)
    with works.open(actor) as work:
        if _switch(works, work, epoch):
            audit.record(work, "keys:index_rotated", epoch=epoch)


def prepare(works: Works) -> int:
    """The number of the key to come, which lies in the folder now; other machines that recognise get a copy of it."""
    return _begin(works)


def state(works: Works) -> IndexState:
    """Which index key counts, and what a rotation that was stopped, or is under way, has left: a newer key, renewals."""
    with works.open(SYSTEM, read_only=True) as work:
        now, count = epochs.index_epoch(work.db), reindexing.worked_out(work.db)
    newest = now
    with suppress(NotHere):  # a tier that recognises nobody by itself sees what the tables say
        newest = works.ring.later_indexes().newest()
    return IndexState(now, ready=newest if newest > now else None, worked_out=count)


def _begin(works: Works) -> int:
    """The epoch to come, with its key: made unless one lies ready. Its check value is noted, so it cannot change midway."""
    later = works.ring.later_indexes()
    with works.open(SYSTEM) as work:
        now = epochs.index_epoch(work.db)
        ready = later.newest() if later.newest() > now else later.add(demo=works.ring.is_demo)
        epoch, name = now + 1, f"index-{now + 1:04}"
        if ready >= epoch and name not in epochs.noted(work.db):
            epochs.note(work.db, {name: later.checks()[name]}, work.now)
    return epoch


def _work_out(works: Works, epoch: int, size: int) -> Iterator[Progress]:
    with works.open(SYSTEM, read_only=True) as work:
        left, done = reindexing.count(work.db), 0
    for column in reindexing.columns():
        while True:
            with works.open(SYSTEM, read_only=True) as work:
                found = reindexing.without(work.db, column, size=size)
            if not found:
                break
            renewals = zip(found, works.ring.later_indexes().lifted_all(found, epoch), strict=True)
            with works.open(SYSTEM) as work:
                if epochs.index_epoch(work.db) >= epoch:
                    return  # another rotation switched: what was read is renewed already
                reindexing.put(work.db, renewals)
            done += len(found)
            yield Progress(done, max(0, left - done))


def _switch(works: Works, work: Work, epoch: int) -> bool:
    if not stop_writers(work.db.connection()):
        raise AnotherSwitches
    if epochs.index_epoch(work.db) >= epoch:  # another rotation was first, and its switch is whole
        return False
    for column in reindexing.columns():  # what came since it was worked out
        found = reindexing.without(work.db, column)
        renewals = zip(found, works.ring.later_indexes().lifted_all(found, epoch), strict=True)
        reindexing.put(work.db, renewals)
    reindexing.switch(work.db)
    work.db.add(IndexEpoch(number=epoch, since=work.now))
    return True
