"""The question board for everybody: reading, searching, asking in two steps, saying that an answer helped."""

from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, abort, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.questions import asking, forms, near, service, words
from lawsuit_hub.features.questions.types import FAQ, PAGE, Category, Near, NotOnBoard, Preview, Stale
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.values.networks import network_of

pages = Blueprint("board", __name__, template_folder="templates")

OK, SEE_OTHER, NOT_FOUND, CONFLICT, REFUSED = 200, 303, 404, 409, 422
_MOST_PAGES = 50


@pages.get("/questions")
@allow(Permission.SITE_READ)
def listed() -> ResponseReturnValue:
    query, category, page = request.args.get("q", "").strip(), _category(), _page()
    lines, total = (
        service.found(g.work, query, page=page) if query else service.listed(g.work, category=category, page=page)
    )
    around: dict[str, Any] = {"query": query, "category": category, "page": page, "more": page * PAGE < total}
    return render_template("questions/board.html", lines=lines, total=total, words=words, categories=Category, **around)


@pages.get("/questions/ask")
@allow(Permission.QUESTION_ASK)
def ask() -> ResponseReturnValue:
    return _asking(forms.ask_form(member=_is_member(), formdata=None))


@pages.post("/questions/ask")
@allow(Permission.QUESTION_ASK)
def send() -> ResponseReturnValue:
    """First as it would be kept, beside what may answer it; sent when she has seen it."""
    form, seen = forms.ask_form(member=_is_member()), []
    if not form.sure.data and done(form, lambda: seen.append(_preview(form))):
        return _asking(form, seen[0])
    if form.sure.data and done(form, lambda: _send(form)):
        return redirect(url_for("own_board.listed" if _is_member() else "board.listed"), SEE_OTHER)
    return _asking(form), REFUSED


@pages.post("/questions/near")
@allow(Permission.QUESTION_ASK)
def near_ones() -> ResponseReturnValue:
    """For a script, while somebody types; in the body, so that her words are in no address."""
    some = near.typed(g.work, request.form.get("text", ""), network=network())
    return jsonify([{"title": one.title, "snippet": one.snippet, "url": url_of(one)} for one in some])


@pages.get("/questions/<uuid:asked>")
@allow(Permission.SITE_READ)
def show(asked: UUID) -> ResponseReturnValue:
    return thread_page(asked)


@pages.post("/questions/<uuid:asked>/helpful")
@allow(Permission.QUESTION_ASK)
def helpful(asked: UUID) -> ResponseReturnValue:
    browser = f"{request.remote_addr} {request.user_agent.string[:200]}"
    service.helped(g.work, asked, browser=browser, network=network())
    flash(_("알려 주셔서 고맙습니다."), "done")
    return redirect(url_for("board.show", asked=asked), SEE_OTHER)


def thread_page(asked: UUID, *, form: forms.MoreForm | None = None, preview: Preview | None = None) -> str:
    thread, hers = service.thread(g.work, asked)
    more = form or forms.MoreForm(formdata=None)
    more.seen.data = thread.turn
    if preview is not None:
        more.text.data = preview.text
    around: dict[str, Any] = {"form": form, "preview": preview, "press": PressForm(formdata=None)}
    return render_template("questions/question.html", thread=thread, hers=hers, more=more, words=words, **around)


def done(form: Any, deed: Any) -> bool:
    return taking.done(form, deed, explained=words.EXPLAINED, explain=words.explain)


def url_of(one: Near) -> str:
    return url_for("faq.one", entry=one.key) if one.kind == FAQ else url_for("board.show", asked=one.key)


def network() -> str:
    return network_of(request.remote_addr)


def _preview(form: forms.AskForm) -> Preview:
    return asking.preview(g.work, forms.asking_of(form), network=network())


def _send(form: forms.AskForm) -> None:
    asking.ask(g.work, forms.asking_of(form), once=form.once.data, network=network())
    if not _is_member():
        flash(_("받았습니다. 담당자가 보고 답과 함께 이 게시판에 싣습니다. 누가 물었는지는 저희도 모릅니다."), "done")
    elif form.reader.data == forms.PRIVATE:
        flash(_("받았습니다. 담당자만 봅니다. 답이 있으면 문자로 알립니다."), "done")
    else:
        flash(_("받았습니다. 담당자가 보고 게시판에 싣습니다. 답이 있으면 문자로 알립니다."), "done")


def _asking(form: forms.AskForm, preview: Preview | None = None) -> str:
    form.once.data = uuid4().hex
    if preview is not None:
        form.title.data, form.text.data = preview.title, preview.text
    around: dict[str, Any] = {"preview": preview, "member": _is_member(), "url_of": url_of}
    return render_template("questions/ask.html", form=form, words=words, **around)


def _is_member() -> bool:
    return bool(g.work.actor.role is Role.MEMBER)


def _category() -> Category | None:
    chosen = request.args.get("category", "")
    return Category(chosen) if chosen in set(Category) else None


def _page() -> int:
    page = request.args.get("page", 1, type=int)
    if not 1 <= page <= _MOST_PAGES:
        abort(NOT_FOUND)
    return page


answer_with(pages, (NotOnBoard,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale,), "questions/stale.html", CONFLICT)
