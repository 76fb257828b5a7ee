"""A dossier: gathered, looked through, frozen, sent, answered; nothing of anybody in it, no few people, bytes that stay."""

import io
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pypdfium2
import pytest
from hwpx import HwpxDocument
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.desk import holders
from lawsuit_hub.features.destruction import erasing
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.dossiers import freezing, hiding, recipients, sending, service, showing, writing
from lawsuit_hub.features.dossiers.models import DossierVersion
from lawsuit_hub.features.dossiers.types import Altered, BadDossier, Form, NoSuchDossier, NotFrozen, Stale, State
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import NotReleased, OwnRequest, Standing
from lawsuit_hub.features.suggestions import own
from lawsuit_hub.features.suggestions.types import Stale as StaleSuggestion
from lawsuit_hub.features.suggestions.types import Status
from tests.features.dossiers.carriers import DOCUMENT, FEW, MANY, QUOTED, Carriers
from tests.people import CANARY_NAME, CANARY_PHONE, make_victim

RESIDENT = "900101-1" + "234567"


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def test_a_dossier_tells_counts_of_many_and_quotes_who_agreed_and_nothing_of_few(carriers: Carriers) -> None:
    number = carriers.make()
    carriers.word(number, carriers.many)
    carriers.freeze(number)
    pdf, hwpx = carriers.file(number), carriers.file(number, form=Form.HWPX)
    for text in (words_of(pdf), HwpxDocument.open(io.BytesIO(hwpx)).text.plain()):
        for said in (MANY, FEW, "6명", "5명 미만", QUOTED, "늘려 주십시오.", "국회의장(국토교통위원장)", "붙임"):
            assert said in text, said
        for gone in ("3명", "옮기지 마세요", "방문자", CANARY_NAME, CANARY_PHONE):
            assert gone not in text, gone
    for name, data in (("a.pdf", pdf), ("a.hwpx", hwpx)):
        assert publishing.look(carriers.world.settings, name, data).findings == ()


@pytest.mark.parametrize("cookies", [True, False])
def test_what_many_wrote_alike_is_carried_once_a_caseworker_looked_and_never_for_cookies(
    carriers: Carriers, cookies: bool
) -> None:
    alike, voices = "담당자가 자꾸 바뀌지 않게 해 주세요.", carriers.voices
    people = [make_victim(carriers.world, name="정표본", phone=f"010-0300-000{place}") for place in range(5)]
    made = [
        voices.send_as_visitor(alike, browser=f"another-{place}", network=f"198.51.{place}.0/24").id
        if cookies
        else voices.send(alike, by=one, quotable=False).id
        for place, one in enumerate(people)
    ]
    number = carriers.make()
    for one in made:
        voices.gather(one, carriers.item(number).parts[0].number)
    carriers.word(number, carriers.many, quotes=5)
    assert carriers.item(number).parts[0].quotes == (QUOTED,)
    if cookies:
        with pytest.raises(StaleSuggestion):
            voices.look(made[0])
        return
    voices.look(made[0])
    assert carriers.item(number).parts[0].quotes == (QUOTED, alike)
    assert alike not in str(voices.read(carriers.item(number).parts[0].number))


@pytest.mark.either
def test_a_frozen_version_stays_and_a_later_one_stands_beside_it(carriers: Carriers) -> None:
    number = carriers.make()
    assert carriers.freeze(number) == 1
    before = carriers.file(number)
    carriers.word(number, carriers.few, summary="다르게 적은 요약입니다.")
    assert carriers.item(number).state is State.DRAFT and carriers.item(number).fresh is None
    assert carriers.freeze(number) == 2
    first, second = carriers.item(number).versions
    assert carriers.file(number) == before and first.whole and second.whole and first.pdf_sha256 != second.pdf_sha256
    assert "다르게 적은" in words_of(carriers.file(number, 2)) and "다르게 적은" not in words_of(before)
    with carriers.world.as_system() as work:
        told = work.db.scalars(select(AuditLine.details).where(AuditLine.deed == "dossier:frozen")).all()
        assert {one["pdf"] for one in told} == {first.pdf_sha256, second.pdf_sha256}
        work.db.execute(update(DossierVersion).values(pdf=b"%PDF another"))
    with pytest.raises(Altered):
        carriers.file(number)
    assert not carriers.item(number).versions[0].whole


@pytest.mark.either
def test_what_could_be_somebodys_waits_for_a_second_person(carriers: Carriers) -> None:
    number = carriers.make(opening="문의는 010-0123-4567로 주십시오.")
    with pytest.raises(NotReleased):
        carriers.ready(number)
    seen = carriers.item(number).turn
    carriers.desk(lambda work: freezing.ask(work, number, seen=seen))
    (line,) = carriers.desk(holders.waiting, colleague=True)
    assert "010-0123-4567" in line.held.text and not line.own and line.held.url == f"/desk/dossiers/{number}"
    with pytest.raises(OwnRequest):
        said = {"seen": carriers.mark(number), "reason": "제가 봅니다"}
        held, item = line.held, carriers.item(number)
        carriers.desk(
            lambda work: publishing.release(work, freezing.holder(item.id), held.text, **said, authors=held.authors)
        )
    carriers.release(number)
    assert carriers.freeze(number) == 1
    carriers.word(number, carriers.many, summary="또 다른 010-0765-4321")
    with pytest.raises(NotReleased):
        carriers.ready(number)


