"""What a person or a caseworker does while a file is imported waits for its turn: neither decides on what the other changes."""

import threading
from collections.abc import Callable
from uuid import UUID

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.desk import verification
from lawsuit_hub.features.documents import declarations
from lawsuit_hub.features.documents.types import Relation
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Channel, ConsentGiven, ConsentKind
from tests.features.documents.papers import decision
from tests.people import caseworker_of, make_victim
from tests.world import World

Deed = Callable[[World, UUID, UUID], None]


def confirms(world: World, her: UUID, _caseworker: UUID) -> None:
    with world.as_member(her) as work:
        registration.confirm(work, her, given=[ConsentGiven(ConsentKind.COLLECT, True)], joins=True)


def takes_back_a_consent(world: World, her: UUID, _caseworker: UUID) -> None:
    with world.as_member(her) as work:
        registration.change_consent(work, her, ConsentKind.SHARE_CARD, text=None, given=False, firm_id=None)


def leaves(world: World, her: UUID, _caseworker: UUID) -> None:
    with world.as_member(her) as work:
        registration.leave_group(work, her)


def comes_back(world: World, her: UUID, _caseworker: UUID) -> None:
    with world.as_member(her) as work:
        lawsuits.rejoin(work, her)


def sees_the_lease(world: World, her: UUID, caseworker: UUID) -> None:
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        reference = victims.profile(work, her).reference
        declarations.take_down(work, her, Relation.NONE, "")
        verification.decide(work, reference, **decision())


@pytest.mark.parametrize("deed", [confirms, takes_back_a_consent, leaves, comes_back, sees_the_lease])
def test_a_deed_that_moves_people_waits_for_the_file_that_is_imported(world: World, deed: Deed) -> None:
    her, caseworker = make_victim(world, channel=Channel.FORM), caseworker_of(world)
    done = threading.Event()

    def act() -> None:
        deed(world, her, caseworker)
        done.set()

    thread = threading.Thread(target=act)
    with world.as_system() as work:
        landlords.take_turn(work)
        thread.start()
        assert not done.wait(0.5)
    thread.join(20)
    assert done.is_set()
