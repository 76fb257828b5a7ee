"""The state of the trail's chain on the officer's page, and her wish that it be checked now: the worker holds the key that signs."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import reading
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.service import ChainBroken
from lawsuit_hub.features.audit.types import State
from lawsuit_hub.infra.work import Work, Works

ASKED, DONE = "audit:check-asked", "audit:verified"
LATE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class ChainView:
    """`asked`: somebody wished for a check that the worker has not made yet. `late`: the daily check did not come."""

    state: State
    asked: bool
    late: bool

    @property
    def broken(self) -> bool:
        return self.state.last_verified is not None and not self.state.last_verified.ok


def chain_view(work: Work) -> ChainView:
    work.require(Permission.VAULT_INSPECT)
    state = audit.state(work)
    late = state.last_verified is None or work.now - state.last_verified.at > LATE
    return ChainView(state, _is_asked(work), late)


def ask_for_check(work: Work) -> None:
    """Once until it is made: a second press while the first waits leaves no line."""
    work.require(Permission.OVERSIGHT_SIGN)
    if not _is_asked(work):
        audit.record(work, ASKED)
        work.wake_worker()


def checkpoints_file(work: Work) -> dict[str, Any]:
    """The signed checkpoints and the public key, for whoever checks them without us; that they were taken is a line."""
    work.require(Permission.VAULT_INSPECT)
    audit.record(work, "audit:checkpoints-taken")
    return audit.exported_checkpoints(work)


def check_where_asked(works: Works) -> bool:
    """Verifies and signs when somebody asked since the last time; a broken chain is written down by the trail itself."""
    with works.open(SYSTEM, read_only=True) as work:
        asked = _is_asked(work)
    if asked:
        try:
            audit.sign(works)
        except ChainBroken:
            return True  # the verdict is a line of its own, and stands on the officer's page
    return asked


def _is_asked(work: Work) -> bool:
    newest = reading.lines(work, deeds=(ASKED, DONE), newest_first=True, limit=1)
    return bool(newest) and newest[0].deed == ASKED
