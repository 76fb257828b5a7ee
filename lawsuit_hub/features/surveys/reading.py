"""What somebody typed under one question becomes its answer, or a word for why not. Pure; the words are surveys/words."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date

from lawsuit_hub.features.surveys.refusals import BadAnswer
from lawsuit_hub.features.surveys.types import Answer, Kind, Question
from lawsuit_hub.values.dates import parse_date
from lawsuit_hub.values.refused import BadValue
from lawsuit_hub.values.resident_number import shape_in
from lawsuit_hub.values.text import ascii_digits, visible
from lawsuit_hub.values.won import amount_of

LONGEST_TEXT = 1000
MOST_WON = 100_000_000_000
LEAST_NUMBER, MOST_NUMBER = -1_000_000_000, 1_000_000_000
Typed = Mapping[str, Sequence[str]]  # by name of the field, as a form brings it


def names(one: Question) -> tuple[str, ...]:
    """Of its fields: one, or of a matrix one for each line."""
    if one.kind is Kind.MATRIX:
        return tuple(f"q-{one.key}-{line.key}" for line in one.lines)
    return (f"q-{one.key}",)


def answer(one: Question, typed: Typed) -> Answer | None:
    """None where nothing was typed. Raises BadAnswer."""
    said = {name: [value for value in typed.get(name, ()) if value.strip()] for name in names(one)}
    if any(shape_in(unicodedata.normalize("NFC", visible(value))) for values in said.values() for value in values):
        raise BadAnswer("resident", one.key)
    if not any(said.values()):
        return None
    if one.kind is Kind.MATRIX:
        return _matrix(one, said)
    values = said[f"q-{one.key}"]
    if one.kind is Kind.MULTIPLE:
        return _several(one, values)
    return _single(one, values[0])


def typed(one: Question, answer: Answer) -> dict[str, list[str]]:
    """As it stands in the fields when a page shows it again."""
    if isinstance(answer, Mapping):
        return {f"q-{one.key}-{line}": [option] for line, option in answer.items()}
    name = f"q-{one.key}"
    if isinstance(answer, tuple):
        return {name: list(answer)}
    if isinstance(answer, date):
        return {name: [answer.isoformat()]}
    if one.kind is Kind.MONEY and isinstance(answer, int):
        return {name: [f"{answer:,}"]}
    return {name: [str(answer)]}


def _single(one: Question, value: str) -> Answer:
    if one.kind is Kind.SINGLE:
        return _option(one, value)
    if one.kind is Kind.TEXT:
        return _text(one, value)
    if one.kind is Kind.DATE:
        return _date(one, value)
    return _number(one, value)


def _option(one: Question, value: str) -> str:
    if value not in {option.key for option in one.options}:
        raise BadAnswer("option", one.key)
    return value


def _several(one: Question, values: Sequence[str]) -> tuple[str, ...]:
    chosen = {_option(one, value) for value in values}
    if one.most is not None and len(chosen) > one.most:
        raise BadAnswer("most", one.key, bound=one.most)
    return tuple(option.key for option in one.options if option.key in chosen)


def _matrix(one: Question, said: Mapping[str, Sequence[str]]) -> dict[str, str]:
    found = {}
    for line in one.lines:
        values = said[f"q-{one.key}-{line.key}"]
        if values:
            found[line.key] = _option(one, values[0])
        elif one.required:
            raise BadAnswer("lines", one.key)
    return found


def _text(one: Question, value: str) -> str:
    said = unicodedata.normalize("NFC", visible(value.replace("\r\n", "\n"), keep="\n\t")).strip()
    if len(said) > LONGEST_TEXT:
        raise BadAnswer("long", one.key, bound=LONGEST_TEXT)
    return said


def _date(one: Question, value: str) -> date:
    try:
        return parse_date(value)
    except BadValue:
        raise BadAnswer("date", one.key) from None


def _number(one: Question, value: str) -> int:
    if one.kind is Kind.MONEY:
        number, lowest, highest = _won(one, value), one.lowest or 0, one.highest or MOST_WON
    else:
        number = _whole(one, value)
        lowest = LEAST_NUMBER if one.lowest is None else one.lowest
        highest = MOST_NUMBER if one.highest is None else one.highest
    if number < lowest:
        raise BadAnswer("low", one.key, bound=lowest)
    if number > highest:
        raise BadAnswer("high", one.key, bound=highest)
    return number


def _won(one: Question, value: str) -> int:
    try:
        return amount_of(value)
    except BadValue:
        raise BadAnswer("money", one.key) from None


def _whole(one: Question, value: str) -> int:
    plain = ascii_digits(value).replace(",", "").replace(" ", "").rstrip("번회명개년월일원세살점")
    try:
        return int(plain[:20])
    except ValueError:
        raise BadAnswer("number", one.key) from None
