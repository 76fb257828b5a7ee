"""The template of 2023, branching, what may be opened, changes to a draft, and answers as they are kept. No database."""

from dataclasses import replace

import pytest

from lawsuit_hub.demo import survey_answers
from lawsuit_hub.features.surveys import checking, editing, paths, questionnaires, reading, sheets
from lawsuit_hub.features.surveys.refusals import BadAnswer
from lawsuit_hub.features.surveys.types import Area, Condition, Kind, Option, Question, Questionnaire

GANGSEO = questionnaires.template(questionnaires.GANGSEO)
YES_NO = (Option("yes", "예"), Option("no", "아니요"))


def one_area(*asked: Question) -> Questionnaire:
    return Questionnaire("조사", "", (Area("일반사항", asked),))


def why(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    return [(one.why, one.question) for one in checking.problems(questionnaire)]


def test_the_template_has_the_eleven_areas_and_sixty_questions_that_were_published() -> None:
    assert [area.title for area in GANGSEO.areas] == [
        "일반사항(인적사항·향후 주거계획)",
        "우선매수권 행사",
        "우선매수권 양도",
        "새로운 전세 이주",
        "공통 지원정책",
        "건물 유지보수",
        "소송수행 경비",
        "법률상담 개선",
        "심리상담 개선",
        "피해자 단체(모임) 구성",
        "기타 건의",
    ]
    assert len(questionnaires.questions(GANGSEO)) == 60
    assert {one.kind for one in questionnaires.questions(GANGSEO)} == set(Kind)
    assert checking.problems(GANGSEO) == ()


def test_a_questionnaire_is_kept_whole_and_its_fingerprint_says_every_word() -> None:
    assert questionnaires.kept(questionnaires.told(GANGSEO)) == GANGSEO
    changed = replace(GANGSEO, opening=GANGSEO.opening + " ")
    assert questionnaires.fingerprint(changed) != questionnaires.fingerprint(GANGSEO)


def test_answers_to_what_was_not_asked_are_dropped_and_so_is_what_hangs_on_them() -> None:
    said = {"living": "moved", "plan": "leave", "plan_when": "soon", "age": "thirties", "strange": "x"}
    assert paths.cleaned(GANGSEO, said) == {"age": "thirties", "living": "moved"}
    assert {one.key for one in paths.missing(GANGSEO, {"age": "thirties"})} == {
        "deposit",
        "decided",
        "living",
        "preempt",
    }


def test_every_sheet_comes_back_from_its_slip_and_all_slips_are_of_one_length() -> None:
    made = survey_answers.sheets(GANGSEO)
    slips = [sheets.slip(GANGSEO, one) for one in made]
    assert len(made) == 355
    assert [sheets.sheet(GANGSEO, slip) for slip in slips] == list(made)
    assert {len(slip.encode()) for slip in slips} == {sheets.SLIPS[0]}


def test_the_order_of_typing_is_not_in_a_slip() -> None:
    said = {"age": "thirties", "living": "here", "plan": "buy"}
    assert sheets.slip(GANGSEO, said) == sheets.slip(GANGSEO, dict(reversed(said.items())))


@pytest.mark.parametrize(
    ("question", "typed", "expected"),
    [
        (Question("m", Kind.MONEY, "?"), ["2억 3천"], 230_000_000),
        (Question("m", Kind.MONEY, "?"), ["0"], 0),
        (Question("n", Kind.NUMBER, "?", lowest=0, highest=9), ["３번"], 3),
        (Question("s", Kind.SINGLE, "?", options=YES_NO), ["no"], "no"),
        (Question("s", Kind.MULTIPLE, "?", options=YES_NO), ["no", "yes"], ("yes", "no")),
        (Question("t", Kind.TEXT, "?"), ["  한 줄\r\n두 줄 "], "한 줄\n두 줄"),
        (Question("s", Kind.SCALE, "?", lowest=1, highest=5), [" "], None),
    ],
)
def test_what_is_typed_is_read_once(question: Question, typed: list[str], expected: object) -> None:
    assert reading.answer(question, {f"q-{question.key}": typed}) == expected


@pytest.mark.parametrize(
    ("question", "typed", "expected"),
    [
        (Question("m", Kind.MONEY, "?"), "많이", "money"),
        (Question("n", Kind.NUMBER, "?", highest=9), "10", "high"),
        (Question("n", Kind.NUMBER, "?"), "열", "number"),
        (Question("d", Kind.DATE, "?"), "2023.13.1", "date"),
        (Question("s", Kind.SINGLE, "?", options=YES_NO), "maybe", "option"),
        (Question("t", Kind.TEXT, "?"), "가" * 1001, "long"),
        (Question("t", Kind.TEXT, "?"), "제 번호는 900101-2000008", "resident"),
        (Question("n", Kind.NUMBER, "?"), "900101-2000008", "resident"),
    ],
)
def test_what_cannot_be_an_answer_is_told_in_one_word(question: Question, typed: str, expected: str) -> None:
    with pytest.raises(BadAnswer) as refusal:
        reading.answer(question, {f"q-{question.key}": [typed]})
    assert refusal.value.why == expected


def test_a_matrix_is_read_by_its_lines_and_too_many_choices_are_told() -> None:
    matrix = Question(
        "x", Kind.MATRIX, "?", required=True, options=YES_NO, lines=(Option("a", "가"), Option("b", "나"))
    )
    assert reading.answer(matrix, {"q-x-a": ["yes"], "q-x-b": ["no"]}) == {"a": "yes", "b": "no"}
    with pytest.raises(BadAnswer):
        reading.answer(matrix, {"q-x-a": ["yes"]})
    with pytest.raises(BadAnswer):
        reading.answer(Question("m", Kind.MULTIPLE, "?", options=YES_NO, most=1), {"q-m": ["yes", "no"]})


def test_what_nobody_could_reach_or_answer_is_found_before_it_is_opened() -> None:
    first = Question("q1", Kind.SINGLE, "사시나요?", options=YES_NO)
    late = Question("q2", Kind.TEXT, "왜인가요?", shown_if=Condition("q1", frozenset({"yes"})))
    assert why(one_area(first, late)) == []
    assert why(one_area(late, first)) == [("unreachable", "q2")]
    assert why(one_area(first, replace(late, shown_if=Condition("q1", frozenset({"gone"}))))) == [("unreachable", "q2")]
    assert why(one_area(replace(first, options=YES_NO[:1]))) == [("options", "q1")]
    assert why(Questionnaire("", "", ())) == [("title", ""), ("areas", "")]


def test_asking_for_personal_data_is_told_and_a_resident_number_may_not_be_asked_for() -> None:
    assert why(one_area(Question("q1", Kind.TEXT, "연락처를 적어 주세요."))) == [("personal", "q1")]
    assert why(one_area(Question("q1", Kind.TEXT, "하실 말씀은?", hint="이름, 전화번호는 적지 마세요."))) == []
    found = checking.problems(one_area(Question("q1", Kind.TEXT, "주민등록번호를 적어 주세요.")))
    assert [(one.why, one.must_go) for one in found] == [("resident", True)]


def test_a_question_moves_over_the_edge_of_its_page_and_a_copied_page_keeps_its_own_branching() -> None:
    whole = editing.moved(GANGSEO, "plan_when", editing.DOWN)
    assert whole.areas[1].questions[0].key == "plan_when"
    assert editing.moved(whole, "plan_when", editing.UP) == GANGSEO
    twice = editing.area_copied(GANGSEO, 0)
    copies = {one.text: one for one in twice.areas[1].questions}
    living = copies["지금도 그 집에 사시나요?"].key
    assert copies["그 집을 앞으로 어떻게 하실 계획인가요?"].shown_if == Condition(living, frozenset({"here"}))
    assert checking.problems(twice) == ()


def test_an_option_keeps_its_key_when_it_is_moved_and_when_it_is_worded_anew() -> None:
    old = (Option("yes", "예"), Option("no", "아니요"))
    assert editing.relabelled(old, ["아니요", "예"]) == (old[1], old[0])
    assert editing.relabelled(old, ["네", "아니요", "모름"]) == (Option("yes", "네"), old[1], Option("o1", "모름"))
