"""What a member asked on the board: her list, asking on, taking back, saying that she needs no more."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.questions import asking, forms, service, words
from lawsuit_hub.features.questions.routes import CONFLICT, NOT_FOUND, REFUSED, SEE_OTHER, done, network, thread_page
from lawsuit_hub.features.questions.types import NotOnBoard, Preview, Stale
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("own_board", __name__, template_folder="templates")


@pages.get("/questions/mine")
@allow(Permission.OWN_READ)
def listed() -> ResponseReturnValue:
    return render_template("questions/own.html", lines=service.own(g.work), words=words)


@pages.post("/questions/<uuid:asked>/more")
@allow(Permission.OWN_WRITE)
def more(asked: UUID) -> ResponseReturnValue:
    """In two steps, as a new question."""
    asking.own(g.work, asked)
    form, seen = forms.MoreForm(), []
    if not form.sure.data and done(form, lambda: seen.append(_preview(asked, form))):
        return thread_page(asked, form=form, preview=seen[0])
    if form.sure.data and done(form, lambda: _send(asked, form)):
        return _back(asked, _("받았습니다. 답이 있으면 문자로 알립니다."))
    return thread_page(asked, form=form), REFUSED


@pages.post("/questions/<uuid:asked>/close")
@allow(Permission.OWN_WRITE)
def close(asked: UUID) -> ResponseReturnValue:
    asking.close(g.work, asked)
    return _back(asked, _("끝난 물음으로 두었습니다. 다시 물을 것이 있으면 이어서 적어 주세요."))


@pages.post("/questions/<uuid:asked>/withdraw")
@allow(Permission.OWN_WRITE)
def withdraw(asked: UUID) -> ResponseReturnValue:
    asking.withdraw(g.work, asked)
    flash(_("거두었습니다. 물음과 답을 모두 지웠습니다."), "done")
    return redirect(url_for("own_board.listed"), SEE_OTHER)


def _preview(asked: UUID, form: forms.MoreForm) -> Preview:
    return asking.preview_more(g.work, asked, form.text.data, network=network())


def _send(asked: UUID, form: forms.MoreForm) -> None:
    asking.more(g.work, asked, form.text.data, seen=form.seen.data, network=network())


def _back(asked: UUID, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("board.show", asked=asked), SEE_OTHER)


answer_with(pages, (NotOnBoard,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale,), "questions/stale.html", CONFLICT)
