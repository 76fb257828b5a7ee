"""How the pages of a case file take a form: done, or with the words of the refusal beside the field."""

from collections.abc import Callable

from flask_wtf import FlaskForm

from lawsuit_hub.features.briefings import words
from lawsuit_hub.features.briefings.types import BadWords, HoldsPersonal
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, TooMany

REFUSED, CONFLICT, NOT_FOUND, SEE_OTHER = 422, 409, 404, 303
_EXPLAINED = (BadWords, HoldsPersonal, ReasonMissing, ReasonHoldsNumber, TooMany)


def done(form: FlaskForm, deed: Callable[[], object]) -> bool:
    return taking.done(form, deed, explained=_EXPLAINED, explain=words.explain)
