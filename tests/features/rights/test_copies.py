"""A copy of her own data: asked on a page that cannot open it, made by the worker, read only where it was asked."""

import json
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.addresses import service as addresses
from lawsuit_hub.features.addresses.types import Where
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.ballots import making
from lawsuit_hub.features.ballots.types import Asked as Put
from lawsuit_hub.features.briefings import bulletin, news, questions
from lawsuit_hub.features.channel import service as channel
from lawsuit_hub.features.claims import plans
from lawsuit_hub.features.claims import service as money
from lawsuit_hub.features.claims.types import Plan
from lawsuit_hub.features.documents import decisions
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents.types import DocumentKind
from lawsuit_hub.features.exhibits import checks, looking, numbering
from lawsuit_hub.features.lawsuits import assignments, groups
from lawsuit_hub.features.mailings.models import Mailing, MailingPerson
from lawsuit_hub.features.messages import choosing
from lawsuit_hub.features.outbox.kinds import Topic
from lawsuit_hub.features.proceedings import calendars, deadlines, standings
from lawsuit_hub.features.proceedings.types import State
from lawsuit_hub.features.questions import answering as board_answers
from lawsuit_hub.features.questions import asking
from lawsuit_hub.features.questions.types import Asking, Category
from lawsuit_hub.features.rights import collecting, copies, corrections, own, paper, requests
from lawsuit_hub.features.rights.models import DataCopy
from lawsuit_hub.features.rights.types import CopyState, Kind, Outcome
from lawsuit_hub.features.rooms import posting, reports
from lawsuit_hub.features.suggestions import sending, showing, supporting, topics
from lawsuit_hub.features.suggestions.types import Category as Topical
from lawsuit_hub.features.suggestions.types import Suggesting, Wording
from lawsuit_hub.features.telephones import service as telephones
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import NotHere
from lawsuit_hub.values.phone import PhoneNumber
from tests import surveys
from tests.features.costs import made as support
from tests.features.documents.papers import decision, drawn
from tests.features.identity.keepers import Keeper
from tests.features.mandates import made
from tests.features.meetings.conftest import Meetings
from tests.features.my.visits import make_invite, press, set_room, visit
from tests.features.rooms.talks import enter
from tests.features.rosters.exports import make_finished
from tests.people import (
    CANARY_NAME,
    FIRM,
    canary,
    caseworker_of,
    make_active,
    make_firm,
    make_group,
    make_victim,
    verify,
)
from tests.rules.source import ROOT
from tests.world import World

pytestmark = pytest.mark.pages

PAGE = "/my/record/copy"
HOSTILE = "<script>alert(1)</script> (\\) %PDF /JavaScript 뷁\u0007\u202e🙂 =HYPERLINK"


@pytest.fixture
def app(world: World) -> HubApp:
    return world.app()


def asked(world: World, app: HubApp, victim_id: UUID) -> FlaskClient:
    client = visit(world, app, victim_id)
    assert press(client, PAGE).status_code == 303
    return client


def take(client: FlaskClient, form: str) -> TestResponse:
    """The button of a file, with the token of any page of hers."""
    return press(client, "/my/record/stop", f"{PAGE}/{form}")


def canary_among_others(world: World) -> tuple[UUID, list[UUID]]:
    """Everything she may have said, in a group of four, with something in every table."""
    firm_id = make_firm(world)
    group_id, others = make_group(world, size=3, firm_id=firm_id)
    answer = canary(world, free_text="급히 도와주세요", service_address="서울특별시 강서구 받을로 5")
    one = make_victim(world, answer, firm_id=firm_id)
    verify(world, one)
    for person, said in ((others[0], "남이 쓴 글입니다"), (one, "제가 쓴 글입니다")):
        enter(world, person)
        with world.as_member(person) as work:
            posting.post(work, said, key=uuid4())
    with world.as_member(one) as work:
        reports.report(work, 1, reason="이상한 글이라 알립니다")
    set_room(world, group_id)
    make_invite(world, one)
    with world.as_member(one) as work:
        own.object_to(work, None, words="알리지 않은 일이 있었습니다")
        corrections.ask(work, {"email": "newer.canary@example.com"})
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        victims.reveal(work, one, names=["phone"], reason="통화해서 계약서를 받으려고 봅니다")
    return one, others


