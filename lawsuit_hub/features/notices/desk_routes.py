"""The desk's pages of the board: writing with a preview, asking a second person, publishing, putting away."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.notices import desk_board, endings, forms, releasing, words, writing
from lawsuit_hub.features.notices.desk_page import notice_page
from lawsuit_hub.features.notices.routes import page_number
from lawsuit_hub.features.notices.types import BadWords, NoSuchNotice, Stale
from lawsuit_hub.features.publishing.types import NotReleased, ReasonHoldsPersonal
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.markdown import to_html
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing

pages = Blueprint("desk_notices", __name__, template_folder="templates")

REFUSED, CONFLICT, NOT_FOUND, SEE_OTHER = 422, 409, 404, 303
_EXPLAINED = (BadWords, ReasonMissing, ReasonHoldsNumber, ReasonHoldsPersonal)


@pages.get("/desk/notices")
@allow(Permission.PUBLISH_PREPARE)
def listed() -> ResponseReturnValue:
    items, count = desk_board.items(g.work, number=page_number())
    return render_template("notices/desk_list.html", items=items, page=page_number(), pages=count, words=words)


@pages.get("/desk/notices/new")
@allow(Permission.PUBLISH_PREPARE)
def new() -> ResponseReturnValue:
    return _edit_page(None, forms.notice_form(formdata=None))


@pages.post("/desk/notices/new")
@allow(Permission.PUBLISH_PREPARE)
def write() -> ResponseReturnValue:
    form, made = forms.notice_form(), []
    if request.form.get("preview"):
        return _edit_page(None, form)
    if _done(form, lambda: made.append(writing.write(g.work, forms.draft_of(form), once=form.once.data))):
        return _told(made[0], _("적어 두었습니다. 아직 아무도 보지 못합니다."))
    return _edit_page(None, form), REFUSED


@pages.get("/desk/notices/<int(max=2147483647):notice_no>")
@allow(Permission.PUBLISH_PREPARE)
def show(notice_no: int) -> ResponseReturnValue:
    return notice_page(notice_no)


@pages.get("/desk/notices/<int(max=2147483647):notice_no>/edit")
@allow(Permission.PUBLISH_PREPARE)
def edit(notice_no: int) -> ResponseReturnValue:
    return _edit_page(
        notice_no, forms.notice_form(desk_board.item(g.work, notice_no).newest, again=True, formdata=None)
    )


@pages.post("/desk/notices/<int(max=2147483647):notice_no>/edit")
@allow(Permission.PUBLISH_PREPARE)
def revise(notice_no: int) -> ResponseReturnValue:
    form = forms.notice_form(again=True)
    if request.form.get("preview"):
        return _edit_page(notice_no, form)
    if _done(form, lambda: writing.revise(g.work, notice_no, forms.draft_of(form), seen=form.seen.data or 0)):
        return _told(notice_no, _("고쳐 두었습니다. 공개해야 사람들이 봅니다."))
    return _edit_page(notice_no, form), REFUSED


@pages.post("/desk/notices/<int(max=2147483647):notice_no>/ask")
@allow(Permission.PUBLISH_PREPARE)
def ask(notice_no: int) -> ResponseReturnValue:
    form = forms.SeenForm(prefix="ask")
    said = _("다른 담당자에게 확인을 부탁했습니다.")
    return _deed(notice_no, "ask", form, lambda: releasing.ask(g.work, notice_no, seen=form.seen.data), said)


@pages.post("/desk/notices/<int(max=2147483647):notice_no>/publish")
@allow(Permission.PUBLISH_PREPARE)
def publish(notice_no: int) -> ResponseReturnValue:
    form = forms.publish_form()
    said = _("예약했습니다.") if form.when.data == forms.LATER else _("공개했습니다.")
    kept = {"seen": form.seen.data, "mark": form.mark.data}
    return _deed(notice_no, "publish", form, lambda: releasing.publish(g.work, notice_no, **kept, at=form.moment), said)


@pages.post("/desk/notices/<int(max=2147483647):notice_no>/call-off")
@allow(Permission.PUBLISH_PREPARE)
def call_off(notice_no: int) -> ResponseReturnValue:
    form = forms.SeenForm(prefix="off")
    deed = lambda: releasing.call_off(g.work, notice_no, seen=form.seen.data)  # noqa: E731
    return _deed(notice_no, "off", form, deed, _("예약을 거두었습니다."))


@pages.post("/desk/notices/<int(max=2147483647):notice_no>/discard")
@allow(Permission.PUBLISH_PREPARE)
def discard(notice_no: int) -> ResponseReturnValue:
    form = forms.SeenForm(prefix="discard")
    if _done(form, lambda: writing.discard(g.work, notice_no, seen=form.seen.data)):
        flash(_("버렸습니다."), "done")
        return redirect(url_for("desk_notices.listed"), SEE_OTHER)
    return notice_page(notice_no, discard=form), REFUSED


@pages.post("/desk/notices/<int(max=2147483647):notice_no>/pin")
@allow(Permission.PUBLISH_PREPARE)
def pin(notice_no: int) -> ResponseReturnValue:
    on = request.form.get("on") == "1"
    said = _("맨 위에 둡니다.") if on else _("맨 위에서 내렸습니다.")
    return _deed(notice_no, "press", PressForm(prefix="press"), lambda: endings.pin(g.work, notice_no, on=on), said)


@pages.post("/desk/notices/<int(max=2147483647):notice_no>/archive")
@allow(Permission.PUBLISH_PREPARE)
def archive(notice_no: int) -> ResponseReturnValue:
    form = ReasonForm(prefix="archive")
    deed = lambda: endings.archive(g.work, notice_no, reason=form.reason.data or "")  # noqa: E731
    return _deed(notice_no, "archive", form, deed, _("지난 공지로 옮겼습니다."))


@pages.post("/desk/notices/<int(max=2147483647):notice_no>/bring-back")
@allow(Permission.PUBLISH_PREPARE)
def bring_back(notice_no: int) -> ResponseReturnValue:
    said = _("게시판에 다시 두었습니다.")
    return _deed(notice_no, "press", PressForm(prefix="press"), lambda: endings.bring_back(g.work, notice_no), said)


@pages.post("/desk/notices/<int(max=2147483647):notice_no>/withdraw")
@allow(Permission.PUBLISH_PREPARE)
def withdraw(notice_no: int) -> ResponseReturnValue:
    form = forms.WithdrawForm(prefix="withdraw")
    reason, erase = form.reason.data or "", bool(form.erase.data)
    deed = lambda: endings.withdraw(g.work, notice_no, reason=reason, erase=erase)  # noqa: E731
    return _deed(notice_no, "withdraw", form, deed, _("공지를 거두었습니다."))


def _deed(number: int, name: str, form: FlaskForm, deed: Callable[[], object], said: str) -> ResponseReturnValue:
    """`name`: of the form on the page, where its words stand if it was refused."""
    if _done(form, deed):
        return _told(number, said)
    return notice_page(number, **{name: form}), REFUSED


def _done(form: FlaskForm, deed: Callable[[], object]) -> bool:
    return taking.done(form, deed, explained=_EXPLAINED, explain=words.explain)


def _told(number: int, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("desk_notices.show", notice_no=number), SEE_OTHER)


def _edit_page(number: int | None, form: forms.NoticeForm) -> str:
    if form.once is not None:
        form.once.data = form.once.data or uuid4().hex
    more: dict[str, Any] = {"preview": to_html(form.body.data or "") if request.form.get("preview") else None}
    return render_template("notices/desk_edit.html", form=form, number=number, **more)


answer_with(pages, (NoSuchNotice,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale, NotReleased), "notices/stale.html", CONFLICT)
