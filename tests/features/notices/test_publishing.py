"""Publishing: nobody reads a draft, at its minute everybody does, what follows happens once, a find takes a second person."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.demo.public import write_public
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.desk import holders
from lawsuit_hub.features.notices import announcing, endings, gate, releasing, writing
from lawsuit_hub.features.notices import board as reading
from lawsuit_hub.features.notices.types import BadWords, Category, Draft, NoSuchNotice, Stale, State
from lawsuit_hub.features.programmes import service as programmes
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import NotReleased, OwnRequest, ReasonHoldsPersonal
from lawsuit_hub.features.publishing.types import Stale as OtherWords
from lawsuit_hub.infra.work import NotAllowed
from tests.features.notices.boards import BODY, REASON, TITLE, Board

PHONE = "담당자 010-0123-4567로 전화하세요"


def deeds(board: Board, deed: str) -> int:
    with board.world.as_system() as work:
        return len(work.db.scalars(select(AuditLine.id).where(AuditLine.deed == deed)).all())


def test_nobody_reads_a_draft_and_one_form_writes_one_notice(board: Board) -> None:
    number = board.write()
    assert number == board.write("다른 글") and board.lines() == () and board.item(number).state is State.DRAFT
    with pytest.raises(NoSuchNotice):
        board.read(number)
    board.publish(number)
    assert [line.title for line in board.lines()] == [TITLE] and board.read(number).body == BODY
    with board.world.as_visitor() as work, pytest.raises(NotAllowed):
        writing.write(work, Draft(Category.LAW, TITLE, BODY), once="b")


def test_what_is_scheduled_is_read_from_its_minute_on_and_announced_once(board: Board) -> None:
    number = board.write()
    at = board.world.clock.now + timedelta(hours=2)
    board.publish(number, at=at)
    board.world.clock.forward(hours=1, minutes=59, seconds=59)
    assert announcing.announce_due(board.world.works) == 0 and board.lines() == ()
    board.world.clock.forward(seconds=1)
    assert [line.published_at for line in board.lines()] == [at] and deeds(board, "notice:published") == 0
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _n: announcing.announce_due(board.world.works), range(4)))
    assert sum(done) == 1 and deeds(board, "notice:published") == 1
    assert announcing.announce_due(board.world.works) == 0


def test_a_schedule_can_be_called_off_until_its_minute_and_moved(board: Board) -> None:
    number = board.write()
    soon = board.world.clock.now + timedelta(minutes=5)
    board.publish(number, at=soon)
    board.publish(number, at=soon + timedelta(minutes=5))
    board.world.clock.forward(minutes=6)
    assert board.lines() == () and board.item(number).state is State.SCHEDULED
    board.desk(lambda work: releasing.call_off(work, number, seen=1))
    board.world.clock.forward(minutes=30)
    assert board.lines() == () and announcing.announce_due(board.world.works) == 0
    with pytest.raises(Stale):
        board.desk(lambda work: releasing.call_off(work, number, seen=1))
    with pytest.raises(BadWords):
        board.publish(number, at=board.world.clock.now)
    board.publish(number)
    assert len(board.lines()) == 1


def test_a_correction_is_dated_kept_and_compared_and_until_then_people_read_the_old_words(board: Board) -> None:
    number = board.shown()
    board.world.clock.forward(days=1)
    board.revise(number, "첫 고침", seen=1)
    board.revise(number, "둘째 고침", seen=2, correction="때를 바로잡았습니다")
    assert board.read(number).body == BODY
    board.publish(number, seen=3)
    notice = board.read(number)
    assert (notice.body, notice.line.corrected_at) == ("둘째 고침", board.world.clock.now)
    assert [one.draft.body for one in notice.revisions] == ["둘째 고침", BODY], "what nobody read is not kept"
    assert notice.revisions[0].draft.correction == "때를 바로잡았습니다"
    assert deeds(board, "notice:corrected") == 1
    with pytest.raises(Stale):
        board.revise(number, "옛 화면", seen=1)
    with pytest.raises(Stale):
        board.publish(number, seen=1)


def test_a_correction_may_wait_for_its_minute_while_the_old_words_are_read(board: Board) -> None:
    number = board.shown()
    board.revise(number, "내일부터", seen=1)
    board.publish(number, seen=2, at=board.world.clock.now + timedelta(days=1))
    assert board.read(number).body == BODY
    board.world.clock.forward(days=1)
    assert board.read(number).body == "내일부터" and board.read(number).line.corrected_at == board.world.clock.now


def test_a_find_takes_a_second_person_who_is_not_the_first_and_a_change_takes_her_again(board: Board) -> None:
    number = board.write(PHONE)
    with pytest.raises(NotReleased):
        board.publish(number)
    item, mark = board.item(number), board.mark(number)
    holder, text = gate.holder(item.id), gate.text_of(item.newest)
    board.desk(lambda work: releasing.ask(work, number, seen=1))
    with pytest.raises(OwnRequest):
        board.desk(lambda work: publishing.release(work, holder, text, seen=mark, reason=REASON))
    board.desk(lambda work: publishing.release(work, holder, text, seen=mark, reason=REASON), by=board.second)
    board.revise(number, f"{PHONE}. 그리고 010-0765-4321", seen=1)
    with pytest.raises(NotReleased):
        board.publish(number, seen=2)
    board.released(number)
    board.publish(number, seen=2)
    assert len(board.lines()) == 1


def test_who_releases_an_old_page_s_words_is_told_so(board: Board) -> None:
    number = board.write(PHONE)
    board.desk(lambda work: releasing.ask(work, number, seen=1))
    item, mark = board.item(number), board.mark(number)
    board.revise(number, f"{PHONE} 010-0765-4321", seen=1)
    said = gate.text_of(board.item(number).newest)
    with pytest.raises(OtherWords):
        board.desk(
            lambda work: publishing.release(work, gate.holder(item.id), said, seen=mark, reason=REASON), by=board.second
        )
    with pytest.raises(Stale):
        board.desk(lambda work: releasing.publish(work, number, seen=2, mark=mark))


def test_a_number_that_is_half_bold_or_behind_a_link_is_found(board: Board) -> None:
    for once, body in enumerate(("010-**0123-4567**", "[여기](tel:010-0123-4567)", "![](https://x.kr/010-0123-4567)")):
        with pytest.raises(NotReleased):
            board.publish(board.write(body, once=str(once)))


def test_publishing_and_withdrawing_at_one_moment_leaves_one_of_both(board: Board) -> None:
    number = board.write()
    at = board.world.clock.now + timedelta(minutes=1)
    board.publish(number, at=at)
    board.world.clock.forward(minutes=1)

    def deed(which: int) -> Any:
        if which % 2:
            return announcing.announce_due(board.world.works)
        try:
            return board.desk(lambda work: endings.withdraw(work, number, reason=REASON))
        except Stale:
            return None

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(deed, range(6)))
    assert board.read(number).state is State.WITHDRAWN and board.lines() == ()
    assert deeds(board, "notice:published") == 1 and deeds(board, "notice:withdrawn") == 1


def test_ten_who_publish_at_once_publish_once(board: Board) -> None:
    number = board.write()
    mark = board.mark(number)

    def publish(_which: int) -> None:
        board.desk(lambda work: releasing.publish(work, number, seen=1, mark=mark))

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(publish, range(10)))
    assert deeds(board, "notice:published") == 1 and len(board.lines()) == 1


def test_what_is_withdrawn_says_only_why_and_may_be_wiped_out(board: Board) -> None:
    number = board.shown()
    board.revise(number, "예약해 둔 글", seen=1)
    board.publish(number, seen=2, at=board.world.clock.now + timedelta(days=1))
    board.desk(lambda work: endings.withdraw(work, number, reason=REASON, erase=True))
    board.world.clock.forward(days=2)
    assert announcing.announce_due(board.world.works) == 0
    gone = board.read(number)
    assert (gone.state, gone.body, gone.line.title, gone.why, gone.revisions) == (State.WITHDRAWN, "", "", REASON, ())
    assert board.item(number).newest.draft.body == ""
    for deed in (lambda work: endings.pin(work, number, on=True), lambda work: endings.bring_back(work, number)):
        with pytest.raises(Stale):
            board.desk(deed)
    with pytest.raises(Stale):
        board.publish(number, seen=2)
    with board.world.as_visitor() as work:
        assert reading.found(work, "소송수행경비").shown == ()


def test_pins_stand_first_and_what_is_archived_leaves_the_board_and_not_its_address(board: Board) -> None:
    old = board.shown(title="오래된 글")
    board.world.clock.forward(days=1)
    board.shown(title="새 글", once="b")
    board.desk(lambda work: endings.pin(work, old, on=True))
    assert [line.title for line in board.lines()] == ["오래된 글", "새 글"]
    with board.world.as_visitor() as work:
        assert [line.title for line in reading.newest(work, limit=3)] == ["새 글", "오래된 글"]
    board.desk(lambda work: endings.archive(work, old, reason="기간이 지났습니다"))
    assert [line.title for line in board.lines()] == ["새 글"]
    assert board.read(old).state is State.ARCHIVED and board.read(old).why == "기간이 지났습니다"
    with board.world.as_visitor() as work:
        assert [line.number for line in reading.page(work, archived=True).lines] == [old]
        assert [line.number for line, _hit in reading.found(work, "오래된").shown] == [old]
    board.desk(lambda work: endings.bring_back(work, old))
    assert len(board.lines()) == 2


def test_a_draft_may_be_thrown_away_and_what_was_read_may_not(board: Board) -> None:
    number = board.write()
    board.desk(lambda work: writing.discard(work, number, seen=1))
    with pytest.raises(NoSuchNotice):
        board.item(number)
    kept = board.shown(once="b")
    with pytest.raises(Stale):
        board.desk(lambda work: writing.discard(work, kept, seen=1))


@pytest.mark.either
@pytest.mark.parametrize(
    ("title", "body", "why"),
    [
        ("", BODY, "empty"),
        (TITLE, " \n", "empty"),
        (TITLE, "가" * 20_001, "long"),
        (TITLE, "900101-1234567", "number"),
        ("가" * 101, BODY, "long"),
    ],
)
def test_words_that_cannot_be_kept_are_refused(board: Board, title: str, body: str, why: str) -> None:
    with pytest.raises(BadWords) as refusal:
        board.write(body, title=title)
    assert refusal.value.why == why


def test_what_a_feed_could_not_carry_is_not_kept_and_decomposed_letters_are_found(board: Board) -> None:
    spelt_apart = "\u1109\u1169\u1109\u1169\u11bc비"
    number = board.shown(f"한 줄\x0b두 줄\ufffe\x00 {spelt_apart}", title="\u1112\u1161\u11ab글 제목")
    assert board.read(number).body == "한 줄\n두 줄 소송비" and board.read(number).line.title == "한글 제목"
    with board.world.as_visitor() as work:
        assert [line.number for line, _hit in reading.found(work, spelt_apart).shown] == [number]


@pytest.mark.either
def test_the_demo_writes_what_everybody_may_read_and_writing_it_again_changes_nothing(board: Board) -> None:
    caseworker = Actor(Role.CASEWORKER, board.writer)
    for _again in range(2):
        write_public(board.world.works, caseworker)
        assert len(board.lines()) == 3 and board.lines()[0].pinned
        with board.world.as_visitor() as work:
            assert len(programmes.shown(work)) == 12


def test_a_reason_that_everybody_reads_holds_nobody_and_is_read_by_no_second(board: Board) -> None:
    number = board.shown()
    for reason in (PHONE, "홍길동님이 부탁하셔서 내립니다"):
        for deed in (endings.archive, endings.withdraw):
            with pytest.raises(ReasonHoldsPersonal):
                board.desk(lambda work, deed=deed, reason=reason: deed(work, number, reason=reason))
    assert board.read(number).why == ""


def test_who_wrote_the_words_does_not_release_them_though_another_asked(board: Board) -> None:
    number = board.write(PHONE)
    board.desk(lambda work: releasing.ask(work, number, seen=1), by=board.second)
    [line] = board.desk(holders.waiting)
    seen = line.waiting.mark
    with pytest.raises(OwnRequest):
        board.desk(lambda work: holders.decide(work, line.waiting.id, seen=seen, reason=REASON, release=True))
    assert line.own
