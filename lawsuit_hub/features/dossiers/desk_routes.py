"""The desk's pages of dossiers: gathering topics for a recipient, their words, freezing a version."""

from collections.abc import Callable
from uuid import uuid4

from flask import Blueprint, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.dossiers import forms, freezing, reading, recipients, words, writing
from lawsuit_hub.features.dossiers.desk_page import dossier_page
from lawsuit_hub.features.dossiers.types import (
    Altered,
    BadDossier,
    FileHolds,
    Item,
    NoSuchDossier,
    NotFrozen,
    Part,
    Stale,
)
from lawsuit_hub.features.publishing.types import NotReleased, Unfit
from lawsuit_hub.features.suggestions import service as suggestions
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.web import actor_of_request, opens_own_works

pages = Blueprint("desk_dossiers", __name__, template_folder="templates")

REFUSED, CONFLICT, NOT_FOUND, SEE_OTHER = 422, 409, 404, 303
_EXPLAINED = (BadDossier, NotFrozen)


@pages.get("/desk/dossiers")
@allow(Permission.SUGGESTION_HANDLE)
def listed() -> ResponseReturnValue:
    return render_template("dossiers/desk_list.html", lines=reading.lines(g.work), words=words)


@pages.get("/desk/dossiers/new")
@allow(Permission.SUGGESTION_HANDLE)
def new() -> ResponseReturnValue:
    return _edit_page(_form(formdata=None), None)


@pages.post("/desk/dossiers/new")
@allow(Permission.SUGGESTION_HANDLE)
def make() -> ResponseReturnValue:
    form, made = _form(), list[int]()

    def deed() -> None:
        draft, topics = forms.draft_of(form), forms.topics_of(form)
        made.append(writing.make(g.work, draft, topics, once=form.once.data or uuid4().hex))

    if done(form, deed):
        return told(made[0], _("만들었습니다. 주제마다 바라는 것을 적어 주세요."))
    return _edit_page(form, None), REFUSED


@pages.get("/desk/dossiers/<int(max=2147483647):dossier_no>")
@allow(Permission.SUGGESTION_HANDLE)
def show(dossier_no: int) -> ResponseReturnValue:
    return dossier_page(dossier_no)


@pages.get("/desk/dossiers/<int(max=2147483647):dossier_no>/edit")
@allow(Permission.SUGGESTION_HANDLE)
def edit(dossier_no: int) -> ResponseReturnValue:
    item = reading.item(g.work, dossier_no)
    return _edit_page(_form(item, formdata=None), item)


@pages.post("/desk/dossiers/<int(max=2147483647):dossier_no>/edit")
@allow(Permission.SUGGESTION_HANDLE)
def reword(dossier_no: int) -> ResponseReturnValue:
    item = reading.item(g.work, dossier_no)
    form = _form(item)

    def deed() -> None:
        draft, topics = forms.draft_of(form), forms.topics_of(form)
        writing.reword(g.work, dossier_no, draft, topics, seen=form.seen.data or 0)

    if done(form, deed):
        return told(dossier_no, _("고쳐 두었습니다."))
    return _edit_page(form, item), REFUSED


@pages.get("/desk/dossiers/<int(max=2147483647):dossier_no>/topics/<int(max=2147483647):topic_no>")
@allow(Permission.SUGGESTION_HANDLE)
def topic(dossier_no: int, topic_no: int) -> ResponseReturnValue:
    item = reading.item(g.work, dossier_no)
    part = part_of(item, topic_no)
    return _words_page(item, part, forms.words_form(item, part.words, formdata=None))


@pages.post("/desk/dossiers/<int(max=2147483647):dossier_no>/topics/<int(max=2147483647):topic_no>")
@allow(Permission.SUGGESTION_HANDLE)
def word(dossier_no: int, topic_no: int) -> ResponseReturnValue:
    item = reading.item(g.work, dossier_no)
    part = part_of(item, topic_no)
    form = forms.words_form(item, part.words)
    deed = lambda: writing.word(g.work, dossier_no, part.topic_id, forms.words_of(form), seen=form.seen.data)  # noqa: E731
    if done(form, deed):
        return told(dossier_no, _("고쳐 두었습니다."))
    return _words_page(item, part, form), REFUSED


