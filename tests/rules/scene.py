"""One whole service with everything in it, for the rules that look at every page: two groups, every role, the canary in
every feature, and one real object for each parameter that an address may hold."""

from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.counters import COUNTERS
from lawsuit_hub.demo import survey_answers
from lawsuit_hub.features.addresses import service as addresses
from lawsuit_hub.features.addresses.types import Where
from lawsuit_hub.features.ballots import making, voting
from lawsuit_hub.features.ballots.types import Asked as Put
from lawsuit_hub.features.briefings import answering, answers, bulletin, filings, questions
from lawsuit_hub.features.briefings import news as counsel_news
from lawsuit_hub.features.briefings import service as briefings
from lawsuit_hub.features.briefings.answering import Draft
from lawsuit_hub.features.briefings.types import Paper, Side
from lawsuit_hub.features.channel import service as channel
from lawsuit_hub.features.claims import plans
from lawsuit_hub.features.claims import service as money
from lawsuit_hub.features.claims.types import Plan
from lawsuit_hub.features.desk import kept_filters
from lawsuit_hub.features.desk.list_types import Wanted
from lawsuit_hub.features.desk.types import Next
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents import viewings
from lawsuit_hub.features.documents.types import DocumentKind
from lawsuit_hub.features.exhibits import archives, checks, commons, looking, numbering
from lawsuit_hub.features.exhibits import service as exhibits
from lawsuit_hub.features.exhibits.archive_types import Purpose as PackedFor
from lawsuit_hub.features.exhibits.types import Flaw
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.landlords import network, proposals
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import changes, groups, splitting
from lawsuit_hub.features.library import service as library
from lawsuit_hub.features.library.types import Facts as ManualFacts
from lawsuit_hub.features.mailings import service as mailings
from lawsuit_hub.features.mailings.types import Kind as Mail
from lawsuit_hub.features.mailings.types import Wanted as Whom
from lawsuit_hub.features.meetings import asking as meeting_questions
from lawsuit_hub.features.meetings import (
    door,
    organisations,
    planning,
    representing,
    signing_up,
    telling,
    undertakings,
)
from lawsuit_hub.features.meetings import tickets as meeting_tickets
from lawsuit_hub.features.meetings.organisations import Facts as AboutOrganisation
from lawsuit_hub.features.meetings.signing_up import Wish
from lawsuit_hub.features.meetings.types import Audience, TaskKind
from lawsuit_hub.features.meetings.types import Plan as MeetingPlan
from lawsuit_hub.features.meetings.undertakings import Undertaking
from lawsuit_hub.features.openchats import changes as chat_changes
from lawsuit_hub.features.openchats import service as openchats
from lawsuit_hub.features.openchats.types import Item, Why
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.proceedings import calendars, deadlines, hearings, reminding, stages, standings
from lawsuit_hub.features.proceedings.deadlines import Entry
from lawsuit_hub.features.proceedings.hearings import Sitting
from lawsuit_hub.features.proceedings.types import Facts, State
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.questions import answering as board_answers
from lawsuit_hub.features.questions import asking, moderating
from lawsuit_hub.features.questions.types import Asking, Category
from lawsuit_hub.features.responses import uploads
from lawsuit_hub.features.rights import copies, corrections, own
from lawsuit_hub.features.rooms import moderation, places, posting, reports
from lawsuit_hub.features.rosters import layouts, removals, versions
from lawsuit_hub.features.rosters.types import Purpose
from lawsuit_hub.features.statistics import public
from lawsuit_hub.features.statistics import service as statistics
from lawsuit_hub.features.surveys import answering as survey_answering
from lawsuit_hub.features.surveys import drafts as survey_drafts
from lawsuit_hub.features.surveys import sheets
from lawsuit_hub.features.surveys.types import Rule
from lawsuit_hub.features.surveys.types import Whom as AskedOf
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.models import Task
from lawsuit_hub.features.victims.service import find_by_phone
from lawsuit_hub.features.webhooks import service as webhooks
from lawsuit_hub.features.webhooks.types import Asked, Topic
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.values.case_number import CaseNumber
from lawsuit_hub.values.person_name import PersonName
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.worker import deliver
from tests import surveys
from tests.features.costs import made as support
from tests.features.desk.conftest import Desk
from tests.features.documents.papers import drawn
from tests.features.faq import samples as faq
from tests.features.identity.keepers import Keeper
from tests.features.mandates import made
from tests.features.my.visits import ROOM, make_invite, set_room, visit
from tests.features.notices import boards
from tests.features.oversight.officers import find_a_pattern, sign, tell_of_a_breach
from tests.features.registration.conftest import Visitor
from tests.features.responses.form_files import QUESTIONS, as_csv, row, taken
from tests.features.rosters.exports import Counsel, make_counsel, make_finished
from tests.features.rosters.waiting import ask as ask_for_large
from tests.features.rosters.waiting import waiting
from tests.people import (
    CANARY_ADDRESS,
    CANARY_EMAIL,
    CANARY_NAME,
    CANARY_PHONE,
    caseworker_of,
    make_group,
    make_victim,
    verify,
)
from tests.rules import carried, voices
from tests.world import World

