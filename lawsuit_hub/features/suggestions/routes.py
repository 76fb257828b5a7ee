"""Suggestions for everybody: topics and how far they are, suggesting in two steps, joining a topic."""

from typing import Any, cast
from uuid import uuid4

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.publishing import words as file_words
from lawsuit_hub.features.publishing.routes import address
from lawsuit_hub.features.suggestions import browser_cookie, forms, reading, sending, supporting, words
from lawsuit_hub.features.suggestions.types import ENDS, PAGE, Category, NotThere, Preview, Sent
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.values.networks import network_of

pages = Blueprint("suggestions", __name__, template_folder="templates")

SEE_OTHER, NOT_FOUND, CONFLICT, REFUSED = 303, 404, 409, 422
_MOST_PAGES = 50


@pages.get("/suggestions")
@allow(Permission.SITE_READ)
def listed() -> ResponseReturnValue:
    query, category, page = request.args.get("q", "").strip(), chosen_category(), _page()
    topics, total = (
        reading.found(g.work, query, page=page) if query else reading.listed(g.work, category=category, page=page)
    )
    around: dict[str, Any] = {"query": query, "category": category, "page": page, "more": page * PAGE < total}
    around |= {"may_send": _may_send(), "member": is_member()}
    return render_template(
        "suggestions/topics.html", topics=topics, total=total, words=words, categories=Category, **around
    )


@pages.get("/suggestions/new")
@allow(Permission.SUGGESTION_SEND)
def new() -> ResponseReturnValue:
    return _writing(forms.suggest_form(formdata=None))


@pages.post("/suggestions/new")
@allow(Permission.SUGGESTION_SEND)
def send() -> ResponseReturnValue:
    """First as it would be kept; sent when she has seen it."""
    form, seen, sent = forms.suggest_form(), [], []
    if not form.sure.data and done(form, lambda: seen.append(_preview(form))):
        return _writing(form, seen[0])
    if form.sure.data and done(form, lambda: sent.append(_send(form))):
        return _thanks(sent[0])
    return _writing(form), REFUSED


@pages.get("/suggestions/<int(max=2147483647):topic_no>")
@allow(Permission.SITE_READ)
def show(topic_no: int) -> ResponseReturnValue:
    now_in = reading.now_in(g.work, topic_no)
    if now_in is not None:
        return redirect(url_for("suggestions.show", topic_no=now_in), SEE_OTHER)
    return _topic(topic_no)


@pages.post("/suggestions/<int(max=2147483647):topic_no>/support")
@allow(Permission.SUGGESTION_SEND)
def support(topic_no: int) -> ResponseReturnValue:
    form, browser = PressForm(), browser_cookie.carried() or browser_cookie.fresh()
    if not done(form, lambda: _support(topic_no, browser)):
        return _topic(topic_no, form), REFUSED
    answer = redirect(url_for("suggestions.show", topic_no=topic_no), SEE_OTHER)
    return answer if is_member() else browser_cookie.give(browser, answer)


def _support(topic_no: int, browser: str) -> None:
    if request.form.get("leave"):
        supporting.leave(g.work, topic_no, browser=browser)
        flash(_("거두었습니다."), "done")
    else:
        supporting.join(g.work, topic_no, browser=browser, network=network())
        flash(_("함께해 주셔서 고맙습니다. 보이는 숫자는 하루에 한 번 바뀝니다."), "done")


def _topic(topic_no: int, form: PressForm | None = None) -> str:
    topic, steps, files, quotes = reading.one(g.work, topic_no)
    joined = _may_send() and supporting.has_joined(g.work, topic_no, browser=browser_cookie.carried())
    around: dict[str, Any] = {"form": form, "press": PressForm(formdata=None), "joined": joined, "words": words}
    around |= {
        "files": [(one, address(one)) for one in files],
        "file_words": file_words,
        "open": topic.status not in ENDS,
        "papers": cast(HubApp, current_app).topic_papers(g.work, topic_no),
    }
    return render_template(
        "suggestions/topic.html", topic=topic, steps=steps[::-1], quotes=quotes, may_send=_may_send(), **around
    )


def done(form: Any, deed: Any) -> bool:
    return taking.done(form, deed, explained=words.EXPLAINED, explain=words.explain)


def network() -> str:
    return network_of(request.remote_addr)


def is_member() -> bool:
    return bool(g.work.actor.role is Role.MEMBER)


def chosen_category() -> Category | None:
    chosen = request.args.get("category", "")
    return Category(chosen) if chosen in set(Category) else None


def _may_send() -> bool:
    return g.work.actor.role in (Role.MEMBER, Role.VISITOR)


def _preview(form: forms.SuggestForm) -> Preview:
    return sending.preview(g.work, forms.suggesting_of(form), network=network())


def _send(form: forms.SuggestForm) -> tuple[Sent, str]:
    browser = "" if is_member() else browser_cookie.carried() or browser_cookie.fresh()
    said = forms.suggesting_of(form)
    return sending.send(g.work, said, once=form.once.data, network=network(), browser=browser), browser


def _thanks(given: tuple[Sent, str]) -> ResponseReturnValue:
    """A member finds hers in her list; who has no account is shown the code now and never again."""
    sent, browser = given
    if is_member():
        flash(_("받았습니다. 담당자가 보고 주제에 모읍니다."), "done")
        return redirect(url_for("own_suggestions.listed"), SEE_OTHER)
    return browser_cookie.give(browser, render_template("suggestions/sent.html", sent=sent))


def _writing(form: forms.SuggestForm, preview: Preview | None = None) -> str:
    form.once.data = form.once.data or uuid4().hex
    if preview is not None:
        form.text.data = preview.text
    return render_template("suggestions/new.html", form=form, preview=preview, member=is_member(), words=words)


def _page() -> int:
    page = request.args.get("page", 1, type=int)
    if not 1 <= page <= _MOST_PAGES:
        abort(NOT_FOUND)
    return page


answer_with(pages, (NotThere,), "errors/404.html", NOT_FOUND)
