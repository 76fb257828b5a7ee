"""The desk of suggestions: what waits, gathering with one press, what one is about, letting its words be quoted, putting aside."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.suggestions import forms, gathering, queue, words
from lawsuit_hub.features.suggestions.routes import CONFLICT, NOT_FOUND, REFUSED, SEE_OTHER, chosen_category, done
from lawsuit_hub.features.suggestions.types import Category, NotThere, Stale
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm

pages = Blueprint("desk_suggestions", __name__, template_folder="templates")


@pages.get("/desk/suggestions")
@allow(Permission.SUGGESTION_HANDLE)
def listed() -> ResponseReturnValue:
    category, aside = chosen_category(), request.args.get("pick") == "aside"
    desk = queue.desk(g.work, category=category, aside=aside)
    around: dict[str, Any] = {"category": category, "categories": Category, "aside": aside, "words": words}
    around["most"] = queue.MOST
    press = PressForm(formdata=None)
    return render_template("suggestions/desk.html", desk=desk, press=press, **around)


@pages.get("/desk/suggestions/<uuid:suggested>")
@allow(Permission.SUGGESTION_HANDLE)
def show(suggested: UUID) -> ResponseReturnValue:
    return _page(suggested)


@pages.post("/desk/suggestions/<uuid:suggested>/gather")
@allow(Permission.SUGGESTION_HANDLE)
def gather(suggested: UUID) -> ResponseReturnValue:
    form, put = forms.GatherForm(prefix="gather"), []
    forms.choose_topic(form, "topic", queue.topic_views(g.work))
    same = bool(form.same.data)
    if done(form, lambda: put.append(gathering.gather(g.work, suggested, int(form.topic.data), same=same))):
        flash(_("모은 건의: %(count)s건", count=put[0]), "done")
        return redirect(url_for("desk_suggestions.listed"), SEE_OTHER)
    return _page(suggested, gather=form), REFUSED


@pages.post("/desk/suggestions/<uuid:suggested>/sort")
@allow(Permission.SUGGESTION_HANDLE)
def sort(suggested: UUID) -> ResponseReturnValue:
    form = _sort_form()
    category = form.category.data if form.category.data in set(Category) else Category.OTHER
    if done(form, lambda: gathering.sort(g.work, suggested, Category(category), seen=form.seen.data)):
        return _back(suggested, _("분야를 고쳤습니다."))
    return _page(suggested, sort=form), REFUSED


@pages.post("/desk/suggestions/<uuid:suggested>/look")
@allow(Permission.SUGGESTION_HANDLE)
def look(suggested: UUID) -> ResponseReturnValue:
    form = forms.LookForm(prefix="look")
    masks = (form.masks.data or "").splitlines()
    if done(form, lambda: gathering.look(g.work, suggested, seen=form.seen.data, masks=masks)):
        return _back(suggested, _("이 말을 인용할 수 있습니다."))
    return _page(suggested, look=form), REFUSED


@pages.post("/desk/suggestions/<uuid:suggested>/unquote")
@allow(Permission.SUGGESTION_HANDLE)
def unquote(suggested: UUID) -> ResponseReturnValue:
    form = forms.SeenForm()
    if done(form, lambda: gathering.unquote(g.work, suggested, seen=form.seen.data)):
        return _back(suggested, _("이 말을 인용하지 않습니다."))
    return _page(suggested), REFUSED


@pages.post("/desk/suggestions/<uuid:suggested>/aside")
@allow(Permission.SUGGESTION_HANDLE)
def put_aside(suggested: UUID) -> ResponseReturnValue:
    form = forms.AsideForm(prefix="aside")
    kept = {"seen": form.seen.data, "same": bool(form.same.data)}
    if done(form, lambda: gathering.put_aside(g.work, suggested, reason=form.reason.data, **kept)):
        flash(_("따로 치워 두었습니다. 쓴 사람은 이유를 봅니다."), "done")
        return redirect(url_for("desk_suggestions.listed"), SEE_OTHER)
    return _page(suggested, aside=form), REFUSED


@pages.post("/desk/suggestions/<uuid:suggested>/back")
@allow(Permission.SUGGESTION_HANDLE)
def bring_back(suggested: UUID) -> ResponseReturnValue:
    form = forms.SeenForm()
    if done(form, lambda: gathering.bring_back(g.work, suggested, seen=form.seen.data)):
        return _back(suggested, _("다시 기다리는 건의로 두었습니다."))
    return _page(suggested), REFUSED


def _back(suggested: UUID, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("desk_suggestions.show", suggested=suggested), SEE_OTHER)


def _sort_form(**more: Any) -> forms.SortForm:
    form = forms.SortForm(prefix="sort", **more)
    form.category.choices = [(one.value, words.category(one)) for one in Category]
    return form


def _page(suggested: UUID, **typed: FlaskForm) -> str:
    """`typed`: the one form that was refused, by its name."""
    item, known = queue.item(g.work, suggested), queue.topic_views(g.work)
    likely = queue.proposals(item.text, known)
    gather = forms.GatherForm(None, prefix="gather")
    forms.choose_topic(gather, "topic", (*likely, *(one for one in known if one not in likely)))
    made: dict[str, FlaskForm] = {
        "gather": gather,
        "sort": _sort_form(formdata=None, data={"category": item.category.value}),
        "look": forms.LookForm(None, prefix="look"),
        "aside": forms.AsideForm(None, prefix="aside"),
        "seen": forms.SeenForm(None),
        **typed,
    }
    for form in made.values():
        if "seen" in form:
            form.seen.data = item.turn
    around: dict[str, Any] = {"form": next(iter(typed.values()), None), "words": words, "likely": likely}
    return render_template("suggestions/case.html", item=item, made=made, known=known, **around)


answer_with(pages, (NotThere,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale,), "suggestions/stale.html", CONFLICT)