VISITOR, MEMBER, OUTSIDER = "visitor", "member", "outsider"
CASEWORKER, LAWYER, OTHER_LAWYER = "caseworker", "lawyer", "another firm's lawyer"
PRIVACY_OFFICER, ADMIN = "privacy officer", "admin"
PERSONAS = (VISITOR, OUTSIDER, CASEWORKER, LAWYER, OTHER_LAWYER, PRIVACY_OFFICER, ADMIN, MEMBER)
MEMBERS = (VISITOR, OUTSIDER, MEMBER)  # whoever may open only what a member may

NEWER = "2026/03/02 11:00:00 오전 GMT+9"
FREE_TEXT = f"저는 {CANARY_NAME}이고 전화는 {CANARY_PHONE}, 메일은 {CANARY_EMAIL}, 집은 {CANARY_ADDRESS}입니다"


@dataclass
class Scene:
    """`objects`: for each parameter of an address, something that is the member's or her group's."""

    world: World
    app: HubApp
    counsel: Counsel
    canary: UUID
    accounts: dict[str, tuple[Role, UUID] | None]
    members: dict[str, UUID]
    objects: dict[str, str] = field(default_factory=dict)
    answers: list[tuple[str, bytes]] = field(default_factory=list)

    def client(self, persona: str) -> FlaskClient:
        """A browser of its own, signed in as the persona."""
        account = self.accounts[persona]
        if account is None:
            return visit(self.world, self.app)
        return visit(self.world, self.app, account[1], role=account[0])


def make_scene(world: World) -> Scene:
    counsel = make_counsel(world, size=4)
    canary = register_canary(world)
    _, outsiders = make_group(
        world,
        size=2,
        first_number=3000,
        landlord="유다른",
        landlord_birth="1955-05-05",
        address="서울특별시 양천구 다른로 5, 101호",
    )
    app = world.app()
    staff = {
        CASEWORKER: (Role.CASEWORKER, "worker@example.com"),
        OTHER_LAWYER: (Role.LAWYER, "other-lawyer@example.com"),
        PRIVACY_OFFICER: (Role.PRIVACY_OFFICER, "officer@example.com"),
        ADMIN: (Role.ADMIN, "admin@example.com"),
    }
    accounts: dict[str, tuple[Role, UUID] | None] = {
        name: (role, make_finished(world, role, login)) for name, (role, login) in staff.items()
    }
    accounts |= {
        VISITOR: None,
        LAWYER: (Role.LAWYER, counsel.lawyer_id),
        MEMBER: (Role.MEMBER, counsel.people[0]),
        OUTSIDER: (Role.MEMBER, outsiders[0]),
    }
    members = {MEMBER: counsel.people[0], OUTSIDER: outsiders[0]}
    scene = Scene(world, app, counsel, canary, accounts, members)
    fill(scene)
    return scene


def register_canary(world: World) -> UUID:
    """By the web, into the counsel's group, every box ticked."""
    Visitor(world, []).register(
        CANARY_PHONE,
        person={"name": CANARY_NAME, "email": CANARY_EMAIL},
        lease={"address": CANARY_ADDRESS},
        landlord={"name": "임표본", "birth_date": "1968-01-20"},
    )
    with world.as_system() as work:
        canary = find_by_phone(work, PhoneNumber.parse_mobile(CANARY_PHONE))
    assert canary is not None
    verify(world, canary)
    return canary


