"""Which topics a suggestion is like: of sentences with and without a topic of theirs, how much of what is offered is right."""

import csv
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from lawsuit_hub.features.suggestions import queue, sending, topics
from lawsuit_hub.features.suggestions.types import Category, Wording
from tests.features.suggestions.conftest import Voices

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def rows(name: str) -> list[dict[str, str]]:
    with (SAMPLES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def titles(voices: Voices) -> dict[str, str]:
    """Ten public topics: what the sample calls each, by its title."""
    for one in rows("topics.csv"):
        wording = Wording(one["title"], one["summary"], Category.OTHER)
        voices.publish(voices.desk(lambda work, wording=wording: topics.make(work, wording, once=uuid4().hex)))
    return {one["title"]: one["topic"] for one in rows("topics.csv")}


def measured(offer: Callable[[str], list[str]]) -> tuple[int, int, int]:
    """How many are offered, how many of them rightly, how many there are to be found."""
    said, offered, right = rows("suggestions.csv"), 0, 0
    for one in said:
        found = offer(one["text"])
        offered, right = offered + len(found), right + (one["right"] in found)
    return offered, right, sum(bool(one["right"]) for one in said)


@pytest.mark.either
def test_what_the_desk_is_offered_is_right_nineteen_times_in_twenty(voices: Voices, titles: dict[str, str]) -> None:
    among = voices.desk(queue.topic_views)
    offered, right, there = measured(lambda text: [titles[one.title] for one in queue.proposals(text, among)])
    assert right / offered >= 0.95 and right / there >= 0.7, (offered, right, there)


@pytest.mark.either
def test_what_a_writer_is_shown_before_she_sends_is_as_often_right(voices: Voices, titles: dict[str, str]) -> None:
    with voices.world.as_visitor() as work:
        offered, right, there = measured(lambda text: [titles[one.title] for one in sending.near(work, text)])
    assert right / offered >= 0.95 and right / there >= 0.7, (offered, right, there)
