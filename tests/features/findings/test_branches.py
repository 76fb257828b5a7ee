"""Who was asked what stands in the questionnaire, which is public: with it nobody reckons a few from the published tables either."""

from random import Random

import pytest

from lawsuit_hub.demo import survey_answers
from lawsuit_hub.features.findings import counting
from lawsuit_hub.features.findings.types import Pair, Plan, Results, Voice
from lawsuit_hub.features.surveys import questionnaires
from lawsuit_hub.features.surveys.types import (
    Answer,
    Answered,
    Area,
    Condition,
    Kind,
    Option,
    Question,
    Questionnaire,
    Sheet,
)
from tests.features.findings import public_reader, random_surveys

SEEDS = 8
AUCTION = Condition("auction", frozenset({"a0"}))


def _asked(*hanging: Question) -> Questionnaire:
    auction = Question("auction", Kind.SINGLE, "경매가 되었나요", required=True, options=_options("a", 3))
    age = Question("age", Kind.SINGLE, "나이대", required=True, options=_options("c", 4))
    return Questionnaire("조사", "", (Area("일반", (auction, *hanging, age)),))


def _options(letter: str, many: int) -> tuple[Option, ...]:
    return tuple(Option(f"{letter}{at}", f"답 {letter}{at}") for at in range(many))


def _hanging(key: str, kind: Kind, condition: Condition = AUCTION) -> Question:
    lines = (Option("x", "빠르기"), Option("y", "친절")) if kind is Kind.MATRIX else ()
    options = _options("b", 2 if kind is Kind.MATRIX else 3)
    return Question(key, kind, key, required=True, options=options, lines=lines, shown_if=condition)


ONE, MANY, GRID = (_hanging("how", kind) for kind in (Kind.SINGLE, Kind.MULTIPLE, Kind.MATRIX))
SHAPES = {
    "beside the earlier one": (_asked(ONE), ("auction", "how")),
    "several answers beside the earlier one": (_asked(MANY), ("auction", "how")),
    "two on one earlier answer, itself beside nothing": (_asked(ONE, _hanging("why", Kind.SINGLE)), ("how", "why")),
    "two lines of one grid": (_asked(GRID), ("how/x", "how/y")),
    "one in the middle beside nothing": (
        _asked(ONE, _hanging("next", Kind.SINGLE, Condition("how", frozenset({"b0"})))),
        ("auction", "next"),
    ),
    "on one of several answers": (
        _asked(MANY, _hanging("next", Kind.SINGLE, Condition("how", frozenset({"b0", "b1"})))),
        ("how", "next"),
    ),
}


def _several(key: str, many: int = 2, condition: Condition | None = None) -> Question:
    return Question(key, Kind.MULTIPLE, key, required=True, options=_options(key[0], many), shown_if=condition)


def _single(key: str, earlier: str, *options: str) -> Question:
    two = _options(key[0], 2)
    return Question(key, Kind.SINGLE, key, required=True, options=two, shown_if=Condition(earlier, frozenset(options)))


def _of(*asked: Question) -> Questionnaire:
    return Questionnaire("조사", "", (Area("일반", asked),))


# The table that would say who was asked is of two questions with several answers each, and is nowhere.
NOWHERE = {
    "the row, and what the column hangs on": (
        _of(_several("how"), _single("next", "how", "h0"), _several("why")),
        [("why", "next"), ("how", "next")],
    ),
    "the row, and two answers that the column hangs on": (
        _of(_several("how", 3), _single("next", "how", "h0", "h1"), _several("why")),
        [("why", "next"), ("how", "next")],
    ),
    "what both hang on": (
        _of(_several("how"), _several("kind"), _single("next", "how", "h0"), _single("then", "kind", "k0")),
        [("next", "then"), ("how", "then"), ("kind", "next")],
    ),
    "what both hang on, beside a row of several answers": (
        _of(
            _several("how"),
            _several("kind"),
            _several("next", 2, Condition("how", frozenset({"h0"}))),
            _single("then", "kind", "k0"),
        ),
        [("next", "then"), ("how", "then"), ("kind", "then")],
    ),
}


def _sheet(random: Random, asked: Questionnaire) -> Sheet:
    said: dict[str, Answer] = {}
    for one in asked.areas[0].questions:
        if one.shown_if is not None:
            before = said.get(one.shown_if.question, ())
            if not one.shown_if.options & ({before} if isinstance(before, str) else set(before)):
                continue
        keys = [option.key for option in one.options]
        drawn = random.choices(keys, [6, 3, 1, 1][: len(keys)], k=4)
        if one.kind is Kind.MATRIX:
            said[one.key] = {line.key: key for line, key in zip(one.lines, drawn, strict=False)}
        else:
            said[one.key] = tuple(sorted(set(drawn[:2]))) if one.kind is Kind.MULTIPLE else drawn[0]
    return said


def _published(answered: Answered, *pairs: Pair, voices: tuple[Voice, ...] = ()) -> Results:
    return counting.counted(answered, Plan(pairs, voices), opened="", closed="").results


