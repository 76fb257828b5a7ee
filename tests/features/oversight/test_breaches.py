"""A breach from the moment it is known to its end: who is touched, what the law lists, each person told once, nobody named."""

import json
from datetime import date, timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.oversight import breach_facts, breach_views, breaches, notices
from lawsuit_hub.features.oversight.breach_means import Part
from lawsuit_hub.features.oversight.breach_types import (
    BreachClosed,
    BreachView,
    Category,
    CountDiffers,
    KnownLater,
    Means,
    NobodyFound,
    NoticeIncomplete,
    NotYet,
)
from lawsuit_hub.features.oversight.models import BreachPerson
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.refusals import ReasonHoldsNumber
from lawsuit_hub.infra.work import NotAllowed
from lawsuit_hub.worker import deliver
from tests.features.desk.conftest import Desk
from tests.features.my.visits import visit
from tests.features.oversight.officers import NOTE, WHAT, WORDS, find_a_pattern, make_officer, start_breach
from tests.features.rosters.exports import Counsel, make_counsel
from tests.people import caseworker_of, make_victim
from tests.world import World

pytestmark = pytest.mark.pages


@pytest.fixture
def counsel(world: World) -> Counsel:
    return make_counsel(world, size=3)


@pytest.fixture
def officer(world: World) -> UUID:
    return make_officer(world)


def found(world: World, officer: UUID, *parts: Part) -> set[UUID]:
    number = start_breach(world, officer)
    for part in parts:
        with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
            breaches.add_people(work, number, part)
    with world.as_system() as work:
        return {row.victim_id for row in work.db.query(BreachPerson)}


def look(world: World, officer: UUID, number: int = 1) -> BreachView:
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        return breach_views.breach(work, number)


def ready(world: World, officer: UUID, people: list[UUID]) -> int:
    number = start_breach(world, officer)
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        breaches.add_people(work, number, Part(Means.REFERENCES, references(world, people)))
        breaches.write_notice(work, number, WORDS)
    return number


def references(world: World, people: list[UUID]) -> tuple[str, ...]:
    with world.as_system() as work:
        return tuple(one.reference for one in victims.profiles(work, people).values())


def send(world: World, officer: UUID, number: int, confirm: int) -> int:
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        return breaches.notify(work, number, confirm=confirm)


def test_people_are_found_by_what_an_account_did_and_when(world: World, counsel: Counsel, officer: UUID) -> None:
    one, other, _ = counsel.people
    world.clock.forward(days=1)
    since = world.clock.now
    for person in (one, other):
        with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
            victims.reveal(work, person, names=["phone"], reason="안내 전화를 걸려고 봅니다")
        world.clock.forward(hours=1)
    login = ("caseworker@example.com",)
    assert found(world, officer, Part(Means.STAFF, login, since, since + timedelta(minutes=30))) == {one}


def test_people_are_found_by_files_groups_references_and_all_together(
    world: World, counsel: Counsel, officer: UUID
) -> None:
    stranger = make_victim(world, name="한가온", phone="010-0888-0002", landlord="유다른", landlord_birth="1955-05-05")
    exported = counsel.export()
    inside = set(counsel.people)
    number = start_breach(world, officer)

    def add(part: Part) -> int:
        with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
            return breaches.add_people(work, number, part)

    assert add(Part(Means.EXPORTS, (exported.number,))) == len(inside)
    assert add(Part(Means.GROUPS, (counsel.code.lower(),))) == 0, "nobody stands twice on the list"
    assert add(Part(Means.REFERENCES, references(world, [stranger]))) == 1
    assert add(Part(Means.EVERYBODY)) == 0
    assert look(world, officer).affected == 4
    for unknown in (
        Part(Means.EXPORTS, ("X-9999",)),
        Part(Means.GROUPS, ("GS-9999",)),
        Part(Means.REFERENCES, ("P-000000", "\x00")),
        Part(Means.STAFF, ("nobody@example.com",)),
        Part(Means.STAFF, ("no address",)),
        Part(Means.GROUPS),
    ):
        with pytest.raises(NobodyFound):
            add(unknown)
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        breaches.clear_people(work, number)
    assert look(world, officer).affected == 0


def test_a_report_is_owed_for_a_thousand_people_sensitive_data_or_a_break_in() -> None:
    on = date(2026, 11, 22)

    def owed(affected: int = 0, *, sensitive: bool = False, external: bool = False) -> list[str]:
        return list(breach_facts.report_reasons(affected=affected, sensitive=sensitive, external=external, on=on))

    assert (owed(999), owed(1000)) == ([], ["people"])
    assert (owed(sensitive=True), owed(external=True)) == (["sensitive"], ["external"])