def test_the_copy_holds_everything_of_hers_and_nothing_of_anybody_else(world: World, app: HubApp) -> None:
    one, others = canary_among_others(world)
    client = asked(world, app, one)
    assert "만들고 있습니다" in client.get(PAGE).text
    assert copies.make_due(world.works) == 1 and copies.make_due(world.works) == 0
    assert "준비되었습니다" in client.get(PAGE).text
    answer = take(client, "json")
    assert answer.headers["Cache-Control"] == "no-store" and "attachment" in answer.headers["Content-Disposition"]
    held = json.loads(answer.data)
    assert [said["text"] for said in held["room"]["written"]] == [
        "제가 쓴 글입니다"
    ] and "남이 쓴".encode() not in answer.data
    assert held["person"] == {
        "name": "카나리아", "phone": "+821009991234", "birth_date": "1991-03-07", "email": "canary.sample@example.com",
        "service_address": "서울특별시 강서구 받을로 5", "free_text": "급히 도와주세요",
    }  # fmt: skip
    assert held["lease"]["address"] == "서울특별시 강서구 표본로 909, 909호" and held["lease"]["deposit"] == 235_000_000
    assert held["landlord_as_said"] == {"kind": "person", "name": "임표본", "birth_date": "1968-01-20", "number": None}
    assert held["landlord_report"]["name"] == "임표본" and held["landlord_report"]["status"] == "settled"
    assert held["group"]["code"] == "GS-0001" and held["group"]["card_seen_by"] == 3
    assert held["membership"]["card"] == {"name": "카**", "region": "서울 강서구", "band": "2억~2.5억"}
    assert {(c["kind"], c["firm"], c["given"]) for c in held["consents"]} == {
        ("collect", None, True), ("share_card", None, True), ("firm", FIRM, True),
    }  # fmt: skip
    by_kind = {request["kind"]: request for request in held["requests"]}
    assert by_kind["objection"]["words"] == "알리지 않은 일이 있었습니다"
    assert by_kind["correct"]["changes"] == {"email": "newer.canary@example.com"} and "copy" in by_kind
    revealed = next(access for access in held["accesses"] if access["deed"] == "person:revealed")
    assert revealed["reason"] == "통화해서 계약서를 받으려고 봅니다" and "전화번호" in revealed["words"]
    assert held["invites"] and held["sign_ins"] and held["messages"]
    with world.as_system() as work:
        strangers = victims.profiles(work, others)
        names = {victims.everything(work, other)["name"] for other in others}
        phones = {victims.everything(work, other)["phone"] for other in others}
    text = answer.data.decode()
    for noise in (
        *names,
        *phones,
        *(p.reference for p in strangers.values()),
        *map(str, others),
        "open.kakao",
        "407192",
    ):
        assert noise not in text, "the copy holds something of somebody else"


def test_the_pdf_says_the_same_and_nothing_in_it_runs(world: World, app: HubApp) -> None:
    one, _ = canary_among_others(world)
    client = asked(world, app, one)
    copies.make_due(world.works)
    answer = take(client, "pdf")
    assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF-")
    for word in (b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"/EmbeddedFile", b"/Author"):
        assert word not in answer.data
    with world.as_system() as work:
        seen = list(paper.drawn(collecting.content(work, one)))
    for wanted in ("카나리아", "010-0999-1234", "서울특별시 강서구 받을로 5", "급히 도와주세요", "2억 3,500만 원", "GS-0001", FIRM,
                   "통화해서 계약서를 받으려고 봅니다", "newer.canary@example.com", "알리지 않은 일이 있었습니다"):  # fmt: skip
        assert any(wanted in text for text in seen), f"the paper lacks {wanted}"


