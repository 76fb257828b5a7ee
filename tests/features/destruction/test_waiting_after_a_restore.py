"""What waited for its day in data that is restored may have been stopped since: nothing of it is carried out unasked."""

from datetime import timedelta

from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.destruction import requests, restoring
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.identity.models import RecoveryCode
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.telephones import service as telephones
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.values.phone import PhoneNumber
from tests.people import caseworker_of, make_victim
from tests.world import World


def test_a_change_of_number_and_a_wish_to_be_erased_wait_their_days_again(world: World) -> None:
    renumbered, erased = make_victim(world, phone="010-0123-0001"), make_victim(world, phone="010-0123-0002")
    worker = caseworker_of(world)
    with world.as_staff(Role.CASEWORKER, worker) as work:
        newer = PhoneNumber.parse_mobile("010-0123-0003")
        telephones.ask(
            work, renumbered, newer, reason="옛 전화기를 잃어버렸습니다", checked="창구에서 신분증을 보았습니다"
        )
        work.db.add(RecoveryCode(id=new_id(), account_id=worker, code_mac=b"used since", made_at=work.now))
    with world.as_member(erased) as work:
        requests.ask(work, erased, ground=Ground.OWN_REQUEST)
    world.clock.forward(days=30)
    with world.as_system() as work:
        told = len(work.db.scalars(select(Message).where(Message.kind == "number_change_asked")).all())
        restoring.settle(work)
    with world.as_system() as work:
        assert requests.ripe(work) == [] and telephones.due(work) == []
        change = telephones.of_person(work, renumbered)
        assert change is not None and change.due_at == work.now + timedelta(days=world.settings.number_change_days)
        again = work.db.scalars(select(Message).where(Message.kind == "number_change_asked")).all()
        assert len(again) == told + 1, "she is told again"
        assert work.db.scalars(select(RecoveryCode)).all() == []
    assert telephones.carry_out(world.works) == 0
