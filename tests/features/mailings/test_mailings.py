"""One message to many: who gets it and what it costs is seen before, two agree to a large one, each person gets it once, it can be stopped."""

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any, TypeVar
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.cleaning import retire
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.channel import service as channel
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.mailings import service as mailings
from lawsuit_hub.features.mailings import working
from lawsuit_hub.features.mailings.models import MailingPerson
from lawsuit_hub.features.mailings.types import (
    Kind,
    MailingLine,
    NoSuchMailing,
    NotAnotherPerson,
    NothingToSend,
    NotNow,
    PlanMoved,
    State,
    Wanted,
)
from lawsuit_hub.features.messages import choosing
from lawsuit_hub.features.notices import endings
from lawsuit_hub.features.outbox.kinds import Topic
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.victims import consents, stopping
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import ConsentKind
from lawsuit_hub.infra.work import NotAllowed, Work
from lawsuit_hub.worker import deliver
from tests.features.desk.conftest import Desk
from tests.features.notices.boards import Board
from tests.features.rosters.exports import make_finished
from tests.people import caseworker_of, make_group, make_victim
from tests.world import World

HOME, NAME = "https://pf.kakao.com/_hubcase", "우리동네 안내"
ALL = Wanted(everybody=True)
_T = TypeVar("_T")


