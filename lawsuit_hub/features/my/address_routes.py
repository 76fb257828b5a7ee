"""A member's page about the court's post: where it reaches her, and whether her address is to be kept from the landlord."""

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.addresses import forms, service, words
from lawsuit_hub.features.addresses.types import AddressMissing, ChoiceMoved, HomeIsToBeKept, Where

pages = Blueprint("own_address", __name__, template_folder="templates")

REFUSED, CONFLICT, SEE_OTHER = 422, 409, 303


@pages.get("/my/address")
@allow(Permission.OWN_READ)
def show() -> ResponseReturnValue:
    return _page(forms.form_of(service.own(g.work).choice))


@pages.post("/my/address")
@allow(Permission.OWN_WRITE)
def save() -> ResponseReturnValue:
    form = forms.form_of(service.own(g.work).choice)
    try:
        if form.validate() and _chosen(form):
            flash(_("적었습니다. 앞으로 만드는 서류에는 이렇게 적습니다."), "done")
            return redirect(url_for("own_address.show"), SEE_OTHER)
    except ChoiceMoved:
        fresh = forms.form_of(service.own(g.work).choice, formdata=None)
        fresh.form_errors = [_("그 사이에 다른 화면에서 고르셨습니다. 아래를 보고 다시 골라 주세요.")]
        return _page(fresh), CONFLICT
    return _page(form), REFUSED


def _chosen(form: forms.ServiceForm) -> bool:
    try:
        service.choose(
            g.work,
            Where(form.where.data),
            address=form.address.data or "",
            protected=form.protected.data,
            reason=form.reason.data or "",
            seen=form.seen.data,
        )
    except (AddressMissing, HomeIsToBeKept) as refusal:
        words.explain(form, refusal)
        return False
    return True


def _page(form: forms.ServiceForm) -> str:
    own = service.own(g.work)
    return render_template("my/address.html", own=own, form=form, words=words, hints=words.hints(own))
