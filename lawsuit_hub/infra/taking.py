"""How a page takes a form: its deed is done, or the words of the refusal stand beside the field they are about."""

from collections.abc import Callable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field

from lawsuit_hub.infra.refusals import Refusal


def done(
    form: FlaskForm,
    deed: Callable[[], object],
    *,
    explained: tuple[type[Refusal], ...],
    explain: Callable[[Any, Any], None],
) -> bool:
    """Whether the form was whole and could be taken; what stood so already is taken too. `explain` is given what it knows, a
    refusal that is not of these kinds passes."""
    if not form.validate():
        return False
    try:
        deed()
    except explained as refusal:
        explain(form, refusal)
        return False
    return True


def beside(form: FlaskForm, field: Field | None, words: str) -> None:
    """Beside the field, without one above the form."""
    if field is None:
        form.form_errors = [*form.form_errors, words]
    else:
        field.errors = [*field.errors, words]