@dataclass
class Office:
    """A caseworker with a colleague, and people who registered."""

    world: World
    people: list[UUID] = field(default_factory=list)
    colleague: UUID = field(default_factory=uuid4)

    def __post_init__(self) -> None:
        self.colleague = make_finished(self.world, Role.CASEWORKER, "colleague@example.com")
        self.people = [self.join(number) for number in range(7)]

    def join(self, number: int) -> UUID:
        return make_victim(
            self.world,
            name=f"김표본{number}",
            phone=f"010-0300-{number:04d}",
            address=f"서울특별시 강서구 표본로 {number + 1}, 1호",
        )

    def does(self, deed: Callable[[Work], _T], *, colleague: bool = False) -> _T:
        who = self.colleague if colleague else caseworker_of(self.world)
        with self.world.as_staff(Role.CASEWORKER, who) as work:
            return deed(work)

    def drafts(self, wanted: Wanted = ALL, kind: Kind = Kind.CHANNEL, notice: int | None = None) -> UUID:
        return self.does(lambda work: mailings.draft(work, kind, wanted, notice=notice))

    def confirms(self, mailing: UUID) -> None:
        token = self.does(lambda work: mailings.plan(work, mailing)).token
        self.does(lambda work: mailings.confirm(work, mailing, token=token))

    def sends(self, wanted: Wanted = ALL, **about: Any) -> UUID:
        """Confirmed, and the minutes to think again are over."""
        mailing = self.drafts(wanted, **about)
        self.confirms(mailing)
        self.world.clock.forward(minutes=self.world.settings.mailing_undo_minutes)
        return mailing

    def works(self, pieces: int | None = None) -> int:
        return mailings.work_off(self.world.works, pieces=pieces)

    def notice(self) -> int:
        return Board(self.world, self.colleague, self.colleague).shown()

    def line(self, mailing: UUID) -> MailingLine:
        return self.does(lambda work: mailings.line(work, mailing))

    def got(self) -> Counter[str]:
        """By number, what the carrier was given."""
        file = self.world.settings.outbox_file
        lines = [json.loads(one) for one in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []
        return Counter(one["to"] for one in lines if one["kind"] in tuple(Kind))

    def number(self, person: int) -> str:
        return f"010-0300-{person:04d}"


@pytest.fixture
def office(make_world: Callable[..., World], monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(working, "PIECE", 3)
    return Office(make_world(channel_url=HOME, channel_name=NAME, mailing_alone=100))


def test_a_plan_counts_exactly_shows_three_masked_and_what_it_costs(office: Office) -> None:
    with office.world.as_system() as work:
        stopping.stop(work, office.people[0])
    with office.world.as_member(office.people[1]) as work:
        channel.say(work, follows=True, wants_notices=False)
    plan = office.does(lambda work: mailings.plan(work, office.drafts()))
    assert (plan.gets, plan.passed) == (5, {"quiet": 1, "knows": 1})
    page = f"{office.world.settings.url_for(members=True)}/channel"
    words = (
        f"[공동소송 허브] 카카오톡에서 '{NAME}' 채널을 추가하시면 새 소식을 받으실 수 있습니다. {HOME} QR 코드: {page}"
    )
    assert plan.text == words
    assert (plan.channel, plan.bytes) == ("lms", len(plan.text.encode("euc_kr")))
    assert plan.cost > 0 and plan.cost == pytest.approx(5 * plan.cost / 5)
    assert len(plan.examples) == 3 and all("*" in one.phone and "표본" not in one.name for one in plan.examples)
    assert office.got() == Counter() and office.works() == 0


def test_everybody_who_agreed_gets_it_once_and_each_record_says_so(office: Office) -> None:
    mailing = office.sends()
    assert office.works() == 4, "three pieces and the end"
    deliver(office.world.instance)
    assert office.works() == 0
    assert office.got() == Counter({office.number(one): 1 for one in range(7)})
    line = office.line(mailing)
    assert line.state is State.DONE
    assert (line.report.picked, line.report.owed, line.report.sent, line.report.waiting) == (7, 7, 7, 0)
    with office.world.as_system() as work:
        assert "mailing:sent" in {one.deed for one in audit.about(work, office.people[3])}
        assert "mailing:confirmed" in {one.deed for one in audit.about(work, mailing)}


def test_nothing_goes_before_the_minutes_to_think_again_are_over(office: Office) -> None:
    mailing = office.drafts()
    office.confirms(mailing)
    assert office.line(mailing).state is State.UNDO and office.works() == 0
    assert office.does(lambda work: mailings.stop(work, mailing)) == 0
    office.world.clock.forward(hours=1)
    assert office.works() == 0
    deliver(office.world.instance)
    assert office.got() == Counter() and office.line(mailing).state is State.STOPPED


def test_what_a_group_or_a_stage_is_gets_it_and_nobody_else(office: Office) -> None:
    group, members = make_group(
        office.world,
        size=3,
        landlord="유다른",
        landlord_birth="1955-05-05",
        address="서울특별시 양천구 다른로 5, 101호",
    )
    with office.world.as_staff(Role.CASEWORKER, caseworker_of(office.world)) as work:
        code = groups.get(work, group).code
        groups.set_stage(work, group, stage=Stage.SETTLED)
    notice = office.notice()
    for wanted in (
        Wanted(groups=(code,)),
        Wanted(stages=(Stage.SETTLED,)),
        Wanted(groups=(code,), stages=(Stage.SETTLED,)),
    ):
        mailing = office.sends(wanted, kind=Kind.NOTICE, notice=notice)
        office.works()
        with office.world.as_system() as work:
            rows = set(work.db.scalars(select(MailingPerson.victim_id).where(MailingPerson.mailing_id == mailing)))
        assert rows == set(members)
    deliver(office.world.instance)
    assert sum(office.got().values()) == 9


def test_consent_taken_back_before_her_piece_and_before_her_message(office: Office) -> None:
    mailing = office.sends()
    first, *others = sorted(office.people)
    assert office.works(pieces=1) == 1
    with office.world.as_member(others[-1]) as work:  # not looked at yet
        consents.withdraw(work, others[-1], ConsentKind.COLLECT)
    office.does(lambda work: victims.withdraw(work, others[-2], reason="전화로 거두셨습니다"))
    office.does(lambda work: victims.withdraw(work, first, reason="전화로 거두셨습니다"))  # her message is owed already
    office.works()
    deliver(office.world.instance)
    office.works()
    report = office.line(mailing).report
    assert (report.sent, report.picked) == (4, 7)
    assert report.skipped == {"unwilling": 1, "gone": 1} and sum(report.failed.values()) == 1
    assert sum(office.got().values()) == 4


def test_who_follows_the_channel_meanwhile_or_asks_for_quiet_gets_nothing(office: Office) -> None:
    mailing = office.sends()
    office.works()
    with office.world.as_member(office.people[0]) as work:
        channel.say(work, follows=True, wants_notices=False)
    with office.world.as_system() as work:
        stopping.stop(work, office.people[1])
    deliver(office.world.instance)
    assert office.got()[office.number(0)] == office.got()[office.number(1)] == 0
    assert office.line(mailing).report.sent == 5 and sum(office.line(mailing).report.failed.values()) == 2


def test_what_she_switched_off_does_not_come_and_is_not_paid_for(office: Office) -> None:
    with office.world.as_member(office.people[0]) as work:
        choosing.choose(work, office.people[0], off=[Topic.NEWS])
    plan = office.does(lambda work: mailings.plan(work, office.drafts()))
    assert (plan.gets, plan.passed) == (6, {"off": 1})
    mailing = office.sends()
    office.works()
    with office.world.as_member(office.people[1]) as work:  # hers is owed already
        choosing.choose(work, office.people[1], off=[Topic.NEWS])
    deliver(office.world.instance)
    report = office.line(mailing).report
    assert (report.sent, report.skipped, report.failed) == (5, {"off": 1}, {"she switched it off": 1})


def test_nobody_is_led_to_a_notice_that_was_withdrawn(office: Office) -> None:
    notice = office.notice()
    mailing = office.sends(kind=Kind.NOTICE, notice=notice)
    office.works(pieces=1)
    deliver(office.world.instance)
    office.works()
    office.does(lambda work: endings.withdraw(work, notice, reason="잘못 올린 글입니다"), colleague=True)
    deliver(office.world.instance)
    assert sum(office.got().values()) == 3 and office.line(mailing).report.failed == {"not wanted any more": 4}
    with pytest.raises(NothingToSend):
        office.drafts(kind=Kind.NOTICE, notice=notice)


def test_stopped_in_the_middle_what_no_carrier_has_is_withdrawn(office: Office) -> None:
    mailing = office.sends()
    office.works(pieces=1)
    deliver(office.world.instance)
    office.works(pieces=1)
    assert office.does(lambda work: mailings.stop(work, mailing)) == 3
    assert office.works() == 0
    deliver(office.world.instance)
    report = office.line(mailing).report
    assert (report.sent, report.withdrawn, report.waiting, report.picked) == (3, 3, 0, 6)
    for deed in (mailings.stop, mailings.pause, mailings.go_on):
        with pytest.raises(NotNow):
            office.does(lambda work, deed=deed: deed(work, mailing))


def test_a_pause_holds_everything_and_going_on_loses_nobody(office: Office) -> None:
    mailing = office.sends()
    office.works(pieces=1)
    office.does(lambda work: mailings.pause(work, mailing))
    assert office.works() == 0
    deliver(office.world.instance)
    assert office.got() == Counter() and office.line(mailing).state is State.PAUSED
    office.does(lambda work: mailings.go_on(work, mailing))
    office.works()
    deliver(office.world.instance)
    assert office.got() == Counter({office.number(one): 1 for one in range(7)})


def test_stopping_while_pieces_are_written_withdraws_all_that_was_owed(office: Office) -> None:
    """Whichever comes first, nobody gets it whose message was not with the carrier when it was stopped."""
    mailing, begun = office.sends(), Event()

    def write() -> None:
        begun.set()
        office.works()

    with ThreadPoolExecutor(2) as pool:
        working_off = pool.submit(write)
        assert begun.wait(10)
        withdrawn = pool.submit(office.does, lambda work: mailings.stop(work, mailing)).result(60)
        working_off.result(60)
    deliver(office.world.instance)
    assert office.got() == Counter()
    report = office.line(mailing).report
    assert report.withdrawn == withdrawn == report.owed and report.sent == 0


def test_two_workers_at_once_look_at_each_person_once(office: Office) -> None:
    mailing = office.sends()
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: office.works(), range(3)))
    with office.world.as_system() as work:
        assert work.db.scalar(select(func.count()).select_from(MailingPerson)) == 7
        assert work.db.scalar(select(func.count()).select_from(Message).where(Message.kind == Kind.CHANNEL.value)) == 7
    assert office.line(mailing).report.picked == 7


