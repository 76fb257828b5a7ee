"""A world with something on every page: a group half-way to court, people who wait for every reason, staff of every role.

Everybody is invented. It is made through the services, as the service itself makes it; pages and pictures are looked at in it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.counters import COUNTERS
from lawsuit_hub.demo import found, survey_answers
from lawsuit_hub.demo.gatherings import fill_meetings
from lawsuit_hub.features.ballots import counting, making, voting
from lawsuit_hub.features.ballots.types import Asked as Put
from lawsuit_hub.features.channel import service as channel
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.findings import ending
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import assignments, groups
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.library import service as library
from lawsuit_hub.features.library.types import Facts
from lawsuit_hub.features.mailings import service as mailings
from lawsuit_hub.features.mailings.types import Kind as Mail
from lawsuit_hub.features.mailings.types import Wanted as Whom
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.questions import answering as board
from lawsuit_hub.features.questions import asking, moderating
from lawsuit_hub.features.questions.types import Asking, Category
from lawsuit_hub.features.responses import uploads
from lawsuit_hub.features.rights import answering, corrections, own, requests
from lawsuit_hub.features.rights.types import Ground as RefusedOn
from lawsuit_hub.features.rights.types import Outcome
from lawsuit_hub.features.rosters import removals
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.types import SheetFormat
from lawsuit_hub.features.statistics import public as public_numbers
from lawsuit_hub.features.statistics import service as statistics
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims import tasks
from lawsuit_hub.features.victims.types import Channel
from lawsuit_hub.features.webhooks import service as webhooks
from lawsuit_hub.features.webhooks.types import Asked, NotAnswered, Parcel, Topic
from tests import surveys
from tests.features.costs import made as support
from tests.features.faq import samples as faq
from tests.features.mandates import made
from tests.features.notices import boards
from tests.features.notices.boards import Board
from tests.features.oversight.officers import find_a_pattern, sign, start_breach, tell_of_a_breach
from tests.features.publishing.made import hidden_column
from tests.people import FIRM, FIRM_PHONE, make_active, make_answer, make_victim
from tests.rules.carried import carry
from tests.rules.voices import suggest
from tests.world import World, open_world

PASSWORD = "노을 사다리 오렌지 17"
ROOM, ROOM_CODE = "https://open.kakao.com/o/gSample01", "407192"
ANSWERS = Path(__file__).resolve().parents[1] / "samples" / "answers.csv"
LANDLORD = "임표본"
OPENED, EXPORTED = "계약서 3쪽이 흐려 다시 보내 달라고 전화했습니다", "위임장과 계약 내용을 맞춰 봅니다"
REFUSAL = "동의하신 기록이 있어 그대로 둡니다"
OBJECTION = "카드를 내려 달라고 두 번 말했습니다"
LEASE_SEEN = "계약서 원본을 보았습니다"  # tests.people.verify
ODD_COLUMN = "연락 닿는 곳"
STAFF = (Role.CASEWORKER, Role.LAWYER, Role.PRIVACY_OFFICER, Role.ADMIN)

# Six people of one landlord; the last two keep their cards to themselves, every third her data from the firm.
PEOPLE = (
    ("홍보람", "서울특별시 강서구 표본로 12, 301호", "235000000"),
    ("김가람", "서울특별시 강서구 표본로 12, 402호", "210000000"),
    ("이나래", "인천광역시 미추홀구 보기로 7, 1203호", "160000000"),
    ("박다온", "서울특별시 양천구 견본로 31, 201호", "185000000"),
    ("최라온", "경기도 부천시 원미구 예시로 5, 703호", "142000000"),
    ("정마루", "서울특별시 강서구 표본로 12, 505호", "198000000"),
)


@dataclass
class Story:
    """`people` and `staff` by what they stand for; `names` are the parts of addresses: the group's code, a person's reference."""

    world: World
    people: dict[str, UUID] = field(default_factory=dict)
    staff: dict[Role, UUID] = field(default_factory=dict)
    secrets: dict[Role, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def as_staff(self, role: Role):  # type: ignore[no-untyped-def]  # a context manager of a Work
        return self.world.as_staff(role, self.staff[role])

    def actor(self, role: Role) -> Actor:
        return Actor(role, self.staff[role], address="127.0.0.1")

    def group_id(self) -> UUID:
        with self.world.as_system() as work:
            return groups.by_code(work, self.names["group"])

    def reference(self, who: str) -> str:
        with self.world.as_system() as work:
            return victims.profile(work, self.people[who]).reference


def tell(folder: Path, key_folder: Path, build_schema: Callable[[str], None]) -> Story:
    """The whole story in a new folder, on SQLite."""
    url = f"sqlite:///{folder / 'hub.db'}"
    build_schema(url)
    story = Story(open_world(folder / "instance", url, key_folder))
    hire(story)
    gather(story)
    story.names["ended_ballot"] = vote(story, "소송을 함께할까요?", ("함께한다", "기다린다"), once="ended")
    story.world.clock.forward(days=4)
    counting.turn(story.world.works)
    go_to_court(story)
    story.world.clock.forward(days=2)
    let_wait(story)
    story.world.clock.forward(hours=5)
    look_at_people(story)
    ask_about_own_data(story)
    oversee(story)
    with story.world.as_system() as work:
        statistics.count_today(work)
    move_numbers(story)
    story.names["void"] = "A" * 43
    story.names["faq"] = faq.load(story.world)[0]
    story.names["utterance"] = faq.unanswered_by(story.world, "집에 곰팡이가 피는데 누가 고쳐주나요")
    story.names |= ask_on_board(story)
    question, options = "어느 법무법인에 맡길까요?", ("표본 법무법인", "더 알아본다", "기권")
    story.names["open_ballot"] = vote(story, question, options, once="open", but="member")
    story.names |= suggest(
        story.world,
        canary=story.people["second"],
        member=story.people["member"],
        caseworker=(Role.CASEWORKER, story.staff[Role.CASEWORKER]),
    )
    story.names |= fill_meetings(story.world.works, story.actor(Role.CASEWORKER), story.people["member"])
    story.names |= support.in_story(story.world, story.people, story.staff[Role.CASEWORKER])
    story.names |= ask_all(story)
    story.names["found"] = found_out(story)
    caseworker = (Role.CASEWORKER, story.staff[Role.CASEWORKER])
    story.names |= carry(story.world, int(story.names["topic_no"]), caseworker=caseworker)
    story.names |= fill_library(story)
    story.names |= boards.told(story.world, story.staff[Role.CASEWORKER])
    story.names["account"] = str(story.staff[Role.LAWYER])
    story.names["receiver"] = connect(story)
    story.names |= tell_many(story)
    story.names |= {
        one: story.reference(one) for one in ("member", "pending", "unverified", "changed", "withdrawing", "third")
    }
    return story


def move_numbers(story: Story) -> None:
    """Until every number that may move has moved: at which distance it does is drawn."""
    for _day in range(20):
        with story.world.as_system() as work:
            work.now += timedelta(days=_day - 40)
            public_numbers.move_today(work, COUNTERS)


def found_out(story: Story) -> str:
    """A survey with its results: more answers than this world has people."""
    works, caseworker = story.world.works, story.actor(Role.CASEWORKER)
    made = found.ask(works, caseworker)
    surveys.fill(story.world, made, survey_answers.sheets(found.WHOLE, 110))
    found.tell(works, caseworker, made)
    return str(made)


def ask_all(story: Story) -> dict[str, str]:
    """A survey that is open, one that is over with a dozen answers, one whose answers are gone, and a draft."""
    world = story.world
    gone = surveys.opened(world)
    surveys.fill(world, gone, survey_answers.sheets(surveys.GANGSEO, 12))
    surveys.closed(world, gone)
    with world.as_system() as work:
        for days in (work.settings.survey_days, 30):
            work.now += timedelta(days=days)
            ending.let_go(work)
    over, running = surveys.opened(world), surveys.opened(world)
    surveys.fill(world, over, survey_answers.sheets(surveys.GANGSEO, 12))
    surveys.closed(world, over)
    made = {"survey": running, "ended_survey": over, "gone_survey": gone, "survey_draft": surveys.made(world)}
    return {name: str(one) for name, one in made.items()}


def vote(story: Story, question: str, options: tuple[str, ...], *, once: str, but: str = "") -> str:
    """The group of six is asked; all but one of them have voted."""
    with story.as_staff(Role.CASEWORKER) as work:
        days = {"from_on": work.today, "until_on": work.today + timedelta(days=2)}
        put = Put(question, "모임에서 나온 이야기를 모았습니다.", options, **days)
        ballot = making.make(work, story.names["group"], put, once=once, office=False)
    for number, who in enumerate(("member", "second", "third", "fourth", "changed", "withdrawing")):
        if who != but:
            with story.world.as_member(story.people[who]) as work:
                voting.vote(work, ballot, number % 2)
    return str(ballot)


def ask_on_board(story: Story) -> dict[str, str]:
    """One question is on the board with an answer that was corrected, one waits for a look, one is for caseworkers alone."""
    made = {}
    for name, public, title in (
        ("answered", True, "경매가 시작되면 보증금은 어떻게 받나요?"),
        ("looked", True, "경매가 시작되면 이사해도 되나요?"),
        ("private", False, "모임에서 쓰는 별칭을 바꿀 수 있나요?"),
    ):
        asked = Asking(
            Category.AUCTION, title, "집이 경매에 넘어간다는 우편을 받았습니다. 무엇부터 해야 하나요?", public
        )
        with story.world.as_member(story.people["member"]) as work:
            made[name] = asking.ask(work, asked, once=f"story-{name}", network="-")
    one = made["answered"]
    assert one is not None
    with story.as_staff(Role.CASEWORKER) as work:
        moderating.show(work, one, seen=0)
        board.answer(work, one, "배당요구를 해 주세요.", seen=1, office=False)
        board.correct(work, one, 1, "법원이 정한 종기까지 배당요구를 해 주세요.", seen=2, office=False)
    return {f"{name}_question": str(asked) for name, asked in made.items()}


def hire(story: Story) -> None:
    for role in STAFF:
        firm = {"firm_name": FIRM, "firm_phone": FIRM_PHONE} if role is Role.LAWYER else {}
        with story.world.as_system() as work:
            login = f"{role.value.replace('_', '-')}@example.com"
            story.staff[role], story.secrets[role] = identity.add_finished_staff(
                work, login=login, role=role, password=PASSWORD, **firm
            )


def connect(story: Story) -> str:
    """Another system is told of everything; it cannot be reached."""
    with story.as_staff(Role.ADMIN) as work:
        receiver, _ = webhooks.add(work, Asked("구청 홈페이지", "https://hooks.example.com/in", frozenset(Topic)))
    with story.as_staff(Role.ADMIN) as work:
        webhooks.ping(work, receiver)
    webhooks.deliver_due(story.world.works, send=away)
    return str(receiver)


def tell_many(story: Story) -> dict[str, str]:
    """A notice to be posted in the channel, one that was; a message to everybody as a draft, and one that is paused."""
    here = Board(story.world, story.staff[Role.CASEWORKER], story.staff[Role.CASEWORKER])
    body = "1월 18일 저녁 7시에 구민회관에서 만납니다. 자리가 정해져 있어 미리 알려 주세요."
    notice, *_ = [here.shown(body, title=one, once=one) for one in ("1월 간담회", "지원 신청 기간이 늘었습니다")]
    with story.as_staff(Role.CASEWORKER) as work:
        posted, waits = channel.waiting(work)[:2]
        channel.done(work, posted.id, url=f"{work.settings.channel_url}/104511238")
        drafted = mailings.draft(work, Mail.CHANNEL, Whom(everybody=True))
        paused = mailings.draft(work, Mail.NOTICE, Whom(stages=(Stage.COUNSEL,)), notice=notice)
        mailings.confirm(work, paused, token=mailings.plan(work, paused).token)
        mailings.pause(work, paused)
    return {"mirror": str(waits.id), "posted": str(posted.id), "mailing": str(drafted), "paused": str(paused)}


def away(_parcel: Parcel, _at: int) -> int:
    raise NotAnswered("connect")


def fill_library(story: Story) -> dict[str, str]:
    """A manual of two versions for everybody; a third waits for another person, since a telephone number hides in it."""
    files = (
        ("1.0", "안내.txt", "처음 낸 판".encode()),
        ("1.1", "안내.txt", "고친 판".encode()),
        ("1.2", "참석.xlsx", hidden_column()),
    )
    with story.as_staff(Role.CASEWORKER) as work:
        number = library.add(
            work, Facts("배당요구 안내", "배당요구를 언제 어떻게 하는지 적었습니다", "manual"), once="story"
        )
        for label, name, data in files:
            looked = publishing.look(work.settings, name, data)
            library.add_version(work, number, looked, label=label, note="경매 절차를 더했습니다", language="ko")
        for version in (1, 2):
            library.publish(work, number, version)
        library.ask(work, number, 3)
    with story.world.as_system() as work:
        second = identity.add_finished_staff(work, login="other@example.com", role=Role.CASEWORKER, password=PASSWORD)
    with story.world.as_staff(Role.CASEWORKER, second[0]) as work:
        [waits] = publishing.waiting(work)
    return {"manual": str(number), "release": str(waits.id)}


def gather(story: Story) -> None:
    """The group of six, all of them active."""
    world, names = story.world, ("member", "second", "third", "fourth", "changed", "withdrawing")
    with world.as_system() as work:
        firm_id = next(one.id for one in identity.firms(work) if one.name == FIRM)
    for number, (who, (name, address, deposit)) in enumerate(zip(names, PEOPLE, strict=True)):
        world.clock.forward(hours=7)
        about = {
            "name": name,
            "address": address,
            "deposit": deposit,
            "phone": f"010-0700-00{number:02d}",
            "landlord": LANDLORD,
        }
        story.people[who] = make_active(
            world, share_card=number < 4, firm_id=None if number % 3 == 2 else firm_id, **about
        )
    with world.as_system() as work:
        line = groups.membership_of(work, story.people["member"])
        assert line is not None
        story.names["group"] = groups.get(work, line.group_id).code


def go_to_court(story: Story) -> None:
    """A lawyer, a stage, a room; one member has entered it already."""
    group_id = story.group_id()
    with story.as_staff(Role.CASEWORKER) as work:
        assignments.assign(work, group_id, lawyer_id=story.staff[Role.LAWYER])
        groups.set_stage(work, group_id, stage=Stage.SETTLED)
        groups.set_stage(work, group_id, stage=Stage.COUNSEL)
        invites.set_room(work, group_id, url=ROOM, code=ROOM_CODE)
    made.word(story.world, group_id)
    made.sign(story.world, story.people["second"], PEOPLE[1][0])
    with story.world.as_member(story.people["second"]) as work:
        token = invites.make(work)
    with story.world.as_member(story.people["second"]) as work:
        invites.enter(work, token)


def let_wait(story: Story) -> None:
    """People from a form, unconfirmed; one for each reason to wait; two groups that may be one landlord's; two tasks."""
    world, people = story.world, story.people
    upload_files(story)
    people["unconfirmed"] = imported(story)
    people["unverified"] = make_victim(
        world, name="강바다", phone="010-0701-0001", address="서울특별시 강서구 표본로 12, 601호"
    )
    people["pending"] = make_victim(
        world, name="조사랑", phone="010-0701-0002", address="부산광역시 수영구 보기로 77, 1호", landlord_birth=None
    )
    people["alone"] = make_active(
        world,
        name="윤아람",
        phone="010-0701-0003",
        landlord="최견본",
        landlord_birth="1971-05-05",
        address="대전광역시 서구 보기로 3, 2호",
    )
    make_active(
        world,
        name="장자람",
        phone="010-0701-0004",
        landlord="표본주택",
        business_number="123-45-67891",
        address="대구광역시 중구 보기로 9, 8호",
    )
    make_victim(
        world,
        name="임차니",
        phone="010-0701-0005",
        business_number="123-45-67891",
        address="서울특별시 강서구 표본로 12, 801호",
    )
    other = replace(make_answer(world, name="최라윤", phone="010-0700-0004"), address=make_answer(world).address)
    with world.as_system() as work:
        tasks.open_changed_answer(work, people["changed"], other)
        destruction.ask(work, people["withdrawing"], ground=Ground.CONSENT)
        story.names["merge"] = str(landlords.merge_proposals(work)[0].id)
        story.names["task"] = str(tasks.of_victim(work, people["changed"])[0].id)