def fill(scene: Scene) -> None:
    """Objects for every address, and the canary in every feature."""
    world, counsel = scene.world, scene.counsel
    talk(scene)
    set_room(world, counsel.group_id)
    draft = Visitor(world, [])  # a half-filled registration
    draft.fill("010-0998-1234", person={"name": CANARY_NAME, "email": CANARY_EMAIL}, lease={"address": CANARY_ADDRESS})
    again = row(
        at=NEWER,
        name=CANARY_NAME,
        phone=CANARY_PHONE,
        email=CANARY_EMAIL,
        address=CANARY_ADDRESS.replace("909,", "919,"),
        free=FREE_TEXT,
    )
    taken(world, [again])  # a confirmed person's newer answer waits
    named = row(
        name="박기다",
        phone="010-0444-0001",
        number="",
        address="서울특별시 양천구 기다림로 4, 101호",
        free=FREE_TEXT.replace(CANARY_NAME, "박기다"),  # a stranger's name in a sentence only a person recognises
    )
    taken(world, [named])  # a name alone waits
    other = make_victim(
        world,
        name="서다섯",
        phone="010-0555-0007",
        landlord="조셋째",
        landlord_birth="1960-06-06",
        address="서울특별시 양천구 셋째로 3, 101호",
    )
    choose_an_address(scene)
    scene.objects |= voices.suggest(
        scene.world, canary=scene.canary, member=scene.members[MEMBER], caseworker=scene.accounts[CASEWORKER]
    )
    topic_no = int(scene.objects["topic_no"])
    scene.objects |= carried.carry(scene.world, topic_no, caseworker=scene.accounts[CASEWORKER])
    scene.objects |= {
        "code": counsel.code,
        "reference": reference(world, scene.canary),
        "token": make_invite(world, counsel.people[0]),
        "step": "person",
        "locale": "en",
        "pile": "leases",
        "listed": "member",
        "proposal": str(propose(scene, other)),
        "upload_id": str(upload(scene)),
        "pair": str(keep_apart(scene, other)),
        "linked": str(link(scene, other)),
        "change": str(split_one(scene)),
        "export_id": str(counsel.export(keep=True).id),
        "removal": str(removal(scene)),
        "approval": str(large_export(scene)),
        "request_id": str(ask(scene)),
        "form": "json",
        "sheet": "mandate",
        "purpose": "complaint",
        "version": "0",
        "account": str(
            make_finished(world, Role.LAWYER, "spare@example.com")
        ),  # nobody's who knocks here: it may be closed
    }
    scene.objects["deadline"] = str(go_to_court(scene))
    scene.objects |= keep_file(scene)
    scene.objects |= ask_on_board(scene)
    scene.objects["ballot"] = str(vote(scene))
    scene.objects |= meet(scene)
    scene.objects["secret"] = make_calendar(scene)
    scene.objects["entry"] = faq.load(world)[0]
    scene.objects["utterance"] = faq.unanswered_by(
        world, f"제 이름은 {CANARY_NAME}이고 번호는 {CANARY_PHONE}입니다 뭐라고요"
    )
    scene.objects["passkey_id"] = str(Keeper.member(world, scene.members[MEMBER]).adds())
    scene.objects |= papers(scene)
    scene.objects |= evidence(scene)
    scene.objects["task"] = str(task_of(scene))  # the upload held another answer of hers
    scene.objects["kept"] = str(keep_filter(scene))
    scene.objects |= publish(scene)
    scene.objects["enrolment"] = enrolment(world)
    scene.objects |= listener(scene)
    with world.as_system() as work:  # it waits: there is nothing to decide about it yet
        scene.objects["message"] = str(outbox.queue(work, "news", to=scene.members[MEMBER]))
    scene.objects |= outward(scene)
    scene.objects |= survey(scene)
    scene.objects |= support.in_scene(world, scene.canary, scene.members[MEMBER], scene.accounts[CASEWORKER][1])
    make_invite(world, scene.canary)
    reveal(scene)
    deliver(world.instance)
    oversee(scene)
    with world.as_system() as work:
        statistics.count_today(work)
    with world.as_system() as work:
        public.move_today(work, COUNTERS)


def publish(scene: Scene) -> dict[str, str]:
    """A manual for everybody, and a newer version of it that waits for a second person."""
    with scene.world.as_staff(*scene.accounts[CASEWORKER]) as work:
        manual = library.add(work, ManualFacts("배당 매뉴얼", "배당요구를 하는 방법입니다", "manual"), once="scene")
        for label, text in (("1.0", "처음부터 끝까지"), ("1.1", "문의 02-0000-1234")):
            looked = publishing.look(work.settings, "매뉴얼.txt", text.encode())
            library.add_version(work, manual, looked, label=label, note="", language="ko")
        library.publish(work, manual, 1)
        library.ask(work, manual, 2)
        file = library.manual(work, manual).versions[0].file
        waits = publishing.waiting(work)[0].id
    return {
        "file_key": file.token,
        "file_name": file.name,
        "public_file": str(file.id),
        "manual": str(manual),
        "manual_version": "1",
        "release_id": str(waits),
    } | boards.told(scene.world, scene.accounts[CASEWORKER][1])


