"""Questions: under an alias, without personal data, answered once for all; they go with their asker, the answer stays."""

from threading import Thread
from unicodedata import normalize
from uuid import UUID

import pytest
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.briefings import answering, answers, endings, questions, service
from lawsuit_hub.features.briefings.answering import Draft
from lawsuit_hub.features.briefings.models import MemberQuestion
from lawsuit_hub.features.briefings.types import BadWords, HoldsPersonal, NotInFile, OpenQuestion, OwnQuestion, Stale
from lawsuit_hub.features.destruction import erasing
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.outbox import told
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.infra.refusals import TooMany
from tests.features.proceedings.cases import Case
from tests.features.rosters.exports import make_finished
from tests.people import caseworker_of

ASKED = "다음 재판에 저도 꼭 나가야 하나요?"
FOR_ALL = Draft("변호사가 나갑니다. 오시지 않아도 됩니다.", "재판에 나가야 하나요?")


def ask(case: Case, text: str = ASKED, *, person: int = 0, once: str = "a") -> bool:
    with case.world.as_member(case.counsel.people[person]) as work:
        return questions.ask(work, text, once=once)


def own(case: Case, person: int = 0) -> tuple[OwnQuestion, ...]:
    with case.world.as_member(case.counsel.people[person]) as work:
        return questions.own(work)


def open_ones(case: Case, by: str = "lawyer") -> tuple[OpenQuestion, ...]:
    group_id = case.counsel.group_id
    found: tuple[OpenQuestion, ...] = getattr(case, by)(
        lambda work: answering.waiting(work, group_id, answers.of_group(work, group_id))
    )
    return found


def answer(case: Case, ids: list[UUID], draft: Draft = FOR_ALL, *, once: str = "a", by: str = "lawyer") -> int:
    return int(getattr(case, by)(lambda work: answering.answer(work, case.code, ids, draft, once=once)))


def test_two_questions_are_answered_once_for_all_and_nobody_is_told_who_asked(case: Case) -> None:
    assert ask(case) and not ask(case) and ask(case, "재판 날 가야 합니까?", person=1)
    waiting = open_ones(case)
    assert [one.alias for one in waiting] == [case.alias(one) for one in case.counsel.people]
    assert answer(case, [one.id for one in waiting]) == 2
    assert open_ones(case) == () and answer(case, [waiting[0].id]) == 0, "the same form sent again"
    with case.world.as_member(case.counsel.people[1]) as work:
        (shown,) = answers.of_group(work, case.counsel.group_id)
        assert [one.kind for one in told.messages(work, case.counsel.people[1], limit=9)].count(answering.KIND) == 1
    assert (shown.question, shown.text) == (FOR_ALL.question, FOR_ALL.text)
    assert own(case)[0].answer == shown
    with pytest.raises(Stale):
        answer(case, [waiting[0].id], once="b")


def test_a_reply_to_one_is_read_by_her_alone(case: Case) -> None:
    ask(case)
    answer(case, [open_ones(case, "desk")[0].id], Draft("위임장을 다시 내 주세요."), by="desk")
    assert own(case)[0].reply == "위임장을 다시 내 주세요." and own(case, 1) == ()
    with case.world.as_member(case.counsel.people[1]) as work:
        assert answers.of_group(work, case.counsel.group_id) == ()


def test_personal_data_are_replaced_before_it_is_kept_and_a_resident_number_is_refused(case: Case) -> None:
    text = "김표본입니다. 010-0100-0001로 전화해 주세요"
    with case.world.as_member(case.counsel.people[0]) as work:
        seen = questions.preview(work, normalize("NFD", text))
    assert "표본" not in seen.text and "0100" not in seen.text and seen.replaced == {"name", "phone"}
    ask(case, text)
    assert open_ones(case)[0].text == seen.text
    with pytest.raises(BadWords):
        ask(case, "900101-1234567", once="b")


def test_whoever_tries_names_out_is_stopped_and_five_a_day_is_enough(case: Case) -> None:
    case.counsel.add("최표본", "010-0300-0001")
    with pytest.raises(BadWords, match="many"), case.world.as_member(case.counsel.people[0]) as work:
        questions.preview(
            work, "김표본, 이표본, 최표본, 정표본 가운데 누가 있나요"
        )  # three of them are here: it is not said which
    for _ in range(5):
        with case.world.as_member(case.counsel.people[0]) as work:
            questions.preview(work, "이표본 있나요")
    with pytest.raises(BadWords, match="many"), case.world.as_member(case.counsel.people[0]) as work:
        questions.preview(work, "이표본 있나요")
    for number in range(5):
        ask(case, person=1, once=str(number))
    with pytest.raises(TooMany):
        ask(case, person=1, once="6")


