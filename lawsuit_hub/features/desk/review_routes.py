"""Pages on which a caseworker says whose landlord is whose: the queue, one who waits, two groups that may be one."""

from uuid import UUID

from flask import flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.desk import regroup_words, regrouping, review, words
from lawsuit_hub.features.desk.forms import DecisionForm, RegroupForm
from lawsuit_hub.features.desk.regroup_types import ChangedSince
from lawsuit_hub.features.desk.routes import CONFLICT, REFUSED, SEE_OTHER, done, pages, reason_is_kept
from lawsuit_hub.features.desk.types import GroupConflict
from lawsuit_hub.features.landlords import words as why

_QUEUE = "/desk/review"


@pages.get("/desk/review")
@allow(Permission.DESK_READ)
def queue() -> ResponseReturnValue:
    count, waiting = review.queue(g.work)
    return render_template(
        "desk/review.html",
        count=count,
        waiting=waiting,
        neighbours=review.neighbours_of(g.work, waiting),
        merges=review.merges(g.work),
        words=words,
    )


@pages.get("/desk/review/<reference>")
@allow(Permission.PERSON_READ)
def person(reference: str) -> ResponseReturnValue:
    code = request.args.get("group", "").strip().upper()
    unknown = bool(code) and not review.known_code(g.work, code)
    return _person(reference, DecisionForm(), "" if unknown else code, unknown=code if unknown else "")


@pages.post("/desk/review/<reference>")
@allow(Permission.LANDLORD_DECIDE)
def decide(reference: str) -> ResponseReturnValue:
    form, choice = DecisionForm(), request.form.get("choice", "")
    if not reason_is_kept(form):
        return _person(reference, form, form.group.data or ""), REFUSED
    return (_remember if choice in ("not", "maybe") else _decide)(reference, form, choice)


def _decide(reference: str, form: DecisionForm, choice: str) -> ResponseReturnValue:
    code = (form.group.data or "") if choice == "join" else None
    try:
        placed = review.decide(g.work, reference, code=code, reason=form.reason.data)
    except GroupConflict:
        form.form_errors.append(_("생년월일이나 번호가 서로 어긋나 이 모임에 넣을 수 없습니다."))
        return _person(reference, form, code or ""), REFUSED
    flash(done(form, _("%(reference)s을 %(group)s에 넣었습니다.", reference=reference, group=placed.group)), "done")
    return redirect(_QUEUE, SEE_OTHER)


def _remember(reference: str, form: DecisionForm, choice: str) -> ResponseReturnValue:
    """That her landlord is not this group's, or may be after all. Nobody is put anywhere by it."""
    code, reason = form.group.data or "", form.reason.data
    said = _("%(group)s은 아니라고 기억했습니다. 거둘 때까지 다시 나오지 않습니다.", group=code)
    if choice == "not":
        review.refuse(g.work, reference, code=code, reason=reason)
    else:
        review.allow_again(g.work, reference, code=code, reason=reason)
        said = _("%(group)s을 다시 견줄 수 있게 했습니다.", group=code)
    flash(done(form, said), "done")
    return redirect(f"{_QUEUE}/{reference}", SEE_OTHER)


def _person(reference: str, form: DecisionForm, code: str, *, unknown: str = "") -> str:
    shown = review.review(g.work, reference, code=code)
    _count, waiting = review.queue(g.work)
    return render_template(
        "desk/review_person.html", shown=shown, waiting=waiting, form=form, unknown=unknown, words=words, why=why
    )


@pages.get("/desk/review/merge/<uuid:proposal>")
@allow(Permission.DESK_READ)
def merge(proposal: UUID) -> ResponseReturnValue:
    return _merge(proposal, RegroupForm(formdata=None))


@pages.post("/desk/review/merge/<uuid:proposal>")
@allow(Permission.GROUP_MERGE)
def decide_merge(proposal: UUID) -> ResponseReturnValue:
    form = RegroupForm()
    if not reason_is_kept(form):
        return _merge(proposal, form), REFUSED
    return _decide_merge(proposal, form, join=request.form.get("choice") == "join")


def _decide_merge(proposal: UUID, form: RegroupForm, *, join: bool) -> ResponseReturnValue:
    try:
        review.decide_merge(g.work, proposal, join=join, reason=form.reason.data, token=form.token.data or "")
    except ChangedSince:
        return _merge(proposal, form, changed=True), CONFLICT
    except GroupConflict:
        form.form_errors.append(_("생년월일이나 번호가 서로 어긋나 합칠 수 없습니다."))
        return _merge(proposal, form), REFUSED
    flash(done(form, _decided(join)), "done")
    return redirect(_QUEUE, SEE_OTHER)


def _decided(join: bool) -> str:
    return str(_("두 모임을 합쳤습니다.") if join else _("다른 임대인이라고 남겼습니다. 다시 묻지 않습니다."))


def _merge(proposal: UUID, form: RegroupForm, *, changed: bool = False) -> str:
    shown = review.merge(g.work, proposal)
    plan = regrouping.plan_merge(g.work, shown.older.code, shown.younger.code)
    form.token.data = plan.token
    return render_template(
        "desk/review_merge.html",
        shown=shown,
        plan=plan,
        form=form,
        changed=changed,
        words=words,
        say=regroup_words,
        why=why,
    )


@pages.get("/desk/apart")
@allow(Permission.DESK_READ)
def apart() -> ResponseReturnValue:
    return render_template("desk/apart.html", pairs=review.apart(g.work))


@pages.get("/desk/apart/<uuid:pair>")
@allow(Permission.DESK_READ)
def apart_pair(pair: UUID) -> ResponseReturnValue:
    return _apart(pair, ReasonForm(formdata=None))


@pages.post("/desk/apart/<uuid:pair>")
@allow(Permission.LANDLORD_DECIDE)
def take_back_apart(pair: UUID) -> ResponseReturnValue:
    form = ReasonForm()
    if not reason_is_kept(form):
        return _apart(pair, form), REFUSED
    review.take_back_apart(g.work, pair, reason=form.reason.data)
    flash(done(form, _("다르다는 결정을 거두었습니다.")), "done")
    return redirect("/desk/apart", SEE_OTHER)


def _apart(proposal: UUID, form: ReasonForm) -> str:
    return render_template("desk/apart_pair.html", shown=review.apart_pair(g.work, proposal), form=form, words=words)
