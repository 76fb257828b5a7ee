"""The question board: asked under an alias of its own, without personal data, answered once, and nothing tells who asked."""

from datetime import timedelta
from threading import Thread
from unicodedata import normalize
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.briefings.types import BadWords, HoldsPersonal
from lawsuit_hub.features.destruction import erasing
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.faq import service as faq
from lawsuit_hub.features.faq.models import FaqWording
from lawsuit_hub.features.faq.types import Collides, Draft
from lawsuit_hub.features.lawsuits import present
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.questions import aliases, answering, asking, endings, moderating, near, queue, ready, service
from lawsuit_hub.features.questions.models import BoardPost, BoardQuestion
from lawsuit_hub.features.questions.types import Asking, Category, NotOnBoard, Pick, Stale, Status, Taken
from lawsuit_hub.features.search.models import SearchEntry, SearchTerm
from lawsuit_hub.infra.refusals import ReasonMissing, TooMany
from lawsuit_hub.infra.work import NotAllowed, Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place
from tests.features.questions.conftest import ANSWER, ELSEWHERE, OFFICE, TEXT, TITLE, Board
from tests.people import CANARY_EMAIL, CANARY_PHONE, caseworker_of, make_active, make_group
from tests.world import statements


def rows(board: Board, model: type = BoardQuestion) -> int:
    with board.world.as_system() as work:
        return work.db.scalar(select(func.count()).select_from(model)) or 0


def board_turn(work: Work, one: UUID) -> int:
    return service.thread(work, one)[0].turn


def test_a_public_question_is_read_by_nobody_else_before_a_caseworker_has_looked_at_it(board: Board) -> None:
    asked = board.ask()
    assert board.listed() == () and board.found("경매") == []
    assert board.read(asked, board.her).text == TEXT
    for somebody in (None, board.another):
        with pytest.raises(NotOnBoard):
            board.read(asked, somebody)
    board.show(asked)
    assert [one.id for one in board.listed()] == [asked] == board.found("보증금을 받으려면")
    shown = board.read(asked, board.another)
    assert (shown.text, shown.line.status, shown.said) == (TEXT, Status.RECEIVED, ())


def test_an_answer_is_read_by_everybody_its_asker_is_told_and_what_it_said_before_stays(board: Board) -> None:
    asked = board.ask()
    board.show(asked)
    board.answer(asked)
    with board.world.as_system() as work:
        assert work.db.execute(select(Message.kind, Message.recipient_id, Message.params)).all()[-1][:2] == (
            "question_answered",
            board.her,
        )
    turn = board.case(asked).thread.turn
    board.desk(lambda work: answering.correct(work, asked, 1, "종기는 법원에 물어봐 주세요.", seen=turn, office=False))
    (said,) = board.read(asked).said
    assert said.text == "종기는 법원에 물어봐 주세요." and [text for _day, text in said.former] == [ANSWER]
    assert board.found("종기는 법원에") == [asked] and board.read(asked).line.status is Status.ANSWERED


def test_a_private_question_is_on_no_page_but_hers_and_in_no_index(board: Board) -> None:
    asked = board.ask(public=False)
    board.answer(asked, "위임장을 010-0123-9999로 보내 주세요.")
    assert board.read(asked, board.her).answer.startswith("위임장을")
    for somebody in (None, board.another):
        with pytest.raises(NotOnBoard):
            board.read(asked, somebody)
    with pytest.raises(NotOnBoard):
        board.show(asked)
    assert board.listed() == () and rows(board, SearchEntry) == rows(board, SearchTerm) == 0


def test_personal_data_are_replaced_before_they_are_kept_and_she_sees_which(board: Board) -> None:
    text = f"저는 홍길동이고 이웃은 김표본 님, {CANARY_PHONE}, {CANARY_EMAIL}입니다. 경매가 시작됐어요"
    with board.world.as_member(board.her) as work:
        seen = asking.preview(
            work, Asking(Category.AUCTION, normalize("NFD", TITLE), normalize("NFD", text), True), network=OFFICE
        )
    assert seen.replaced == {"name", "phone", "email"} and seen.title == TITLE
    asked = board.ask(text=normalize("NFD", text))
    assert board.read(asked, board.her).text == seen.text and not [one for one in ("길동", "표본") if one in seen.text]
    assert not [part for part in (CANARY_PHONE, CANARY_EMAIL) if part in seen.text]
    for bad in ("900101-1234567", "９００１０１－１２３４５６７"):
        with pytest.raises(BadWords):
            board.ask(title=bad, once="b")
        with pytest.raises(BadWords):
            board.ask(title="900101", text="1234567 입니다 900101-1234567", once="b")
    assert rows(board) == 1