def test_what_was_answered_is_shown_to_who_asks_the_like_and_joined_by_the_lawyer(case: Case) -> None:
    ask(case)
    answer(case, [open_ones(case)[0].id])
    with case.world.as_member(case.counsel.people[1]) as work:
        (near,) = questions.preview(work, "재판에 나가야 하나요").similar
    ask(case, "재판에 나가야 하나요", person=1)
    (waiting,) = open_ones(case)
    assert waiting.similar == (near,)
    case.lawyer(lambda work: answering.join(work, case.code, [waiting.id], near.id))
    assert own(case, 1)[0].answer == near
    case.lawyer(lambda work: answers.withdraw(work, case.code, near.id, reason="날짜가 바뀌었습니다"))
    assert len(open_ones(case)) == 2 and own(case, 1)[0].waits


def test_an_answer_for_all_names_nobody(case: Case) -> None:
    ask(case)
    ids = [open_ones(case)[0].id]
    for draft in (
        Draft("김표본 님은 나오세요", "재판에 나가야 하나요?", office=True),
        Draft(FOR_ALL.text, f"{case.alias(case.counsel.people[0])} 님의 물음", office=True),
        Draft("010-0100-0001로 전화하세요", "어디로 전화하나요?", office=True),
    ):
        with pytest.raises(HoldsPersonal):
            answer(case, ids, draft)
    assert len(open_ones(case)) == 1


def test_who_leaves_takes_her_questions_along_and_the_answer_stays(case: Case) -> None:
    ask(case)
    ask(case, "보증금은 언제 받나요?", once="b")
    first = next(one for one in open_ones(case) if "재판" in one.text)
    answer(case, [first.id])
    her = case.counsel.people[0]
    with case.world.as_member(her) as work:
        registration.leave_group(work, her)
    assert open_ones(case) == () and not case.desk(service.waiting_at_desk)
    with case.world.as_system() as work:
        assert endings.retire(work) == 2
        assert [one.question for one in answers.of_group(work, case.counsel.group_id)] == [FOR_ALL.question]


def test_who_is_erased_leaves_no_row_and_the_answer_stays(case: Case) -> None:
    ask(case)
    answer(case, [open_ones(case)[0].id])
    with case.world.as_staff(Role.CASEWORKER, caseworker_of(case.world)) as work:
        erasing.destroy(work, case.counsel.people[0], ground=Ground.CONSENT, reason="본인이 거두었습니다")
    with case.world.as_system() as work:
        assert work.db.scalars(select(MemberQuestion)).all() == []
        assert len(answers.of_group(work, case.counsel.group_id)) == 1


def test_another_lawyer_another_member_and_an_answered_question_reach_nothing(case: Case) -> None:
    ask(case)
    one = open_ones(case)[0].id
    with pytest.raises(NotInFile), case.world.as_member(case.counsel.people[1]) as work:
        questions.take_back(work, one)
    case.world.clock.forward(days=4)
    assert [found.oldest_days for _code, found in case.desk(service.waiting_at_desk)] == [4]
    case.counsel.assign(make_finished(case.world, Role.LAWYER, "next@example.com"))
    with pytest.raises(NoSuchGroup):
        answer(case, [one])
    answer(case, [one], by="desk")
    with pytest.raises(NotInFile), case.world.as_member(case.counsel.people[0]) as work:
        questions.take_back(work, one)


def test_of_two_who_answer_at_once_one_answers(case: Case) -> None:
    ask(case)
    one = open_ones(case)[0].id
    done: list[str] = []

    def reply(by: str) -> None:
        try:
            answer(case, [one], Draft(f"{by}의 답입니다."), by=by)
            done.append(by)
        except Stale:
            done.append("late")

    both = [Thread(target=reply, args=(by,)) for by in ("lawyer", "desk")]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(done) in (["desk", "late"], ["late", "lawyer"])
    assert own(case)[0].reply == f"{next(by for by in done if by != 'late')}의 답입니다."
