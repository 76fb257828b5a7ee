"""Rotates the keys that wrap subject keys while the service runs: a new epoch, re-wrapping, the old one's end."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.rotation.types import (
    KeyState,
    NoSuchKey,
    NotPrepared,
    NotThisTier,
    Progress,
    SomeDoNotOpen,
    StillActive,
    StillWraps,
    Tally,
    Turn,
)
from lawsuit_hub.infra import epochs, rewrapping
from lawsuit_hub.infra.epochs import PAIR, KekEpoch
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.epochs import lying
from lawsuit_hub.privacy.keyring import KeyKind
from lawsuit_hub.privacy.tiers import Tier, is_outside

KINDS = tuple(kind.value for kind in KeyKind)
BATCH = 2000


def status(work: Work) -> list[KeyState]:
    """Every wrapping key the database knows, and how many subject keys it still wraps."""
    counts = rewrapping.wrapping(work.db)
    rows = work.db.scalars(select(KekEpoch).order_by(KekEpoch.kind, KekEpoch.id))
    return [KeyState(row.id, row.kind, row.state, counts[row.id]) for row in rows]


def prepare(works: Works, kind: str) -> str:
    """A key of the kind that lies ready, newer than the active one; made where there is none. Nothing wraps under it yet.

    A machine with a key folder of its own gets its copy now: from `rotate` on it is asked for. Raises NotThisTier.
    """
    if is_outside(works.settings.tier):
        raise NotThisTier
    return _ready(works, kind) or works.ring.add_epoch(KeyKind(kind))


def to_rotate(works: Works) -> list[str]:
    """The kinds that `rotate` takes here: where other machines hold keys of their own, the vault's and what lies prepared."""
    return [kind for kind in KINDS if not _is_carried(works, kind) or _ready(works, kind)]


def rotate(works: Works, kind: str, *, actor: Actor = SYSTEM) -> str:
    """Whatever is wrapped from now on, in any process, is wrapped under a new key. Returns its id.

    Raises NotThisTier, NotPrepared.
    """
    if _is_carried(works, kind) and _ready(works, kind) is None:
        raise NotPrepared
    ready = prepare(works, kind)
    check = works.ring.check_values()[ready]  # asks the root, for which no transaction waits
    with works.open(actor) as work:
        if epochs.activate(work.db, kind, ready, check, work.now):
            audit.record(work, "keys:rotated", key=ready)
    return ready


def rewrap(works: Works, *, size: int = BATCH, actor: Actor = SYSTEM) -> Iterator[Progress]:
    """Moves every subject key to the active key of its kind, in transactions of `size`; may be killed and begun again.

    It ends when the database says that no old key wraps anything, since works in flight may still add under one, and
    when what lay under the vault's pair as it began has been moved. Raises SomeDoNotOpen once all others are moved.
    """
    tally = Tally()
    while sources := _sources(works, first=not tally.passes):
        yield from _pass(works, sources, tally, size)
        if tally.unopened and not tally.moved_last:
            break
    if tally.moved:
        with works.open(actor) as work:
            audit.record(work, "keys:rewrapped", keys=tally.moved, unopened=tally.unopened)
    if sources:
        raise SomeDoNotOpen(f"{tally.unopened} subject keys do not open and stay under their old key")


def _sources(works: Works, *, first: bool) -> list[tuple[KeyState, str]]:
    """The keys to move from, each with the one to move to."""
    with works.open(SYSTEM, read_only=True) as work:
        states = status(work)
    active = {one.kind: one.id for one in states if one.state == "active"}
    left = [one for one in states if one.wraps and (one.state == "old" or (first and one.kind == PAIR))]
    return [(one, active["vault" if one.kind == PAIR else one.kind]) for one in left]


def _pass(works: Works, sources: list[tuple[KeyState, str]], tally: Tally, size: int) -> Iterator[Progress]:
    tally.begin(sum(source.wraps for source, _ in sources))
    for source, target in sources:
        kind = KeyKind.VAULT if source.kind == PAIR else KeyKind(source.kind)
        after: UUID | None = None
        while True:
            with works.open(SYSTEM, read_only=True) as work:
                read = rewrapping.batch(work.db, source.id, kind, after=after, size=size)
            if not read:
                break
            after = read[-1].subject
            moved = works.ring.rewrap(read, target)
            with works.open(SYSTEM) as work:
                done = rewrapping.put(work.db, moved)
            yield tally.step(done, unopened=len(read) - len(moved))


