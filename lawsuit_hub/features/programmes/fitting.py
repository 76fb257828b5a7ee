"""Whether a programme may fit somebody's situation, and what speaks against it or has to be asked. Pure; knows no programme."""

from collections.abc import Collection
from dataclasses import dataclass

from lawsuit_hub.features.programmes.types import Fit, Rules, Situation

DECISION, HOME, AUCTION, AGE, INCOME = "decision", "home", "auction", "age", "income"


@dataclass(frozen=True, slots=True)
class Fitting:
    """`against`: which questions she answered so that it does not fit; `unknown`: which she left open that it asks."""

    fit: Fit
    against: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    wished: bool = False


def fitting(rules: Rules, situation: Situation) -> Fitting:
    """What she left open speaks against nothing. What she wishes for orders, and excludes nothing."""
    asked = {
        DECISION: _among(situation.decision, rules.decisions),
        HOME: _among(situation.home, rules.homes),
        AUCTION: _among(situation.auction, rules.auctions),
        AGE: _within(situation.age, rules.age_from, rules.age_to),
        INCOME: _within(situation.income, None, rules.income_to),
    }
    against = tuple(name for name, answer in asked.items() if answer is False)
    unknown = tuple(name for name, answer in asked.items() if answer is None)
    fit = Fit.NOT if against else Fit.ASK if unknown else Fit.MAYBE
    return Fitting(fit, against, unknown, bool(rules.wishes & situation.wishes))


def _among(said: object, fitting_ones: Collection[object]) -> bool | None:
    if not fitting_ones:
        return True
    return None if said is None else said in fitting_ones


def _within(said: int | None, first: int | None, last: int | None) -> bool | None:
    if first is None and last is None:
        return True
    if said is None:
        return None
    return (first is None or said >= first) and (last is None or said <= last)
