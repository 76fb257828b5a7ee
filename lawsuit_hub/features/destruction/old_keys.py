"""Key backups made before a destruction: whoever holds one, older data and the recovery key still opens what was destroyed since.

It knows what `hub backup` wrote and removed, by the trail. Of files that were copied on it knows nothing.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import reading
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction.models import DestructionRecord
from lawsuit_hub.infra.work import Work

MADE, GONE = "backup:made", "backup:keys-gone"
_KEYS, _TIME = "keys-", "%Y%m%dT%H%M%SZ"
_FAR_BACK = 5000  # backups: thirteen years of nights


@dataclass(frozen=True, slots=True)
class StillOpen:
    """`files`: the newest first. `people`: how many lines of the register came after the oldest of them."""

    files: tuple[str, ...]
    people: int


def still_open(work: Work) -> StillOpen:
    """Which key backups, as far as is known, still open somebody who was destroyed."""
    last = work.db.scalar(select(func.max(DestructionRecord.destroyed_at)))
    if last is None:
        return StillOpen((), 0)
    before = f"{_KEYS}{last.strftime(_TIME)}"
    files = tuple(sorted((name for name in _lying(work) if name.removesuffix(".hub") <= before), reverse=True))
    if not files:
        return StillOpen((), 0)
    oldest = datetime.strptime(files[-1], f"{_KEYS}{_TIME}.hub").replace(tzinfo=UTC)
    after = DestructionRecord.destroyed_at >= oldest
    return StillOpen(files, int(work.db.scalar(select(func.count()).select_from(DestructionRecord).where(after)) or 0))


def note_gone(work: Work, name: str) -> None:
    """An operator says that she destroyed a key backup that lay elsewhere."""
    work.require(Permission.DESTRUCTION_CARRY_OUT)
    audit.record(work, GONE, gone=[name])


def _lying(work: Work) -> set[str]:
    """Names of key backups that were written and, as far as is known, not removed."""
    lines = reading.lines(work, deeds=(MADE, GONE), newest_first=True, limit=_FAR_BACK)
    made = {name for line in lines for name in line.details.get("files", ()) if name.startswith(_KEYS)}
    return made - {name for line in lines for name in line.details.get("gone", ())}
