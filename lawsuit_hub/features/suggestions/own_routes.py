"""A suggestion for whoever wrote it: a member's list; without an account by the receipt code, which travels in bodies and in no address."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.suggestions import forms, own, words
from lawsuit_hub.features.suggestions.routes import NOT_FOUND, REFUSED, SEE_OTHER, done, network
from lawsuit_hub.features.suggestions.types import NotThere, Own
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm

pages = Blueprint("own_suggestions", __name__, template_folder="templates")


@pages.get("/suggestions/mine")
@allow(Permission.OWN_READ)
def listed() -> ResponseReturnValue:
    press = PressForm(formdata=None)
    return render_template("suggestions/own.html", mine=own.mine(g.work), press=press, words=words)


@pages.post("/suggestions/mine/<uuid:suggested>/withdraw")
@allow(Permission.OWN_WRITE)
def withdraw(suggested: UUID) -> ResponseReturnValue:
    if PressForm().validate():
        own.withdraw(g.work, suggested)
        flash(_("거두었습니다. 적으신 글을 지웠습니다."), "done")
    return redirect(url_for("own_suggestions.listed"), SEE_OTHER)


@pages.post("/suggestions/mine/<uuid:suggested>/consent")
@allow(Permission.OWN_WRITE)
def consent(suggested: UUID) -> ResponseReturnValue:
    form = forms.ConsentForm()
    if form.validate():
        own.consent(g.work, suggested, quotable=bool(form.quotable.data))
        flash(_said(bool(form.quotable.data)), "done")
    return redirect(url_for("own_suggestions.listed"), SEE_OTHER)


@pages.get("/suggestions/receipt")
@allow(Permission.SUGGESTION_SEND)
def receipt() -> ResponseReturnValue:
    return _receipt(forms.CodeForm(formdata=None))


@pages.post("/suggestions/receipt")
@allow(Permission.SUGGESTION_SEND)
def open_receipt() -> ResponseReturnValue:
    form, found = forms.CodeForm(), []
    if done(form, lambda: found.append(own.by_code(g.work, form.code.data, network=network()))):
        return _receipt(form, found[0])
    return _receipt(form), REFUSED


@pages.post("/suggestions/receipt/withdraw")
@allow(Permission.SUGGESTION_SEND)
def withdraw_by_code() -> ResponseReturnValue:
    form = forms.CodeForm()
    if done(form, lambda: own.withdraw_by_code(g.work, form.code.data, network=network())):
        flash(_("거두었습니다. 적으신 글을 지웠습니다."), "done")
        return redirect(url_for("suggestions.listed"), SEE_OTHER)
    return _receipt(form), REFUSED


@pages.post("/suggestions/receipt/consent")
@allow(Permission.SUGGESTION_SEND)
def consent_by_code() -> ResponseReturnValue:
    form, found = forms.CodedForm(), []
    wanted = bool(form.quotable.data)
    if done(form, lambda: own.consent_by_code(g.work, form.code.data, quotable=wanted, network=network())):
        found.append(own.by_code(g.work, form.code.data, network=network()))
        return _receipt(form, found[0], said=_said(wanted))
    return _receipt(form), REFUSED


def _said(quotable: bool) -> str:
    return str(_("담당자가 보고 나서 인용될 수 있습니다.") if quotable else _("이제 말을 인용하지 않습니다."))


def _receipt(form: forms.CodeForm, found: Own | None = None, *, said: str = "") -> str:
    around: dict[str, Any] = {"found": found, "said": said}
    return render_template("suggestions/receipt.html", form=form, words=words, **around)


answer_with(pages, (NotThere,), "errors/404.html", NOT_FOUND)
