"""From all tables of a survey together nobody reckons a count from one to four; what is shown is true."""

import time
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawsuit_hub.features.findings.book import Book
from lawsuit_hub.privacy.joint_cells import Count, Hiding, Relation, hide
from tests.features.findings import attacker, random_surveys

EASY = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(EASY, max_examples=400)


def _hidden(book: Book) -> Hiding:
    return hide(book.counts, book.relations, told=[book.total], built_on=book.built_on)


def _read(book: Book, hiding: Hiding) -> tuple[dict[int, int], dict[int, int], set[int]]:
    """What is printed; what is known to be one at least; which counts are few."""
    printed = {
        place: one.value for place, one in enumerate(book.counts) if one.printed and one.home not in hiding.withheld
    }
    known = {place: value for place, value in printed.items() if place not in hiding.hidden}
    few = {place for place, one in enumerate(book.counts) if one.people and 0 < one.value < 5}
    return known, dict.fromkeys(hiding.hidden, 1), few


def _survey(seed: int) -> Book:
    random = Random(seed)
    return random_surveys.book(
        random, questions=random.randint(1, 5), sheets=random.randint(8, 70), pairs=random.randint(0, 4)
    )


def _nobody_solves(seed: int) -> None:
    """Nor does any sum of what is shown disagree with its parts."""
    book = _survey(seed)
    known, _least, few = _read(book, _hidden(book))
    assert not few & set(known) and known[book.total] == len(book.sheets)
    for relation in book.relations:
        if set(relation.parts) <= set(known):
            assert sum(known[place] * factor for place, factor in relation.parts.items()) == 0
    solved = attacker.solved([one.parts for one in book.relations], known)
    assert all(value == book.counts[place].value for place, value in solved.items()), "the attacker reckons rightly"
    assert not few & set(solved)


def _no_bound(seed: int) -> None:
    random = Random(seed)
    book = random_surveys.book(random, questions=3, sheets=random.randint(10, 40), pairs=2, options=3)
    known, least, few = _read(book, _hidden(book))
    for place in sorted(few)[:12]:
        most = attacker.most([one.parts for one in book.relations], known, least, place)
        assert most is None or most >= 5, book.counts[place]


@EASY
@given(st.integers(0, 10**9))
def test_nobody_solves_a_few_from_all_tables_together_and_totals_agree(seed: int) -> None:
    _nobody_solves(seed)


@settings(EASY, max_examples=8)
@given(st.integers(0, 10**9))
def test_no_bound_tells_that_a_count_is_a_few(seed: int) -> None:
    """Who knows that hidden counts are one at least, and that none is below nought, finds that each may be five."""
    _no_bound(seed)


@pytest.mark.long
@LONG
@given(st.integers(0, 10**9))
def test_nobody_solves_or_bounds_a_few_in_many_surveys(seed: int) -> None:
    _nobody_solves(seed)
    _no_bound(seed)


def test_what_was_shown_before_is_shown_and_what_was_hidden_stays_hidden() -> None:
    for seed in range(15):
        book = random_surveys.book(Random(seed), questions=4, sheets=60, pairs=0)
        first = _hidden(book)
        single = [key for key, one in book.margins.items() if not one.variable.multiple]
        if len(single) < 2:
            continue
        told, least, _few = _read(book, first)
        random_surveys.cross(book, random_surveys.Pair(single[0], single[1]))
        second = hide(book.counts, book.relations, told=told, kept=first.hidden, built_on=book.built_on)
        assert first.hidden <= second.hidden and not set(told) & second.hidden
        known, _least, few = _read(book, second)
        assert not few & set(attacker.solved([one.parts for one in book.relations], known))


def test_a_table_of_which_every_cell_is_one_is_withheld() -> None:
    counts = [Count(10, "total"), *(Count(1, "q") for _ in range(10))]
    hiding = hide(counts, [Relation({0: 1, **dict.fromkeys(range(1, 11), -1)})], told=[0])
    assert hiding.withheld == {"q"}


def test_what_tells_a_few_by_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="few"):
        hide([Count(3, "total")], [], told=[0])


@pytest.mark.parametrize(
    ("questions", "crossings", "seconds"), [(20, 8, 3), pytest.param(60, 20, 10, marks=pytest.mark.long)]
)
def test_many_questions_and_crossings_take_a_moment(questions: int, crossings: int, seconds: int) -> None:
    """Sixty take 2 s on a machine of its own."""
    book = random_surveys.book(Random(1), questions=questions, sheets=355, pairs=crossings + 4, options=8)
    assert len(book.crossings) >= crossings
    began = time.process_time()
    hiding = _hidden(book)
    assert time.process_time() - began < seconds
    assert 0 < len(hiding.hidden) < sum(one.printed for one in book.counts) / 2
    assert hiding == _hidden(book)
