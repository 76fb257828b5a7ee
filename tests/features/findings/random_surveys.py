"""Invented surveys of every shape, small enough that an attacker with fractions ends before the reader."""

from random import Random

from lawsuit_hub.features.findings.book import Book, book_of, cross
from lawsuit_hub.features.findings.categories import variables
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
    asked = Questionnaire("조사", "", (Area("일반", tuple(_questions(random, questions, options))),))
    answered = Answered(asked, tuple(_sheet(random, asked) for _ in range(sheets)), sheets)
    found = variables(asked, answered.sheets)
    made = book_of(answered, found)
    single, every = [one.key for one in found if not one.multiple], [one.key for one in found]
    done: set[frozenset[str]] = set()
    for _ in range(pairs if single else 0):
        pair = Pair(random.choice(every), random.choice(single))
        if pair.row != pair.column and frozenset((pair.row, pair.column)) not in done:
            done.add(frozenset((pair.row, pair.column)))
            cross(made, pair)
    return made


def _questions(random: Random, many: int, options: int) -> list[Question]:
    made: list[Question] = []
    for number in range(many):
        kind = random.choice(KINDS)
        choice = tuple(Option(f"o{at}", f"답 {at}") for at in range(random.randint(2, options)))
        earlier = made[-1] if made and made[-1].options and random.random() < 0.3 else None
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
                shown_if=Condition(earlier.key, some) if earlier and some else None,
            )
        )
    return made


def _sheet(random: Random, asked: Questionnaire) -> Sheet:
    said: dict[str, Answer] = {}
    for question in asked.areas[0].questions:
        if random.random() < 0.05:
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