@pytest.mark.parametrize("shape", SHAPES)
def test_a_question_that_hangs_on_another_tells_nothing_of_a_few(shape: str) -> None:
    asked, rows = SHAPES[shape]
    for seed in range(SEEDS):
        random = Random(seed)
        many = random.choice([40, 60, 100])
        answered = Answered(asked, tuple(_sheet(random, asked) for _ in range(many)), many)
        pairs = [Pair(row, "age") for row in (rows if seed % 2 else reversed(rows))]
        reader = public_reader.reader_of(asked, _published(answered, *pairs))
        assert not public_reader.reckoned(reader, answered), seed


@pytest.mark.parametrize("shape", NOWHERE)
def test_a_table_that_is_counted_nowhere_tells_nothing_of_a_few(shape: str) -> None:
    asked, pairs = NOWHERE[shape]
    for seed in range(SEEDS):
        random = Random(seed)
        many = random.choice([40, 60, 100])
        answered = Answered(asked, tuple(_sheet(random, asked) for _ in range(many)), many)
        found = _published(answered, *(Pair(*one) for one in (pairs if seed % 2 else pairs[:1])))
        reader = public_reader.reader_of(asked, found)
        assert list(public_reader.few(reader, answered)), "there is a few to be reckoned"
        assert not public_reader.reckoned(reader, answered), seed


def test_the_column_may_be_what_hangs_on_an_earlier_answer() -> None:
    asked = _asked(ONE)
    for seed in range(SEEDS):
        random = Random(seed)
        answered = Answered(asked, tuple(_sheet(random, asked) for _ in range(60)), 60)
        found = _published(answered, Pair("age", "how"), Pair("auction", "age"))
        assert not public_reader.reckoned(public_reader.reader_of(asked, found), answered), seed


@pytest.mark.parametrize("seed", range(24))
def test_nobody_reckons_a_few_from_a_random_survey_and_its_questionnaire(seed: int) -> None:
    random = Random(seed)
    answered = random_surveys.answered(
        random, questions=random.randint(2, 4), sheets=random.randint(20, 90), options=3, branching=0.7
    )
    pairs = random_surveys.chosen(random, answered, random.randint(2, 5), together=0.7)
    reader = public_reader.reader_of(answered.questionnaire, _published(answered, *pairs))
    assert not public_reader.reckoned(reader, answered)


def test_the_reader_finds_what_stands_in_the_open() -> None:
    """She is worth something: of a table shown whole she knows every few, and of one without hidden subtractions too."""
    asked = _asked(ONE)
    answered = Answered(asked, tuple(_sheet(Random(seed), asked) for seed in range(60)), 60)
    found = _published(answered, Pair("auction", "age"), Pair("how", "age"))
    reader = public_reader.reader_of(asked, found)
    hidden = next(public_reader.few(reader, answered))
    reader.learns(public_reader.vector(reader.possible, hidden))
    assert hidden in public_reader.reckoned(reader, answered)


def test_in_the_survey_of_2023_who_was_asked_is_the_same_in_every_table() -> None:
    """Of two tables with one column, who was not asked the later question is who said no to the earlier one: seen in both or in neither."""
    asked = questionnaires.template(questionnaires.GANGSEO)
    answered = Answered(asked, tuple(survey_answers.sheets(asked, 355)), 500)
    for later, earlier, column in (
        ("move_where", "move", "age"),
        ("plan", "living", "age"),
        ("suit_cost", "suit", "age"),
    ):
        found = _published(answered, Pair(earlier, column), Pair(later, column))
        first, second = found.crossed
        options = next(one for area in asked.areas for one in area.questions if one.key == later).shown_if.options
        labels = [
            option.label
            for area in asked.areas
            for one in area.questions
            if one.key == earlier
            for option in one.options
            if option.key in options
        ]
        no = [line.cells for line in first.lines if line.label not in labels]
        skipped = next(line.cells for line in second.lines if line.label == public_reader.SKIPPED)
        for at, cell in enumerate(skipped):
            others = [cells[at] for cells in no]
            assert (cell is None) <= (None in others) and (cell is None or None in others or cell == sum(others))
            assert cell is None or others.count(None) != 1, "one hidden cell would be the rest"


def test_who_wrote_something_else_is_not_the_rest_of_who_was_asked() -> None:
    say = Question("say", Kind.TEXT, "어떻게", required=True, shown_if=AUCTION)
    sheets = [{"auction": "a0", "say": "낙찰"}] * 18 + [{"auction": "a0", "say": "말 못 할 일"}] * 2
    answered = Answered(_asked(say), (*sheets, *([{"auction": "a1"}] * 40)), 60)
    found = _published(answered, voices=(Voice("say", "낙찰", ("낙찰",)),))
    asked = next(line.count for table in found.tables for line in table.lines if line.label == "답 a0")
    told = [group.count for one in found.voices for group in one.groups]
    assert asked is None or not told
