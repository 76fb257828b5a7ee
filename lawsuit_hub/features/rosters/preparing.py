"""Files that the worker makes: of tiers that open nobody, of many people, and what a second person agreed to."""

import logging
from dataclasses import replace

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.rosters import approvals, books, looks, making
from lawsuit_hub.features.rosters import asked as requests
from lawsuit_hub.features.rosters.arrangement import arranged
from lawsuit_hub.features.rosters.handing_out import Begun, made
from lawsuit_hub.features.rosters.locks import Lock
from lawsuit_hub.features.rosters.progress import to_asker
from lawsuit_hub.features.rosters.scope import counsel_of, scope
from lawsuit_hub.features.rosters.types import Cancelled, NobodyConsented, Purpose, RosterChanged, SheetFormat
from lawsuit_hub.infra.refusals import Refusal, Unavailable
from lawsuit_hub.infra.work import Works
from lawsuit_hub.privacy.keyring import CannotOpen

log = logging.getLogger("lawsuit_hub.rosters")


def prepare_asked(works: Works) -> int:
    """Makes what was asked for where nobody can be opened; returns how many were settled."""
    settled = 0
    while (taken := requests.take(works)) is not None:
        try:
            _prepare(works, taken.claimed, taken.lock)
        except Unavailable:
            raise
        except Cancelled:
            log.info("export %s was called off", taken.claimed.id)
        except Refusal as refusal:  # somebody took back her consent meanwhile, or the group is another lawyer's now
            log.warning("export %s was not made: %s", taken.claimed.id, type(refusal).__name__)
            with works.open(SYSTEM) as work:
                requests.drop(work, taken.claimed.id)
        except CannotOpen as error:  # somebody in it does not open
            requests.set_aside(works, taken.claimed.id, error)
        settled += 1
    return settled


def _prepare(works: Works, taken: requests.Claimed, lock: Lock) -> None:
    """Whom it holds is asked now, whatever was agreed to: more people than that, and it waits anew."""
    with works.open(taken.actor) as work:
        entry = books.of_lawyer(work, taken.id)
        who, purpose = counsel_of(work, entry.group_id), Purpose(taken.purpose)
        people = scope(work, entry.group_id, who.firm.id, purpose)
        if who.firm.id != entry.firm_id:  # asked for, and agreed to, for another firm
            raise RosterChanged
        rows, agreed_to = len(people.agreed), approvals.allowed(work, taken.id)
        if agreed_to is None and rows != taken.rows:  # the line that was left says how many
            raise RosterChanged
        if not rows:
            raise NobodyConsented
        if agreed_to is not None and rows > agreed_to:
            approvals.ask_again(work, taken.id, people=list(people.agreed))
            return
        look = looks.again(work, who.firm, purpose, taken.columns, template=entry.template, sheet=entry.sheet)
        people = replace(people, agreed=arranged(work, taken.id, people.agreed, look.layout.order))
        made_at = work.now if agreed_to is not None else taken.made_at
    head = making.head(who, entry, look, made_at=made_at, rows=rows)
    begun = Begun(entry, who, people, head, SheetFormat(entry.form), look, lock)
    made(works, taken.actor, begun, keep=True, tell=to_asker(works, taken.id))