def upload_files(story: Story) -> None:
    """One file read to its end, one whose columns are asked, one that cannot be read, one that waits."""
    form = ANSWERS.read_bytes()
    odd = form.replace("휴대전화 번호".encode(), ODD_COLUMN.encode())
    for name, content in {"done": form, "asking": odd, "failed": b"\x00\x01", "waiting": form}.items():
        with story.as_staff(Role.CASEWORKER) as work:
            story.names[name] = str(uploads.receive(work, [content], size_bound=len(content)))
        if name != "waiting":
            uploads.work_off(story.world.works)


def imported(story: Story) -> UUID:
    """Of the group, by a form: her telephone and her consents are still to be proved."""
    about = {"name": "한차림", "phone": "010-0701-0006", "address": "서울특별시 강서구 표본로 12, 901호"}
    return make_victim(story.world, channel=Channel.FORM, **about)


def look_at_people(story: Story) -> None:
    """Deeds that the member reads about."""
    with story.as_staff(Role.CASEWORKER) as work:
        victims.reveal(work, story.people["member"], names=["phone"], reason=OPENED, once="story")
    made = rosters.export_for(
        story.world.works,
        story.actor(Role.LAWYER),
        group=story.names["group"],
        format=SheetFormat.XLSX,
        reason=EXPORTED,
        password="Lantern-Quartz-48",
        keep=True,
    )
    assert made.rows == len(PEOPLE) - 2
    with story.world.as_system() as work:
        removals.ask(work, made.id, line=2)


