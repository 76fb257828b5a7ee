"""Pages on which a caseworker says whose landlord is whose: the queue, one who waits, two groups that may be one."""

from uuid import UUID

from flask import flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.desk import review, words
from lawsuit_hub.features.desk.forms import DecisionForm
from lawsuit_hub.features.desk.routes import REFUSED, SEE_OTHER, done, pages, reason_is_kept
from lawsuit_hub.features.desk.types import GroupConflict

_QUEUE = "/desk/review"


@pages.get("/desk/review")
@allow(Permission.DESK_READ)
def queue() -> ResponseReturnValue:
    count, waiting = review.queue(g.work)
    return render_template("desk/review.html", count=count, waiting=waiting, merges=review.merges(g.work), words=words)


@pages.get("/desk/review/<reference>")
@allow(Permission.PERSON_READ)
def person(reference: str) -> ResponseReturnValue:
    code = request.args.get("group", "").strip().upper()
    unknown = bool(code) and not review.known_code(g.work, code)
    return _person(reference, DecisionForm(), "" if unknown else code, unknown=code if unknown else "")


@pages.post("/desk/review/<reference>")
@allow(Permission.LANDLORD_DECIDE)
def decide(reference: str) -> ResponseReturnValue:
    form = DecisionForm()
    code = (form.group.data or "") if request.form.get("choice") == "join" else None
    if not reason_is_kept(form):
        return _person(reference, form, form.group.data or ""), REFUSED
    try:
        placed = review.decide(g.work, reference, code=code, reason=form.reason.data)
    except GroupConflict:
        form.form_errors.append(_("생년월일이나 번호가 서로 어긋나 이 모임에 넣을 수 없습니다."))
        return _person(reference, form, code or ""), REFUSED
    flash(done(form, _("%(reference)s을 %(group)s에 넣었습니다.", reference=reference, group=placed.group)), "done")
    return redirect(_QUEUE, SEE_OTHER)


def _person(reference: str, form: DecisionForm, code: str, *, unknown: str = "") -> str:
    shown = review.review(g.work, reference, code=code)
    _count, waiting = review.queue(g.work)
    return render_template(
        "desk/review_person.html", shown=shown, waiting=waiting, form=form, unknown=unknown, words=words
    )


@pages.get("/desk/review/merge/<uuid:proposal>")
@allow(Permission.DESK_READ)
def merge(proposal: UUID) -> ResponseReturnValue:
    return render_template(
        "desk/review_merge.html", shown=review.merge(g.work, proposal), form=DecisionForm(), words=words
    )


@pages.post("/desk/review/merge/<uuid:proposal>")
@allow(Permission.LANDLORD_DECIDE)
def decide_merge(proposal: UUID) -> ResponseReturnValue:
    form = DecisionForm()
    join = request.form.get("choice") == "join"
    if not reason_is_kept(form) or not _merged(proposal, form, join):
        return _merge(proposal, form)
    flash(done(form, _decided(join)), "done")
    return redirect(_QUEUE, SEE_OTHER)


def _merged(proposal: UUID, form: DecisionForm, join: bool) -> bool:
    try:
        review.decide_merge(g.work, proposal, join=join, reason=form.reason.data)
    except GroupConflict:
        form.form_errors.append(_("생년월일이나 번호가 서로 어긋나 합칠 수 없습니다."))
        return False
    return True


def _decided(join: bool) -> str:
    return str(_("두 모임을 합쳤습니다.") if join else _("다른 임대인이라고 남겼습니다. 다시 묻지 않습니다."))


def _merge(proposal: UUID, form: DecisionForm) -> ResponseReturnValue:
    return render_template(
        "desk/review_merge.html", shown=review.merge(g.work, proposal), form=form, words=words
    ), REFUSED
