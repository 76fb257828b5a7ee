"""Each deed that leaves a mark leaves it: an audit line in the same transaction, with its reason where one is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.desk import deeds
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.lawsuits import assignments, groups
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import ConsentKind
from lawsuit_hub.infra.work import Work
from tests.features.my.visits import make_invite, set_room
from tests.features.rosters.exports import Counsel, make_counsel
from tests.people import caseworker_of, make_victim
from tests.world import World

pytestmark = pytest.mark.pages

REASON = "등기부와 비교하려고 봅니다"


@dataclass
class Ready:
    world: World
    counsel: Counsel
    member: UUID
    newcomer: UUID

    def staff(self, deed: Callable[[Work], object]) -> None:
        with self.world.as_staff(Role.CASEWORKER, caseworker_of(self.world)) as work:
            deed(work)

    def herself(self, deed: Callable[[Work], object]) -> None:
        with self.world.as_member(self.member) as work:
            deed(work)

    def reference(self, victim_id: UUID) -> str:
        with self.world.as_system() as work:
            return victims.profile(work, victim_id).reference


Deed = Callable[[Ready], object]
DEEDS: dict[str, tuple[Deed, bool]] = {
    "reveal an identity": (lambda it: it.staff(lambda work: deeds.reveal(work, it.reference(it.member), names=["phone"], reason=REASON, once="a")), True),
    "verify a lease": (lambda it: it.staff(lambda work: victims.verify_lease(work, it.newcomer, reason=REASON)), True),
    "set a stage": (lambda it: it.staff(lambda work: groups.set_stage(work, it.counsel.group_id, stage=Stage.SETTLED)), False),
    "set a room": (lambda it: set_room(it.world, it.counsel.group_id, code="777777"), False),
    "assign a lawyer": (lambda it: it.staff(lambda work: assignments.end(work, it.counsel.group_id)), False),
    "owe an invite": (lambda it: it.staff(lambda work: invites.owe(work, [it.member])), False),
    "make an invite": (lambda it: make_invite(it.world, it.member), False),
    "change a consent": (
        lambda it: it.herself(lambda work: registration.change_consent(work, it.member, ConsentKind.SHARE_CARD, text=None, given=False, firm_id=None)), False,
    ),
    "ask to withdraw": (
        lambda it: it.herself(lambda work: registration.change_consent(work, it.member, ConsentKind.COLLECT, text=None, given=False, firm_id=None)), False,
    ),
    "leave a group": (lambda it: it.herself(lambda work: registration.leave_group(work, it.member)), False),
    "export a roster": (lambda it: it.counsel.export(), True),
    "make a staff account": (lambda it: add_staff(it.world), False),
    "register": (lambda it: make_victim(it.world, name="한새로", phone="010-0888-0001"), False),
}  # fmt: skip


def add_staff(world: World) -> None:
    with world.as_system() as work:
        identity.add_staff(work, login="another@example.com", role=Role.ADMIN)


@pytest.fixture
def ready(world: World) -> Ready:
    counsel = make_counsel(world)
    set_room(world, counsel.group_id)
    return Ready(world, counsel, counsel.people[0], make_victim(world, name="한가온", phone="010-0888-0002"))


def lines(world: World) -> list[AuditLine]:
    with world.as_system() as work:
        return list(work.db.scalars(select(AuditLine).order_by(AuditLine.id)))


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_leaves_its_line(ready: Ready, name: str) -> None:
    deed, with_reason = DEEDS[name]
    before = len(lines(ready.world))
    deed(ready)
    new = lines(ready.world)[before:]
    assert new, f"{name}: call audit.record in the same transaction"
    assert all(line.actor_role for line in new)
    if with_reason:
        assert any(line.reason for line in new), f"{name}: the line must keep the reason"