def ask_about_own_data(story: Story) -> None:
    """One request of each way it can stand: refused with a ground, a correction that waits, an objection, somebody who is left alone."""
    member, third = story.people["member"], story.people["third"]
    with story.world.as_member(member) as work:
        own.object_to(work, None, words="알리지 않고 명단에 넣은 것 같습니다")
        story.names["refused"] = str(requests.of_victim(work, member)[0].id)
    with story.as_staff(Role.PRIVACY_OFFICER) as work:
        answer, ground = REFUSAL, RefusedOn.NOT_SO
        request_id = UUID(story.names["refused"])
        answering.answer(work, request_id, outcome=Outcome.REFUSED, ground=ground, words=answer)
    with story.world.as_member(member) as work:
        story.names["correct"] = str(corrections.ask(work, {"email": "newer@example.com"}))
    with story.world.as_member(third) as work:
        own.stop(work)
        own.object_to(work, None, words=OBJECTION)
        story.names["objection"] = str(next(one.id for one in requests.of_victim(work, third) if one.words))


def oversee(story: Story) -> None:
    """The privacy officer signs a review of all that happened; a caseworker searches for nobody, again and again; one breach is told, one is new."""
    story.names["find"] = str(find_a_pattern(story.world, story.staff[Role.PRIVACY_OFFICER]))
    told = tell_of_a_breach(story.world, story.staff[Role.PRIVACY_OFFICER], (story.reference("second"),))
    story.names |= {"told": str(told), "breach": str(start_breach(story.world, story.staff[Role.PRIVACY_OFFICER]))}
    story.names["review"] = str(sign(story.world, story.staff[Role.PRIVACY_OFFICER]))


def refresh(story: Story, who: str) -> None:
    with story.world.as_system() as work:
        lawsuits.refresh(work, story.people[who])
