"""Staff and their passkeys: the second step of signing in, the first factor of a new account, and the page where they are kept."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.identity import browser_cookie, service
from lawsuit_hub.features.identity import passkey_pages as common
from lawsuit_hub.features.identity import passkey_words as words
from lawsuit_hub.features.identity.entering import (
    FIRST_STEPS,
    NEXT,
    SECOND_STEP,
    STEPS,
    begin,
    home_of,
    marked,
    to_first_steps,
)
from lawsuit_hub.features.identity.passkey_types import Owner
from lawsuit_hub.features.identity.types import FirstSteps
from lawsuit_hub.infra.passkey_answers import accepted, refused, sent, small
from lawsuit_hub.infra.web import local_path

pages = Blueprint("staff_passkeys", __name__, url_prefix="/staff", template_folder="templates")

REFUSED, SEE_OTHER = 422, 303
RECOVERY = "/staff#recovery"  # whoever has a passkey alone wants codes for the day it is lost


@pages.get("/login/passkey")
@allow(Permission.STAFF_SIGN_IN)
def step() -> ResponseReturnValue:
    if not service.passkey_due(g.work, session.get(SECOND_STEP), address=request.remote_addr):
        return redirect("/staff/login")
    return render_template("identity/passkey_step.html")


@pages.post("/login/passkey/options")
@allow(Permission.STAFF_SIGN_IN)
@small
def step_options() -> ResponseReturnValue:
    return common.begin(lambda: service.step_options(g.work, session.get(SECOND_STEP), address=request.remote_addr))


@pages.post("/login/passkey")
@allow(Permission.STAFF_SIGN_IN)
@small
def finish_step() -> ResponseReturnValue:
    it, place, mark = sent(), request.remote_addr, browser_cookie.carried()
    outcome = service.finish_with_passkey(
        g.work, session.get(SECOND_STEP), ceremony=it.ceremony, answer=it.credential, address=place, browser_mark=mark
    )
    wanted = local_path(session.get(NEXT))
    if outcome is None:
        return refused(words.not_right())
    if isinstance(outcome, FirstSteps):
        return accepted(to_first_steps(outcome, wanted).location or FIRST_STEPS)
    begin(outcome)
    return marked(outcome, accepted(wanted or home_of(outcome.role)))


@pages.post("/first/passkey/options")
@allow(Permission.STAFF_SIGN_IN)
@small
def first_options() -> ResponseReturnValue:
    return common.begin(lambda: service.first_passkey_offer(g.work, session.get(STEPS), address=request.remote_addr))


@pages.post("/first/passkey")
@allow(Permission.STAFF_SIGN_IN)
@small
def first_passkey() -> ResponseReturnValue:
    it, place = sent(), request.remote_addr
    try:
        kept = service.confirm_passkey(
            g.work, session.get(STEPS), ceremony=it.ceremony, answer=it.credential, label=it.label, address=place
        )
    except words.REFUSALS as refusal:
        return refused(words.about(refusal))
    return _onwards(place) if kept else refused(words.not_right())


def _onwards(place: str | None) -> ResponseReturnValue:
    signed_in = service.finish(g.work, session.get(STEPS), address=place)
    if signed_in is None:
        return accepted(FIRST_STEPS)
    begin(signed_in)
    return marked(signed_in, accepted(RECOVERY))


@pages.get("/passkeys")
@allow(Permission.OWN_ACCOUNT)
def listed() -> ResponseReturnValue:
    offers = service.passkey_site(g.work, Owner.acting(g.work.actor)) is not None
    return render_template(
        "identity/passkeys.html",
        lines=common.mine(),
        offers=offers,
        longest=service.LONGEST_LABEL,
        first_name=words.default_label(),
    )


@pages.post("/passkeys/ready")
@allow(Permission.OWN_FACTORS)
def ready() -> ResponseReturnValue:
    """A script that is told to prove first comes here by a form, and back."""
    return redirect(url_for("staff_passkeys.listed"), SEE_OTHER)


@pages.post("/passkeys/options")
@allow(Permission.OWN_FACTORS)
@small
def options() -> ResponseReturnValue:
    return common.offer(service.staff(g.work, Owner.acting(g.work.actor).id).login)


@pages.post("/passkeys")
@allow(Permission.OWN_FACTORS)
@small
def add() -> ResponseReturnValue:
    return common.add(url_for("staff_passkeys.listed"))


@pages.get("/passkeys/<uuid:passkey_id>")
@allow(Permission.OWN_ACCOUNT)
def one(passkey_id: UUID) -> ResponseReturnValue:
    return _page(passkey_id)


@pages.post("/passkeys/<uuid:passkey_id>")
@allow(Permission.OWN_FACTORS)
def label(passkey_id: UUID) -> ResponseReturnValue:
    wrong = common.rename(passkey_id)
    return (_page(passkey_id, wrong), REFUSED) if wrong else redirect(url_for("staff_passkeys.listed"), SEE_OTHER)


@pages.post("/passkeys/<uuid:passkey_id>/remove")
@allow(Permission.OWN_FACTORS)
def remove(passkey_id: UUID) -> ResponseReturnValue:
    common.remove(passkey_id)
    return redirect(url_for("staff_passkeys.listed"), SEE_OTHER)


def _page(passkey_id: UUID, wrong: str = "") -> str:
    found = common.one_of_mine(passkey_id)
    return render_template("identity/passkey.html", one=found, wrong=wrong, longest=service.LONGEST_LABEL)
