"""Who does a deed: role and id, and from where. Pure."""

from dataclasses import dataclass
from uuid import UUID

from lawsuit_hub.access.roles import STAFF_ROLES, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """`id` is the victim's or the staff account's; None for visitors and the system.

    `address` is the network address of staff (the law's access records ask for it); members' addresses are not kept.
    `system_user` is the operating-system user of a command line.
    """

    role: Role
    id: UUID | None = None
    address: str | None = None
    system_user: str | None = None

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF_ROLES


VISITOR = Actor(Role.VISITOR)
SYSTEM = Actor(Role.SYSTEM)
