"""Everything that touched a person's data, as she may read it: who, when, what, why. Opens nothing."""

from collections.abc import Iterable
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import STAFF_ROLES, Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.types import Line
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.types import StaffView
from lawsuit_hub.features.outbox import told
from lawsuit_hub.features.outbox.types import Told
from lawsuit_hub.features.rights.own import me
from lawsuit_hub.features.rights.types import Access
from lawsuit_hub.features.victims.service import LOOKS
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.work import Work

PAGE = 30


def looks(work: Work, *, limit: int, offset: int = 0) -> tuple[Access, ...]:
    """Who of others looked at her data, newest first."""
    work.require(Permission.OWN_READ)
    return _seen(work, audit.about(work, me(work), deeds=LOOKS, limit=limit, offset=offset))


def count_looks(work: Work) -> int:
    work.require(Permission.OWN_READ)
    return audit.count(work, me(work), deeds=LOOKS)


def page_of(work: Work, page: int) -> tuple[Access, ...]:
    """Every deed about her, her own included."""
    work.require(Permission.OWN_READ)
    return _seen(work, audit.about(work, me(work), limit=PAGE, offset=(page - 1) * PAGE))


def count(work: Work) -> int:
    work.require(Permission.OWN_READ)
    return audit.count(work, me(work))


def messages(work: Work, page: int) -> list[Told]:
    work.require(Permission.OWN_READ)
    return told.messages(work, me(work), limit=PAGE, offset=(page - 1) * PAGE)


def count_messages(work: Work) -> int:
    work.require(Permission.OWN_READ)
    return told.count(work, me(work))


def all_about(work: Work, victim_id: VictimId) -> tuple[Access, ...]:
    """For the copy of her data: all of them, newest first."""
    work.require(Permission.COPY_MAKE)
    return _seen(work, audit.about(work, victim_id, limit=audit.count(work, victim_id)))


def _seen(work: Work, lines: Iterable[Line]) -> tuple[Access, ...]:
    listed = list(lines)
    staff_ids: set[UUID] = {line.actor_id for line in listed if line.actor_id and line.actor_role in STAFF_ROLES}
    staff = identity.staff_many(work, staff_ids) if staff_ids else {}
    return tuple(_access(line, staff.get(line.actor_id) if line.actor_id else None) for line in listed)


def _access(line: Line, staff: StaffView | None) -> Access:
    firm = staff.firm.name if staff and staff.firm else ""
    return Access(line.deed, line.at, Role(line.actor_role), firm, line.reason or "", dict(line.details or {}))
