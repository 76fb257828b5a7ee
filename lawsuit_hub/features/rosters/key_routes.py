"""A lawyer's own page for the age key that her files can be locked with. Changing it wants a fresh proof, and she is told."""

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.rosters import service
from lawsuit_hub.features.rosters.forms import KeyForm
from lawsuit_hub.features.rosters.key_types import KeyRefused
from lawsuit_hub.features.rosters.types import AccountClosed
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm

pages = Blueprint("roster_key", __name__, template_folder="templates")

REFUSED, NOT_FOUND, SEE_OTHER = 422, 404, 303


@pages.get("/counsel/key")
@allow(Permission.COUNSEL_READ)
def show() -> ResponseReturnValue:
    return _page(KeyForm())


@pages.post("/counsel/key")
@allow(Permission.ROSTER_EXPORT)
def keep() -> ResponseReturnValue:
    form = KeyForm()
    try:
        if form.validate():
            service.keep_key(g.work, form.recipient.data)
            flash(_("열쇠를 저장했습니다."), "done")
            return redirect(url_for("roster_key.show"), SEE_OTHER)
    except KeyRefused as bad:
        form.recipient.errors = [_refused(bad)]
        form.recipient.data = ""  # whatever it was, it does not go back into a page
    return _page(form), REFUSED


@pages.post("/counsel/key/drop")
@allow(Permission.ROSTER_EXPORT)
def drop() -> ResponseReturnValue:
    service.drop_key(g.work)
    flash(_("열쇠를 지웠습니다. 이제 파일은 암호로 잠급니다."), "done")
    return redirect(url_for("roster_key.show"), SEE_OTHER)


def _refused(bad: KeyRefused) -> str:
    if bad.secret:
        return str(_("비밀 열쇠를 붙여 넣으셨습니다. 저장하지 않았지만, 새 열쇠를 만들어 그 공개 열쇠를 적어 주세요."))
    return str(_("age 공개 열쇠가 아닙니다. age1로 시작하는 예순두 글자를 적어 주세요."))


def _page(form: KeyForm) -> str:
    return render_template("rosters/key.html", form=form, press=PressForm(formdata=None), kept=service.kept_key(g.work))


answer_with(pages, (AccountClosed,), "errors/404.html", NOT_FOUND)
