"""A member's own passkeys: seen, made, named, removed."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.identity import passkey_pages as common
from lawsuit_hub.features.identity import passkey_words as words
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.passkey_answers import small

pages = Blueprint("my_passkeys", __name__, url_prefix="/my/passkeys", template_folder="templates")

REFUSED, SEE_OTHER = 422, 303


@pages.get("")
@allow(Permission.OWN_READ)
def listed() -> ResponseReturnValue:
    offers = identity.passkey_site(g.work, None) is not None
    return render_template(
        "my/passkeys.html",
        lines=common.mine(),
        offers=offers,
        longest=identity.LONGEST_LABEL,
        first_name=words.default_label(),
    )


@pages.post("/ready")
@allow(Permission.OWN_PASSKEYS)
def ready() -> ResponseReturnValue:
    """A script that is told to prove first comes here by a form, and back."""
    return redirect(url_for("my_passkeys.listed"), SEE_OTHER)


@pages.post("/options")
@allow(Permission.OWN_PASSKEYS)
@small
def options() -> ResponseReturnValue:
    """Her devices show the number by which the desk calls her: it says nothing to whoever looks over her shoulder."""
    return common.offer(victims.profile(g.work, g.work.actor.id).reference)


@pages.post("")
@allow(Permission.OWN_PASSKEYS)
@small
def add() -> ResponseReturnValue:
    return common.add(url_for("my_passkeys.listed"))


@pages.get("/<uuid:passkey_id>")
@allow(Permission.OWN_READ)
def one(passkey_id: UUID) -> ResponseReturnValue:
    return _page(passkey_id)


@pages.post("/<uuid:passkey_id>")
@allow(Permission.OWN_PASSKEYS)
def label(passkey_id: UUID) -> ResponseReturnValue:
    wrong = common.rename(passkey_id)
    return (_page(passkey_id, wrong), REFUSED) if wrong else redirect(url_for("my_passkeys.listed"), SEE_OTHER)


@pages.post("/<uuid:passkey_id>/remove")
@allow(Permission.OWN_PASSKEYS)
def remove(passkey_id: UUID) -> ResponseReturnValue:
    common.remove(passkey_id)
    return redirect(url_for("my_passkeys.listed"), SEE_OTHER)


def _page(passkey_id: UUID, wrong: str = "") -> str:
    found = common.one_of_mine(passkey_id)
    return render_template("my/passkey.html", one=found, wrong=wrong, longest=identity.LONGEST_LABEL)