def test_a_worker_that_dies_in_a_piece_leaves_nothing_half_done(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailing = office.sends()
    office.works(pieces=1)

    def die(*_of: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(audit, "record_many", die)
        with pytest.raises(KeyboardInterrupt):
            office.works()
    assert office.line(mailing).report.picked == 3
    office.works()
    deliver(office.world.instance)
    assert office.got() == Counter({office.number(one): 1 for one in range(7)})


def test_two_who_confirm_at_once_confirm_it_once(office: Office) -> None:
    mailing = office.drafts()
    token = office.does(lambda work: mailings.plan(work, mailing)).token

    def press(colleague: bool) -> bool:
        try:
            office.does(lambda work: mailings.confirm(work, mailing, token=token), colleague=colleague)
        except NotNow:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, (False, True))) == [False, True]
    office.world.clock.forward(minutes=5)
    office.works()
    deliver(office.world.instance)
    assert sum(office.got().values()) == 7


def test_an_old_page_confirms_nothing_and_who_registers_later_is_not_meant(office: Office) -> None:
    mailing = office.drafts()
    token = office.does(lambda work: mailings.plan(work, mailing)).token
    office.people.append(office.join(7))
    with pytest.raises(PlanMoved):
        office.does(lambda work: mailings.confirm(work, mailing, token=token))
    office.confirms(mailing)
    office.world.clock.forward(minutes=5)
    office.join(8)
    office.works()
    deliver(office.world.instance)
    assert set(office.got()) == {office.number(one) for one in range(8)}


