"""A member's pages of litigation-cost support: the check that explains itself, her application, its papers, letters and appeal."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, send_file, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.costs import (
    appeals,
    applying,
    own,
    own_forms,
    papers,
    refusal_words,
    said,
    state_words,
    words,
)
from lawsuit_hub.features.costs.types import (
    APPEALABLE,
    WITHDRAWABLE,
    WRITABLE,
    Application,
    BadWords,
    NoSuchApplication,
    NotWhole,
    Stale,
    State,
)
from lawsuit_hub.features.documents import uploading
from lawsuit_hub.features.documents.forms import ACCEPTED
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.web import actor_of_request, opens_own_works

pages = Blueprint("own_costs", __name__, url_prefix="/my/costs", template_folder="templates")

REFUSED, CONFLICT, NOT_FOUND, SEE_OTHER = 422, 409, 404, 303
SUBMIT = "submit"
MENDABLE = frozenset({State.APPROVED, State.WAITING, State.FAILED})


@pages.get("")
@allow(Permission.OWN_READ)
def checks() -> ResponseReturnValue:
    return render_template(
        "costs/checks.html",
        checked=own.checked(g.work),
        words=words,
        states=state_words,
        press=PressForm(formdata=None),
    )


@pages.post("/begin/<int:cost_programme>")
@allow(Permission.OWN_WRITE)
def begin(cost_programme: int) -> ResponseReturnValue:
    return redirect(url_for("own_costs.show", application=applying.begin(g.work, cost_programme)), SEE_OTHER)


@pages.get("/<int:application>")
@allow(Permission.OWN_READ)
def show(application: int) -> ResponseReturnValue:
    return _page(application)


@pages.post("/<int:application>")
@allow(Permission.OWN_WRITE)
def save(application: int) -> ResponseReturnValue:
    """Saved as far as she got, whichever button; then handed in where she pressed that one and it is whole."""
    one = applying.mine(g.work, application)
    form, items = own_forms.cost_form(one), own_forms.item_forms(one, sent=True)
    whole = not [row for row in items if not row.whole()]
    if not whole or not _done(form, lambda: _save(application, form, items)):
        return _page(application, form=form, items=items), REFUSED
    if request.form.get("press") != SUBMIT:
        flash(_("저장했습니다. 나중에 이어서 쓰실 수 있습니다."), "done")
        return _back(application)
    return _submit(application)


def _save(application: int, form: own_forms.CostForm, items: list[own_forms.ItemForm]) -> None:
    applying.save(g.work, application, own_forms.written_of(form, items), seen=form.seen.data)


def _submit(application: int) -> ResponseReturnValue:
    """What she typed is saved, also where something is missing yet."""
    one = applying.mine(g.work, application)
    try:
        applying.submit(g.work, application, seen=one.turn)
    except NotWhole as lacking:
        again = own_forms.cost_form(one, formdata=None)
        refusal_words.explain(again, lacking)
        return _page(application, form=again), REFUSED
    flash(_("신청서를 냈습니다. 담당자 두 사람이 차례로 봅니다."), "done")
    return _back(application)


@pages.post("/<int:application>/papers")
@allow(Permission.OWN_WRITE)
@opens_own_works
def hand_in(application: int) -> ResponseReturnValue:
    works, actor = current_app.works, actor_of_request()  # type: ignore[attr-defined]
    fields: dict[str, str] = {}
    try:
        files = uploading.files(fields=fields)
        count = papers.hand_in(works, actor, application, files, kind=own_forms.paper_kind(fields))
    except uploading.REFUSALS as refusal:
        return _again(application, refusal, fields)
    flash(_("%(count)s쪽을 받아 암호로 잠갔습니다. 올리신 파일 자체는 남기지 않았습니다.", count=count), "done")
    return redirect(url_for("own_costs.show", application=application) + "#papers", SEE_OTHER)


def _again(application: int, refusal: Exception, fields: dict[str, str]) -> ResponseReturnValue:
    with current_app.works.open(actor_of_request(), read_only=True) as work:  # type: ignore[attr-defined]
        g.work = work
        form = own_forms.paper_form(own_forms.paper_kind(fields), wrong=uploading.why(refusal))
        return _page(application, upload=form), uploading.status(refusal)


@pages.post("/<int:application>/papers/<int:cost_upload>/remove")
@allow(Permission.OWN_WRITE)
def remove(application: int, cost_upload: int) -> ResponseReturnValue:
    papers.take_away(g.work, application, cost_upload)
    flash(_("지웠습니다. 다시 열 수 없습니다."), "done")
    return redirect(url_for("own_costs.show", application=application) + "#papers", SEE_OTHER)


@pages.post("/<int:application>/withdraw")
@allow(Permission.OWN_WRITE)
def withdraw(application: int) -> ResponseReturnValue:
    form = own_forms.SeenForm(prefix="withdraw")
    if not _done(form, lambda: applying.withdraw(g.work, application, seen=form.seen.data)):
        return _page(application, withdraw=form), REFUSED
    flash(_("신청을 거두었습니다."), "done")
    return redirect(url_for("own_costs.checks"), SEE_OTHER)


@pages.post("/<int:application>/account")
@allow(Permission.OWN_WRITE)
def account(application: int) -> ResponseReturnValue:
    form = own_forms.AccountForm(prefix="account")
    if not _done(form, lambda: _mend(application, form)):
        return _page(application, account=form), REFUSED
    flash(_("계좌를 고쳤습니다. 다음 지급 목록에 이 계좌가 들어갑니다."), "done")
    return _back(application)


def _mend(application: int, form: own_forms.AccountForm) -> None:
    said_now = own_forms.account_of(form)
    if said_now is None:
        raise BadWords("empty", "account")
    applying.mend_account(g.work, application, said_now, seen=form.seen.data)


@pages.post("/<int:application>/appeal")
@allow(Permission.OWN_WRITE)
def appeal(application: int) -> ResponseReturnValue:
    form = own_forms.AppealForm(prefix="appeal")
    if not _done(form, lambda: appeals.appeal(g.work, application, form.words.data, seen=form.seen.data)):
        return _page(application, appeal=form), REFUSED
    flash(_("이의신청을 받았습니다. 서류가 있으면 아래에서 더 올려 주세요."), "done")
    return _back(application)


@pages.post("/<int:application>/letters/<int:letter_no>")
@allow(Permission.OWN_WRITE)
def fetch(application: int, letter_no: int) -> ResponseReturnValue:
    pdf = own.letter(g.work, application, letter_no)
    name = f"C-{application}-{letter_no}.pdf"
    return send_file(BytesIO(pdf), mimetype="application/pdf", as_attachment=True, download_name=name, max_age=0)


def _done(form: FlaskForm, deed: Callable[[], object]) -> bool:
    return taking.done(form, deed, explained=refusal_words.EXPLAINED, explain=refusal_words.explain)


def _back(application: int) -> ResponseReturnValue:
    return redirect(url_for("own_costs.show", application=application), SEE_OTHER)


def _page(application: int, *, items: list[own_forms.ItemForm] | None = None, **typed: FlaskForm) -> str:
    """`typed`: the one form that was refused."""
    one = applying.mine(g.work, application)
    forms: dict[str, Any] = {
        "form": own_forms.cost_form(one, formdata=None),
        "upload": own_forms.paper_form(),
        "withdraw": own_forms.SeenForm(None, prefix="withdraw", data={"seen": one.turn}),
        "account": own_forms.AccountForm(None, prefix="account", data={"seen": one.turn}),
        "appeal": own_forms.AppealForm(None, prefix="appeal", data={"seen": one.turn}),
    } | typed
    return render_template(
        "costs/application.html",
        one=one,
        forms=forms,
        form=next(iter(typed.values()), None),
        items=own_forms.item_forms(one, sent=False) if items is None else items,
        may=_may(one),
        lacking=said.missing(one),
        other=applying.other_open(g.work, application),
        words=words,
        states=state_words,
        press=PressForm(formdata=None),
        accepted=ACCEPTED,
        most=papers.MOST_PAGES,
    )


def _may(one: Application) -> dict[str, bool]:
    """What she can do now."""
    in_time = one.appeal_until is not None and g.work.today <= one.appeal_until
    appealing = one.appeal is not None and one.appeal.outcome is None
    return {
        "write": one.state in WRITABLE,
        "papers": one.state in WRITABLE or appealing,
        "withdraw": one.state in WITHDRAWABLE,
        "account": one.state in MENDABLE,
        "appeal": one.state in APPEALABLE and one.appeal is None and in_time,
    }


answer_with(pages, (NoSuchApplication,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale,), "costs/own_stale.html", CONFLICT)


@pages.record
def _fit(state: BlueprintSetupState) -> None:
    uploading.fit(state, hand_in)
