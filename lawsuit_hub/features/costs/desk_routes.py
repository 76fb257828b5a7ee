"""The desk's pages of applications: who waits, the first check, the second word, appeals, what was sealed for some minutes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.costs import (
    appeals,
    forms,
    opening,
    queue,
    refusal_words,
    reviewing,
    settling,
    state_words,
    words,
)
from lawsuit_hub.features.costs.types import NoSuchApplication, Rule, Stale, State
from lawsuit_hub.features.documents.types import NoSuchDocument, ViewingOver
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("desk_costs", __name__, url_prefix="/desk/costs", template_folder="templates")

REFUSED, CONFLICT, NOT_FOUND, GONE, SEE_OTHER = 422, 409, 404, 410, 303


@pages.get("")
@allow(Permission.COST_CHECK)
def listed() -> ResponseReturnValue:
    wanted = request.args.get("pick", "")
    pick = wanted if wanted in queue.PICKS else "first"
    desk = queue.desk(g.work, pick)
    return render_template("costs/desk.html", desk=desk, pick=pick, words=words, states=state_words)


@pages.get("/<int:application>")
@allow(Permission.COST_CHECK)
def show(application: int) -> ResponseReturnValue:
    return _page(application)


@pages.post("/<int:application>/ask")
@allow(Permission.COST_CHECK)
def ask(application: int) -> ResponseReturnValue:
    form = forms.AskForm(prefix="ask")
    if done(form, lambda: reviewing.ask(g.work, application, words=form.reason.data, seen=form.seen.data)):
        return _back(application, _("더 필요한 것을 신청인에게 알렸습니다."))
    return _page(application, ask=form), REFUSED


@pages.post("/<int:application>/check")
@allow(Permission.COST_CHECK)
def check(application: int) -> ResponseReturnValue:
    one = queue.case(g.work, application).application
    form, items = forms.check_form(one), forms.item_checks(one, sent=True)
    whole = not [row for row in items if not row.validate()]
    if whole and done(form, lambda: _check(application, form, items)):
        return _back(application, _("첫 확인을 마쳤습니다. 다른 담당자가 한 번 더 봅니다."))
    return _page(application, items=items, check=form), REFUSED


def _check(application: int, form: forms.CheckForm, items: list[forms.ItemCheckForm]) -> None:
    reviewing.check(g.work, application, forms.findings_of(form, items), seen=form.seen.data)


@pages.post("/<int:application>/decide")
@allow(Permission.COST_DECIDE)
def decide(application: int) -> ResponseReturnValue:
    form = forms.decide_form(queue.case(g.work, application).application)
    came: list[State] = []
    if done(form, lambda: came.append(_decide(application, form))):
        return _back(application, _decided(came[0]))
    return _page(application, decide=form), REFUSED


def _decide(application: int, form: forms.DecideForm) -> State:
    agree = form.word.data == forms.AGREE
    return reviewing.decide(g.work, application, agree=agree, reason=form.reason.data, seen=form.seen.data)


def _decided(state: State) -> str:
    said: dict[State, str] = {
        State.APPROVED: _("지원하기로 정했습니다. 결정 통지를 만들고 신청인에게 알립니다."),
        State.WAITING: _("지원 대상으로 정했지만 올해 예산이 모자라 대기 순서에 올렸습니다."),
        State.REJECTED: _("지원하지 않기로 정했습니다. 결정 통지를 만들고 신청인에게 알립니다."),
        State.SUBMITTED: _("다시 보게 돌려보냈습니다."),
    }
    return said[state]


@pages.post("/<int:application>/appeal")
@allow(Permission.COST_DECIDE)
def appeal(application: int) -> ResponseReturnValue:
    form = forms.AppealDecisionForm(prefix="appeal")
    if done(form, lambda: _appeal(application, form)):
        return _back(application, _("이의신청을 정했습니다. 결정 통지를 만들고 신청인에게 알립니다."))
    return _page(application, appeal=form), REFUSED


def _appeal(application: int, form: forms.AppealDecisionForm) -> None:
    appeals.decide(g.work, application, more=form.more.data, reason=form.reason.data, seen=form.seen.data)


@pages.post("/<int:application>/open")
@allow(Permission.COST_OPEN)
def open_(application: int) -> ResponseReturnValue:
    """What was sealed, once, in place; her pages for ten minutes."""
    form, found = ReasonForm(prefix="open"), []
    if done(form, lambda: found.append(opening.open_(g.work, application, reason=form.reason.data))):
        return _page(application, opened=found[0])
    return _page(application, open=form), REFUSED


@pages.get("/views/<uuid:viewing>/<uuid:cost_page>")
@allow(Permission.COST_OPEN)
def picture(viewing: UUID, cost_page: UUID) -> ResponseReturnValue:
    """Under the leave's mark; nobody keeps it, and nothing in its address says whose it is."""
    return Response(opening.picture(g.work, viewing, cost_page), mimetype="image/jpeg")


@pages.post("/<int:application>/returned")
@allow(Permission.COST_PAY)
def returned(application: int) -> ResponseReturnValue:
    form = forms.ReturnForm(prefix="returned")
    if done(form, lambda: settling.came_back(g.work, application, reason=form.reason.data, seen=form.seen.data)):
        return _back(application, _("지원금을 돌려받은 것으로 적었습니다."))
    return _page(application, returned=form), REFUSED


def done(form: FlaskForm, deed: Callable[[], object]) -> bool:
    return taking.done(form, deed, explained=refusal_words.EXPLAINED, explain=refusal_words.explain)


def _back(application: int, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("desk_costs.show", application=application), SEE_OTHER)


def _page(
    application: int,
    *,
    items: list[forms.ItemCheckForm] | None = None,
    opened: opening.Opened | None = None,
    **typed: FlaskForm,
) -> str:
    """`typed`: the one form that was refused, by its prefix."""
    case = queue.case(g.work, application)
    one, seen = case.application, {"seen": case.application.turn}
    made: dict[str, Any] = {
        "ask": forms.AskForm(None, prefix="ask", data=seen),
        "check": forms.check_form(one, formdata=None),
        "decide": forms.decide_form(one, formdata=None),
        "appeal": forms.AppealDecisionForm(None, prefix="appeal", data=seen),
        "open": ReasonForm(None, prefix="open"),
        "returned": forms.ReturnForm(None, prefix="returned", data=seen),
    } | typed
    return render_template(
        "costs/case.html",
        case=case,
        one=one,
        forms=made,
        items=forms.item_checks(one, sent=False) if items is None else items,
        form=next(iter(typed.values()), None),
        opened=opened,
        rules=forms.CHECKED,
        budget_rule=Rule.BUDGET,
        words=words,
        states=state_words,
    )


answer_with(pages, (NoSuchApplication, NoSuchDocument), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale,), "costs/stale.html", CONFLICT)
answer_with(pages, (ViewingOver,), "costs/over.html", GONE)
