"""How rooms answer: a page for who has no script, data for a page's own script. Knows no role."""

from collections.abc import Callable

from flask import flash, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from lawsuit_hub.features.rooms import words
from lawsuit_hub.features.rooms.forms import MessageForm
from lawsuit_hub.features.rooms.live import as_data
from lawsuit_hub.features.rooms.types import (
    Empty,
    HoldsResidentNumber,
    Moved,
    News,
    Posted,
    Silenced,
    TooLong,
    TooManyNames,
)
from lawsuit_hub.infra.refusals import TooMany

SEE_OTHER, REFUSED, TOO_MANY = 303, 422, 429
NOT_TAKEN = (Empty, HoldsResidentNumber, Moved, Silenced, TooLong, TooManyNames, TooMany)
LONGEST_NUMBER = 9


def by_script() -> bool:
    return request.headers.get("X-Requested-With") in {"room", "fetch"}


def number(name: str) -> int | None:
    """A number of an entry, from the address or the form; None for what is none."""
    return as_number(request.values.get(name, ""))


def as_number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) <= LONGEST_NUMBER else None


def answer_post(
    post: Callable[[], Posted], *, back: str, page: Callable[[], str], form: MessageForm
) -> ResponseReturnValue:
    """What is not taken stands in the form again, with the reason beside it."""
    try:
        posted = post()
    except NOT_TAKEN as refusal:
        sentence, status = words.refused(refusal), TOO_MANY if isinstance(refusal, TooMany) else REFUSED
        if by_script():
            return jsonify(error=sentence), status
        form.text.errors = [sentence]
        return page(), status
    note = words.replaced(posted.replaced)
    if by_script():
        return jsonify(seq=posted.seq, note=note)
    if note:
        flash(note, "done")
    return redirect(f"{back}#write", SEE_OTHER)


def news_answer(news: News) -> ResponseReturnValue:
    return jsonify(entries=[as_data(one) for one in news.entries], last=news.last, more=news.more)
