"""Deeds on one account, each on a page of its own that says what will happen: rights, a new link, sessions, closing."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.access.roles import STAFF_ROLES, Role
from lawsuit_hub.features.accounts import words
from lawsuit_hub.features.accounts.forms import TermsForm
from lawsuit_hub.features.accounts.routes import (
    LIST,
    REFUSED,
    SEE_OTHER,
    changeable,
    link_page,
    note_refused,
    pages,
    terms_of,
    url_of,
)
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.types import AccountLine, ChangedMeanwhile
from lawsuit_hub.values.networks import Networks


@pages.get("/admin/accounts/<uuid:account>/rights")
@allow(Permission.ACCOUNT_READ)
def rights(account: UUID) -> ResponseReturnValue:
    line = changeable(account)
    return _rights_page(line, _present(line))


@pages.post("/admin/accounts/<uuid:account>/rights")
@allow(Permission.ACCOUNT_MANAGE)
def change(account: UUID) -> ResponseReturnValue:
    line = changeable(account)
    form = _rights_form(line)
    try:
        if form.validate():
            return _changed(account, form)
    except ChangedMeanwhile as refusal:
        form = _present(line)
        note_refused(form, refusal)
    except words.ON_FORM as refusal:
        note_refused(form, refusal)
    return _rights_page(line, form), REFUSED


@pages.get("/admin/accounts/<uuid:account>/invite")
@allow(Permission.ACCOUNT_READ)
def inviting(account: UUID) -> ResponseReturnValue:
    return _deed_page("invite", changeable(account), ReasonForm())


@pages.post("/admin/accounts/<uuid:account>/invite")
@allow(Permission.ACCOUNT_MANAGE)
def invite(account: UUID) -> ResponseReturnValue:
    return _pressed(
        "invite", account, lambda why: link_page(identity.invite_again(g.work, account, reason=why), again=True)
    )


@pages.get("/admin/accounts/<uuid:account>/sessions")
@allow(Permission.ACCOUNT_READ)
def sessions(account: UUID) -> ResponseReturnValue:
    return _deed_page("sessions", changeable(account), ReasonForm())


@pages.post("/admin/accounts/<uuid:account>/sessions")
@allow(Permission.ACCOUNT_MANAGE)
def end_sessions(account: UUID) -> ResponseReturnValue:
    def end(why: str | None) -> ResponseReturnValue:
        ended = identity.end_sessions(g.work, account, reason=why)
        flash(_("로그인 %(count)s개를 끝냈습니다.", count=ended), "done")
        return redirect(url_of(account), SEE_OTHER)

    return _pressed("sessions", account, end)


@pages.get("/admin/accounts/<uuid:account>/close")
@allow(Permission.ACCOUNT_READ)
def closing(account: UUID) -> ResponseReturnValue:
    return _deed_page("close", changeable(account), ReasonForm())


@pages.post("/admin/accounts/<uuid:account>/close")
@allow(Permission.ACCOUNT_MANAGE)
def close(account: UUID) -> ResponseReturnValue:
    def shut(why: str | None) -> ResponseReturnValue:
        identity.close_account(g.work, account, reason=why)
        flash(_("계정을 닫았습니다."), "done")
        return redirect(LIST, SEE_OTHER)

    return _pressed("close", account, shut)


def _pressed(deed: str, account: UUID, do: Callable[[str | None], ResponseReturnValue]) -> ResponseReturnValue:
    """With a reason the deed; without one, or refused, its page again."""
    line, form = changeable(account), ReasonForm()
    try:
        if form.validate():
            return do(form.reason.data)
    except words.ON_FORM as refusal:
        note_refused(form, refusal)
    return _deed_page(deed, line, form), REFUSED


def _changed(account: UUID, form: TermsForm) -> ResponseReturnValue:
    changed = identity.change_staff(g.work, account, terms_of(form), reason=form.reason.data, seen=form.seen.data or "")
    flash(_("권한을 바꾸었습니다. 다음 화면부터 그대로입니다.") if changed else _("바뀐 것이 없습니다."), "done")
    return redirect(url_of(account), SEE_OTHER)


def _rights_form(line: AccountLine, *, present: bool = False) -> TermsForm:
    """Whoever is no lawyer does not become one here, and a lawyer nothing else."""
    form = TermsForm(formdata=None) if present else TermsForm()
    lawyer = line.staff.role is Role.LAWYER
    form.role.choices = [(role.value, words.role(role)) for role in STAFF_ROLES if (role is Role.LAWYER) is lawyer]
    return form


def _present(line: AccountLine) -> TermsForm:
    """What the account has now."""
    form, account = _rights_form(line, present=True), line.staff
    form.role.data, form.ends_on.data, form.seen.data = account.role.value, account.ends_on, line.mark
    form.networks.data = Networks.stored(account.networks)
    if account.firm is not None:
        form.firm.data, form.firm_phone.data = account.firm.name, account.firm.phone
        form.firm_address.data = account.firm.address
    return form


def _rights_page(line: AccountLine, form: TermsForm) -> str:
    return render_template(
        "accounts/rights.html",
        line=line,
        form=form,
        firms=identity.firms(g.work),
        days=g.work.settings.lawyer_account_days,
        hints=words.role_hints(),
        url=url_of(line.staff.id),
    )


def _deed_page(deed: str, line: AccountLine, form: ReasonForm) -> str:
    return render_template(
        "accounts/deed.html", deed=deed, line=line, form=form, words=words, url=url_of(line.staff.id)
    )
