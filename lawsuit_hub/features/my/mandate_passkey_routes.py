"""A member confirms her mandate by a passkey: what the script of the page sends and is told. Her device confirms just what stands in the form."""

from dataclasses import replace

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.identity import passkey_words
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.passkey_pages import begin
from lawsuit_hub.features.identity.passkey_types import Owner, Purpose
from lawsuit_hub.features.mandates import forms, signing, words
from lawsuit_hub.features.mandates.signing import Signature
from lawsuit_hub.features.mandates.types import Way
from lawsuit_hub.features.my.mandate_routes import OVER, SEE_OTHER, consent_sha256, locale, own_now, signed
from lawsuit_hub.infra.passkey_answers import Sent, accepted, refused, sent, small
from lawsuit_hub.infra.refusals import NotYours

pages = Blueprint("mandate_passkey", __name__, url_prefix="/my/mandate")


@pages.post("/ready")
@allow(Permission.MANDATE_SIGN)
def ready() -> ResponseReturnValue:
    """A script that is told to prove first comes here by a form, and back."""
    return redirect(url_for("own_mandate.show"), SEE_OTHER)


@pages.post("/passkey/options")
@allow(Permission.MANDATE_SIGN)
@small
def options() -> ResponseReturnValue:
    """The form goes along: the device confirms just what stands in it."""
    asked = _asked(sent())
    if isinstance(asked, str):
        return refused(asked)
    owner, place, about = Owner.acting(g.work.actor), request.remote_addr, asked.statement
    return begin(lambda: identity.passkey_options(g.work, owner, purpose=Purpose.SIGN, address=place, about=about))


@pages.post("/passkey")
@allow(Permission.MANDATE_SIGN)
@small
def confirm() -> ResponseReturnValue:
    it = sent()
    asked, owner = _asked(it), Owner.acting(g.work.actor)
    if isinstance(asked, str):
        return refused(asked)
    if not _is_right(it, owner, asked.statement):
        return refused(passkey_words.not_right())
    try:
        with g.work.db.begin_nested():
            return signed(asked, Way.PASSKEY, accepted(url_for("own_mandate.show")))
    except words.EXPLAINED as refusal:
        return refused(words.why(refusal)[1])


def _is_right(it: Sent, owner: Owner, about: str) -> bool:
    right = identity.check_passkey(
        g.work, it.credential, ceremony=it.ceremony, purpose=Purpose.SIGN, owner=owner, about=about
    )
    return right is not None


def _asked(it: Sent) -> Signature | str:
    """What a passkey is to confirm, without what was drawn before; or why nothing can be confirmed."""
    seen = own_now()
    form = forms.sign_form(seen, consent_sha256(seen), formdata=MultiDict(it.form), meta={"csrf": False})
    if not form.validate():
        return str(next(iter([*form.errors.values()]))[0])
    try:
        asked = replace(forms.signature_of(form), strokes=None)
        signing.check(g.work, asked, locale=locale())
    except words.EXPLAINED as refusal:
        return words.why(refusal)[1]
    return asked


def _elsewhere(_refusal: Exception) -> ResponseReturnValue:
    """An old tab: the script goes where what stands now is shown."""
    return accepted(url_for("own_mandate.show"))


for _over in (*OVER, NotYours):
    pages.register_error_handler(_over, _elsewhere)
