"""Old copies: after a destruction the keys that wrap keys are turned over, and what was destroyed opens from no copy any more."""

import logging
from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import func, select

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.features.destruction.models import DestructionRecord
from lawsuit_hub.features.rotation import service as rotation
from lawsuit_hub.features.rotation.types import SomeDoNotOpen, Turn
from lawsuit_hub.infra.epochs import KekEpoch
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.sealed import KeyKind
from lawsuit_hub.privacy.tiers import Tier

log = logging.getLogger("lawsuit_hub.destruction")


def fold(works: Works) -> int:
    """Keys that were wrapped to the vault's pair where nothing opens go under the vault's key, so that a copy holds as few of
    them as can be: the pair is not turned over. Returns how many."""
    done = 0
    with suppress(SomeDoNotOpen):  # said by `hub keys status`
        for step in rotation.rewrap(works):
            done = step.done
    return done


def turn_if_due(works: Works) -> Turn | None:
    """Once a night: new keys of the kinds whose present key is older than the last destruction; and what an earlier turn left
    undone is done, without new keys where none are due. Old keys that have to stay are logged."""
    with works.open(SYSTEM, read_only=True) as work:
        kinds = _stale(work, _kinds(works))
    if not kinds and not rotation.is_unfinished(works):
        return None
    done = rotation.turn_over(works, kinds=kinds)
    if done.kept:
        log.error("old keys still wrap something, copies of before still open: %s", ", ".join(done.kept))
    return done


def turn(works: Works, *, actor: Actor = SYSTEM) -> Turn:
    """On one machine every kind. Where the tiers lie on machines of their own, the vault's: the other kinds' new keys have to be
    carried to those machines first (`hub keys rotate --prepare`)."""
    return rotation.turn_over(works, kinds=_kinds(works), actor=actor)


def _kinds(works: Works) -> Sequence[str]:
    return rotation.KINDS if works.settings.tier is Tier.ALL else (KeyKind.VAULT.value,)


def _stale(work: Work, kinds: Sequence[str]) -> list[str]:
    """A turn that was killed may have begun the new key of one kind and not of another."""
    last = work.db.scalar(select(func.max(DestructionRecord.destroyed_at)))
    began = {row.kind: row.since for row in work.db.scalars(select(KekEpoch).where(KekEpoch.state == "active"))}
    return [kind for kind in kinds if last is not None and (kind not in began or last >= began[kind])]
