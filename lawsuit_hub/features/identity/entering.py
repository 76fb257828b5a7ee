"""How a browser of staff comes in: over a half-open session with what is still due, or at once under a session of its own."""

from uuid import UUID

from flask import current_app, flash, g, make_response, redirect, render_template, request, session
from flask.wrappers import Response

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import browser_cookie, service
from lawsuit_hub.features.identity.browser_session import come_in, leave
from lawsuit_hub.features.identity.history_words import said_of_reset
from lawsuit_hub.features.identity.types import FirstSteps, PasskeyDue, SignedIn
from lawsuit_hub.infra.web import local_path

HOMES = {
    Role.CASEWORKER: "/desk",
    Role.LAWYER: "/counsel",
    Role.PRIVACY_OFFICER: "/officer",
    Role.ADMIN: "/admin/accounts",
    Role.MEMBER: "/my",
}
STAFF_HOME = "/staff"
FIRST_STEPS = "/staff/first"
PASSKEY_STEP = "/staff/login/passkey"
STEPS, SECOND_STEP = "first_steps", "second_step"  # in the cookie: the id of a half-open session
NEXT = "next"
SEE_OTHER = 303


def home_of(role: Role) -> str:
    """Where a role begins, as far as this listener has the page: the lawyers' is not on the desk's."""
    return next((path for path in (HOMES.get(role, STAFF_HOME),) if is_here(path)), STAFF_HOME)


def is_here(path: str) -> bool:
    return current_app.url_map.bind("").test(path, "GET")


def into(signed_in: SignedIn, wanted: str | None, codes: tuple[str, ...] = ()) -> Response:
    """In; after an enrolment past the recovery codes."""
    begin(signed_in)
    onward = wanted or home_of(signed_in.role)
    page = render_template("identity/recovery_codes.html", codes=codes, onward=onward) if codes else None
    return marked(signed_in, make_response(page if page is not None else redirect(onward, SEE_OTHER)))


def begin(signed_in: SignedIn) -> None:
    """A link that somebody made to her account lately is told at once."""
    come_in(signed_in)
    if reset := service.reset_lately(g.work, signed_in.actor.id):
        flash(said_of_reset(reset), "error")


def marked(signed_in: SignedIn, answer: Response) -> Response:
    """The browser is one that was in before, from now on."""
    return browser_cookie.give(service.browser_mark(g.work, signed_in), answer)


def to_first_steps(steps: FirstSteps, wanted: str | None) -> Response:
    return _half_open(STEPS, steps.id, FIRST_STEPS, wanted)


def to_what_is_due(due: FirstSteps | PasskeyDue, wanted: str | None) -> Response:
    if isinstance(due, FirstSteps):
        return to_first_steps(due, wanted)
    return _half_open(SECOND_STEP, due.id, PASSKEY_STEP, wanted)


def _half_open(name: str, session_id: UUID, page: str, wanted: str | None) -> Response:
    leave({name: str(session_id), **({NEXT: wanted} if wanted else {})})
    return make_response(redirect(page, SEE_OTHER))


def onwards(codes: tuple[str, ...] = ()) -> Response:
    """To the next of the first steps, or in when nothing is due; to the sign-in page when they ran out."""
    signed_in = service.finish(g.work, session.get(STEPS), address=request.remote_addr)
    if signed_in is None:
        return make_response(redirect(FIRST_STEPS, SEE_OTHER))
    return into(signed_in, local_path(session.get(NEXT)), codes)