def test_the_notice_tells_of_damages_since_the_law_wants_it() -> None:
    assert "compensation" not in breach_facts.notice_items(date(2026, 9, 10))
    assert "compensation" in breach_facts.notice_items(date(2026, 9, 11))
    assert all(one.source and one.confidence in ("sure", "likely") for one in breach_facts.FACTS)


def test_nothing_is_sent_before_every_item_is_filled_and_the_count_is_confirmed(
    world: World, counsel: Counsel, officer: UUID
) -> None:
    number = start_breach(world, officer)
    with pytest.raises(NotYet):
        send(world, officer, number, 0)
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        breaches.add_people(work, number, Part(Means.GROUPS, (counsel.code,)))
    for missing in look(world, officer).items:
        with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
            breaches.write_notice(work, number, WORDS | {missing: "  "})
        with pytest.raises(NoticeIncomplete) as refusal:
            send(world, officer, number, 3)
        assert refusal.value.missing == (missing,)
        with pytest.raises(NoticeIncomplete), world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
            breaches.publish(work, number)
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        breaches.write_notice(work, number, WORDS)
    for wrong in (2, 4, 0):
        with pytest.raises(CountDiffers):
            send(world, officer, number, wrong)
    assert send(world, officer, number, 3) == 3


def test_each_person_is_told_once_however_often_it_is_sent(world: World, counsel: Counsel, officer: UUID) -> None:
    deliver(world.instance)
    number = ready(world, officer, counsel.people)
    start, sent = Barrier(3), []

    def press() -> None:
        start.wait()
        sent.append(send(world, officer, number, 3))

    threads = [Thread(target=press) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sent) == [0, 0, 3]
    deliver(world.instance)
    letters = [json.loads(line) for line in world.settings.outbox_file.read_text(encoding="utf-8").splitlines()]
    told = [one for one in letters if one["kind"] == "breach_notice"]
    assert len(told) == len({one["to"] for one in told}) == 3
    assert all("유출" not in one["body"] and "임대" not in one["body"] and "P-" not in one["body"] for one in told)
    with world.as_system() as work:
        assert audit.count(work, counsel.people[0], deeds=("breach:notified",)) == 1
    assert not look(world, officer).clock_runs


def test_the_clock_runs_from_knowing_until_all_are_told_and_it_is_reported(
    world: World, counsel: Counsel, officer: UUID
) -> None:
    number = start_breach(world, officer, external=True)
    one = look(world, officer)
    assert one.due_at - one.known_at == timedelta(hours=72)
    assert one.reasons == ("external",)
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        breaches.add_people(work, number, Part(Means.GROUPS, (counsel.code,)))
        breaches.write_notice(work, number, WORDS)
    send(world, officer, number, 3)
    assert look(world, officer).clock_runs, "the report is still owed"
    with pytest.raises(NotYet), world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        breaches.close(work, number, note=NOTE)
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        breaches.mark_reported(work, number)
        breaches.close(work, number, note=NOTE)
    with pytest.raises(BreachClosed):
        send(world, officer, number, 3)


def test_breach_texts_are_scrubbed_and_resident_numbers_refused(world: World, officer: UUID) -> None:
    number = start_breach(world, officer, what="010-0123-4567 번으로 전화가 왔습니다")
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        breaches.write_notice(work, number, WORDS | {"when": "kim@example.com 주소로 샜습니다"})
        with pytest.raises(ReasonHoldsNumber):
            breaches.write_notice(work, number, WORDS | {"when": "900101-1234567"})
    one = look(world, officer)
    assert "0123" not in one.what and "kim@" not in one.notice["when"]
    with pytest.raises(KnownLater):
        start_breach(world, officer, known_at=world.clock.now + timedelta(minutes=1))


def test_the_notice_is_read_by_whom_it_touches_and_by_nobody_else(
    world: World, counsel: Counsel, officer: UUID
) -> None:
    touched, other, _ = counsel.people
    number = ready(world, officer, [touched])
    app = world.app()
    hers, others, public = visit(world, app, touched), visit(world, app, other), visit(world, app)
    assert "/my/breach-notices" not in hers.get("/my").get_data(as_text=True), "not before it is sent"
    send(world, officer, number, 1)
    assert "/my/breach-notices" in hers.get("/my").get_data(as_text=True)
    assert WORDS["protect"] in hers.get("/my/breach-notices").get_data(as_text=True)
    assert "/my/breach-notices" not in others.get("/my").get_data(as_text=True)
    assert WORDS["protect"] not in others.get("/my/breach-notices").get_data(as_text=True)
    assert WORDS["protect"] not in public.get("/breach-notices").get_data(as_text=True)
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        breaches.publish(work, number)
    assert "/breach-notices" in public.get("/").get_data(as_text=True)
    assert WORDS["protect"] in public.get("/breach-notices").get_data(as_text=True)
    world.clock.forward(days=30, minutes=-1)
    assert WORDS["protect"] in public.get("/breach-notices").get_data(as_text=True)
    world.clock.forward(minutes=2)
    assert WORDS["protect"] not in public.get("/breach-notices").get_data(as_text=True)