@pytest.mark.either
def test_a_resident_number_is_refused_wherever_it_is_typed(carriers: Carriers) -> None:
    number = carriers.make()
    said = unicodedata.normalize("NFD", f"번호 {RESIDENT}")
    for field in ("title", "opening", "cover", "document"):
        with pytest.raises(BadDossier):
            carriers.make(**{field: said})
    for field in ("summary", "request"):
        with pytest.raises(BadDossier):
            carriers.word(number, carriers.many, **{field: said})
    for words in (said, "", "\U0001f600"):
        with pytest.raises(BadDossier):
            carriers.word(number, carriers.many, summary=words)


@pytest.mark.either
def test_nothing_goes_out_that_was_not_frozen_as_it_is(carriers: Carriers) -> None:
    number = carriers.make()
    with pytest.raises(NotFrozen):
        carriers.send(number)
    made = freezing.made(carriers.world.settings, carriers.ready(number))
    carriers.word(number, carriers.many)
    with pytest.raises(Stale):
        carriers.desk(lambda work: freezing.freeze(work, made))
    carriers.freeze(number)
    carriers.word(number, carriers.many, summary="고친 뒤")
    with pytest.raises(NotFrozen):
        carriers.send(number)
    for wrong in (
        {"document": ""},
        {"document": "담당 010-0123-4567"},
        {"day": carriers.world.clock.now.date() + timedelta(days=1)},
    ):
        with pytest.raises(BadDossier):
            carriers.send(number, **wrong)


@pytest.mark.either
def test_its_topics_say_to_whom_it_went_when_and_under_which_number(carriers: Carriers) -> None:
    number = carriers.sent()
    carriers.send(number)  # told again
    today = carriers.world.clock.now.date()
    for topic in carriers.voices.listed():
        steps = carriers.voices.read(topic.number)[1]
        told = [(one.status, one.recipient, one.day, one.document) for one in steps]
        assert told == [(Status.FORWARDED, "국회", today, DOCUMENT)]
    assert carriers.item(number).sent.due == today + timedelta(days=30)
    with pytest.raises(Stale):
        carriers.word(number, carriers.many)
    with pytest.raises(Stale):
        carriers.send(number, document="다른 번호-1")


@pytest.mark.either
def test_an_answer_is_told_and_one_that_is_late_stands_in_todays_work(carriers: Carriers) -> None:
    number = carriers.sent()
    carriers.world.clock.forward(days=33)
    late = carriers.desk(service.overdue)
    assert (late.count, late.days, carriers.item(number).late) == (1, 3, 3)
    once = uuid4().hex
    for _ in range(2):
        carriers.answer(number, once=once)
    assert len(carriers.item(number).answers) == 1 and carriers.desk(service.overdue).count == 0
    carriers.desk(
        lambda work: sending.conclude(work, number, carriers.many, Status.PARTLY, "일부를 고치기로 했습니다.")
    )
    assert {one.status for one in carriers.voices.listed()} == {Status.PARTLY, Status.ANSWERED}
    with carriers.world.as_visitor() as work:
        told = service.figures(work)
    assert (told.forwarded, told.answered, told.topics_forwarded, told.topics_answered) == (1, 1, 2, 2)


@pytest.mark.either
def test_everybody_reads_it_only_while_a_caseworker_shows_it(carriers: Carriers) -> None:
    number = carriers.sent()
    carriers.answer(number)
    with pytest.raises(NoSuchDossier):
        carriers.read(number)
    carriers.desk(lambda work: showing.show(work, number, files=False))
    with carriers.world.as_visitor() as work, pytest.raises(NoSuchDossier):
        showing.fetched(work, number, Form.PDF)
    assert carriers.read(number).answers == () and len(carriers.read(number).topics) == 2
    carriers.desk(lambda work: showing.show(work, number, files=True))
    mark = carriers.desk(lambda work: sending.answer_gate(work, number, 1)).mark
    carriers.desk(lambda work: sending.show_answer(work, number, 1, mark=mark))
    kept = carriers.file(number)
    with carriers.world.as_visitor() as work:
        assert showing.fetched(work, number, Form.PDF) == kept
    assert [one.words for one in carriers.read(number).answers] == ["검토하겠습니다."]
    carriers.desk(lambda work: showing.withdraw(work, number))
    with pytest.raises(NoSuchDossier):
        carriers.read(number)


