"""Consent taken back while a roster is made: whoever took it back first is not in a file that is handed out."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from uuid import UUID

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import assignments
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.rosters import service
from lawsuit_hub.features.rosters.types import RosterChanged, SheetFormat
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims.types import ConsentKind
from tests.features.rosters.exports import Counsel, counsel, names_in
from tests.people import caseworker_of
from tests.world import World

pytestmark = pytest.mark.either

__all__ = ["counsel"]


@pytest.fixture(autouse=True)
def as_often_as_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "RATE", "1000000 per hour")


def agree(world: World, counsel: Counsel, person: UUID) -> None:
    change(world, counsel, person, given=True)


def withdraw(world: World, counsel: Counsel, person: UUID) -> None:
    change(world, counsel, person, given=False)


def change(world: World, counsel: Counsel, person: UUID, *, given: bool) -> None:
    """As her own page does."""
    with world.as_member(person) as work:
        text = consents.shown_of_firm(work, counsel.firm_id, locale="ko") if given else None
        registration.change_consent(work, person, ConsentKind.FIRM, text=text, given=given, firm_id=counsel.firm_id)


def names(counsel: Counsel) -> set[str] | None:
    """Of a file that was handed out; None where none was."""
    try:
        return names_in(counsel.export(format=SheetFormat.CSV))
    except RosterChanged:
        return None


def order(world: World, person: UUID) -> list[str]:
    """Her last export and her last withdrawal, the newer first."""
    with world.as_system() as work:
        return [line.deed for line in audit.about(work, person, deeds=["roster:exported", "consent:changed"], limit=2)]


def run(world: World, counsel: Counsel, tries: int) -> tuple[int, int, int]:
    """How often she was in, left out, and the file not handed out."""
    person, found = counsel.people[0], [0, 0, 0]
    with ThreadPoolExecutor(2) as threads:
        for number in range(tries):
            agree(world, counsel, person)
            together = Barrier(2)

            def export(together: Barrier = together) -> set[str] | None:
                together.wait()
                return names(counsel)

            def leave(together: Barrier = together, later: float = number % 40 / 1000) -> None:
                together.wait()
                time.sleep(later)
                withdraw(world, counsel, person)

            made, left = threads.submit(export), threads.submit(leave)
            left.result()
            held = made.result()
            if held is not None and "김표본" in held:
                found[0] += 1
                assert order(world, person)[0] == "consent:changed", (
                    "she left first, and is in a file that was handed out"
                )
            else:
                found[1 if held is not None else 2] += 1
            later = names(counsel)
            assert later is not None and "김표본" not in later and "이표본" in later
    return found[0], found[1], found[2]


def test_whoever_took_it_back_first_is_not_in_what_is_handed_out(world: World, counsel: Counsel) -> None:
    assert sum(run(world, counsel, 15)) == 15


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_nor_in_a_thousand_tries(world: World, counsel: Counsel) -> None:
    found = run(world, counsel, 1000)
    print("in, left out, not handed out:", found)  # noqa: T201 - the figures are the point
    assert sum(found) == 1000


def test_a_lawyer_whose_assignment_ended_gets_nothing_from_a_file_that_is_being_made(
    world: World, counsel: Counsel
) -> None:
    caseworker = caseworker_of(world)
    for _ in range(5):
        counsel.assign(counsel.lawyer_id)
        together = Barrier(2)

        def end(together: Barrier = together) -> None:
            together.wait()
            with world.as_staff(Role.CASEWORKER, caseworker) as work:
                assignments.end(work, counsel.group_id, reason="맡는 일을 마쳤습니다")

        with ThreadPoolExecutor(1) as threads:
            ending = threads.submit(end)
            together.wait()
            with suppress(NoSuchGroup):
                names(counsel)
            ending.result()
        with pytest.raises(NoSuchGroup):
            names(counsel)
