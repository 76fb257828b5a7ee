"""Invented surveys of every shape, small enough that an attacker with fractions ends before the reader."""

from random import Random

from lawsuit_hub.features.findings.book import Book, book_of
from lawsuit_hub.features.findings.categories import variables
from lawsuit_hub.features.findings.crossing import cross
from lawsuit_hub.features.findings.types import Pair
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

KINDS = (Kind.SINGLE, Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE)


def book(random: Random, *, questions: int, sheets: int, pairs: int, options: int = 4) -> Book:
    said = answered(random, questions=questions, sheets=sheets, options=options)
    made = book_of(said, variables(said.questionnaire, said.sheets))
    for pair in chosen(random, said, pairs):
        cross(made, pair)
    return made


def answered(random: Random, *, questions: int, sheets: int, options: int = 4, branching: float = 0.3) -> Answered:
    asked = Questionnaire("조사", "", (Area("일반", tuple(_questions(random, questions, options, branching))),))
    return Answered(asked, tuple(_sheet(random, asked) for _ in range(sheets)), sheets)


def chosen(random: Random, said: Answered, pairs: int, *, together: float = 0) -> list[Pair]:
    """`together`: how often a question that hangs on another is put beside the same column as that one."""
    found = variables(said.questionnaire, said.sheets)
    single, every = [one.key for one in found if not one.multiple], [one.key for one in found]
    hangs = {one.key: one.question.shown_if.question for one in found if one.question.shown_if}
    done: dict[frozenset[str], Pair] = {}
    for _ in range(pairs if single else 0):
        row, column = random.choice(every), random.choice(single)
        for one in (row, hangs[row]) if row in hangs and random.random() < together else (row,):
            if one != column:
                done.setdefault(frozenset((one, column)), Pair(one, column))
    return list(done.values())


def _questions(random: Random, many: int, options: int, branching: float) -> list[Question]:
    made: list[Question] = []
    for number in range(many):
        kind = random.choice(KINDS)
        choice = tuple(Option(f"o{at}", f"답 {at}") for at in range(random.randint(2, options)))
        before = [one for one in made if one.options]
        earlier = random.choice(before[-2:]) if before and random.random() < branching else None
        some = frozenset(one.key for one in earlier.options if random.random() < 0.5) if earlier else frozenset()
        made.append(
            Question(
                f"q{number}",
                kind,
                f"물음 {number}",
                options=() if kind is Kind.SCALE else choice,
                lowest=1,
                highest=5,
                most=random.choice([None, 2]) if kind is Kind.MULTIPLE else None,
                required=random.random() < 0.5,
                shown_if=Condition(earlier.key, some) if earlier and some else None,
            )
        )
    return made


def _sheet(random: Random, asked: Questionnaire) -> Sheet:
    said: dict[str, Answer] = {}
    for question in asked.areas[0].questions:
        if not question.required and random.random() < 0.05:
            continue
        skew = 1 + len(question.key + question.text) % 3
        keys = [one.key for one in question.options]
        weights = [1 / (at + 1) ** skew for at in range(8)]
        if question.kind is Kind.SINGLE:
            said[question.key] = random.choices(keys, weights[: len(keys)])[0]
        elif question.kind is Kind.SCALE:
            said[question.key] = random.choices(range(1, 6), weights[:5])[0]
        else:
            many = random.randint(1, question.most or len(keys))
            said[question.key] = tuple(sorted(set(random.choices(keys, weights[: len(keys)], k=many))))
    return said