def listener(scene: Scene) -> dict[str, str]:
    """Another system of the office, which the admin told the hub of."""
    with scene.world.as_staff(*(scene.accounts[ADMIN] or ())) as work:
        endpoint, _ = webhooks.add(work, Asked("구청 홈페이지", "https://hooks.example.com/", frozenset(Topic)))
    return {"receiver": str(endpoint), "way": "on", "deed": "secret"}


def outward(scene: Scene) -> dict[str, str]:
    """A notice that is to be posted in the channel, and a draft of a message to everybody; the canary follows the channel."""
    with scene.world.as_member(scene.canary) as work:
        channel.say(work, follows=True, wants_notices=True)
    with scene.world.as_staff(*(scene.accounts[CASEWORKER] or ())) as work:
        mirror = channel.waiting(work)[0]
        mailing = mailings.draft(work, Mail.CHANNEL, Whom(everybody=True))
    return {"mirror": str(mirror.id), "mailing": str(mailing)}


def survey(scene: Scene) -> dict[str, str]:
    """The member's group is asked; the canary sent words with her data in them, and another half-filled sheet lies there; and a draft."""
    world = scene.world
    rule = Rule(AskedOf.GROUPS, (scene.counsel.code,))
    opened = surveys.opened(world, rule=rule)
    sheet = {**survey_answers.sheets(surveys.GANGSEO, 1)[0]}
    with world.as_member(scene.canary) as work:
        survey_drafts.save(work, opened, "s" * 43, sheets.plain(sheet))
        survey_answering.take(work, opened, "s" * 43, 11, {"q-say": [FREE_TEXT]}, seen=["say"])
        survey_answering.send(work, opened, "s" * 43)
    with world.as_member(scene.members[MEMBER]) as work:
        survey_answering.take(work, opened, "t" * 43, 11, {"q-say": [FREE_TEXT]}, seen=["say"])
    return {"survey": str(opened), "draft": str(surveys.made(world)), "area_no": "1", "question_key": "age"}


def keep_filter(scene: Scene) -> UUID:
    """The caseworker's own."""
    with scene.world.as_staff(*(scene.accounts[CASEWORKER] or ())) as work:
        kept_filters.keep(work, "계약서를 볼 사람", Wanted(step=Next.LEASE))
        return kept_filters.mine(work)[0].id


def papers(scene: Scene) -> dict[str, str]:
    """The member handed in a lease, and the canary one with words about the landlord's side; the caseworker looks at the member's."""
    account = scene.accounts[CASEWORKER]
    assert account is not None
    member = scene.members[MEMBER]
    with scene.world.as_member(scene.canary) as work:
        documents.keep(work, scene.canary, [drawn()], kind=DocumentKind.LEASE)
    with scene.world.as_member(member) as work:
        handed = documents.keep(work, member, [drawn()], kind=DocumentKind.LEASE)
    with scene.world.as_staff(*account) as work:
        leave = viewings.open_(work, member, reason="계약서를 확인하려고 봅니다")
    return {
        "document_id": str(handed.id),
        "document": str(handed.id),
        "viewing": str(leave.id),
        "page": str(handed.pages[0].id),
        "page_id": str(handed.pages[0].id),
        "word": "drop",
    }


def evidence(scene: Scene) -> dict[str, str]:
    """The canary's paper came back with words about it; her lawyer numbered what all share and may take it."""
    world, code = scene.world, scene.counsel.code
    with world.as_system() as work:
        alias = groups.memberships_of(work, [scene.canary])[scene.canary].alias
    with world.as_member(scene.canary) as work:
        paper = documents.keep(work, scene.canary, [drawn()], kind=DocumentKind.TRANSFER, for_suit=True)
    with world.as_staff(*(scene.accounts[CASEWORKER] or ())) as work:
        leave = looking.look(work, code, alias, reason="소송 서류를 확인하려고 봅니다")
        checks.send_back(work, leave.id, paper.id, flaw=Flaw.OTHER, words=f"{CANARY_PHONE}로 온 문자가 빠졌습니다")
    with world.works.open(scene.counsel.actor) as work:
        common = commons.keep(work, code, [drawn()], title="건물 등기부")
        numbering.fix(work, code, seen=exhibits.board(work, code).mark)
        asked = archives.ask(work, code, purpose=PackedFor.FILING, reason="소장에 붙일 증거를 묶습니다")
    return {"common": str(common), "archive_id": str(asked.id), "kind": DocumentKind.TRANSFER.value}


