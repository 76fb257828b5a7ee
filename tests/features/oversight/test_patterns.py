"""Unusual patterns: each rule finds what it is for and not what is usual; a find is judged once and grows until then."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from lawsuit_hub.access.actor import VISITOR
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.reading import TrailLine
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.oversight import patterns
from lawsuit_hub.features.oversight.rules import RULES, WATCHED, Known
from lawsuit_hub.features.oversight.types import AlreadyDecided, FindLine
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.refusals import ReasonMissing
from lawsuit_hub.infra.work import NotAllowed
from tests.features.desk.conftest import Desk
from tests.features.oversight.officers import NOTE, make_officer, seen, sign
from tests.features.rosters.exports import make_counsel, make_finished
from tests.people import caseworker_of
from tests.world import World

pytestmark = pytest.mark.either

MONDAY = datetime(2026, 3, 2, 1, tzinfo=UTC)  # ten in the morning in Seoul
REVEAL = "person:revealed"
WORKER, GROUP = uuid4(), uuid4()
PEOPLE = [uuid4() for _ in range(30)]


def line(
    number: int, deed: str, *, at: datetime = MONDAY, about: UUID | None = None, kind: str = "victim", **details: object
) -> TrailLine:
    return TrailLine(number, at, "caseworker", WORKER, None, None, deed, kind, about, None, details)


def revealed(count: int, *, minutes: float, at: datetime = MONDAY, people: int = 1) -> list[TrailLine]:
    return [
        line(i + 1, "person:revealed", at=at + timedelta(minutes=minutes * i), about=PEOPLE[i % people])
        for i in range(count)
    ]


def found(name: str, lines: list[TrailLine], known: Known | None = None) -> int:
    rule = next(rule for rule in RULES if rule.name == name)
    return len(rule.find(lines, rule.threshold, known or Known()))


IN_GROUP = Known(group_of=dict.fromkeys(PEOPLE, GROUP), settled_since=dict.fromkeys(PEOPLE, MONDAY - timedelta(days=1)))
NIGHT, SUNDAY = MONDAY + timedelta(hours=12, minutes=1), MONDAY - timedelta(days=1)
GIVEN = line(1, "group:lawyer", about=GROUP, kind="group")


def taken(hours: float, group: UUID = GROUP) -> TrailLine:
    return line(2, "roster:exported", at=MONDAY + timedelta(hours=hours), about=group, kind="group")


def turned_out(why: str) -> TrailLine:
    return line(1, "staff:turned-out", about=WORKER, kind="staff", why=why)


def tries(failures: int, minutes: int = 1, **details: object) -> list[TrailLine]:
    failed = [line(i + 1, "staff:refused", about=WORKER, kind="staff", **details) for i in range(failures)]
    return [*failed, line(99, "staff:signed-in", at=MONDAY + timedelta(minutes=minutes), about=WORKER, kind="staff")]


def used_from(*addresses: str, minutes: float = 5) -> list[TrailLine]:
    return [
        TrailLine(
            number,
            MONDAY + timedelta(minutes=minutes * number),
            "caseworker",
            WORKER,
            address,
            None,
            REVEAL,
            "victim",
            None,
            None,
        )
        for number, address in enumerate(addresses)
    ]


@pytest.mark.parametrize(
    ("name", "unusual", "usual"),
    [
        ("many_reveals", revealed(20, minutes=3), revealed(20, minutes=3.2)),
        ("night", revealed(3, minutes=1, at=NIGHT), revealed(3, minutes=1, at=NIGHT - timedelta(minutes=5))),
        ("weekend", revealed(3, minutes=1, at=SUNDAY), revealed(2, minutes=1, at=SUNDAY)),
        ("one_group", revealed(10, minutes=20, people=10), revealed(10, minutes=20, people=9)),
        ("nothing_waits", revealed(5, minutes=20, people=5), revealed(9, minutes=20, people=4)),
        ("fruitless", [line(i, "desk:searched", found=0) for i in range(10)], [line(i, "desk:searched", found=i % 2) for i in range(18)]),
        ("bulk_import", [line(i, "responses:uploaded", kind="upload") for i in range(5)], [line(i, "responses:uploaded") for i in range(4)]),
        ("soon_taken", [GIVEN, taken(0.9)], [GIVEN, taken(1.1)]),
        ("soon_taken", [GIVEN, taken(0)], [GIVEN, taken(0.5, group=uuid4())]),
        ("guessed", tries(3), tries(2)),
        ("guessed", tries(4, minutes=59), tries(4, minutes=61)),
        ("closed_account", tries(1, closed=True), tries(1)),
        ("outside", [turned_out("outside")], [turned_out("ended")]),
        ("two_places", used_from("a", "b", "a"), used_from("a", "a", "b", "b")),
        ("two_places", used_from("a", "b", "b", "a", minutes=9), used_from("a", "b", "a", minutes=16)),
        ("many_renumbered", [line(i, "phone:change-asked") for i in range(3)], [line(i, "phone:change-asked") for i in range(2)]),
        ("many_destroyed", [line(i, "victim:destroyed") for i in range(5)], [line(i, "victim:destroyed") for i in range(4)]),
    ],
)  # fmt: skip
def test_a_rule_finds_what_it_is_for(name: str, unusual: list[TrailLine], usual: list[TrailLine]) -> None:
    assert found(name, unusual, IN_GROUP) >= next(rule.threshold for rule in RULES if rule.name == name)
    assert not found(name, usual, IN_GROUP)


def test_a_destruction_is_looked_at_when_the_trail_is_scanned() -> None:
    assert "victim:destroyed" in WATCHED


def test_every_rule_has_its_case_above() -> None:
    assert {rule.name for rule in RULES} == {
        "many_reveals", "night", "weekend", "one_group", "nothing_waits", "fruitless", "bulk_import", "soon_taken", "guessed", "closed_account",
        "many_destroyed", "own_link", "after_reset", "outside", "two_places", "many_renumbered",
    }  # fmt: skip


def test_a_roster_counts_as_one_file_however_many_are_in_it() -> None:
    people = [line(i + 1, "roster:exported", at=NIGHT, about=one) for i, one in enumerate(PEOPLE)]
    assert not found("night", [*people, line(99, "roster:exported", at=NIGHT, about=GROUP, kind="group")])


def scan(world: World) -> int:
    with world.as_system() as work:
        return patterns.scan(work)


def open_finds(world: World, officer: UUID) -> tuple[FindLine, ...]:
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        return patterns.finds(work).open


def write(world: World, count: int, deed: str = "desk:searched", **details: object) -> None:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        for _ in range(count):
            audit.record(work, deed, **details)


def test_a_pattern_is_found_once_grows_and_is_judged_once(world: World) -> None:
    officer = make_officer(world)
    write(world, 10, found=0)
    assert (scan(world), scan(world)) == (1, 0)
    world.clock.forward(minutes=10)
    write(world, 2, found=0)
    assert scan(world) == 0, "the same pattern went on"
    (one,) = open_finds(world, officer)
    assert (one.rule, one.who, one.count) == ("fruitless", "caseworker@example.com", 12)
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        _, lines = patterns.find(work, one.id)
        assert len(lines) == 12
        with pytest.raises(ReasonMissing):
            patterns.decide(work, one.id, note="음")
        patterns.decide(work, one.id, note="담당자에게 물었습니다 010-0123-4567")
        with pytest.raises(AlreadyDecided):
            patterns.decide(work, one.id, note=NOTE)
        (judged,) = patterns.finds(work).decided
    assert "0123" not in judged.note
    assert scan(world) == 0, "what was judged is not found again"
    write(world, 1, found=0)
    assert scan(world) == 1, "what goes on after it was judged is"


def linked(number: int, address: str, *, used: bool = True, hours: float = 0) -> TrailLine:
    at, deed = MONDAY + timedelta(hours=hours), "staff:invited-again"
    return TrailLine(number, at, "admin", uuid4(), address, None, deed, "staff", WORKER, None, {"used": used})


def used(number: int, address: str, *, hours: float) -> TrailLine:
    at = MONDAY + timedelta(hours=hours)
    return TrailLine(number, at, "caseworker", WORKER, address, None, "staff:password-set", "staff", WORKER, None, {})


def test_a_link_that_its_maker_uses_is_found_however_long_he_waits() -> None:
    link, hers = linked(1, "192.0.2.7", hours=-30), used(5, "192.0.2.7", hours=1)
    assert found("own_link", [hers], Known(links=[link])) == 2
    assert not found("own_link", [used(5, "192.0.2.8", hours=1)], Known(links=[link]))
    assert not found("own_link", [hers], Known(links=[link, linked(4, "192.0.2.9")])), "the newest link is the one"
    assert not found("own_link", [replace(hers, details={"own": True})], Known(links=[link])), (
        "she changed it, signed in"
    )
    assert not found("own_link", [hers]), "a first password, or a link of a command"


def test_what_is_opened_within_a_day_of_a_reset_is_found_from_wherever() -> None:
    opened = revealed(2, minutes=3)
    assert found("after_reset", opened, Known(links=[linked(0, "192.0.2.7", hours=-20)])) == 3
    assert not found("after_reset", opened, Known(links=[linked(0, "192.0.2.7", hours=-30)]))
    assert not found("after_reset", opened, Known(links=[linked(0, "192.0.2.7", used=False)])), "it was never in use"


def test_an_admin_who_takes_a_caseworker_s_account_is_found(world: World) -> None:
    """Invited again, enrolled from where the admin sits, and somebody opened: two patterns, and the owner's next page says so."""
    officer, admin = make_officer(world), make_finished(world, Role.ADMIN, "admin@example.com")
    counsel = make_counsel(world)
    taken = caseworker_of(world)
    with world.as_staff(Role.ADMIN, admin) as work:
        link = identity.invite_again(work, taken, reason="휴대전화를 잃어버렸다고 합니다")
    assert link.link_token is not None
    with world.works.open(VISITOR, vault=True) as work:
        identity.enrol(work, link.link_token, "노을 사다리 오렌지 17", address="127.0.0.1")
    with world.as_staff(Role.CASEWORKER, taken) as work:
        victims.reveal(work, counsel.people[0], names=["phone"], reason="안내 전화를 걸려고 봅니다")
    scan(world)
    assert {one.rule for one in open_finds(world, officer)} >= {"own_link", "after_reset"}
    with world.as_system() as work:
        assert identity.reset_lately(work, taken) == world.clock.now
    with world.as_staff(Role.CASEWORKER, taken) as work:
        assert ("staff:invited-again", "admin@example.com") in [
            (one.deed, one.by) for one in identity.own_history(work)
        ]
    world.clock.forward(days=8)
    with world.as_system() as work:
        assert identity.reset_lately(work, taken) is None


