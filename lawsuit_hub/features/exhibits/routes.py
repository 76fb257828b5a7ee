"""A group's exhibits for its caseworker and its lawyer: the list, common exhibits, numbers. No rules, no pictures."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, flash, g, redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.documents import uploading
from lawsuit_hub.features.documents.forms import ACCEPTED
from lawsuit_hub.features.documents.types import EVIDENCE, NoSuchDocument
from lawsuit_hub.features.exhibits import commons, forms, lists, numbering, service, words
from lawsuit_hub.features.exhibits.board_types import Board
from lawsuit_hub.features.exhibits.types import ListMoved, NoSuchPaper, NothingToNumber, TitleMissing
from lawsuit_hub.features.lawsuits.staff_pages import staff
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import ReasonHoldsNumber
from lawsuit_hub.infra.web import actor_of_request, opens_own_works

pages = Blueprint("exhibits", __name__, template_folder="templates")

REFUSED, NOT_FOUND, SEE_OTHER = 422, 404, 303


@pages.get("/exhibits/<code>")
@allow(Permission.EXHIBIT_MANAGE)
def show(code: str) -> ResponseReturnValue:
    board = service.board(g.work, code)
    return _page(board) if board.line.code == code else redirect(url_for("exhibits.show", code=board.line.code))


def page(code: str, **typed: Any) -> str:
    """`typed`: forms that were sent and not taken."""
    return _page(service.board(g.work, code), **typed)


def _page(board: Board, **typed: Any) -> str:
    made = {
        "list": forms.list_form(board.wanted, formdata=None),
        "look": forms.look_form(board, formdata=None),
        "common": forms.common_form(),
        "fix": forms.FixForm(formdata=None, prefix="fix", data={"seen": board.mark}),
        "ask": forms.ask_form(formdata=None),
        "answer": forms.answer_form(formdata=None),
        "press": PressForm(formdata=None),
    } | typed
    return render_template(
        "exhibits/board.html",
        board=board,
        forms=made,
        form=next(iter(typed.values()), None),
        words=words,
        kinds=EVIDENCE,
        accepted=ACCEPTED,
        most=uploading.MOST_FILES,
        **staff(board.line.code),
    )


@pages.post("/exhibits/<code>/list")
@allow(Permission.EXHIBIT_MANAGE)
def change_list(code: str) -> ResponseReturnValue:
    form = forms.list_form(service.board(g.work, code).wanted)
    if not form.validate():
        return page(code, list=form), REFUSED
    try:
        lists.change(g.work, code, forms.needs_of(form), seen=form.seen.data)
    except ListMoved as refusal:
        flash(words.refusal(refusal), "error")
        return back(code)
    flash(_("목록을 바꿨습니다. 회원들이 자기 화면에서 봅니다."), "done")
    return back(code, "list")


@pages.post("/exhibits/<code>/common")
@allow(Permission.EXHIBIT_MANAGE)
@opens_own_works
def add_common(code: str) -> ResponseReturnValue:
    fields: dict[str, str] = {}
    works, actor = current_app.works, actor_of_request()  # type: ignore[attr-defined]
    try:
        files = uploading.files(fields=fields)
        commons.hand_in(works, actor, code, files, title=forms.title_of(fields))
    except (*uploading.REFUSALS, TitleMissing, ReasonHoldsNumber) as refusal:
        return _not_taken(code, refusal, forms.title_of(fields))
    flash(_("공통 증거를 받아 암호로 잠갔습니다."), "done")
    return back(code, "common")


def _not_taken(code: str, refusal: Exception, title: str) -> ResponseReturnValue:
    form = forms.common_form(title=title)
    if isinstance(refusal, TitleMissing):
        form.title.errors = [_("증거 이름을 적어 주세요.")]
    elif isinstance(refusal, ReasonHoldsNumber):
        form.title.errors = [words.refusal(refusal)]
    else:
        form.files.errors = list(uploading.form(refusal).files.errors)
    with current_app.works.open(actor_of_request(), read_only=True) as work:  # type: ignore[attr-defined]
        g.work = work
        return page(code, common=form), uploading.status(refusal)


@pages.post("/exhibits/<code>/common/<uuid:common>/remove")
@allow(Permission.EXHIBIT_MANAGE)
def remove_common(code: str, common: UUID) -> ResponseReturnValue:
    commons.remove(g.work, code, common)
    flash(_("공통 증거를 지웠습니다. 다시 열 수 없습니다."), "done")
    return back(code, "common")


@pages.post("/exhibits/<code>/numbers")
@allow(Permission.EXHIBIT_MANAGE)
def fix(code: str) -> ResponseReturnValue:
    form = forms.FixForm(prefix="fix")
    try:
        count = numbering.fix(g.work, code, seen=form.seen.data or "")
    except (ListMoved, NothingToNumber) as refusal:
        flash(words.refusal(refusal), "error")
        return back(code, "numbers")
    flash(_("%(count)s건에 번호를 붙였습니다. 붙인 번호는 바뀌지 않습니다.", count=count), "done")
    return back(code, "numbers")


@pages.get("/exhibits/<code>/numbers")
@allow(Permission.EXHIBIT_MANAGE)
def numbers(code: str) -> ResponseReturnValue:
    line, listed = service.listed(g.work, code)
    return render_template("exhibits/numbers.html", line=line, listed=listed, words=words, **staff(code))


def back(code: str, part: str = "") -> ResponseReturnValue:
    return redirect(url_for("exhibits.show", code=code) + (f"#{part}" if part else ""), SEE_OTHER)


@pages.record
def _fit(state: BlueprintSetupState) -> None:
    uploading.fit(state, add_common)


answer_with(pages, (NoSuchGroup, NoSuchPaper, NoSuchDocument), "errors/404.html", NOT_FOUND)