def talk(scene: Scene) -> None:
    """In the built-in room: the canary and the member wrote, the member reported, the caseworker opened it."""
    world, member = scene.world, scene.members[MEMBER]
    account = scene.accounts[CASEWORKER]
    assert account is not None
    for person in (scene.canary, member):
        with world.as_member(person) as work:
            places.enter(work)
        with world.as_member(person) as work:
            said = f"저는 {CANARY_NAME}이고 전화는 {CANARY_PHONE}, 메일은 {CANARY_EMAIL}입니다"
            posting.post(work, said, key=new_id())
    with world.as_member(member) as work:
        reports.report(work, 1, reason=f"{CANARY_NAME}님 번호 {CANARY_PHONE}를 적었습니다")
    with world.as_staff(*account) as work:
        moderation.open_room(work, scene.counsel.code, reason="알린 글을 살펴봅니다")
    with world.as_staff(*account) as work:
        file = moderation.file(work, scene.counsel.code)
    scene.objects |= {
        "seq": "1",
        "report": str(file.reports[0].id),
        "membership": str(file.members[0].membership_id),
    }


def oversee(scene: Scene) -> None:
    """The privacy officer signs a review, finds somebody who searched for nobody, and tells the canary and the member of a breach."""
    account = scene.accounts[PRIVACY_OFFICER]
    assert account is not None
    scene.objects["find"] = str(find_a_pattern(scene.world, account[1]))
    scene.objects["number"] = str(sign(scene.world, account[1]))
    touched = tuple(reference(scene.world, one) for one in (scene.canary, scene.members[MEMBER]))
    assert str(tell_of_a_breach(scene.world, account[1], touched)) == scene.objects["number"], (
        "one object for both addresses"
    )
    deliver(scene.world.instance)


def go_to_court(scene: Scene) -> UUID:
    """Her lawyer enters the case, the canary's money, how the canary stands, and a day that concerns her alone; a caseworker adds a room and looks at one."""
    world, code = scene.world, scene.counsel.code
    with world.as_system() as work:
        alias = groups.memberships_of(work, [scene.canary])[scene.canary].alias
    facts = Facts("seoul-south", CaseNumber.parse("2026가합12345"), date(2026, 3, 2))
    with world.works.open(scene.counsel.actor) as work:
        stages.correct_case(work, code, facts)
        standings.enter(work, code, aliases=[alias], state=State.RETAINED, since=date(2026, 3, 2))
        plans.enter(work, code, Plan(defendants=2, retainer=5_000_000))
        money.note(work, code, alias, paid_back=30_000_000, interest_from=date(2024, 1, 1), granted=1_000_000)
        day = work.now.date() + timedelta(days=9)
        entry = Entry("own", day, title=f"{CANARY_PHONE}로 전화하기", aliases=(alias,), remind_days=(14, 1))
        assert deadlines.enter(work, code, entry, once="scene")
    with world.as_staff(*(scene.accounts[CASEWORKER] or ())) as work:
        second = invites.set_room(work, scene.counsel.group_id, url=f"{ROOM}b", code="999999", number=2, capacity=5)
        assert second == 0
        openchats.look(work, scene.counsel.group_id, number=1, found={Item.TITLE: False})
        chat_changes.demand(work, scene.counsel.group_id, why=Why.ASKED, reason="방을 옮기기로 했습니다")
    made.word(world, scene.counsel.group_id, replace(made.FACTS, number="2026가합12345"))
    made.sign(world, scene.canary, CANARY_NAME, address=CANARY_ADDRESS)
    with world.works.open(scene.counsel.actor) as work:
        sitting = Sitting(work.now.date() + timedelta(days=5), time(14, 30), f"304호 법정 {CANARY_PHONE}")
        assert hearings.enter(work, code, sitting, kind="hearing", once="scene-hearing")
    reminding.remind(world.works)
    with world.as_system() as work:
        return deadlines.of_group(work, scene.counsel.group_id)[0].id