def test_hostile_words_become_plain_letters_and_no_log_names_them(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    one = make_victim(world, canary(world, free_text=HOSTILE * 40))
    with world.as_system() as work:
        held = collecting.content(work, one)
    made = paper.written(held)
    assert made.count(b"/Type /Page\n") > 1 and b"/JavaScript" not in made
    assert "뷁" in paper.shown(HOSTILE) and "□" in paper.shown(HOSTILE) and "\u202e" not in paper.shown(HOSTILE)
    assert not [record for record in caplog.records if "glyph" in record.getMessage() or "🙂" in record.getMessage()]


def test_another_browser_another_member_and_another_cookie_open_nothing(world: World, app: HubApp) -> None:
    one, other = make_victim(world), make_victim(world, phone="010-0802-0001")
    client = asked(world, app, one)
    copies.make_due(world.works)
    cookie = client.get_cookie("copy")
    assert cookie is not None and cookie.http_only and cookie.same_site == "Lax"
    elsewhere = visit(world, app, one)
    answer = take(elsewhere, "pdf")
    assert answer.status_code == 410 and "다른 브라우저에서 요청한 사본" in answer.text
    stranger = visit(world, app, other)
    stranger.set_cookie("copy", cookie.value)
    assert take(stranger, "json").status_code == 410
    elsewhere.set_cookie("copy", copies.new_secret())
    assert take(elsewhere, "json").status_code == 410
    assert take(client, "json").status_code == 200


def test_two_presses_are_one_copy_and_a_newer_one_ends_the_older(world: World, app: HubApp) -> None:
    one = make_victim(world)
    client = asked(world, app, one)
    press(client, "/my/record/stop", PAGE)  # the same token, the same cookie: the button pressed again
    assert copies.make_due(world.works) == 1
    other = asked(world, app, one)
    assert take(client, "json").status_code == 410
    copies.make_due(world.works)
    assert take(other, "json").status_code == 200 and take(client, "json").status_code == 410
    with world.as_system() as work:
        asked_for = [one.outcome for one in requests.of_victim(work, one) if one.kind is Kind.COPY]
    assert asked_for == [Outcome.DONE, Outcome.DONE]


def test_a_copy_lives_a_day_and_then_is_gone_from_the_table(world: World, app: HubApp) -> None:
    one = make_victim(world)
    client = asked(world, app, one)
    copies.make_due(world.works)
    world.clock.forward(hours=23, minutes=59)
    with world.as_member(one) as work:
        assert copies.view(work, client.get_cookie("copy").value).state is CopyState.READY  # type: ignore[union-attr]
    world.clock.forward(minutes=1)
    with world.as_member(one) as work:
        assert copies.view(work, client.get_cookie("copy").value).state is CopyState.NONE  # type: ignore[union-attr]
    with world.as_system() as work:
        assert copies.retire(work) == 1 and work.db.scalars(select(DataCopy)).all() == []


def test_the_copy_of_somebody_who_withdrew_is_destroyed(world: World, app: HubApp) -> None:
    one = make_victim(world)
    asked(world, app, one)
    copies.make_due(world.works)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        victims.withdraw(work, one, reason="본인과 통화해 확인했습니다")
    with world.as_system() as work:
        assert copies.retire(work) == 1


def test_the_web_process_opens_nothing_of_it_without_the_cookie(world: World, app: HubApp) -> None:
    one = make_victim(world)
    asked(world, app, one)
    with world.as_member(one) as work:
        row = work.db.scalars(select(DataCopy)).one()
        with pytest.raises(NotHere):
            work.keys.open_from_vault(row.secret, "data_copies.secret", row.id)
    copies.make_due(world.works)
    with world.as_system() as work:
        row = work.db.scalars(select(DataCopy)).one()
        assert row.secret is None, "once it is made, not even the vault can open it"


def test_she_reads_that_it_was_made_and_is_told_without_a_word_of_what_it_is(world: World, app: HubApp) -> None:
    one = make_victim(world)
    client = asked(world, app, one)
    copies.make_due(world.works)
    assert "내 정보 사본을 만들었습니다" in client.get("/my/record").text
    with world.as_system() as work:
        assert len(audit.about(work, one, deeds=("copy:made",))) == 1
    for form, code in (("pdf", 200), ("json", 200)):
        assert take(client, form).status_code == code
    assert take(visit(world, app, one), "pdf").status_code == 410, "another browser, which leaves no line"
    with world.as_system() as work:
        fetched = audit.about(work, one, deeds=("copy:fetched",))
    assert [line.details["form"] for line in fetched] == ["json", "pdf"]
    assert client.get("/my/record").text.count("내 정보 사본을 내려받았습니다") == 2


def test_a_sixth_copy_in_a_day_is_refused_kindly(world: World, app: HubApp) -> None:
    one = make_victim(world)
    for _ in range(5):
        asked(world, app, one)
    client = visit(world, app, one)
    press(client, PAGE)
    assert "오늘은 사본을 더 만들 수 없습니다" in client.get(PAGE).text


def test_a_worker_that_was_killed_is_followed_by_another(world: World, app: HubApp, monkeypatch: Any) -> None:
    one = make_victim(world)
    client = asked(world, app, one)
    with monkeypatch.context() as broken:
        broken.setattr(paper, "FONT", ROOT / "no-such-font.ttf")
        assert copies.make_due(world.works) == 0
    assert copies.make_due(world.works) == 0, "its lease is still held"
    world.clock.forward(minutes=6)
    assert copies.make_due(world.works) == 1
    with world.as_member(one) as work:
        assert copies.view(work, client.get_cookie("copy").value).state is CopyState.READY  # type: ignore[union-attr]


def keys_of(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{path}.{name}" if path else name
            yield from keys_of(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner, f"{path}[]")


def looked_at_by_a_mailing(world: World, victim_id: UUID) -> UUID:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        made = Mailing(id=uuid4(), kind="notice", notice=7, wanted={}, made_at=work.now, made_by=work.actor.id)
        work.db.add(made)
        work.db.flush()
        work.db.add(MailingPerson(mailing_id=made.id, victim_id=victim_id, word="off", at=work.now))
    return victim_id


def suggests(world: World, one: UUID) -> int:
    with world.as_member(one) as work:
        sending.send(work, Suggesting(Topical.OTHER, "건의합니다", quotable=False), once="s", network="-")
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        topic = topics.make(work, Wording("건의", "이렇게 바꾸자는 말입니다.", Topical.OTHER), once="t")
        showing.publish(work, topic, seen=0, mark=showing.state(work, topic).mark)
    with world.as_member(one) as work:
        supporting.join(work, topic, browser="", network="-")
    return topic


def meets(world: World, one: UUID) -> UUID:
    """She signed up to a meeting and speaks for an organisation."""
    here = Meetings(world)
    here.member(here.open(), one)
    organisation = here.organisation()
    here.speaks_for(one, organisation)
    return organisation


def plan_and_ask(work: Work) -> None:
    plans.enter(work, "GS-0001", Plan())
    put = Put("맡길까요?", "", ("예", "아니요"), work.today, work.today + timedelta(days=7))
    making.make(work, "GS-0001", put, once="a", office=False)


def applies(world: World, one: UUID) -> bool:
    """For litigation-cost support, with everything that an application can have."""
    another = make_victim(world, name="차둘째", phone="010-0555-0099")
    return bool(support.in_scene(world, one, another, caseworker_of(world)))


def test_every_key_of_the_file_is_described(world: World, app: HubApp) -> None:
    one = looked_at_by_a_mailing(world, canary_among_others(world)[0])
    make_active(world, name="차표본", phone="010-0555-0001")  # the fifth: from five on there are shares
    visit(world, app, one)
    Keeper.member(world, one).adds()
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        newer = PhoneNumber.parse_mobile("010-0998-7777")
        telephones.ask(work, one, newer, reason="옛 전화기를 잃어버렸습니다", checked="창구에서 신분증을 보았습니다")
    with world.as_member(one) as work:
        lease = documents.keep(work, one, [drawn()], kind=DocumentKind.LEASE)
        calendars.new_address(work)
        addresses.choose(
            work, Where.OTHER, address="서울특별시 강서구 다른로 1", protected=True, reason="무섭습니다", seen=0
        )
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        place = groups.membership_of(work, one)
        assert place is not None
        standings.enter(work, "GS-0001", aliases=[place.alias], state=State.RETAINED, since=world.clock.now.date())
        deadlines.enter(work, "GS-0001", deadlines.Entry("hearing", world.clock.now.date()), once="a")
        money.note(work, "GS-0001", place.alias, paid_back=1_000_000)
        plan_and_ask(work)
    lawyer = make_finished(world, Role.LAWYER, "copy-lawyer@example.com")
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        assignments.assign(work, place.group_id, lawyer_id=lawyer)
    made.word(world, place.group_id)
    made.sign(world, one, CANARY_NAME)
    with world.as_staff(Role.LAWYER, lawyer) as work:
        told = news.write(work, "GS-0001", "소식", "소장을 냈습니다.", once="a")
        news.publish(work, "GS-0001", told, seen=1, office=False)
    with world.as_member(one) as work:
        choosing.choose(work, one, off=[Topic.NEWS])
        channel.say(work, follows=True, wants_notices=True)
        questions.ask(work, "언제 끝나나요?", once="a")
        bulletin.read(work, told)
        asked = asking.ask(work, Asking(Category.OTHER, "한 가지", "묻습니다", public=False), once="a", network="-")
    assert (
        asked is not None
        and suggests(world, one)
        and meets(world, one)
        and surveys.opened(world)
        and applies(world, one)
    )
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        board_answers.answer(work, asked, "답합니다.", seen=0, office=False)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        leave = looking.look(work, "GS-0001", place.alias, reason="소장에 붙일 증거를 확인합니다")
        checks.accept(work, leave.id, lease.id)
        numbering.fix(work, "GS-0001", seen=numbering.fresh(work, place.group_id)[1])
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        victims.unverify_lease(work, one, reason="계약서를 다시 보려고 합니다")
        given = decision()
        given.pop("compared")
        decisions.decide(work, one, **given)
    with world.as_system() as work:
        there = set(keys_of(collecting.content(work, one)))
    paper_text = (ROOT / "docs" / "data-copy.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([\w.\[\]]+)` \|", paper_text, flags=re.MULTILINE))
    varying = {key for key in there if key.startswith(("requests[].changes.", "group.stages."))}
    assert there - varying == told, f"docs/data-copy.md: {sorted((there - varying) ^ told)}"
