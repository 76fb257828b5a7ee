"""The FAQ's desk: entries, an utterance tried on them, writing, taking out and putting back, what each said before."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.faq import forms, matchers, service, writing
from lawsuit_hub.features.faq.types import Heard, NoSuchEntry, Stale
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("faq_desk", __name__, template_folder="templates")

REFUSED, CONFLICT, NOT_FOUND, SEE_OTHER = 422, 409, 404, 303


def done(form: FlaskForm, deed: Callable[[], object]) -> bool:
    return taking.done(form, deed, explained=forms.EXPLAINED, explain=forms.explain)


@pages.get("/desk/faq")
@allow(Permission.FAQ_WRITE)
def listed() -> ResponseReturnValue:
    return _list()


@pages.post("/desk/faq/try")
@allow(Permission.FAQ_WRITE)
def try_out() -> ResponseReturnValue:
    form = forms.TryForm(prefix="try")
    if not form.validate():
        return _list(form), REFUSED
    return _list(form, service.hear(g.work, form.text.data))


@pages.get("/desk/faq/new")
@allow(Permission.FAQ_WRITE)
def new() -> ResponseReturnValue:
    return render_template("faq/edit.html", entry=None, form=forms.entry_form(), history=())


@pages.post("/desk/faq/new")
@allow(Permission.FAQ_WRITE)
def write() -> ResponseReturnValue:
    form, made = forms.entry_form(), []
    more: dict[str, Any] = {"once": form.once.data or None, "anyway": bool(form.anyway.data)}
    if done(form, lambda: made.append(writing.write(g.work, forms.draft_of(form), **more))):
        return _told(made[0].code, _("실었습니다. 챗봇도 이제 이 답을 합니다."))
    return render_template("faq/edit.html", entry=None, form=form, history=()), REFUSED


@pages.get("/desk/faq/entries/<entry>")
@allow(Permission.FAQ_WRITE)
def edit(entry: str) -> ResponseReturnValue:
    return _page(entry)


@pages.post("/desk/faq/entries/<entry>")
@allow(Permission.FAQ_WRITE)
def revise(entry: str) -> ResponseReturnValue:
    form = forms.entry_form()
    more: dict[str, Any] = {"seen": form.seen.data or 0, "anyway": bool(form.anyway.data)}
    if done(form, lambda: writing.revise(g.work, entry, forms.draft_of(form), **more)):
        return _told(entry, _("고쳤습니다. 앞서 적은 것도 남아 있습니다."))
    return _page(entry, form), REFUSED


@pages.post("/desk/faq/entries/<entry>/retire")
@allow(Permission.FAQ_WRITE)
def retire(entry: str) -> ResponseReturnValue:
    return _seen(entry, writing.retire, _("내렸습니다. 보이지 않고, 챗봇도 답하지 않습니다."))


@pages.post("/desk/faq/entries/<entry>/restore")
@allow(Permission.FAQ_WRITE)
def restore(entry: str) -> ResponseReturnValue:
    return _seen(entry, writing.restore, _("다시 실었습니다."))


def _seen(entry: str, deed: Callable[..., None], said: str) -> ResponseReturnValue:
    form = forms.SeenForm(prefix="seen")
    if done(form, lambda: deed(g.work, entry, seen=form.seen.data)):
        return _told(entry, said)
    return _page(entry), REFUSED


def _told(entry: str, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("faq_desk.edit", entry=entry), SEE_OTHER)


def _list(form: forms.TryForm | None = None, heard: Heard | None = None) -> str:
    shown = form or forms.TryForm(formdata=None, prefix="try")
    around = {"form": shown, "heard": heard, "enough": matchers.ENOUGH}
    return render_template("faq/desk.html", entries=service.entries(g.work, retired=True), **around)


def _page(entry: str, form: forms.EntryForm | None = None) -> str:
    stands = service.get(g.work, entry, retired=True)
    seen = forms.SeenForm(formdata=None, prefix="seen", data={"seen": stands.turn})
    shown = form or forms.entry_form(stands, formdata=None)
    return render_template(
        "faq/edit.html", entry=stands, form=shown, seen=seen, history=service.history(g.work, entry)[1:]
    )


answer_with(pages, (NoSuchEntry,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale,), "faq/stale.html", CONFLICT)