def keep_file(scene: Scene) -> dict[str, str]:
    """Her lawyer enters a paper and publishes news; the canary and the member ask, and one question is answered for all."""
    world, code = scene.world, scene.counsel.code
    for person, text in (
        (scene.canary, f"저는 {CANARY_NAME}이고 번호는 {CANARY_PHONE}, 주소는 {CANARY_EMAIL}입니다. 언제 끝나나요?"),
        (scene.members[MEMBER], "다음 재판에 가야 하나요?"),
    ):
        with world.as_member(person) as work:
            assert questions.ask(work, text, once="scene")
    with world.works.open(scene.counsel.actor) as work:
        filings.enter(work, code, Paper(date(2026, 3, 2), Side.OURS, "complaint", note="소장을 냈습니다"), once="scene")
        made = counsel_news.write(work, code, "소장을 냈습니다", "법원이 피고에게 보냅니다.", once="scene")
        assert counsel_news.publish(work, code, made, seen=1, office=False)
        file = briefings.file(work, code)
        asked = {one.text: one.id for one in answering.waiting(work, scene.counsel.group_id, ())}
        whole = next(one for text, one in asked.items() if "언제" in text)
        answering.answer(work, code, [whole], Draft("내년 봄쯤입니다.", "언제 끝나나요?"), once="scene")
        (told,) = answers.of_group(work, scene.counsel.group_id)
    with world.as_member(scene.canary) as work:
        bulletin.read(work, made)
    return {
        "paper": str(file.filings[0].id),
        "news_id": str(made),
        "answer_id": str(told.id),
        "question": str(next(one for text, one in asked.items() if "재판" in text)),
    }


def vote(scene: Scene) -> UUID:
    """The group votes; of all but the member a vote is in already."""
    code = scene.counsel.code
    with scene.world.as_staff(*(scene.accounts[CASEWORKER] or ())) as work:
        days = {"from_on": work.today, "until_on": work.today + timedelta(days=7)}
        asked = Put("어느 법무법인에 맡길까요?", "둘 다 만나 보았습니다.", ("표본 법무법인", "기권"), **days)
        ballot = making.make(work, code, asked, once="scene", office=False)
    for who in (scene.canary, *scene.counsel.people[1:]):
        with scene.world.as_member(who) as work:
            voting.vote(work, ballot, 0)
    return ballot


def ask_on_board(scene: Scene) -> dict[str, str]:
    """The canary asks in public and is answered on the board; the member asks a caseworker alone, and a caseworker looks whose it is."""
    world, network = scene.world, "192.0.2.0/24"
    text = f"저는 {CANARY_NAME}이고 번호는 {CANARY_PHONE}, 메일은 {CANARY_EMAIL}입니다. 무엇부터 하나요?"
    with world.as_member(scene.canary) as work:
        public = asking.ask(
            work, Asking(Category.AUCTION, "경매가 시작됐어요", text, public=True), once="scene-a", network=network
        )
    with world.as_member(scene.members[MEMBER]) as work:
        asked = Asking(Category.SERVICE, "번호를 바꾸고 싶어요", "어디에 말하나요?", public=False)
        private = asking.ask(work, asked, once="scene-b", network=network)
    assert public is not None and private is not None
    with world.as_staff(*scene.accounts[CASEWORKER]) as work:
        moderating.show(work, public, seen=0)
        board_answers.answer(work, public, "배당요구를 해 주세요.", seen=1, office=False)
        moderating.asker(work, public, reason="협박이 있다고 적어 연락합니다")
    return {"asked": str(private)}


