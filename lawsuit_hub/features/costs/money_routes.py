"""The desk's pages of programmes and money: rules and who put them into force, budgets, lists for the finance office and their results."""

from io import BytesIO
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.costs import forms, granting, paying, programmes, settling, words
from lawsuit_hub.features.costs import results as reports
from lawsuit_hub.features.costs.desk_routes import CONFLICT, GONE, NOT_FOUND, REFUSED, SEE_OTHER, done
from lawsuit_hub.features.costs.types import CostKind, FileGone, Made, NoSuchApplication, Stale, Status
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("cost_money", __name__, url_prefix="/desk/costs", template_folder="templates")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/programmes/new")
@allow(Permission.COST_MANAGE)
def new() -> ResponseReturnValue:
    return _editing(forms.rules_form(None, formdata=None))


@pages.post("/programmes/new")
@allow(Permission.COST_MANAGE)
def write() -> ResponseReturnValue:
    form, made = forms.rules_form(None), []
    if done(form, lambda: made.append(programmes.write(g.work, forms.rules_of(form), once=form.once.data))):
        return _told(made[0], _("적었습니다. 다른 담당자가 시행하면 사람들이 봅니다."))
    return _editing(form), REFUSED


@pages.get("/programmes/<int:cost_programme>")
@allow(Permission.COST_CHECK)
def show(cost_programme: int) -> ResponseReturnValue:
    return _programme(cost_programme)


@pages.get("/programmes/<int:cost_programme>/edit")
@allow(Permission.COST_MANAGE)
def edit(cost_programme: int) -> ResponseReturnValue:
    newest = programmes.one(g.work, cost_programme).newest
    return _editing(forms.rules_form(newest.rules, seen=newest.turn, formdata=None), cost_programme)


@pages.post("/programmes/<int:cost_programme>/edit")
@allow(Permission.COST_MANAGE)
def revise(cost_programme: int) -> ResponseReturnValue:
    newest = programmes.one(g.work, cost_programme).newest
    form = forms.rules_form(newest.rules, seen=newest.turn)
    seen = int(form.seen.data) if (form.seen.data or "").isdecimal() else 0
    if done(form, lambda: programmes.revise(g.work, cost_programme, forms.rules_of(form), seen=seen)):
        return _told(cost_programme, _("적었습니다. 다른 담당자가 시행하기 전에는 앞의 규칙이 그대로 쓰입니다."))
    return _editing(form, cost_programme), REFUSED


@pages.post("/programmes/<int:cost_programme>/force")
@allow(Permission.COST_DECIDE)
def force(cost_programme: int) -> ResponseReturnValue:
    form = forms.ForceForm(prefix="force")
    if done(form, lambda: programmes.force(g.work, cost_programme, seen=form.seen.data, reason=form.reason.data)):
        return _told(cost_programme, _("이 규칙을 시행합니다."))
    return _programme(cost_programme, force=form), REFUSED


@pages.post("/programmes/<int:cost_programme>/budget")
@allow(Permission.COST_DECIDE)
def budget(cost_programme: int) -> ResponseReturnValue:
    form = forms.BudgetForm(prefix="budget")
    if done(form, lambda: _fund(cost_programme, form)):
        return _told(cost_programme, _("예산을 적었습니다. 기다리던 사람이 있으면 먼저 결정된 순서로 지원합니다."))
    return _programme(cost_programme, budget=form), REFUSED


def _fund(cost_programme: int, form: forms.BudgetForm) -> None:
    found = programmes.one(g.work, cost_programme)
    granting.fund(g.work, found.id, form.year.data, form.total.data, reason=form.reason.data)


@pages.get("/payments")
@allow(Permission.COST_PAY)
def payments() -> ResponseReturnValue:
    return _payments()


@pages.post("/payments")
@allow(Permission.COST_PAY)
def make() -> ResponseReturnValue:
    form, made = forms.ListForm(prefix="list"), []
    if done(form, lambda: made.append(paying.make(g.work, once=form.once.data, reason=form.reason.data))):
        return _payments(made=made[0])
    return _payments(form), REFUSED


@pages.get("/payments/<int:payment_list>")
@allow(Permission.COST_PAY)
def batch(payment_list: int) -> ResponseReturnValue:
    return _batch(payment_list)


@pages.get("/payments/<int:payment_list>/file")
@allow(Permission.COST_PAY)
def file(payment_list: int) -> ResponseReturnValue:
    data = paying.file_of(g.work, payment_list)
    return send_file(
        BytesIO(data), mimetype=XLSX, as_attachment=True, download_name=f"payments-{payment_list}.xlsx", max_age=0
    )


@pages.post("/payments/<int:payment_list>/results")
@allow(Permission.COST_PAY)
def results(payment_list: int) -> ResponseReturnValue:
    form, count = forms.ResultForm(prefix="results"), []
    if done(form, lambda: count.append(settling.settle(g.work, payment_list, reports.of_form(*form.sent())))):
        flash(_("%(count)s건의 결과를 적었습니다.", count=count[0]), "done")
        return redirect(url_for("cost_money.batch", payment_list=payment_list), SEE_OTHER)
    return _batch(payment_list, results=form), REFUSED


@pages.post("/payments/<int:payment_list>/call-off")
@allow(Permission.COST_PAY)
def call_off(payment_list: int) -> ResponseReturnValue:
    form = ReasonForm(prefix="off")
    if done(form, lambda: settling.call_off(g.work, payment_list, reason=form.reason.data)):
        flash(_("목록을 거두었습니다. 넘겼던 신청은 다음 목록에 다시 들어갑니다."), "done")
        return redirect(url_for("cost_money.batch", payment_list=payment_list), SEE_OTHER)
    return _batch(payment_list, off=form), REFUSED


def _told(cost_programme: int, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("cost_money.show", cost_programme=cost_programme), SEE_OTHER)


def _editing(form: forms.RulesForm, number: int | None = None) -> str:
    return render_template("costs/rules.html", form=form, number=number)


def _programme(cost_programme: int, **typed: FlaskForm) -> str:
    found = programmes.one(g.work, cost_programme)
    made: dict[str, Any] = {
        "force": forms.ForceForm(None, prefix="force", data={"seen": found.newest.turn}),
        "budget": forms.BudgetForm(None, prefix="budget", data={"year": g.work.today.year}),
    } | typed
    hers = found.newest.by is not None and found.newest.by == g.work.actor.id
    around: dict[str, Any] = {"form": next(iter(typed.values()), None), "kinds": CostKind, "statuses": Status}
    return render_template("costs/programme.html", found=found, forms=made, hers=hers, words=words, **around)


def _payments(typed: forms.ListForm | None = None, made: Made | None = None) -> str:
    form = typed or forms.ListForm(None, prefix="list", data={"once": forms.fresh()})
    around: dict[str, Any] = {"ready": paying.ready(g.work), "batches": paying.listed(g.work)}
    return render_template("costs/payments.html", listing=form, form=typed, made=made, words=words, **around)


def _batch(payment_list: int, **typed: FlaskForm) -> str:
    made: dict[str, Any] = {
        "results": forms.ResultForm(None, prefix="results"),
        "off": ReasonForm(None, prefix="off"),
    } | typed
    refused = next(iter(typed.values()), None)
    return render_template(
        "costs/batch.html", batch=paying.one(g.work, payment_list), forms=made, form=refused, words=words
    )


answer_with(pages, (NoSuchApplication,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale,), "costs/stale.html", CONFLICT)
answer_with(pages, (FileGone,), "costs/gone.html", GONE)