def test_two_officers_who_open_a_breach_at_one_moment_get_a_number_each(world: World, officer: UUID) -> None:
    both, opened = Barrier(2), []

    def press() -> None:
        both.wait()
        opened.append(start_breach(world, officer))

    for _ in range(3):
        threads = [Thread(target=press) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(opened) == [1, 2, 3, 4, 5, 6]


def test_the_web_says_that_people_were_told_only_once_they_were(world: World, counsel: Counsel, officer: UUID) -> None:
    number = ready(world, officer, counsel.people)
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        breaches.publish(work, number)
    public = visit(world, world.app())
    page = public.get("/breach-notices").get_data(as_text=True)
    assert WORDS["protect"] in page and "문자로도 알렸습니다" not in page
    send(world, officer, number, 3)
    assert "문자로도 알렸습니다" in public.get("/breach-notices").get_data(as_text=True)


def test_the_officer_goes_through_all_steps_on_her_page(world: World, counsel: Counsel, officer: UUID) -> None:
    desk = Desk(world, world.app(), Role.PRIVACY_OFFICER, officer)
    new = "/officer/breaches/new"
    assert desk.send(new, page=new, known_at="2026-03-02T11:00", what=WHAT, categories=["name"]).status_code == 422
    opened = desk.send(new, page=new, known_at="2026-03-02T09:00", what=WHAT, categories=["name", "phone"])
    url = opened.headers["Location"]
    assert 'place-count">1' in desk.read("/officer/reviews"), "the clock is seen from every page"
    assert "시간 남았습니다" in desk.read("/officer")
    assert desk.send(f"{url}/people", page=url, people__means="groups", people__names="GS-9999").status_code == 422
    desk.send(f"{url}/people", page=url, people__means="groups", people__names=counsel.code)
    assert desk.read(f"{url}/people").count("P-") >= 3
    desk.send(f"{url}/notice", page=url, **{f"notice__{name}": text for name, text in WORDS.items()})
    assert desk.send(f"{url}/send", page=url, send__confirm="2").status_code == 422
    assert desk.send(f"{url}/send", page=url, send__confirm="3").status_code == 303
    assert desk.send(f"{url}/web", page=url).status_code == 303
    assert desk.send(f"{url}/reported", page=url).status_code == 303
    assert WORDS["measures"] in desk.read(f"{url}/report")
    assert desk.send(f"{url}/close", page=url, close__note=NOTE).status_code == 303
    again = desk.client.post(
        f"{url}/send", data=desk.form("/officer/patterns", "/officer/patterns") | {"send-confirm": "3"}
    )
    assert again.status_code == 409
    assert desk.get("/officer/breaches/99").status_code == 404


def test_a_pattern_becomes_a_breach_with_the_people_its_account_touched(world: World, officer: UUID) -> None:
    find = find_a_pattern(world, officer)
    desk = Desk(world, world.app(), Role.PRIVACY_OFFICER, officer)
    url = f"/officer/patterns/{find}"
    made = desk.send(url, page=url, note=NOTE, outcome="breach")
    assert made.headers["Location"] == "/officer/breaches/1"
    assert look(world, officer).what == NOTE
    assert (
        desk.client.post(
            url, data={**desk.form("/officer/patterns", "/officer/patterns"), "note": NOTE, "outcome": "breach"}
        ).status_code
        == 409
    )
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        assert len(breach_views.breaches(work)) == 1, "the second press opened none"


def test_nobody_else_handles_a_breach(world: World, officer: UUID) -> None:
    number = start_breach(world, officer)
    for role in (Role.CASEWORKER, Role.LAWYER, Role.ADMIN, Role.MEMBER, Role.SYSTEM):
        with world.as_staff(role, uuid4()) as work:
            for deed in (
                lambda it: breach_views.breach(it, number),
                lambda it: breach_views.people(it, number, page=1),
                lambda it: breaches.add_people(it, number, Part(Means.EVERYBODY)),
                lambda it: breaches.notify(it, number, confirm=0),
                lambda it: breaches.open_breach(
                    it, known_at=it.now, what=WHAT, categories=[Category.NAME], external=False, sensitive=False
                ),
            ):
                with pytest.raises(NotAllowed):
                    deed(work)
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work, pytest.raises(NotAllowed):
        notices.of_me(work)
