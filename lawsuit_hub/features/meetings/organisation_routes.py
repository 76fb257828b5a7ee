"""The desk's pages of organisations: what they are, whom they name, opening a contact."""

from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.meetings import organisation_forms, organisations, representing
from lawsuit_hub.features.meetings.desk_forms import SeenForm
from lawsuit_hub.features.meetings.routes import NOT_FOUND, REFUSED, SEE_OTHER, done
from lawsuit_hub.features.meetings.types import Closed, NotThere, Stale
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm

pages = Blueprint("organisations", __name__, template_folder="templates")

CONFLICT = 409


@pages.get("/desk/organisations")
@allow(Permission.ORGANISATION_MANAGE)
def listed() -> ResponseReturnValue:
    return _list_page(organisation_forms.OrganisationForm(None, data={"once": uuid4().hex}))


@pages.post("/desk/organisations")
@allow(Permission.ORGANISATION_MANAGE)
def add() -> ResponseReturnValue:
    form, made = organisation_forms.OrganisationForm(), []
    once = form.once.data or ""
    if done(form, lambda: made.append(organisations.add(g.work, organisation_forms.facts_of(form), once=once))):
        return _told(made[0], _("적었습니다."))
    return _list_page(form), REFUSED


@pages.get("/desk/organisations/<uuid:organisation>")
@allow(Permission.ORGANISATION_MANAGE)
def show(organisation: UUID) -> ResponseReturnValue:
    return _page(organisation)


@pages.post("/desk/organisations/<uuid:organisation>")
@allow(Permission.ORGANISATION_MANAGE)
def change(organisation: UUID) -> ResponseReturnValue:
    form = organisation_forms.OrganisationForm(prefix="facts")
    kept = {"seen": form.seen.data or 0}
    if done(form, lambda: organisations.change(g.work, organisation, organisation_forms.facts_of(form), **kept)):
        return _told(organisation, _("고쳤습니다."))
    return _page(organisation, facts=form), REFUSED


@pages.post("/desk/organisations/<uuid:organisation>/end")
@allow(Permission.ORGANISATION_MANAGE)
def end(organisation: UUID) -> ResponseReturnValue:
    form = SeenForm(prefix="end")
    if done(form, lambda: organisations.end(g.work, organisation, seen=form.seen.data or 0)):
        return _told(organisation, _("끝난 단체로 두었습니다. 대표의 연락처를 지웠습니다."))
    return _page(organisation, end=form), REFUSED


@pages.post("/desk/organisations/<uuid:organisation>/contacts")
@allow(Permission.ORGANISATION_MANAGE)
def add_contact(organisation: UUID) -> ResponseReturnValue:
    form = organisation_forms.ContactForm(prefix="contact")
    if done(form, lambda: representing.add_contact(g.work, organisation, form.name.data, form.phone.data)):
        return _told(organisation, _("대표의 연락처를 암호로 잠가 적었습니다."))
    return _page(organisation, contact=form), REFUSED


@pages.post("/desk/organisations/<uuid:organisation>/code")
@allow(Permission.ORGANISATION_MANAGE)
def offer_code(organisation: UUID) -> ResponseReturnValue:
    """Shown once: it is kept as a hash."""
    return _page(organisation, code=representing.offer_code(g.work, organisation))


@pages.post("/desk/organisations/<uuid:organisation>/people/<uuid:representative>/remove")
@allow(Permission.ORGANISATION_MANAGE)
def remove(organisation: UUID, representative: UUID) -> ResponseReturnValue:
    representing.remove(g.work, organisation, representative)
    return _told(organisation, _("뺐습니다."))


@pages.post("/desk/organisations/<uuid:organisation>/people/<uuid:representative>/contact")
@allow(Permission.PERSON_REVEAL)
def open_contact(organisation: UUID, representative: UUID) -> ResponseReturnValue:
    form, found = ReasonForm(prefix="open"), []
    reason = form.reason.data or ""
    deed = lambda: found.append(representing.open_contact(g.work, organisation, representative, reason=reason))  # noqa: E731
    if not done(form, deed):
        return _page(organisation, open=form), REFUSED
    return _page(organisation, opened=(representative, found[0]))


@pages.post("/desk/organisations/<uuid:organisation>/people/<uuid:representative>/account")
@allow(Permission.PERSON_REVEAL)
def open_account(organisation: UUID, representative: UUID) -> ResponseReturnValue:
    form, found = ReasonForm(prefix="open"), []
    reason = form.reason.data or ""
    deed = lambda: found.append(representing.open_account(g.work, organisation, representative, reason=reason))  # noqa: E731
    if not done(form, deed):
        return _page(organisation, open=form), REFUSED
    return redirect(f"/desk/people/{victims.profile(g.work, found[0]).reference}", SEE_OTHER)


def _told(organisation: UUID, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("organisations.show", organisation=organisation), SEE_OTHER)


def _list_page(form: FlaskForm) -> str:
    return render_template("meetings/desk_organisations.html", some=organisations.listed(g.work), form=form)


def _page(organisation: UUID, **more: Any) -> str:
    """`more`: the one form that was refused, a code that is shown once, a contact that was opened. Raises NotThere."""
    one = organisations.one(g.work, organisation)
    stands = {"name": one.name, "about": one.about, "public": one.public, "seen": one.turn, "once": uuid4().hex}
    around: dict[str, Any] = {
        "facts": organisation_forms.OrganisationForm(None, prefix="facts", data=stands),
        "end": SeenForm(None, prefix="end", data={"seen": one.turn}),
        "contact": organisation_forms.ContactForm(None, prefix="contact"),
        "open": ReasonForm(None, prefix="open"),
        "press": PressForm(formdata=None),
        "code": "",
        "opened": None,
    }
    form = next((value for value in more.values() if isinstance(value, FlaskForm)), None)
    people = representing.of(g.work, organisation)
    return render_template("meetings/organisation.html", one=one, people=people, form=form, **(around | more))


answer_with(pages, (NotThere,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale, Closed), "meetings/stale.html", CONFLICT)
