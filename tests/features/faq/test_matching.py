"""Which entry an utterance means: the figures hold on the project's own FAQ with utterances the weights were not learnt from."""

import json
from pathlib import Path

import pytest

from benchmarks.faq import measure
from lawsuit_hub.features.faq import notions, reading, spelling, subjects
from lawsuit_hub.features.faq.matching import ENOUGH, Known, Matcher
from lawsuit_hub.settings import REPOSITORY

HELD_OUT = Path(__file__).parent / "held_out.json"
STRANGERS = Path(__file__).parent / "strangers.json"  # by somebody who saw neither the matcher nor what it learns from
OWN = REPOSITORY / "lawsuit_hub" / "demo" / "faq.json"


@pytest.fixture(scope="module")
def drafts():
    return reading.drafts_in(OWN.read_bytes())


@pytest.fixture(scope="module")
def matcher(drafts) -> Matcher:
    return Matcher([Known(one.code, (one.question, *one.variants), one.answer) for one in drafts])


@pytest.mark.parametrize("bare", [False, True], ids=["variants", "questions alone"])
def test_colloquial_questions_find_their_answer_and_others_find_none(drafts, bare: bool) -> None:
    figures, _rows = measure(drafts, json.loads(HELD_OUT.read_text("utf-8")), bare=bare)
    assert figures["in_scope"] >= 85 and figures["out_of_scope"] >= 20
    assert figures["top1"] >= 0.80, figures
    assert figures["out_of_scope_wrong"] <= 0.10, figures


def test_a_stranger_s_questions_find_their_answer_too(drafts) -> None:
    figures, _rows = measure(drafts, json.loads(STRANGERS.read_text("utf-8")))
    assert (figures["in_scope"], figures["out_of_scope"]) == (270, 60)
    assert figures["top1"] >= 0.80, figures
    assert figures["out_of_scope_wrong"] <= 0.10, figures


@pytest.mark.parametrize("path", [HELD_OUT, STRANGERS], ids=["held out", "strangers"])
def test_what_is_held_out_was_not_learnt(path: Path) -> None:
    held = json.loads(path.read_text("utf-8"))
    learnt = {text for text, _ in subjects.utterances()}
    assert not learnt & {*(one["utterance"] for one in held["in_scope"]), *held["out_of_scope"]}


@pytest.mark.parametrize("text", ["", " ", "ㅠㅠ", "ㅋㅋㅋㅋ", "😀👍", "...", "\x00", "?" * 10_000, "ᄀ" * 50])
def test_what_says_nothing_is_answered_with_nothing(matcher: Matcher, text: str) -> None:
    ranked = matcher.rank(text)
    assert not ranked or ranked[0][1] < ENOUGH


@pytest.mark.parametrize(
    "text",
    [
        "초대링크가안열려요ㅠㅠ",
        "초대 링크가 안 열려요!!! 😭",
        "초대링크 안 열림 ㅜㅜ",
        "초대 링크가 않열려요",
        "초대 링크가 안 열려요",
    ],
)
def test_spacing_emoji_and_other_forms_do_not_matter(matcher: Matcher, text: str) -> None:
    code, score = matcher.rank(text)[0]
    assert code == "invite-link" and score >= ENOUGH


def test_no_entries_and_one_entry_are_lists_too() -> None:
    assert Matcher([]).rank("탈퇴하고 싶어요") == []
    assert Matcher([Known("A", ("탈퇴는 어떻게 하나요?",), "나갈 수 있습니다.")]).rank("탈퇴할래요")[0][0] == "A"


def test_a_long_utterance_is_cut_and_does_not_hold_anybody_up(matcher: Matcher) -> None:
    assert len("".join(spelling.words("가 " * 50_000))) <= spelling.LONGEST
    assert matcher.rank("초대 링크가 안 열려요 " + "가나다 " * 30_000)


def test_a_notion_is_found_whatever_the_spaces_and_one_syllable_at_the_beginning_of_a_word() -> None:
    assert "소송비용" in notions.read("소송 비는요").notions
    assert notions.read("소송비").notions == notions.read("소 송 비").notions
    assert "경비" in notions.read("돈 얼마").notions and "경비" not in notions.read("사돈").notions


def test_the_weights_are_those_that_the_utterances_give() -> None:
    """Learnt again: whoever adds an utterance or a notion runs `python -m benchmarks.faq_learning`."""
    from benchmarks.faq_learning import learn_subjects  # noqa: PLC0415 - seconds of work, of this test alone

    pairs = subjects.utterances()
    names, weighs, of, _left_out = learn_subjects(pairs, *subjects.read([text for text, _ in pairs]))
    held = subjects.weights()
    assert list(held.subjects) == names
    assert held.weighs == pytest.approx(weighs, abs=1e-3)
    assert held.of == pytest.approx(of.astype("float16").astype("float32"), abs=5e-3)
