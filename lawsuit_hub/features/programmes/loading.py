"""Programmes from a file, as an office hands them on: TOML, a [[programme]] each, its facts by kind with source, day and how sure."""

import tomllib
from datetime import date
from typing import Any

from lawsuit_hub.features.programmes.types import Auction, Content, Decision, Fact, Field, Home, Rules, Sure, Wish
from lawsuit_hub.infra.refusals import Refusal


class BadFile(Refusal):
    """`where`: which programme cannot be read, counted from 1; 0 for the file as a whole."""

    def __init__(self, where: int) -> None:
        super().__init__(f"programme {where} cannot be read" if where else "the file cannot be read")
        self.where = where


def contents_of(text: str) -> tuple[Content, ...]:
    """Raises BadFile."""
    try:
        told = tomllib.loads(text)["programme"]
    except (tomllib.TOMLDecodeError, KeyError):
        raise BadFile(0) from None
    if not isinstance(told, list):
        raise BadFile(0)
    return tuple(_content(place, one) for place, one in enumerate(told, 1))


def _content(place: int, told: dict[str, Any]) -> Content:
    try:
        facts = {one: _fact(told[one]) for one in Field if one in told}
        return Content(told["name"], facts, _rules(told), told.get("one_of", ""))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadFile(place) from None


def _fact(told: dict[str, Any]) -> Fact:
    on = told["on"]
    if type(on) is not date:
        raise TypeError
    return Fact(told["text"], told["source"], told.get("url", ""), on, Sure(told["sure"]))


def _rules(told: dict[str, Any]) -> Rules:
    return Rules(
        decisions=frozenset(Decision(one) for one in told.get("decisions", ())),
        homes=frozenset(Home(one) for one in told.get("homes", ())),
        auctions=frozenset(Auction(one) for one in told.get("auctions", ())),
        wishes=frozenset(Wish(one) for one in told.get("wishes", ())),
        age_from=told.get("age_from"),
        age_to=told.get("age_to"),
        income_to=told.get("income_to"),
    )