@pages.post("/desk/dossiers/<int(max=2147483647):dossier_no>/ask")
@allow(Permission.SUGGESTION_HANDLE)
def ask(dossier_no: int) -> ResponseReturnValue:
    form = forms.SeenForm(prefix="ask")
    if done(form, lambda: freezing.ask(g.work, dossier_no, seen=form.seen.data)):
        return told(dossier_no, _("다른 담당자에게 확인을 부탁했습니다."))
    return dossier_page(dossier_no, ask=form), REFUSED


@pages.post("/desk/dossiers/<int(max=2147483647):dossier_no>/freeze")
@allow(Permission.PUBLISH_PREPARE)
@opens_own_works
def freeze(dossier_no: int) -> ResponseReturnValue:
    """Drawing the files and looking through them takes a second: between two works."""
    form = forms.MarkForm(prefix="freeze")
    if not form.validate():
        return _not_frozen(dossier_no, "")
    try:
        _freeze(dossier_no, form)
    except (FileHolds, BadDossier, Unfit) as refusal:
        return _not_frozen(dossier_no, words.not_made(refusal))
    return told(dossier_no, _("판을 굳혔습니다. 이 파일은 이제 바뀌지 않습니다."))


def _freeze(number: int, form: forms.MarkForm) -> None:
    works = current_app.works  # type: ignore[attr-defined]
    with works.open(actor_of_request(), read_only=True) as work:
        ready = freezing.prepare(work, number, seen=form.seen.data, mark=form.mark.data)
    made = freezing.made(current_app.hub, ready)  # type: ignore[attr-defined]
    with works.open(actor_of_request()) as work:
        freezing.freeze(work, made)


@pages.post("/desk/dossiers/<int(max=2147483647):dossier_no>/discard")
@allow(Permission.SUGGESTION_HANDLE)
def discard(dossier_no: int) -> ResponseReturnValue:
    form = forms.SeenForm(prefix="discard")
    if done(form, lambda: writing.discard(g.work, dossier_no, seen=form.seen.data)):
        flash(_("버렸습니다."), "done")
        return redirect(url_for("desk_dossiers.listed"), SEE_OTHER)
    return dossier_page(dossier_no, discard=form), REFUSED


def part_of(item: Item, topic_no: int) -> Part:
    """Raises NoSuchDossier."""
    for part in item.parts:
        if part.number == topic_no:
            return part
    raise NoSuchDossier


def done(form: FlaskForm, deed: Callable[[], object]) -> bool:
    return taking.done(form, deed, explained=_EXPLAINED, explain=words.explain)


def told(number: int, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("desk_dossiers.show", dossier_no=number), SEE_OTHER)


def _form(item: Item | None = None, **more: object) -> forms.DossierForm:
    offered = recipients.listed(g.work)
    if item is not None and item.recipient not in offered:
        offered = (item.recipient, *offered)
    return forms.dossier_form(offered, suggestions.topics_with(g.work), item, **more)


def _edit_page(form: forms.DossierForm, item: Item | None) -> str:
    if form.once is not None:
        form.once.data = form.once.data or uuid4().hex
    return render_template("dossiers/desk_edit.html", form=form, item=item)


def _words_page(item: Item, part: Part, form: forms.WordsForm) -> str:
    return render_template("dossiers/desk_words.html", item=item, part=part, form=form, words=words)


def _not_frozen(number: int, why: str) -> ResponseReturnValue:
    with current_app.works.open(actor_of_request(), read_only=True) as g.work:  # type: ignore[attr-defined]
        return dossier_page(number, trouble=why), REFUSED


answer_with(pages, (NoSuchDossier,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale, NotReleased, Altered), "dossiers/stale.html", CONFLICT)