def meet(scene: Scene) -> dict[str, str]:
    """A meeting for the group. The canary says what she needs, asks with her name and number, and speaks for an organisation that
    named her; the member has a seat, and another whose picture is scanned."""
    world, staff, now = scene.world, scene.accounts[CASEWORKER], scene.world.clock.now
    starts = now + timedelta(days=10)
    plan = MeetingPlan(
        "전세피해 간담회", "설명하고 묻고 답합니다.", "구청 3층", "https://meet.example.com/inside", starts, starts + timedelta(hours=2),
        20, starts, Audience.GROUPS, (scene.counsel.code,),
    )  # fmt: skip
    with world.as_staff(*staff) as work:
        meeting = planning.write(work, plan, once="scene")
        telling.announce(work, meeting, seen=1)
        organisation = organisations.add(
            work, AboutOrganisation("표본 대책위", "피해자 단체입니다.", True), once="scene"
        )
        contact = representing.add_contact(
            work, organisation, PersonName.parse(CANARY_NAME), PhoneNumber.parse_mobile(CANARY_PHONE)
        )
        codes = [representing.offer_code(work, organisation) for _one in range(2)]
    others = next(one for one in scene.counsel.people if one != scene.members[MEMBER])
    for person, needs in ((scene.canary, FREE_TEXT), (scene.members[MEMBER], ""), (others, "")):
        with world.as_member(person) as work:
            signing_up.sign_up(work, meeting, Wish(needs=needs), once="", network="-")
    for person, code in zip((scene.canary, scene.members[MEMBER]), codes, strict=True):
        with world.as_member(person) as work:
            representing.link(work, code)
    with world.as_member(scene.canary) as work:
        meeting_questions.ask(
            work,
            meeting,
            f"저는 {CANARY_NAME}이고 번호는 {CANARY_PHONE}입니다. 언제 끝나나요?",
            once="scene",
            network="-",
        )
    with world.as_member(others) as work:
        token = meeting_tickets.own(work, meeting).token
    with world.as_staff(*staff) as work:
        (asked,) = meeting_questions.at_desk(work, meeting)
        meeting_questions.show(work, meeting, asked.id)
        door.open_needs(work, meeting, reason="자리를 준비하려고 봅니다")
        (first, *_rest) = door.seats(work, meeting)
    world.clock.now = starts + timedelta(hours=1)
    with world.as_staff(*staff) as work:
        what = Undertaking(TaskKind.ACTION, "안내문을 보냅니다", "주택정책과", starts.date() + timedelta(days=30))
        undertakings.add(work, meeting, what, once="scene")
        (task,) = undertakings.of(work, [meeting])
    world.clock.now = now
    with world.as_member(scene.members[MEMBER]) as work:
        (spoken_for,) = representing.own(work, scene.members[MEMBER])
    return {
        "meeting": str(meeting),
        "meeting_seat": str(first.id),
        "meeting_question": str(asked.id),
        "meeting_task": str(task.id),
        "ticket": token,
        "organisation": str(organisation),
        "representative": str(contact),
        "spoken_for": str(spoken_for.id),
    }


def choose_an_address(scene: Scene) -> None:
    """The canary has her post sent elsewhere and says of whom she is afraid; her lawyer's firm has a template of its own."""
    with scene.world.as_member(scene.canary) as work:
        reason = f"{CANARY_NAME}에게 {CANARY_PHONE}로 협박 전화가 왔습니다"
        addresses.choose(work, Where.OTHER, address=CANARY_ADDRESS, protected=True, reason=reason, seen=0)
    with scene.world.works.open(scene.counsel.actor) as work:
        layout = replace(layouts.standard(Purpose.ADDRESSES), title="우리 주소표")
        assert versions.save(work, Purpose.ADDRESSES, layout, seen=0)


def make_calendar(scene: Scene) -> str:
    with scene.world.as_member(scene.members[MEMBER]) as work:
        return calendars.new_address(work)


def reference(world: World, victim_id: UUID) -> str:
    with world.as_system() as work:
        return victims.profile(work, victim_id).reference


def propose(scene: Scene, other: UUID) -> UUID:
    with scene.world.as_system() as work:
        lines = [groups.membership_of(work, one) for one in (scene.counsel.people[0], other)]
        one, two = (groups.get(work, line.group_id).landlord_id for line in lines if line is not None)
        assert one is not None and two is not None
        proposals.propose(work, older=one, younger=two, because="business")
    with scene.world.as_system() as work:
        return landlords.merge_proposals(work)[0].id


def keep_apart(scene: Scene, other: UUID) -> UUID:
    """Two groups of which a caseworker said that they are not one landlord's."""
    with scene.world.as_system() as work:
        lines = [groups.membership_of(work, one) for one in (scene.members[OUTSIDER], other)]
        one, two = (groups.get(work, line.group_id).landlord_id for line in lines if line is not None)
        assert one is not None and two is not None
        proposals.keep_apart(work, older=one, younger=two)
        return proposals.kept(work)[0].id


def link(scene: Scene, other: UUID) -> UUID:
    """The group everybody acts in and another one, whose landlords have the same hand behind them."""
    with scene.world.as_staff(Role.CASEWORKER, caseworker_of(scene.world)) as work:
        line = groups.membership_of(work, other)
        assert line is not None
        two = groups.get(work, line.group_id).landlord_id
        one = groups.get(work, scene.counsel.group_id).landlord_id
        assert one is not None and two is not None
        return network.link(work, one, two, reason="대리인이 같은 사람입니다")