@pytest.mark.either
def test_an_answer_that_holds_a_number_is_shown_only_after_a_second_person(carriers: Carriers) -> None:
    number = carriers.sent()
    carriers.answer(number, "담당자 010-0123-4567")
    gate = carriers.desk(lambda work: sending.answer_gate(work, number, 1))
    assert gate.standing is Standing.FOUND
    with pytest.raises(NotReleased):
        carriers.desk(lambda work: sending.show_answer(work, number, 1, mark=gate.mark))
    carriers.desk(lambda work: sending.ask(work, number, 1))
    (line,) = carriers.desk(holders.waiting, colleague=True)
    assert "010-0123-4567" in line.held.text


@pytest.mark.either
@pytest.mark.parametrize("erased", [True, False])
def test_words_taken_back_go_out_in_no_version_and_no_file_of_them_is_shown(carriers: Carriers, erased: bool) -> None:
    sent, number = carriers.make(), carriers.make()
    for one in (sent, number):
        carriers.word(one, carriers.many)
        carriers.freeze(one)
    carriers.send(sent)
    if erased:
        with carriers.world.as_system() as work:
            erasing.destroy(work, carriers.voices.her, ground=Ground.OWN_REQUEST, reason="본인이 원함")
    else:
        (hers,) = carriers.voices.mine()
        with carriers.world.as_member(carriers.voices.her) as work:
            own.withdraw(work, hers.id)
    with pytest.raises(Stale):
        carriers.send(number)
    with pytest.raises(Stale):
        carriers.desk(lambda work: showing.show(work, sent, files=True))
    carriers.desk(lambda work: showing.show(work, sent, files=False))
    assert carriers.freeze(number) == 2 and QUOTED not in words_of(carriers.file(number, 2))
    carriers.send(number, document="전세피해지원과-13")
    assert carriers.item(number).sent.version == 2
    carriers.desk(lambda work: showing.show(work, number, files=True))


def test_at_one_moment_one_version_is_frozen_and_it_is_sent_once(carriers: Carriers) -> None:
    number = carriers.make()
    made = freezing.made(carriers.world.settings, carriers.ready(number))

    def freeze(_n: int) -> int:
        try:
            return int(carriers.desk(lambda work: freezing.freeze(work, made)))
        except Stale:
            return 0

    def send(_n: int) -> bool:
        try:
            carriers.send(number)
        except Stale:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(freeze, range(4))) == [0, 0, 0, 1]
        assert all(pool.map(send, range(4)))
    with carriers.world.as_system() as work:
        deeds = work.db.scalars(select(AuditLine.deed).where(AuditLine.deed == "dossier:sent")).all()
    assert len(deeds) == 1
    topic = carriers.voices.listed()[0]
    assert len(carriers.voices.read(topic.number)[1]) == 1


def test_the_list_of_recipients_is_the_desks(carriers: Carriers) -> None:
    names = [one.name for one in carriers.desk(recipients.listed)]
    assert names[:3] == ["국회", "국토교통부", "서울시"]
    made = carriers.desk(lambda work: recipients.add(work, name="경기도", addressee="경기도지사"))
    assert made == carriers.desk(lambda work: recipients.add(work, name="경기도", addressee="경기도지사"))
    with pytest.raises(BadDossier):
        carriers.desk(lambda work: recipients.add(work, name="국회", addressee="다른 곳"))
    carriers.desk(lambda work: recipients.change(work, made, name="경기도", addressee="경기도지사", offered=False))
    assert [one.name for one in carriers.desk(recipients.listed)] == names


@pytest.mark.either
def test_a_draft_of_which_nothing_was_frozen_can_be_thrown_away(carriers: Carriers) -> None:
    number = carriers.make()
    carriers.desk(lambda work: writing.discard(work, number, seen=1))
    with pytest.raises(NoSuchDossier):
        carriers.item(number)
    kept = carriers.make()
    carriers.freeze(kept)
    with pytest.raises(Stale):
        carriers.desk(lambda work: writing.discard(work, kept, seen=1))


@given(
    topics=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=6),
    months=st.lists(st.integers(0, 9), max_size=6),
)
def test_no_few_are_told_and_no_sum_tells_them(topics: list[tuple[int, int]], months: list[int]) -> None:
    """Whatever the topics of a few hold, the paper is the same."""
    cases, crowds = [one for one, _ in topics], [one for _, one in topics]
    told = hiding.suggestions(cases, crowds)
    assert not {one for one in (*told, *hiding.people(crowds)) if one is not None} & {1, 2, 3, 4}
    others = [one if told[place] is not None else 3 for place, one in enumerate(cases)]
    assert hiding.in_all(hiding.suggestions(others, crowds)) == hiding.in_all(told)
    by_month = {str(place): one for place, one in enumerate(months)}
    hidden = [one for (_month, shown), one in zip(hiding.months(by_month), months, strict=True) if shown is None]
    assert (
        not any(0 < (shown or 0) < 5 for _month, shown in hiding.months(by_month))
        and len(hidden) != 1
        or sum(months) < 5
    )
