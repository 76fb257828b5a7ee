"""A member's ballots: what her group asks, her vote, her receipt shown once, what came out."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.ballots import forms, voting, words
from lawsuit_hub.features.ballots.types import BadChoice, HasVoted, NoSuchBallot, NotInElectorate, NotOpen
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.refusals import NotYours

pages = Blueprint("own_ballots", __name__, template_folder="templates")

OK, REFUSED, CONFLICT, NOT_FOUND, SEE_OTHER = 200, 422, 409, 404, 303


@pages.get("/my/ballots")
@allow(Permission.OWN_READ)
def show() -> ResponseReturnValue:
    """Who sees no group yet is led to what she waits for."""
    try:
        found = voting.own(g.work)
    except NotYours:
        return redirect(url_for("my.my"), SEE_OTHER)
    return render_template("ballots/own_list.html", ballots=found, words=words)


@pages.get("/my/ballots/<uuid:ballot>")
@allow(Permission.OWN_READ)
def one(ballot: UUID) -> str:
    return _page(ballot)


@pages.post("/my/ballots/<uuid:ballot>")
@allow(Permission.OWN_WRITE)
def vote(ballot: UUID) -> ResponseReturnValue:
    """The receipt stands in the answer itself: nothing keeps it, so it cannot be shown twice."""
    own = voting.own_one(g.work, ballot)
    form = forms.choice_form(own.ballot.asked.options)
    if own.waits and not form.validate():
        return _page(ballot, form), REFUSED
    code = voting.vote(g.work, ballot, _number(form.choice.data))
    return render_template("ballots/receipt.html", own=own, code=code, other_locale_url="")


def _number(choice: str | None) -> int:
    return int(choice) if choice and choice.isdecimal() and len(choice) < 3 else -1  # noqa: PLR2004 - of a few options


def _page(ballot: UUID, form: forms.ChoiceForm | None = None) -> str:
    own = voting.own_one(g.work, ballot)
    return render_template(
        "ballots/own_one.html",
        own=own,
        ballot=own.ballot,
        vote=form or forms.choice_form(own.ballot.asked.options, formdata=None),
        form=form,
        words=words,
    )


answer_with(pages, (NoSuchBallot, NotYours), "errors/404.html", NOT_FOUND)
answer_with(pages, (NotOpen, NotInElectorate, BadChoice), "ballots/not_taken.html", CONFLICT)
answer_with(pages, (HasVoted,), "ballots/voted.html", CONFLICT)