def split_one(scene: Scene) -> UUID:
    """A change that can be undone."""
    about = {"landlord": "최넷째", "landlord_birth": "1961-07-07", "address": "서울특별시 양천구 넷째로 4, 101호"}
    people = [make_victim(scene.world, name=f"남표본{n}", phone=f"010-0556-000{n}", **about) for n in (1, 2)]
    account = scene.accounts[CASEWORKER]
    assert account is not None
    with scene.world.as_staff(*account) as work:
        line = groups.membership_of(work, people[0])
        assert line is not None
        splitting.split(work, line.group_id, victim_ids=people[:1], into=None, reason="등기부를 보니 다른 분입니다")
        return changes.listed(work, offset=0, limit=1)[0].id


def ask(scene: Scene) -> UUID:
    """The canary asks for everything that can be asked; the member has one request, which is returned."""
    world = scene.world
    with world.as_member(scene.canary) as work:
        copies.ask(work, copies.new_secret())
        changes = {"name": CANARY_NAME, "address": CANARY_ADDRESS, "email": CANARY_EMAIL, "free_text": FREE_TEXT}
        corrections.ask(work, changes)
        own.object_to(work, None, words=f"{CANARY_PHONE}로 전화하지 말아 주세요. 메일은 {CANARY_EMAIL}입니다")
    copies.make_due(world.works)
    with world.as_member(scene.members[MEMBER]) as work:
        return corrections.ask(work, {"email": "member@example.com"})


def task_of(scene: Scene) -> UUID:
    with scene.world.as_system() as work:
        return work.db.scalars(select(Task.id).where(Task.victim_id == scene.canary, Task.closed_at.is_(None))).one()


def upload(scene: Scene) -> UUID:
    account = scene.accounts[CASEWORKER]
    assert account is not None
    content = as_csv(
        [
            row(name=CANARY_NAME, phone=CANARY_PHONE, email=CANARY_EMAIL, free=FREE_TEXT),
            row(name="윤올림", phone="010-0666-0001"),
        ]
    )
    asking = as_csv([[*row(phone="010-0666-0002"), "?"]], header=(*QUESTIONS.values(), "휴대전화 번호를 한 번 더"))
    with scene.world.as_staff(*account) as work:
        made = uploads.receive(work, [content], size_bound=10**6)
    with scene.world.as_staff(*account) as work:
        uploads.receive(work, [asking], size_bound=10**6)
    uploads.work_off(scene.world.works)
    return made


def removal(scene: Scene) -> UUID:
    """A line that the lawyer is asked to delete."""
    exported = scene.counsel.export()
    with scene.world.as_system() as work:
        removals.ask(work, exported.id, line=1)
    with scene.world.works.open(scene.counsel.actor) as work:
        return removals.waiting(work)[0].id


def large_export(scene: Scene) -> UUID:
    """A roster that waits for a second person."""
    ask_for_large(scene.counsel)
    return waiting(scene.counsel)[0].id


def enrolment(world: World) -> str:
    with world.as_system() as work:
        made = identity.add_staff(work, login=f"new-{new_id().hex[:8]}@example.com", role=Role.CASEWORKER)
    assert made.link_token is not None
    return made.link_token


def reveal(scene: Scene) -> None:
    """The caseworker opens all she may of the canary, and her waiting answer; the answers are kept for the canary's test."""
    account = scene.accounts[CASEWORKER]
    assert account is not None
    desk = Desk(scene.world, scene.app, *account)
    url = desk.case(scene.canary)
    opened = desk.reveal(scene.canary, what=list(victims.REVEALABLE))
    scene.answers.append(("POST /desk/people/<reference>/reveal", opened.data))
    action = f"{url}/tasks/{scene.objects['task']}/open"
    answered = desk.send(action, page=url, answer__reason="답변을 비교하려고 봅니다")
    scene.answers.append(("POST /desk/people/<reference>/tasks/<uuid:task>/open", answered.data))
    found = desk.client.post(
        "/desk/people",
        data={"csrf_token": desk.form("/desk/people", "/desk/people")["csrf_token"], "wanted": CANARY_PHONE},
    )
    scene.answers.append(("POST /desk/people", found.data))
