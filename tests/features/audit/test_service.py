"""Audit lines stand or fall with their deed and hold ids, counts and scrubbed reasons only."""

from uuid import uuid4

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing
from tests.world import World


def test_a_line_says_who_what_to_whom_when_from_where_and_why(world: World) -> None:
    person, staff = uuid4(), uuid4()
    with world.as_staff(Role.CASEWORKER, staff) as work:
        audit.record(work, "victim:revealed", about=person, reason="통지서 발송 확인", field="phone")
    with world.as_system() as work:
        (line,) = audit.about(work, person)
    assert (line.at, line.actor_role, line.actor_id, line.deed) == (
        world.clock.now,
        "caseworker",
        staff,
        "victim:revealed",
    )
    assert (line.reason, line.details) == ("통지서 발송 확인", {"field": "phone"})


def test_an_undone_deed_leaves_no_line(world: World) -> None:
    person = uuid4()
    with pytest.raises(RuntimeError), world.as_system() as work:
        audit.record(work, "victim:revealed", about=person)
        raise RuntimeError
    with world.as_system() as work:
        assert audit.about(work, person) == []


def test_lines_come_newest_first_and_only_of_the_deeds_asked_for(world: World) -> None:
    person, other = uuid4(), uuid4()
    with world.as_system() as work:
        for deed in ("one", "two", "three"):
            audit.record(work, deed, about=person)
        audit.record(work, "two", about=other)
    with world.as_system() as work:
        assert [line.deed for line in audit.about(work, person)] == ["three", "two", "one"]
        assert [line.deed for line in audit.about(work, person, deeds=["one", "three"])] == ["three", "one"]
        assert [line.deed for line in audit.about(work, person, limit=1)] == ["three"]
        assert audit.count(work, person, deeds=["two"]) == 1


def test_each_of_many_gets_a_line_of_her_own(world: World) -> None:
    people = [uuid4() for _ in range(5)]
    with world.as_system() as work:
        audit.record_many(work, "roster:held", about=people, reason="위임 서류 준비", export=7)
        audit.record_many(work, "roster:held", about=[])
    with world.as_system() as work:
        assert [audit.count(work, one, deeds=["roster:held"]) for one in people] == [1] * 5


@pytest.mark.parametrize("reason", ["", "    ", "짧아요", "\u200b\u200b\u200b\u200b\u200b\u200b"])
def test_a_reason_that_says_nothing_is_refused(reason: str) -> None:
    with pytest.raises(ReasonMissing):
        audit.clean_reason(reason)


def test_a_reason_is_kept_without_numbers_and_addresses() -> None:
    kept = audit.clean_reason("010-0999-1234 canary.sample@example.com 으로 연락하기 위해")
    assert "0999" not in kept
    assert "canary.sample" not in kept
    assert "연락하기 위해" in kept


def test_a_reason_with_a_resident_number_is_refused() -> None:
    with pytest.raises(ReasonHoldsNumber):
        audit.clean_reason("본인 확인 900101-1234567 때문입니다")


def test_a_reason_of_any_length_is_cut() -> None:
    assert len(audit.clean_reason("가나다 " * 100_000)) <= audit.LONGEST_REASON
