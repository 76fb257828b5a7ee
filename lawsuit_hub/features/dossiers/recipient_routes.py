"""The list of those to whom topics are carried, at the desk."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.dossiers import forms, recipients
from lawsuit_hub.features.dossiers.desk_routes import NOT_FOUND, REFUSED, SEE_OTHER, done
from lawsuit_hub.features.dossiers.types import NoSuchDossier
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("dossier_recipients", __name__, template_folder="templates")


@pages.get("/desk/dossiers/recipients")
@allow(Permission.SUGGESTION_HANDLE)
def listed() -> ResponseReturnValue:
    return _page(forms.RecipientForm(formdata=None))


@pages.post("/desk/dossiers/recipients")
@allow(Permission.SUGGESTION_HANDLE)
def add() -> ResponseReturnValue:
    form = forms.RecipientForm()
    if done(form, lambda: recipients.add(g.work, **_said(form))):
        return _told(_("받는 곳을 더했습니다."))
    return _page(form), REFUSED


@pages.get("/desk/dossiers/recipients/<uuid:dossier_recipient>")
@allow(Permission.SUGGESTION_HANDLE)
def edit(dossier_recipient: UUID) -> ResponseReturnValue:
    one = recipients.get(g.work, dossier_recipient)
    return render_template("dossiers/desk_recipient.html", one=one, form=forms.RecipientForm(formdata=None, obj=one))


@pages.post("/desk/dossiers/recipients/<uuid:dossier_recipient>")
@allow(Permission.SUGGESTION_HANDLE)
def change(dossier_recipient: UUID) -> ResponseReturnValue:
    one, form = recipients.get(g.work, dossier_recipient), forms.RecipientForm()
    offered = bool(form.offered.data)
    if done(form, lambda: recipients.change(g.work, dossier_recipient, **_said(form), offered=offered)):
        return _told(_("받는 곳을 고쳤습니다."))
    return render_template("dossiers/desk_recipient.html", one=one, form=form), REFUSED


def _said(form: forms.RecipientForm) -> dict[str, str]:
    return {"name": form.name.data or "", "addressee": form.addressee.data or "", "through": form.through.data or ""}


def _page(form: forms.RecipientForm) -> str:
    return render_template(
        "dossiers/desk_recipients.html", recipients=recipients.listed(g.work, all_of_them=True), form=form
    )


def _told(said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("dossier_recipients.listed"), SEE_OTHER)


answer_with(pages, (NoSuchDossier,), "errors/404.html", NOT_FOUND)
