"""Invented answers to any questionnaire, many and fast; to the one of 2023 with the shares that were published. No person's."""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from lawsuit_hub.features.surveys import paths
from lawsuit_hub.features.surveys.questionnaires import questions
from lawsuit_hub.features.surveys.types import Answer, Kind, Question, Questionnaire, Sheet

ASKED, ANSWERED = 550, 355  # people of the district's survey
# By question the weights of its options, where shares were published; of the others each option is as likely as its place tells.
_WEIGHTS: dict[str, Sequence[float]] = {
    "age": (15.6, 56.3, 15.5, 8.2, 4.4),
    "deposit": (8.5, 21.4, 58.1, 9.3, 2.7),
    "decided": (88.9, 3.1, 5.6, 2.4),
    "living": (90.1, 9.9),
    "plan": (64.1, 16.9, 7.2, 11.8),
    "preempt": (11.3, 36.0, 24.5, 18.0, 10.2),
    "repair": (70.3, 15.3, 14.4),
    "health": (52.0, 37.0, 11.0),
}
_SAID = (
    "전세사기 처벌을 더 강하게 해 주세요.",
    "특별법 지침이 기관마다 달라 몹시 헷갈립니다.",
    "먼저 구제하고 나중에 회수하는 방식이 필요합니다.",
    "대출 소득 기준을 늦춰 주세요. 맞벌이라 하나도 받지 못했습니다.",
    "피해 주택을 공공이 매입해 주세요.",
    "건물에 물이 새는데 고쳐 줄 사람이 없습니다.",
    "법률상담이 너무 짧고 올 때마다 변호사가 바뀝니다.",
    "구청에서 챙겨 주셔서 고맙습니다.",
    "같은 집 피해자끼리 만날 자리를 만들어 주세요.",
    "경매가 어디까지 왔는지 문자로 알려 주시면 좋겠습니다.",
)
_FIRST_DAY, _DAYS = date(2022, 6, 1), 500
_SILENT, _SILENT_TEXT = 0.06, 0.55


def sheets(questionnaire: Questionnaire, count: int = ANSWERED, *, seed: int = 2023) -> tuple[Sheet, ...]:
    """So many, the same for the same seed; each is whole and on a path that the questionnaire allows."""
    chance = random.Random(seed)  # noqa: S311 - invented answers, no secret
    return tuple(_sheet(questionnaire, chance) for _ in range(count))


def _sheet(questionnaire: Questionnaire, chance: random.Random) -> Sheet:
    said: dict[str, Answer] = {}
    for one in questions(questionnaire):
        silent = _SILENT_TEXT if one.kind is Kind.TEXT else _SILENT
        if one.required or one.key in _WEIGHTS or chance.random() > silent:
            said[one.key] = _ANSWERS[one.kind](one, chance)
    return paths.cleaned(questionnaire, said)


def _option(one: Question, chance: random.Random) -> str:
    weights = _WEIGHTS.get(one.key)
    if weights is None or len(weights) != len(one.options):
        weights = [1 / (1 + place) for place in range(len(one.options))]
    return chance.choices([option.key for option in one.options], weights)[0]


def _several(one: Question, chance: random.Random) -> tuple[str, ...]:
    most = min(one.most or 4, len(one.options))
    chosen = {_option(one, chance) for _ in range(chance.randint(1, most))}
    return tuple(option.key for option in one.options if option.key in chosen)


def _scale(one: Question, chance: random.Random) -> int:
    lowest, highest = one.lowest or 0, one.highest or 0
    return min(highest, max(lowest, round(chance.gauss((lowest + highest) / 2 - 0.6, (highest - lowest) / 4))))


def _number(one: Question, chance: random.Random) -> int:
    return min(one.highest or 1000, max(one.lowest or 0, int(chance.expovariate(0.4))))


def _money(one: Question, chance: random.Random) -> int:
    middle = one.bands[len(one.bands) // 2] if one.bands else 1_000_000
    return int(max(0.0, chance.gauss(middle, middle / 2)) // 100_000) * 100_000


def _day(_one: Question, chance: random.Random) -> date:
    return _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))


def _words(_one: Question, chance: random.Random) -> str:
    return " ".join(chance.sample(_SAID, chance.randint(1, 2)))


def _matrix(one: Question, chance: random.Random) -> dict[str, str]:
    return {line.key: _option(one, chance) for line in one.lines}


_ANSWERS: dict[Kind, Callable[[Question, random.Random], Answer]] = {
    Kind.SINGLE: _option,
    Kind.MULTIPLE: _several,
    Kind.SCALE: _scale,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.DATE: _day,
    Kind.TEXT: _words,
    Kind.MATRIX: _matrix,
}