def test_the_name_of_somebody_in_her_group_is_replaced_too(board: Board) -> None:
    name = "서늘봄"  # nobody calls her by it here: a machine that knows no names would not find it
    ids = [
        make_active(board.world, name=one, phone=f"010-0300-000{number}") for number, one in enumerate(("고표본", name))
    ]
    asked = board.ask("소송을 합니다", f"같은 모임의 {name} 말로는 소송을 한답니다", by=ids[0])
    assert name not in board.read(asked, ids[0]).text


def test_what_no_machine_finds_a_caseworker_masks_and_every_wording_is_written_anew(board: Board) -> None:
    asked = board.ask("임대인 임표본이 연락을 끊었습니다", "임표본은 수원에 살고 임표본의 아들이 관리합니다.")
    board.show(asked, "임표본", " ", "수원")
    shown = board.read(asked)
    assert shown.line.title == "임대인 [가림]이 연락을 끊었습니다"
    assert shown.text == "[가림]은 [가림]에 살고 [가림]의 아들이 관리합니다."
    assert board.found("임표본") == [] and board.found("연락을 끊었습니다") == [asked]
    assert "임표본" not in board.read(asked, board.her).text


def test_asking_on_is_hers_waits_for_a_look_and_for_an_answer(board: Board) -> None:
    asked = board.ask()
    board.show(asked)
    board.answer(asked)
    assert board.desk(queue.counts) == (0, 0, 0)
    turn = board.read(asked, board.her).turn
    with board.world.as_member(board.another) as work, pytest.raises(NotOnBoard):
        asking.more(work, asked, "저도요", seen=turn, network=OFFICE)
    with board.world.as_member(board.her) as work:
        asking.more(work, asked, "번호는 010-0000-7777입니다. 종기가 지났으면요?", seen=turn, network=OFFICE)
    with board.world.as_member(board.her) as work, pytest.raises(Stale):
        asking.more(work, asked, "다시 보냅니다", seen=turn, network=OFFICE)
    assert len(board.read(asked).said) == 1 and "7777" not in board.read(asked, board.her).said[1].text
    assert board.desk(queue.counts)[:2] == (1, 1)
    board.show(asked)
    board.answer(asked, "법원에 먼저 전화해 주세요.")
    assert [one.by_desk for one in board.read(asked).said] == [True, False, True] and board.desk(queue.counts) == (
        0,
        0,
        0,
    )


