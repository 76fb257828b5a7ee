"""Pages of a second person: rosters that wait for her word. Counts, purposes and fields; nobody is named on them."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.rosters import approvals, words
from lawsuit_hub.features.rosters.approval_types import (
    AlreadyAnswered,
    NobodyWaits,
    NoSuchApproval,
    NotAnotherPerson,
    RowsDiffer,
)
from lawsuit_hub.features.rosters.forms import ApprovalForm
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing

pages = Blueprint("roster_approvals", __name__, template_folder="templates")

AGREE = "agree"
REFUSED, CONFLICT, NOT_FOUND, SEE_OTHER = 422, 409, 404, 303


@pages.get("/desk/exports")
@allow(Permission.ROSTER_APPROVE)
def listed() -> ResponseReturnValue:
    return render_template("rosters/approvals.html", lines=approvals.waiting(g.work), words=words)


@pages.get("/desk/exports/<uuid:approval>")
@allow(Permission.ROSTER_APPROVE)
def shown(approval: UUID) -> ResponseReturnValue:
    return _page(approval, ApprovalForm(formdata=None))


@pages.post("/desk/exports/<uuid:approval>")
@allow(Permission.ROSTER_APPROVE)
def decide(approval: UUID) -> ResponseReturnValue:
    form = ApprovalForm()
    if not (form.validate() and _is_said(approval, form)):
        return _page(approval, form), REFUSED
    agreed, refused = (
        _("내주기로 했습니다. 파일은 저절로 만들어집니다."),
        _("내주지 않기로 했습니다. 변호사에게 알립니다."),
    )
    flash(agreed if form.answer.data == AGREE else refused, "done")
    return redirect(url_for("roster_approvals.listed"), SEE_OTHER)


def _is_said(approval: UUID, form: ApprovalForm) -> bool:
    """False where the reason will not do; the words stand beside the field."""
    agree = form.answer.data == AGREE
    try:
        approvals.decide(g.work, approval, agree=agree, reason=form.reason.data, seen=form.seen.data)
    except (ReasonMissing, ReasonHoldsNumber) as refusal:
        form.reason.errors = [words.reason_refused(refusal)]
        return False
    return True


def _page(approval: UUID, form: ApprovalForm) -> str:
    line = approvals.one(g.work, approval)
    form.seen.data = line.rows
    shown_: dict[str, Any] = {"line": line, "form": form, "words": words}
    return render_template("rosters/approval.html", **shown_)


answer_with(pages, (NoSuchApproval,), "errors/404.html", NOT_FOUND)
answer_with(
    pages, (AlreadyAnswered, NotAnotherPerson, NobodyWaits, RowsDiffer), "rosters/approval_stale.html", CONFLICT
)