def test_a_large_one_waits_for_somebody_else_s_word(make_world: Callable[..., World]) -> None:
    office = Office(make_world(channel_url=HOME, channel_name=NAME, mailing_alone=6))
    mailing = office.sends()
    assert office.line(mailing).state is State.SECOND and office.works() == 0
    with pytest.raises(NotAnotherPerson):
        office.does(lambda work: mailings.approve(work, mailing))
    office.does(lambda work: mailings.approve(work, mailing), colleague=True)
    assert office.line(mailing).state is State.UNDO and office.works() == 0
    with pytest.raises(NotNow):
        office.does(lambda work: mailings.approve(work, mailing), colleague=True)
    office.world.clock.forward(minutes=5)
    office.works()
    deliver(office.world.instance)
    assert sum(office.got().values()) == 7


def kept_of(office: Office, person: int) -> list[tuple[str, str]]:
    with office.world.as_system() as work:
        return [(one["kind"], one["outcome"]) for one in mailings.for_copy(work, office.people[person])]


def test_whom_it_looked_at_is_in_her_copy_and_goes_after_its_end_while_the_report_stays(office: Office) -> None:
    with office.world.as_system() as work:
        stopping.stop(work, office.people[0])
    over = office.sends()
    office.works()
    deliver(office.world.instance)
    office.works()
    assert (kept_of(office, 0), kept_of(office, 1)) == ([(Kind.CHANNEL, "quiet")], [(Kind.CHANNEL, "gets")])
    report = office.line(over).report
    office.world.clock.forward(days=office.world.settings.mailing_days - 1)
    office.sends()
    office.works()
    retire(office.world.works)
    assert len(kept_of(office, 0)) == 2
    office.world.clock.forward(days=1)
    retire(office.world.works)
    assert (kept_of(office, 0), kept_of(office, 1)) == ([(Kind.CHANNEL, "quiet")], [(Kind.CHANNEL, "gets")])
    assert office.line(over).report == report and report.skipped == {"quiet": 1} and report.sent == 6


REFUSED = [
    (Kind.CHANNEL, Wanted(), None, "audience"),
    (Kind.NOTICE, ALL, None, "notice"),
    (Kind.CHANNEL, ALL, 4, "notice"),
    (Kind.NOTICE, ALL, 4, "notice"),
    (Kind.CHANNEL, Wanted(groups=("GS-9999",)), None, "group"),
    (Kind.CHANNEL, Wanted(groups=("GS-0001\x00",)), None, "group"),
]


