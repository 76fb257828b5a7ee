"""Six people of one landlord, verified; a small questionnaire with every turn that answering takes."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from lawsuit_hub.features.surveys.types import Area, Condition, Kind, Option, Question, Questionnaire
from tests.people import make_group
from tests.world import World

YES_NO = (Option("yes", "예"), Option("no", "아니요"))
SMALL = Questionnaire(
    "작은 조사",
    "두 쪽입니다.",
    (
        Area(
            "집",
            (
                Question("living", Kind.SINGLE, "지금도 사시나요?", required=True, options=YES_NO),
                Question("plan", Kind.TEXT, "앞으로의 계획은?", shown_if=Condition("living", frozenset({"yes"}))),
            ),
        ),
        Area(
            "바라는 것",
            (
                Question("money", Kind.MONEY, "쓰신 돈은?", bands=(0, 1_000_000)),
                Question("say", Kind.TEXT, "하실 말씀은?"),
            ),
        ),
    ),
)


@dataclass
class Asked:
    world: World
    people: list[UUID]


@pytest.fixture
def asked(world: World) -> Asked:
    _group, people = make_group(world, size=6)
    return Asked(world, people)