def retire(works: Works, kek_id: str, *, actor: Actor = SYSTEM) -> None:
    """The end of an old key: what lies under it in old copies opens nowhere any more.

    Raises NoSuchKey, StillActive, StillWraps. The database lets it go first, then its file is destroyed; a stop between
    the two leaves a file that nothing uses, and `sweep` finds it.
    """
    try:
        with works.open(actor) as work:
            kind = _let_go(work, kek_id)
    except IntegrityError:  # the foreign key: somebody wrapped under it after it was counted
        raise StillWraps(f"{kek_id} wraps a subject key that came just now: re-wrap first") from None
    sweep(works, kind)


def empty(works: Works) -> list[str]:
    """Old keys that wrap nothing any more."""
    with works.open(SYSTEM, read_only=True) as work:
        return [one.id for one in status(work) if one.state == "old" and not one.wraps]


def sweep(works: Works, kind: str) -> list[str]:
    """Destroys the files of retired keys: older than the active one and unknown to the database. Returns their names."""
    gone = _left_over(works, kind)
    for kek_id in gone:
        works.ring.retire_epoch(KeyKind(kind), kek_id)
    return gone


def sweep_all(works: Works) -> list[str]:
    """The same for every kind this tier holds."""
    return [kek_id for kind in KINDS if works.ring.holds(KeyKind(kind)) for kek_id in sweep(works, kind)]


def is_unfinished(works: Works) -> bool:
    """Whether a turn was stopped or could not end: an old key stands in the database, or the file of a retired one lies there."""
    with works.open(SYSTEM, read_only=True) as work:
        if any(one.state == "old" for one in status(work)):
            return True
    return any(_left_over(works, kind) for kind in KINDS)


def turn_over(works: Works, *, kinds: Sequence[str] = KINDS, size: int = BATCH, actor: Actor = SYSTEM) -> Turn:
    """New keys, everything re-wrapped, old keys destroyed: what was erased before now opens from no old copy.

    Whatever stops it, the next turn does the rest: of no kinds, it only ends what an earlier one left.
    """
    turn = Turn(made=[rotate(works, kind, actor=actor) for kind in kinds])
    with suppress(SomeDoNotOpen):  # their keys are kept, and told
        for step in rewrap(works, size=size, actor=actor):
            turn.rewrapped = step.done
    with works.open(actor, read_only=True) as work:
        old = [one for one in status(work) if one.state == "old"]
    for one in old:
        try:
            retire(works, one.id, actor=actor)
        except StillWraps:
            turn.kept.append(one.id)
        else:
            turn.retired.append(one.id)
    sweep_all(works)
    return turn


def _let_go(work: Work, kek_id: str) -> str:
    row = work.db.get(KekEpoch, kek_id)
    if row is None:
        raise NoSuchKey(f"there is no key {kek_id}; `hub keys status` lists them")
    if row.state == "active":
        raise StillActive(f"{kek_id} is active: `hub keys rotate` first")
    wraps = rewrapping.wrapping(work.db)[kek_id]
    if wraps:
        raise StillWraps(f"{kek_id} still wraps {wraps} subject keys: `hub keys rewrap` first")
    kind = row.kind
    work.db.execute(delete(KekEpoch).where(KekEpoch.id == kek_id))
    epochs.forget(work.db, [kek_id])
    audit.record(work, "keys:retired", key=kek_id)
    return kind


def _is_carried(works: Works, kind: str) -> bool:
    """Whether machines of other tiers hold a copy of such keys."""
    return works.settings.tier is Tier.INNER and kind != KeyKind.VAULT.value


def _ready(works: Works, kind: str) -> str | None:
    with works.open(SYSTEM, read_only=True) as work:
        active = epochs.active(work.db, kind)
    newest = max(lying(works.settings.keys_folder, KeyKind(kind)), default="")
    return newest if active is not None and newest > active else None


def _left_over(works: Works, kind: str) -> list[str]:
    with works.open(SYSTEM, read_only=True) as work:
        known, active = epochs.known(work.db), epochs.active(work.db, kind) or ""
    return [
        kek_id for kek_id in lying(works.settings.keys_folder, KeyKind(kind)) if kek_id < active and kek_id not in known
    ]
