"""Old copies: after a destruction the keys that wrap keys are turned over, and what was destroyed opens from no copy any more."""

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


def fold(works: Works) -> int:
    """Keys that were wrapped to the vault's pair where nothing opens go under the vault's key, so that a copy holds as few of
    them as can be: the pair is not turned over. Returns how many."""
    done = 0
    with suppress(SomeDoNotOpen):  # said by `hub keys status`
        for step in rotation.rewrap(works):
            done = step.done
    return done


def turn_if_due(works: Works) -> Turn | None:
    """Once a night, when anything was destroyed since the vault's present key began."""
    with works.open(SYSTEM, read_only=True) as work:
        due = _stale(work)
    return turn(works) if due else None


def turn(works: Works, *, actor: Actor = SYSTEM) -> Turn:
    """On one machine every kind. Where the tiers lie on machines of their own, the vault's: the other kinds' new keys have to be
    carried to those machines first (`hub keys rotate --prepare`)."""
    kinds = rotation.KINDS if works.settings.tier is Tier.ALL else (KeyKind.VAULT.value,)
    return rotation.turn_over(works, kinds=kinds, actor=actor)


def _stale(work: Work) -> bool:
    began = select(KekEpoch.since).where(KekEpoch.kind == KeyKind.VAULT.value, KekEpoch.state == "active")
    since, last = work.db.scalar(began), work.db.scalar(select(func.max(DestructionRecord.destroyed_at)))
    return last is not None and (since is None or last >= since)
