"""A member's page about her money: her claim, her share of the costs, what she would pay alone."""

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.claims import forms, own, words
from lawsuit_hub.features.claims.types import BadFigures, FiguresMoved, NotReadable, OwnMoney

pages = Blueprint("own_money", __name__, template_folder="templates")

REFUSED, CONFLICT, SEE_OTHER = 422, 409, 303


@pages.get("/my/money")
@allow(Permission.OWN_READ)
def show() -> ResponseReturnValue:
    money = own.own(g.work)
    return render_template("my/money.html", money=money, form=forms.own_form(money.noted), words=words)


@pages.post("/my/money")
@allow(Permission.OWN_WRITE)
def save() -> ResponseReturnValue:
    money = own.own(g.work)
    form = forms.own_form(money.noted)
    try:
        if form.validate() and _saved(form):
            flash(_("적었습니다. 다시 계산했습니다."), "done")
            return redirect(url_for("own_money.show"), SEE_OTHER)
    except FiguresMoved:
        return _moved(money), CONFLICT
    return render_template("my/money.html", money=money, form=form, words=words), REFUSED


def _moved(money: OwnMoney) -> str:
    """An old tab writes over nobody's newer figures: it is shown them."""
    fresh = forms.own_form(money.noted, formdata=None)
    fresh.form_errors = [_("그 사이에 다른 금액이 적혔습니다. 아래 금액을 보고 다시 적어 주세요.")]
    return render_template("my/money.html", money=money, form=fresh, words=words)


def _saved(form: forms.OwnFiguresForm) -> bool:
    try:
        own.note(
            g.work,
            paid_back=form.paid_back.data or 0,
            distributed=form.distributed.data or 0,
            interest_from=form.interest_from.data,
            seen=form.seen.data,
        )
    except (BadFigures, NotReadable) as refusal:
        words.explain(form, refusal)
        return False
    return True
