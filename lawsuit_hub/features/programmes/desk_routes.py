"""The desk's pages of the overview: programmes as data, a version at a time."""

from collections.abc import Callable
from uuid import uuid4

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.programmes import editing, forms, service, words
from lawsuit_hub.features.programmes.types import BadWords, Field, NoSuchProgramme, Stale
from lawsuit_hub.features.publishing import words as gate_words
from lawsuit_hub.features.publishing.types import NotReleased, ReasonHoldsPersonal
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing

pages = Blueprint("desk_programmes", __name__, template_folder="templates")

REFUSED, CONFLICT, NOT_FOUND, SEE_OTHER = 422, 409, 404, 303
_EXPLAINED = (BadWords, ReasonMissing, ReasonHoldsNumber, ReasonHoldsPersonal)


@pages.get("/desk/programmes")
@allow(Permission.PUBLISH_PREPARE)
def listed() -> ResponseReturnValue:
    press = PressForm(None, prefix="press")
    return render_template("programmes/desk_list.html", items=service.items(g.work), press=press, words=words)


@pages.get("/desk/programmes/new")
@allow(Permission.PUBLISH_PREPARE)
def new() -> ResponseReturnValue:
    return _edit_page(None, forms.programme_form(formdata=None))


@pages.post("/desk/programmes/new")
@allow(Permission.PUBLISH_PREPARE)
def write() -> ResponseReturnValue:
    form, made = forms.programme_form(), []
    if _done(form, lambda: made.append(editing.write(g.work, forms.content_of(form), once=form.once.data))):
        return _told(made[0], _("적어 두었습니다. 아직 아무도 보지 못합니다."))
    return _edit_page(None, form), REFUSED


@pages.get("/desk/programmes/<int(max=2147483647):programme_no>")
@allow(Permission.PUBLISH_PREPARE)
def show(programme_no: int) -> ResponseReturnValue:
    return _page(programme_no)


@pages.get("/desk/programmes/<int(max=2147483647):programme_no>/edit")
@allow(Permission.PUBLISH_PREPARE)
def edit(programme_no: int) -> ResponseReturnValue:
    return _edit_page(
        programme_no, forms.programme_form(service.item(g.work, programme_no).newest, again=True, formdata=None)
    )


@pages.post("/desk/programmes/<int(max=2147483647):programme_no>/edit")
@allow(Permission.PUBLISH_PREPARE)
def revise(programme_no: int) -> ResponseReturnValue:
    form = forms.programme_form(again=True)
    if _done(form, lambda: editing.revise(g.work, programme_no, forms.content_of(form), seen=form.seen.data or 0)):
        return _told(programme_no, _("고쳐 두었습니다. 공개해야 사람들이 봅니다."))
    return _edit_page(programme_no, form), REFUSED


@pages.post("/desk/programmes/<int(max=2147483647):programme_no>/ask")
@allow(Permission.PUBLISH_PREPARE)
def ask(programme_no: int) -> ResponseReturnValue:
    form = forms.SeenForm(prefix="ask")
    said = _("다른 담당자에게 확인을 부탁했습니다.")
    return _deed(programme_no, "ask", form, lambda: editing.ask(g.work, programme_no, seen=form.seen.data), said)


@pages.post("/desk/programmes/<int(max=2147483647):programme_no>/publish")
@allow(Permission.PUBLISH_PREPARE)
def publish(programme_no: int) -> ResponseReturnValue:
    form = forms.PublishForm(prefix="publish")
    kept = {"seen": form.seen.data, "mark": form.mark.data}
    return _deed(
        programme_no, "publish", form, lambda: editing.publish(g.work, programme_no, **kept), _("공개했습니다.")
    )


@pages.post("/desk/programmes/<int(max=2147483647):programme_no>/discard")
@allow(Permission.PUBLISH_PREPARE)
def discard(programme_no: int) -> ResponseReturnValue:
    form = forms.SeenForm(prefix="discard")
    if _done(form, lambda: editing.discard(g.work, programme_no, seen=form.seen.data)):
        flash(_("버렸습니다."), "done")
        return redirect(url_for("desk_programmes.listed"), SEE_OTHER)
    return _page(programme_no, discard=form), REFUSED


@pages.post("/desk/programmes/<int(max=2147483647):programme_no>/end")
@allow(Permission.PUBLISH_PREPARE)
def end(programme_no: int) -> ResponseReturnValue:
    form = ReasonForm(prefix="end")
    said = _("끝난 사업으로 두었습니다.")
    return _deed(
        programme_no, "end", form, lambda: editing.end(g.work, programme_no, reason=form.reason.data or ""), said
    )


@pages.post("/desk/programmes/<int(max=2147483647):programme_no>/resume")
@allow(Permission.PUBLISH_PREPARE)
def resume(programme_no: int) -> ResponseReturnValue:
    said = _("다시 안내합니다.")
    return _deed(programme_no, "press", PressForm(prefix="press"), lambda: editing.resume(g.work, programme_no), said)


@pages.post("/desk/programmes/<int(max=2147483647):programme_no>/up")
@allow(Permission.PUBLISH_PREPARE)
def move_up(programme_no: int) -> ResponseReturnValue:
    if PressForm(prefix="press").validate():
        editing.move_up(g.work, programme_no)
    return redirect(url_for("desk_programmes.listed"), SEE_OTHER)


def _deed(number: int, name: str, form: FlaskForm, deed: Callable[[], object], said: str) -> ResponseReturnValue:
    """`name`: of the form on the page, where its words stand if it was refused."""
    if _done(form, deed):
        return _told(number, said)
    return _page(number, **{name: form}), REFUSED


def _done(form: FlaskForm, deed: Callable[[], object]) -> bool:
    return taking.done(form, deed, explained=_EXPLAINED, explain=words.explain)


def _told(number: int, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("desk_programmes.show", programme_no=number), SEE_OTHER)


def _edit_page(number: int | None, form: forms.ProgrammeForm) -> str:
    if form.once is not None:
        form.once.data = form.once.data or uuid4().hex
    return render_template("programmes/desk_edit.html", form=form, number=number, fields=tuple(Field))


def _page(number: int, **typed: FlaskForm) -> str:
    """`typed`: the one form that was refused. Raises NoSuchProgramme."""
    item = service.item(g.work, number)
    stands, seen = editing.gate(g.work, item.id, item.newest), {"seen": item.newest.turn}
    made = {
        "ask": forms.SeenForm(None, prefix="ask", data=seen),
        "publish": forms.PublishForm(None, prefix="publish", data=seen | {"mark": stands.mark}),
        "discard": forms.SeenForm(None, prefix="discard", data=seen),
        "end": ReasonForm(None, prefix="end"),
        "press": PressForm(None, prefix="press"),
    }
    shown = {"item": item, "gate": stands, "fields": tuple(Field), "form": next(iter(typed.values()), None)}
    return render_template(
        "programmes/desk_programme.html", **shown, forms=made | typed, words=words, gate_words=gate_words
    )


answer_with(pages, (NoSuchProgramme,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale, NotReleased), "programmes/stale.html", CONFLICT)
