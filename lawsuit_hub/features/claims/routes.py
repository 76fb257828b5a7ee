"""Claims and costs of a group: its caseworker and its lawyer read them, plan the suit, note what came back to whom."""

from collections.abc import Callable

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.claims import forms, plans, service, words
from lawsuit_hub.features.claims.types import BadFigures, GroupMoney, NoSuchMember, NotReadable
from lawsuit_hub.features.lawsuits.staff_pages import staff
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("money", __name__, template_folder="templates")

REFUSED, NOT_FOUND, SEE_OTHER = 422, 404, 303


@pages.get("/money/<code>")
@allow(Permission.COURSE_MANAGE)
def show(code: str) -> ResponseReturnValue:
    money = service.of_group(g.work, code)
    return _page(money) if money.line.code == code else redirect(_url(money.line.code))


@pages.post("/money/<code>/plan")
@allow(Permission.COURSE_MANAGE)
def plan(code: str) -> ResponseReturnValue:
    money = service.of_group(g.work, code)
    form = forms.plan_form(money.plan)
    if _done(form, lambda: plans.enter(g.work, code, forms.plan_of(form))):
        return _told(code, _("비용을 다시 계산했습니다."))
    return _page(money, plan=form), REFUSED


@pages.post("/money/<code>/figures")
@allow(Permission.COURSE_MANAGE)
def figures(code: str) -> ResponseReturnValue:
    money = service.of_group(g.work, code)
    form = forms.figures_form(money)
    if _done(form, lambda: service.note(g.work, code, form.alias.data, **forms.changes_of(form))):
        return _told(code, _("적었습니다. 본인이 자기 화면에서 봅니다."))
    return _page(money, figures=form), REFUSED


def _done(form: FlaskForm, deed: Callable[[], object]) -> bool:
    return taking.done(form, deed, explained=(BadFigures, NotReadable), explain=words.explain)


def _told(code: str, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(_url(code), SEE_OTHER)


def _url(code: str) -> str:
    return url_for("money.show", code=code)


def _page(money: GroupMoney, **typed: FlaskForm) -> str:
    made = {
        "plan": forms.plan_form(money.plan, formdata=None),
        "figures": forms.figures_form(money, formdata=None),
    } | typed
    return render_template(
        "claims/money.html",
        money=money,
        forms=made,
        form=next(iter(typed.values()), None),
        words=words,
        **staff(money.line.code),
    )


answer_with(pages, (NoSuchGroup, NoSuchMember), "errors/404.html", NOT_FOUND)