@pytest.mark.parametrize(("kind", "wanted", "notice", "why"), REFUSED, ids=[str(one) for one in range(len(REFUSED))])
def test_what_cannot_be_drafted(
    world: World, make_world: Callable[..., World], kind: Kind, wanted: Wanted, notice: int | None, why: str
) -> None:
    with_channel = make_world(channel_url=HOME, channel_name=NAME)
    with (
        with_channel.as_staff(Role.CASEWORKER, caseworker_of(with_channel)) as work,
        pytest.raises(NothingToSend) as refused,
    ):
        mailings.draft(work, kind, wanted, notice=notice)
    assert refused.value.why == why


def test_without_a_channel_with_a_letter_no_carrier_takes_or_by_nobody_else(make_world: Callable[..., World]) -> None:
    without = make_world(channel_url="")
    with without.as_staff(Role.CASEWORKER, caseworker_of(without)) as work, pytest.raises(NothingToSend):
        mailings.draft(work, Kind.CHANNEL, ALL)
    smiling = Office(make_world(channel_url=HOME, channel_name="안내 😀"))
    with pytest.raises(NothingToSend) as refused:
        smiling.does(lambda work: mailings.plan(work, smiling.drafts()))
    assert refused.value.why == "letter" and "U+1F600" in refused.value.named
    for role in (Role.ADMIN, Role.LAWYER, Role.PRIVACY_OFFICER):
        with smiling.world.as_staff(role, uuid4()) as work, pytest.raises(NotAllowed):
            mailings.lines(work)
    with pytest.raises(NoSuchMailing):
        smiling.does(lambda work: mailings.plan(work, uuid4()))


@pytest.mark.pages
def test_the_pages_from_the_choice_to_the_report(office: Office) -> None:
    desk = Desk(office.world, office.world.app(), Role.CASEWORKER, office.colleague)
    new = "/desk/mailings/new"
    made = desk.send(new, page=new, kind="channel_invitation", whom="everybody")
    assert made.status_code == 303
    url = made.headers["Location"]
    page = desk.read(url)
    assert "7명에게 보내기" in page and NAME in page and "010" in page and "0300" not in page
    assert desk.send(f"{url}/confirm", page=url).status_code == 303
    assert "분 뒤에 시작합니다" in desk.read(url)
    assert desk.get(f"{url}/progress").get_json() == {
        "done": 0, "total": 7, "line": "7명 가운데 0명을 마쳤습니다. 보냄 0", "over": False
    }  # fmt: skip
    office.world.clock.forward(minutes=5)
    desk.sign_in()
    office.works()
    assert desk.send(f"{url}/pause", page=url).status_code == 303
    assert "잠시 멈추었습니다" in desk.read(url)
    assert desk.send(f"{url}/resume", page=url).status_code == 303
    deliver(office.world.instance)
    office.works()
    done = desk.read(url)
    assert "마침" in done and "살펴본 사람" in done
    assert desk.get(f"{url}/progress").get_json()["over"] is True
    assert desk.client.post(f"{url}/stop", data=desk.form(new, new)).status_code == 409
    assert "카카오톡 채널 안내" in desk.read("/desk/mailings")


@pytest.mark.pages
def test_wrong_choices_are_said_beside_their_fields(office: Office) -> None:
    desk = Desk(office.world, office.world.app(), Role.CASEWORKER, office.colleague)
    new = "/desk/mailings/new"
    for sent, said in (
        ({}, "하나를 골라 주세요"),
        ({"kind": "channel_invitation", "whom": "some"}, "모임이나 단계를 하나는"),
        ({"kind": "channel_invitation", "whom": "some", "groups": "GS-9999"}, "이런 모임은 없습니다: GS-9999"),
        ({"kind": "notice", "whom": "everybody"}, "공지의 번호를"),
        ({"kind": "notice", "whom": "everybody", "notice": "-3"}, "공지 번호가 아닙니다"),
        ({"kind": "notice", "whom": "some", "stages": ["nowhere"]}, ""),
    ):
        answer = desk.send(new, page=new, **sent)
        assert answer.status_code == 422 and said in answer.get_data(as_text=True)