def test_two_caseworkers_at_one_moment_give_one_answer(board: Board) -> None:
    asked = board.ask()
    turn, outcomes = board.case(asked).thread.turn, []

    def answer(colleague: bool) -> None:
        try:
            board.desk(lambda work: answering.answer(work, asked, ANSWER, seen=turn, office=False), colleague=colleague)
            outcomes.append("answered")
        except Stale:
            outcomes.append("stale")

    threads = [Thread(target=answer, args=(number % 2 == 0,)) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(outcomes) == ["answered", "stale", "stale", "stale"]
    with board.world.as_system() as work:
        told = select(func.count()).select_from(Message).where(Message.kind == "question_answered")
        assert work.db.scalar(told) == 1
    assert rows(board, BoardPost) == 1


def test_what_somebody_took_another_answers_only_when_she_lets_go_or_forgets_it(board: Board) -> None:
    asked = board.ask()
    board.desk(lambda work: answering.take(work, asked), colleague=True)
    assert board.case(asked).waiting.taken and not board.case(asked).waiting.mine
    for deed in (lambda work: answering.take(work, asked), lambda work: answering.close(work, asked, seen=1)):
        with pytest.raises(Taken):
            board.desk(deed)
    with pytest.raises(Taken):
        board.answer(asked)
    board.world.clock.now += queue.TAKEN_FOR
    board.answer(asked)
    assert board.read(asked, board.her).answer == ANSWER


def test_one_sent_twice_or_at_once_is_one_question(board: Board) -> None:
    made: list[UUID | None] = []
    threads = [Thread(target=lambda: made.append(board.ask())) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len([one for one in made if one]) == 1 == rows(board) and board.ask() is None


def test_nobody_asks_more_than_a_few_a_day_and_a_visitor_by_her_network(board: Board) -> None:
    for number in range(5):
        board.ask(once=f"a{number}")
    with pytest.raises(TooMany):
        board.ask(once="a6")
    for number in range(10):
        board.ask_as_visitor(once=f"v{number}")
    with pytest.raises(TooMany):
        board.ask_as_visitor(once="v11")
    assert board.ask_as_visitor(once="w", network=ELSEWHERE) is not None


def test_a_visitor_asks_in_public_only_and_nothing_ties_it_to_anybody(board: Board) -> None:
    asked = board.ask_as_visitor()
    with board.world.as_system() as work:
        row = work.db.get(BoardQuestion, asked)
        assert row.public and row.victim_id is None
    assert board.case(asked).waiting.by_visitor and not board.case(asked).asker
    board.answer(asked)
    with pytest.raises(NotOnBoard):
        board.desk(lambda work: moderating.asker(work, asked, reason="누군지 알고 싶습니다"))


def test_no_caseworker_is_told_who_asked_and_opening_it_leaves_a_mark_with_her(board: Board) -> None:
    asked = board.ask()
    assert str(board.her) not in repr(board.case(asked))
    with board.world.as_system() as work:
        about_her = select(AuditLine.deed).where(AuditLine.about_id == board.her, AuditLine.deed.startswith("board"))
        assert work.db.scalars(about_her).all() == [], "the hour of a deed about her would tell which question is hers"
    with pytest.raises(ReasonMissing):
        board.desk(lambda work: moderating.asker(work, asked, reason="음"))
    assert board.desk(lambda work: moderating.asker(work, asked, reason="협박이 있어 연락합니다")) == board.her
    with board.world.as_system() as work:
        assert work.db.scalars(about_her).all() == ["board:asker-opened"]
    with board.world.as_staff(Role.LAWYER, caseworker_of(board.world)) as work, pytest.raises(NotAllowed):
        queue.case(work, asked)


def test_aliases_of_two_questions_of_one_person_have_nothing_in_common_and_are_no_group_s(board: Board) -> None:
    group_id, people = make_group(board.world)
    ids = [board.ask(by=people[0], once=f"{number}") for number in range(5)]
    names = {board.read(one, people[0]).alias for one in ids if one}
    with board.world.as_system() as work:
        theirs = set(present.aliases(work, group_id).values())
    assert len(names) > 1 and not {one.split()[0] for one in names} & {word for one in theirs for word in one.split()}
    assert aliases.alias_of(ids[0]) == aliases.alias_of(ids[0])


def test_the_order_of_the_board_tells_a_day_and_not_an_hour(board: Board) -> None:
    ids = []
    for number in range(5):
        ids.append(board.ask(once=f"{number}"))
        board.world.clock.now += timedelta(minutes=7)
    for one in ids:
        board.show(one)
    assert [one.id for one in board.listed()] == sorted(ids)
    board.world.clock.now += timedelta(days=1)
    later = board.ask(by=board.another, once="later")
    board.show(later)
    assert board.listed()[0].id == later
    with board.world.as_system() as work:
        hours = {entry.at.hour for entry in work.db.scalars(select(SearchEntry))}
    assert hours == {15}, "midnight in Korea: the index knows no hour either"


def test_what_is_hidden_leaves_the_board_and_she_reads_why(board: Board) -> None:
    asked = board.ask()
    board.show(asked)
    turn = board.case(asked).thread.turn
    board.desk(lambda work: moderating.hide(work, asked, seen=turn, reason="누구인지 알 수 있는 글입니다"))
    assert board.listed() == () and board.found("경매") == []
    with pytest.raises(NotOnBoard):
        board.read(asked)
    assert board.read(asked, board.her).hidden_reason == "누구인지 알 수 있는 글입니다"
    with board.world.as_member(board.her) as work:
        asking.more(work, asked, "어디가 문제인가요?", seen=board_turn(work, asked), network=OFFICE)
    assert board.desk(queue.counts)[0] == 1, "what she writes then is not lost"
    board.desk(lambda work: moderating.unhide(work, asked, seen=board.case(asked).thread.turn))
    assert (
        board.listed() == ()
        and board.desk(lambda work: queue.desk(work, Pick.LOOK, category=None)).lines[0].line.id == asked
    )


def test_like_questions_are_joined_to_one_answer_and_stand_alone_again_when_it_goes(board: Board) -> None:
    first = board.ask()
    board.show(first)
    board.answer(first)
    second = board.ask("경매가 시작되면 보증금 어떻게 받나요", by=board.another, once="b")
    board.show(second)
    case = board.case(second)
    assert [one.id for one in case.others] == [first]
    board.desk(lambda work: answering.join(work, second, first, seen=case.thread.turn))
    assert [one.id for one in board.listed()] == [first] == board.found("보증금")
    joined = board.read(second, board.another)
    assert (joined.answer, joined.same_as) == (ANSWER, first)
    board.answer(first, "덧붙입니다.")
    assert board.read(second, board.another).answer == "덧붙입니다."
    with board.world.as_member(board.her) as work:
        asking.withdraw(work, first)
    assert [one.id for one in board.listed()] == [second] == board.found("보증금")
    assert board.read(second).answer == "덧붙입니다." and board.read(second).same_as is None


def test_an_answer_for_everybody_names_nobody(board: Board) -> None:
    asked = board.ask()
    for bad in ("김표본 님께 전화하세요", "010-0100-0001로 전화하세요"):
        turn = board.case(asked).thread.turn
        with pytest.raises(HoldsPersonal):
            board.desk(lambda work, bad=bad, seen=turn: answering.answer(work, asked, bad, seen=seen, office=True))
        assert board.case(asked).thread.turn == turn, "a refusal changes nothing"
    office = "02-0000-1111로 전화하세요"
    with pytest.raises(HoldsPersonal):
        board.answer(asked, office)
    board.desk(lambda work: answering.answer(work, asked, office, seen=board.case(asked).thread.turn, office=True))
    assert board.read(asked, board.her).answer == office


def test_taking_back_leaves_nothing_and_no_key(board: Board) -> None:
    asked = board.ask()
    board.show(asked)
    board.answer(asked)
    with board.world.as_system() as work:
        kept = work.db.get(BoardQuestion, asked).text
    with board.world.as_member(board.another) as work, pytest.raises(NotOnBoard):
        asking.withdraw(work, asked)
    with board.world.as_member(board.her) as work:
        asking.withdraw(work, asked)
    assert [rows(board, one) for one in (BoardQuestion, BoardPost, SearchEntry, SearchTerm)] == [0, 0, 0, 0]
    with board.world.as_system() as work, pytest.raises(CannotOpen):
        work.keys.open(kept, Place("board_questions.text", asked, asked), KeyKind.PEER)


def test_who_is_erased_takes_her_questions_along_and_the_faq_stays(board: Board) -> None:
    asked, private, other = board.ask(), board.ask(public=False, once="p"), board.ask(by=board.another, once="o")
    for one in (asked, other):
        board.show(one)
        board.answer(one)
    board.desk(
        lambda work: ready.make_entry(
            work, asked, Draft("경매 때 보증금 받는 법", ANSWER, "", ("배당 받기",)), anyway=False
        )
    )
    with board.world.as_staff(Role.CASEWORKER, caseworker_of(board.world)) as work:
        erasing.destroy(work, board.her, ground=Ground.CONSENT, reason="본인이 거두었습니다")
    assert [one.id for one in board.listed()] == [other] == board.found("경매") and rows(board) == 1
    for gone in (asked, private):
        with pytest.raises(NotOnBoard):
            board.case(gone)
    with board.world.as_visitor() as work:
        assert [(one.question, one.variants) for one in faq.entries(work)] == [
            ("경매 때 보증금 받는 법", ("배당 받기",))
        ]
    with board.world.as_system() as work:
        kept = [(row.question, row.variants, row.answer) for row in work.db.scalars(select(FaqWording))]
    assert TITLE not in str(kept), "her own words outlive her"


def test_what_nobody_touched_for_long_goes(board: Board) -> None:
    old = board.ask()
    board.world.clock.now += timedelta(days=board.world.settings.question_days - 1)
    board.ask(once="new")
    board.world.clock.now += timedelta(days=1)
    with board.world.as_system() as work:
        assert endings.retire(work) == 1 and work.db.get(BoardQuestion, old) is None
    assert rows(board) == 1


def test_her_copy_holds_what_she_asked_and_what_was_said(board: Board) -> None:
    asked = board.ask(public=False)
    board.answer(asked)
    board.ask(by=board.another, once="b")
    with board.world.as_system() as work:
        (one,) = service.kept_of(work, board.her)
    assert (one["title"], one["text"], one["public"]) == (TITLE, TEXT, False)
    assert [(said["by"], said["text"]) for said in one["said"]] == [("caseworker", ANSWER)]


def test_what_could_answer_is_shown_while_she_types_and_is_kept_nowhere(board: Board) -> None:
    board.faq()
    asked = board.ask()
    board.show(asked)
    board.ask("경매 개시 결정문이 왔어요", public=False, once="p")
    with board.world.as_visitor() as work, statements(board.world.engine) as said:
        some = near.typed(work, "배당요구 언제까지 해요? 경매가 시작됐어요", network=OFFICE)
    assert [(one.kind, one.title) for one in some][0] == ("faq", "배당요구는 언제까지 하나요?")
    assert [one.key for one in some if one.kind == "question"] == [str(asked)]
    assert not [one for one in said if one.lstrip().lower().startswith(("insert", "update", "delete"))]
    with pytest.raises(TooMany), board.world.as_visitor() as work:
        for _ in range(130):
            near.typed(work, "경매", network=OFFICE)


def test_one_press_makes_an_entry_of_the_faq_once_and_one_like_another_wants_a_word(board: Board) -> None:
    asked = board.ask()
    with pytest.raises(NotOnBoard):
        board.desk(lambda work: ready.make_entry(work, asked, Draft(TITLE, ANSWER), anyway=False))
    board.show(asked)
    board.answer(asked)
    makes = [
        board.desk(lambda work: ready.make_entry(work, asked, Draft(TITLE, ANSWER), anyway=False)) for _ in range(2)
    ]
    assert makes[0].code == makes[1].code and makes[0].question == TITLE
    like = board.ask(once="b")
    board.show(like)
    board.answer(like)
    with pytest.raises(Collides):
        board.desk(lambda work: ready.make_entry(work, like, Draft(TITLE, ANSWER), anyway=False))
    assert [one.code for one in board.desk(lambda work: ready.entries(work, TITLE))] == [makes[0].code]


def test_helpful_is_counted_once_a_browser_and_nobody_is_noted(board: Board) -> None:
    asked = board.ask()
    board.show(asked)
    for browser in ("one", "one", "two"):
        with board.world.as_visitor() as work:
            service.helped(work, asked, browser=browser, network=OFFICE)
    assert board.read(asked).line.helpful == 2
    with board.world.as_visitor() as work, pytest.raises(NotOnBoard):
        service.helped(work, uuid4(), browser="one", network=OFFICE)


def test_who_calls_her_browser_another_name_each_time_is_held_by_her_network_or_account(board: Board) -> None:
    asked = board.ask()
    board.show(asked)
    for browser in range(35):
        with board.world.as_visitor() as work:
            service.helped(work, asked, browser=f"browser {browser}", network=OFFICE)
    assert board.read(asked).line.helpful == 30
    with board.world.as_visitor() as work:
        service.helped(work, asked, browser="one", network=ELSEWHERE)
    for browser in ("one", "two"):
        with board.world.as_member(board.another) as work:
            service.helped(work, asked, browser=browser, network=OFFICE)
    assert board.read(asked).line.helpful == 32


def test_the_desk_sees_the_oldest_first_and_how_fast_answers_come(board: Board) -> None:
    first = board.ask()
    board.world.clock.now += timedelta(hours=4)
    second = board.ask(by=board.another, once="b")
    desk = board.desk(lambda work: queue.desk(work, Pick.WAITING, category=None))
    assert [one.line.id for one in desk.lines] == [first, second] and desk.hours is None
    board.answer(first)
    board.world.clock.now += timedelta(days=3)
    desk = board.desk(lambda work: queue.desk(work, Pick.WAITING, category=None))
    assert [one.line.id for one in desk.lines] == [second] and (desk.waiting, desk.oldest_days, desk.hours) == (
        1,
        3,
        4.0,
    )
    assert board.desk(lambda work: queue.desk(work, Pick.WAITING, category=Category.LOAN)).lines == ()


def test_one_changed_in_the_table_reads_as_nothing_and_stops_no_page(board: Board) -> None:
    good, bad = board.ask(), board.ask(once="b")
    with board.world.as_system() as work:
        work.db.get(BoardQuestion, bad).text = work.db.get(BoardQuestion, good).text
    assert board.read(bad, board.her).text == "" and len(board.own()) == 2


def test_two_who_join_each_other_s_question_at_once_neither_hang_nor_make_a_ring(board: Board) -> None:
    ids = [board.ask(once="a"), board.ask(by=board.another, once="b")]
    for one in ids:
        board.show(one)
        board.answer(one)
    turns, outcomes = [board.case(one).thread.turn for one in ids], []

    def join(first: int) -> None:
        one, other = ids[first], ids[1 - first]
        try:
            board.desk(lambda work: answering.join(work, one, other, seen=turns[first]), colleague=bool(first))
            outcomes.append("joined")
        except (Stale, NotOnBoard):
            outcomes.append("refused")

    threads = [Thread(target=join, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["joined", "refused"] and len(board.listed()) == 1
