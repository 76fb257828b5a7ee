"""The admin's pages: the list of accounts, one account, a new one and its link, which is shown once."""

from datetime import datetime, timedelta
from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.access.roles import STAFF_ROLES, Role
from lawsuit_hub.features.accounts import words
from lawsuit_hub.features.accounts.forms import NewAccountForm, TermsForm
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.types import AccountLine, AccountShut, Enrolment, NoSuchStaff, OwnAccount, Terms
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("accounts", __name__, template_folder="templates")

LIST = "/admin/accounts"
REFUSED, CONFLICT, NOT_FOUND, SEE_OTHER = 422, 409, 404, 303


@pages.get("/admin/accounts")
@allow(Permission.ACCOUNT_READ)
def listed() -> ResponseReturnValue:
    return render_template("accounts/list.html", rows=identity.accounts(g.work), words=words)


@pages.get("/admin/accounts/new")
@allow(Permission.ACCOUNT_READ)
def new() -> ResponseReturnValue:
    return _new_page(_new_form())


@pages.post("/admin/accounts/new")
@allow(Permission.ACCOUNT_MANAGE)
def make() -> ResponseReturnValue:
    form = _new_form()
    try:
        if form.validate():
            return link_page(_made(form), again=False)
    except words.ON_FORM as refusal:
        note_refused(form, refusal)
    return _new_page(form), REFUSED


@pages.get("/admin/accounts/<uuid:account>")
@allow(Permission.ACCOUNT_READ)
def one(account: UUID) -> ResponseReturnValue:
    line = identity.account(g.work, account)
    own = line.staff.id == g.work.actor.id
    return render_template("accounts/one.html", line=line, own=own, url=url_of(account), words=words)


def url_of(account: UUID) -> str:
    return f"{LIST}/{account}"


def changeable(account: UUID) -> AccountLine:
    """An account that this admin may change: the pages of deeds say no before anything is typed."""
    line = identity.account(g.work, account)
    if account == g.work.actor.id:
        raise OwnAccount
    if line.closed_at is not None:
        raise AccountShut
    return line


def link_page(made: Enrolment, *, again: bool) -> str:
    """The one place where the link stands; whoever reloads does not see it again."""
    settings = g.work.settings
    line = identity.account(g.work, made.account_id)
    link = f"{settings.url_for(counsel=line.staff.role is Role.LAWYER)}/staff/enrol/{made.link_token}"
    until: datetime = g.work.now + timedelta(hours=settings.enrolment_hours)
    return render_template(
        "accounts/link.html", link=link, until=until, line=line, again=again, url=url_of(line.staff.id)
    )


def terms_of(form: TermsForm) -> Terms:
    """A firm is typed for lawyers alone."""
    role = Role(form.role.data)
    typed = (form.firm, form.firm_phone, form.firm_address) if role is Role.LAWYER else ()
    return Terms(role, form.ends_on.data, form.networks.data, *(field.data or "" for field in typed))


def note_refused(form: ReasonForm, refusal: Exception) -> None:
    field, said = words.on_field(refusal)
    if field:
        form[field].errors = [said]
    else:
        form.form_errors = [said]


def _new_form() -> NewAccountForm:
    form = NewAccountForm()
    form.role.choices = [(role.value, words.role(role)) for role in STAFF_ROLES]
    return form


def _made(form: NewAccountForm) -> Enrolment:
    terms = terms_of(form)
    return identity.add_staff(
        g.work,
        login=form.login.data,
        role=terms.role,
        firm_name=terms.firm_name,
        firm_phone=terms.firm_phone,
        firm_address=terms.firm_address,
        ends_on=terms.ends_on,
        networks=terms.networks,
        reason=form.reason.data,
    )


def _new_page(form: NewAccountForm) -> str:
    firms = identity.firms(g.work)
    days = g.work.settings.lawyer_account_days
    return render_template("accounts/new.html", form=form, firms=firms, days=days, hints=words.role_hints())


def _not_possible(refusal: Exception) -> ResponseReturnValue:
    heading, said = words.not_possible(refusal)
    return render_template("accounts/not_possible.html", heading=heading, words=said), CONFLICT


for kind in words.NOT_POSSIBLE:
    pages.register_error_handler(kind, _not_possible)
answer_with(pages, (NoSuchStaff,), "errors/404.html", NOT_FOUND)