def test_what_is_not_judged_wants_a_note_in_the_review(world: World) -> None:
    officer = make_officer(world)
    write(world, 10, found=0)
    scan(world)
    (flagged,) = seen(world, officer).flagged
    assert flagged.why == "pattern"
    sign(world, officer)


def test_tries_of_a_closed_account_are_found(world: World) -> None:
    officer = make_officer(world)
    with world.as_system() as work:
        identity.close_account(work, caseworker_of(world))
    checked = identity.check_password(world.works, "caseworker@example.com", "Willow-Gravel-71-Orbit", address=None)
    with world.as_visitor() as work:
        assert identity.sign_in(work, checked, code="000000", address="192.0.2.7") is None
    scan(world)
    assert [one.rule for one in open_finds(world, officer)] == ["closed_account"]


def test_a_caseworker_s_list_of_one_group_is_found_and_names_nobody(world: World) -> None:
    counsel, officer = make_counsel(world, size=10), make_officer(world)
    world.clock.forward(hours=1)
    for one in counsel.people:
        with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
            victims.reveal(work, one, names=["phone"], reason="안내 전화를 걸려고 봅니다")
    scan(world)
    names = {one.rule: one for one in open_finds(world, officer)}
    assert set(names) == {"one_group", "nothing_waits"}
    desk = Desk(world, world.app(), Role.PRIVACY_OFFICER, officer)
    assert "이상 징후" in desk.read("/officer")
    page = desk.read(f"/officer/patterns/{names['one_group'].id}")
    assert page.count("P-") >= 10 and "김표본" not in page
    url = f"/officer/patterns/{names['one_group'].id}"
    assert desk.send(url, page=url, note="음").status_code == 422
    assert desk.send(url, page=url, note=NOTE).status_code == 303
    assert (
        desk.client.post(
            url, data={"csrf_token": desk.form("/officer/patterns", "/officer/patterns")["csrf_token"], "note": NOTE}
        ).status_code
        == 409
    )
    assert desk.send("/officer/patterns", page="/officer/patterns").status_code == 303
    assert desk.get(f"/officer/patterns/{uuid4()}").status_code == 404


def test_nobody_else_scans_reads_or_judges(world: World) -> None:
    for role in (Role.CASEWORKER, Role.LAWYER, Role.ADMIN, Role.MEMBER):
        with world.as_staff(role, uuid4()) as work:
            for deed in (patterns.scan, patterns.finds, lambda it: patterns.decide(it, uuid4(), note=NOTE)):
                with pytest.raises(NotAllowed):
                    deed(work)


def test_a_long_trail_is_looked_through_in_passes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    officer = make_officer(world)
    monkeypatch.setattr(patterns, "AT_ONCE", 25)
    for _ in range(4):
        write(world, 40, found=1)
        world.clock.forward(hours=5)
    write(world, 10, found=0)
    for _ in range(12):
        scan(world)
    assert [one.rule for one in open_finds(world, officer) if one.rule == "fruitless"] == ["fruitless"]
    began = time.perf_counter()
    scan(world)
    assert time.perf_counter() - began < 1
