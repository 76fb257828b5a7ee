"""The way through a registration: where each step's page is, and which comes next."""

from collections.abc import Callable
from functools import wraps

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_login import current_user

from lawsuit_hub.features.registration.steps import CHECK, CODE, CONSENTS, Filled

SEE_OTHER = 303
MEMBERS_HOME = "/my"
_NAMED = {CONSENTS: "register.show_consents", CODE: "register_code.show", CHECK: "register.check"}


def not_for_members(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """Whoever is registered and signed in has nothing to do here."""

    @wraps(view)
    def asked(**values: str) -> ResponseReturnValue:
        return redirect(MEMBERS_HOME, SEE_OTHER) if current_user.is_authenticated else view(**values)

    return asked


def url_of(step: str) -> str:
    return url_for(_NAMED[step]) if step in _NAMED else url_for("register.show", step=step)


def onward(filled: Filled) -> ResponseReturnValue:
    """To the first page that is not done: after mending one, that is the check page again."""
    return redirect(url_of(filled.next_step(str(get_locale()))), SEE_OTHER)


def too_early(filled: Filled, step: str) -> ResponseReturnValue | None:
    """Consents come before the number, and a proved number before everything else."""
    following = filled.next_step(str(get_locale()))
    early = following == CONSENTS or (following in ("phone", CODE) and step != "phone")
    return onward(filled) if early else None
