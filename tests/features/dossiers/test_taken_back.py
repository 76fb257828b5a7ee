"""Words that are taken back once a dossier holds them: nobody is given the file, a version without them can be made, and what was
printed is told as it was printed."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import select, update

from lawsuit_hub.features.destruction import erasing
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.dossiers import freezing, quoting, reading, sending, showing
from lawsuit_hub.features.dossiers.models import DossierVersion
from lawsuit_hub.features.dossiers.sending import Sending
from lawsuit_hub.features.dossiers.types import Form, NoSuchDossier, Stale, State, TakenBack, Unmarked, Way
from lawsuit_hub.features.suggestions import gathering, own
from lawsuit_hub.features.suggestions.types import Event, Status
from lawsuit_hub.infra.work import Work
from tests.features.dossiers.carriers import DOCUMENT, QUOTED, Carriers
from tests.features.dossiers.test_dossiers import words_of
from tests.features.my.visits import press, visit_as_caseworker
from tests.people import make_victim

SOON = 0.7  # seconds that somebody who waits is watched


def withdrawn(carriers: Carriers) -> None:
    (hers,) = carriers.voices.mine()
    with carriers.world.as_member(carriers.voices.her) as work:
        own.withdraw(work, hers.id)


def not_quotable(carriers: Carriers) -> None:
    (hers,) = carriers.voices.mine()
    with carriers.world.as_member(carriers.voices.her) as work:
        own.consent(work, hers.id, quotable=False)


def erased(carriers: Carriers) -> None:
    with carriers.world.as_system() as work:
        erasing.destroy(work, carriers.voices.her, ground=Ground.OWN_REQUEST, reason="본인이 원함")


def unquoted(carriers: Carriers) -> None:
    (hers,) = carriers.voices.mine()
    turn = carriers.voices.row(hers.id).turn
    carriers.desk(lambda work: gathering.unquote(work, hers.id, seen=turn))


def fetched(carriers: Carriers, number: int, form: Form = Form.PDF) -> bytes:
    with carriers.world.as_visitor() as work:
        return showing.fetched(work, number, form)


def shown(carriers: Carriers) -> int:
    number = carriers.make()
    carriers.word(number, carriers.many)
    carriers.freeze(number)
    carriers.send(number)
    carriers.desk(lambda work: showing.show(work, number, files=True))
    return number


def kept_of(carriers: Carriers, version: int) -> dict[str, Any]:
    with carriers.world.as_system() as work:
        wanted = select(DossierVersion.printed).where(DossierVersion.number == version)
        return dict(work.db.scalars(wanted).one() or {})


def state_of(carriers: Carriers, number: int) -> tuple[State, bool]:
    (line,) = (one for one in carriers.desk(reading.lines) if one.number == number)
    return line.state, line.stopped


@pytest.mark.either
@pytest.mark.parametrize("ending", [withdrawn, not_quotable, erased, unquoted])
def test_a_file_that_anybody_fetched_is_given_to_nobody_once_its_words_are_taken_back(
    carriers: Carriers, ending: Callable[[Carriers], None]
) -> None:
    number = shown(carriers)
    assert fetched(carriers, number) == carriers.file(number) and not carriers.read(number).stopped
    ending(carriers)
    for form in Form:
        with pytest.raises(TakenBack):
            fetched(carriers, number, form)
    told, item = carriers.read(number), carriers.item(number)
    assert told.version is None and told.stopped and item.versions[0].taken == 1
    assert item.parts[0].quotes == () and state_of(carriers, number) == (State.SENT, True)
    assert QUOTED in words_of(carriers.file(number)), "the desk has what was sent"


@pytest.mark.either
def test_a_version_without_the_words_is_given_in_its_place_and_says_so(carriers: Carriers) -> None:
    number = shown(carriers)
    with pytest.raises(Stale):
        carriers.ready(number)
    withdrawn(carriers)
    carriers.voices.join(carriers.item(number).parts[0].number, browser="one-more")
    before = carriers.file(number)
    assert carriers.freeze(number) == 2
    with pytest.raises(Stale):
        carriers.ready(number)
    public = words_of(fetched(carriers, number))
    assert QUOTED not in public and "6명" in public and "7명" not in public and "제1판으로 보냈습니다" in public
    assert carriers.item(number).sent.version == 1 and carriers.file(number) == before
    told = carriers.read(number)
    assert told.version.number == 2 and told.sent_version == 1 and not told.stopped
    assert state_of(carriers, number) == (State.SENT, False)


@pytest.mark.either
def test_the_desk_says_of_what_went_out_what_was_printed_and_makes_no_preview_of_it(carriers: Carriers) -> None:
    number = carriers.make()
    carriers.desk(lambda work: freezing.preview(work, number))
    carriers.freeze(number)
    carriers.send(number)
    for place in range(3):
        carriers.voices.join(carriers.item(number).parts[0].number, browser=f"later-{place}", network="203.0.113.0/24")
    assert carriers.item(number).parts[0].people == 6 and carriers.item(carriers.make()).parts[0].people == 9
    with pytest.raises(NoSuchDossier):
        carriers.desk(lambda work: freezing.preview(work, number))


@pytest.mark.either
def test_the_list_says_that_a_frozen_one_cannot_go_out_as_it_is(carriers: Carriers) -> None:
    number = carriers.make()
    carriers.word(number, carriers.many)
    assert state_of(carriers, number)[0] is State.DRAFT
    carriers.freeze(number)
    assert state_of(carriers, number)[0] is State.FROZEN
    withdrawn(carriers)
    assert state_of(carriers, number)[0] is State.TAKEN_BACK is carriers.item(number).state
    carriers.freeze(number)
    assert state_of(carriers, number)[0] is State.FROZEN


@pytest.mark.either
def test_words_that_were_kept_long_enough_stay_in_what_was_printed(carriers: Carriers) -> None:
    number = shown(carriers)
    topic = carriers.item(number).parts[0].number
    carriers.voices.step(topic, Event(Status.ADOPTED, carriers.world.clock.now.date(), words="고쳤습니다."))
    carriers.world.clock.now += timedelta(days=carriers.world.settings.suggestion_days)
    with carriers.world.as_system() as work:
        assert quoting.retire(work) > 0
    assert carriers.voices.mine() == () and fetched(carriers, number) == carriers.file(number)
    erased(carriers)
    assert fetched(carriers, number) == carriers.file(number)


@pytest.mark.either
def test_what_two_wrote_stays_hers_to_take_back_when_the_others_went_by_age(carriers: Carriers) -> None:
    voices, number = carriers.voices, carriers.make()
    first, second = (one.number for one in carriers.item(number).parts)
    hers = voices.send(QUOTED, by=voices.another).id
    voices.gather(hers, second)
    voices.look(hers)
    carriers.word(number, carriers.few)
    carriers.freeze(number)
    carriers.send(number)
    carriers.desk(lambda work: showing.show(work, number, files=True))
    voices.step(first, Event(Status.ADOPTED, carriers.world.clock.now.date(), words="고쳤습니다."))
    carriers.world.clock.now += timedelta(days=carriers.world.settings.suggestion_days)
    with carriers.world.as_system() as work:
        assert quoting.retire(work) > 0
    assert voices.mine() == () and fetched(carriers, number) == carriers.file(number)
    with carriers.world.as_member(voices.another) as work:
        own.withdraw(work, hers)
    for form in Form:
        with pytest.raises(TakenBack):
            fetched(carriers, number, form)


@pytest.mark.either
def test_words_that_were_moved_since_stay_in_the_version_that_is_made_without_others(carriers: Carriers) -> None:
    voices, number = carriers.voices, carriers.make()
    topic, into = carriers.item(number).parts[0].number, voices.topic("보증보험")
    texts = {}
    for text in ("보증보험을 의무로 해 주세요.", "긴급 주거를 늘려 주세요.", "상담을 받게 해 주세요."):
        one = voices.send(text, by=voices.another).id
        voices.gather(one, topic)
        voices.look(one)
        texts[text] = one
    carriers.word(number, carriers.many, quotes=4)
    carriers.freeze(number)
    carriers.send(number)
    carriers.desk(lambda work: showing.show(work, number, files=True))
    printed = carriers.item(number).parts[0].quotes
    (moved, *_others) = (texts[text] for text in printed if text in texts)
    carriers.desk(lambda work: gathering.move(work, [moved], topic, into, reason="더 맞는 주제로"))
    assert carriers.item(number).parts[0].quotes == printed and len(printed) == 4
    assert fetched(carriers, number) == carriers.file(number)
    withdrawn(carriers)
    carriers.freeze(number)
    public = words_of(fetched(carriers, number))
    assert QUOTED not in public and "나머지는 보낸 것과 같습니다" in public
    places = [public.index(text) for text in printed if text in texts]
    assert len(places) == 3 and places == sorted(places), "in the order in which they were sent"
    assert [len(one["marks"]) for one in kept_of(carriers, 2)["topics"]] == [3, 0]


@pytest.mark.either
def test_the_same_words_in_two_spellings_are_quoted_once(carriers: Carriers) -> None:
    voices, number = carriers.voices, carriers.make()
    topic, six = carriers.item(number).parts[0].number, {}
    for place in range(6):
        who = make_victim(carriers.world, phone=f"010-0300-000{place}")
        six[voices.send("이자를 멈춰 주세요" + "!" * place, by=who, quotable=False).id] = who
    for one in six:
        voices.gather(one, topic)
    first, last = min(six), max(six)
    with carriers.world.as_member(six[last]) as work:
        own.consent(work, last, quotable=True)
    voices.look(first)
    voices.look(last)
    assert sum("이자를" in text for text in carriers.item(number).parts[0].quotes) == 1


@pytest.mark.either
def test_a_version_of_which_no_marks_were_kept_is_neither_sent_nor_shown(carriers: Carriers) -> None:
    number, waiting = shown(carriers), carriers.make()
    carriers.freeze(waiting)
    with carriers.world.as_system() as work:
        work.db.execute(update(DossierVersion).values(printed=None))
    with pytest.raises(Unmarked):
        fetched(carriers, number)
    with pytest.raises(Stale):
        carriers.send(waiting, document="전세피해지원과-14")
    assert state_of(carriers, waiting)[0] is State.DRAFT, "nobody took words back"
    item = carriers.item(number)
    assert not item.counted and not item.may_freeze and carriers.item(waiting).may_freeze


@pytest.mark.either
def test_marks_of_words_are_keyed_and_join_no_suggestion(carriers: Carriers) -> None:
    shown(carriers)
    (hers,) = carriers.voices.mine()
    with carriers.world.as_system() as work:
        kept = str(work.db.scalars(select(DossierVersion.printed)).one())
    assert carriers.voices.row(hers.id).text_mac.hex() not in kept and sha256(QUOTED.encode()).hexdigest() not in kept
    assert QUOTED not in kept


def test_whoever_takes_words_back_first_is_seen_by_what_is_sent_then(carriers: Carriers) -> None:
    number = carriers.make()
    carriers.word(number, carriers.many)
    carriers.freeze(number)
    (hers,) = carriers.voices.mine()
    with ThreadPoolExecutor(1) as pool:
        with carriers.world.as_member(carriers.voices.her) as work:
            own.withdraw(work, hers.id)
            sent = pool.submit(carriers.send, number)
            assert not wait([sent], timeout=SOON).done, "it waits for her"
        with pytest.raises(Stale):
            sent.result()
    assert carriers.item(number).state is State.TAKEN_BACK


@pytest.mark.parametrize("ending", [withdrawn, not_quotable, erased])
def test_what_is_sent_first_makes_her_wait_and_then_stops_being_shown(
    carriers: Carriers, ending: Callable[[Carriers], None]
) -> None:
    number = carriers.make()
    carriers.word(number, carriers.many)
    carriers.freeze(number)
    seen = carriers.item(number).turn
    typed = Sending(carriers.world.clock.now.date(), DOCUMENT, Way.SYSTEM)
    with ThreadPoolExecutor(1) as pool:

        def deed(work: Work) -> Future[None]:
            sending.send(work, number, typed, seen=seen)
            hers = pool.submit(ending, carriers)
            assert not wait([hers], timeout=SOON).done, "she waits until it went out"
            return hers

        carriers.desk(deed).result()
    item = carriers.item(number)
    assert item.sent.version == 1 and item.public is None


@pytest.mark.pages
def test_pages_say_what_was_taken_back_and_what_can_be_done(carriers: Carriers) -> None:
    number = shown(carriers)
    page, public = f"/desk/dossiers/{number}", f"/dossiers/{number}"
    desk, visitor = visit_as_caseworker(carriers.world, carriers.world.app()), carriers.world.app().test_client()
    before = desk.get(page).get_data(as_text=True)
    assert "preview.pdf" not in before and "제1판에 적힌 숫자" in before and "옮길 수 없는 말" not in before
    assert desk.get(f"{page}/preview.pdf").status_code == 404
    given = visitor.get(f"{public}/file.pdf")
    assert given.status_code == 200 and given.headers["Cache-Control"] == "no-store"
    withdrawn(carriers)
    gone = visitor.get(f"{public}/file.pdf")
    assert gone.status_code == 410 and "되돌릴 수 없" in gone.text and f'href="{public}"' in gone.text
    told = visitor.get(public).text
    assert "되돌릴 수 없" in told and "file.pdf" not in told
    now = desk.get(page).text
    assert "공개를 멈춘 건의서 파일" in desk.get("/desk").text
    assert (
        "이제 옮길 수 없는 말 1개" in now
        and "그 말을 뺀 판 굳히기" in now
        and "파일 공개 멈춤" in desk.get("/desk/dossiers").text
    )
    seen, mark = carriers.item(number).turn, carriers.mark(number)
    assert press(desk, page, f"{page}/freeze", **{"freeze-seen": str(seen), "freeze-mark": mark}).status_code == 303
    assert visitor.get(f"{public}/file.pdf").data == carriers.file(number, 2)
    assert "공개를 멈춘 건의서 파일" not in desk.get("/desk").text
    assert "뺀 판입니다" in visitor.get(public).text and "파일 공개 멈춤" not in desk.get("/desk/dossiers").text


@pytest.mark.pages
def test_a_topic_leads_to_the_dossier_that_carries_it_while_anybody_may_read_that(carriers: Carriers) -> None:
    number = carriers.sent()
    topic, visitor = carriers.item(number).parts[0].number, carriers.world.app().test_client()
    link = f'href="/dossiers/{number}"'
    assert link not in visitor.get(f"/suggestions/{topic}").text
    carriers.desk(lambda work: showing.show(work, number, files=False))
    told = visitor.get(f"/suggestions/{topic}").text.partition(link)[2][:200]
    day = carriers.world.clock.now.date()
    assert "국회" in told and DOCUMENT in told and f"{day.year}년 {day.month}월 {day.day}일" in told
    alone = carriers.voices.topic("혼자 있는 주제")
    carriers.voices.publish(alone)
    assert link not in visitor.get(f"/suggestions/{alone}").text


@pytest.mark.pages
def test_pages_say_of_a_version_without_marks_that_they_were_not_kept_and_blame_nobody(carriers: Carriers) -> None:
    number, waiting = shown(carriers), carriers.make()
    carriers.freeze(waiting)
    with carriers.world.as_system() as work:
        work.db.execute(update(DossierVersion).values(printed=None))
    desk, visitor = visit_as_caseworker(carriers.world, carriers.world.app()), carriers.world.app().test_client()
    gone, told = visitor.get(f"/dossiers/{number}/file.pdf"), visitor.get(f"/dossiers/{number}")
    assert gone.status_code == 410
    pages = [
        gone.text,
        told.text,
        desk.get(f"/desk/dossiers/{number}").text,
        desk.get(f"/desk/dossiers/{waiting}").text,
    ]
    for page in (*pages, desk.get("/desk/dossiers").text):
        assert not any(one in page for one in ("거두었", "거둔 말", "이제 옮길 수 없는 말", "그 말을 뺀 판"))
    assert all("적어 두기 전에 굳힌" in page for page in pages)


@pytest.mark.pages
def test_a_dossier_whose_file_was_stopped_can_be_shown_on_without_it(carriers: Carriers) -> None:
    number = shown(carriers)
    carriers.answer(number)
    carriers.desk(lambda work: sending.show_answer(work, number, 1, mark=sending.answer_gate(work, number, 1).mark))
    withdrawn(carriers)
    page, seen = f"/desk/dossiers/{number}", str(carriers.item(number).turn)
    desk, visitor = visit_as_caseworker(carriers.world, carriers.world.app()), carriers.world.app().test_client()
    assert "파일 없이 공개하기" in desk.get(page).text
    assert press(desk, page, f"{page}/show", **{"show-seen": seen}).status_code == 303
    assert "파일 없이 공개하기" not in desk.get(page).text and "파일 공개 멈춤" not in desk.get("/desk/dossiers").text
    told = visitor.get(f"/dossiers/{number}").text
    assert "검토하겠습니다." in told and "이 파일을 드리지 않습니다" not in told
    assert visitor.get(f"/dossiers/{number}/file.pdf").status_code == 404
