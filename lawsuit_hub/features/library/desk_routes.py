"""The library's desk: manuals, their versions, and each version's way through the gate."""

from collections.abc import Callable
from uuid import uuid4

from flask import Blueprint, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.library import forms, service, words
from lawsuit_hub.features.library.types import BadManual, HoldsPersonal, NoSuchManual
from lawsuit_hub.features.publishing import uploading
from lawsuit_hub.features.publishing import words as file_words
from lawsuit_hub.features.publishing.types import Looked, NotReleased
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing
from lawsuit_hub.infra.taking import done
from lawsuit_hub.infra.web import actor_of_request, opens_own_works

pages = Blueprint("desk_library", __name__, template_folder="templates")

NOT_FOUND, REFUSED, SEE_OTHER, CONFLICT = 404, 422, 303, 409
EXPLAINED = (BadManual, HoldsPersonal, ReasonMissing, ReasonHoldsNumber)


def _done(form: FlaskForm, deed: Callable[[], object]) -> bool:
    return done(form, deed, explained=EXPLAINED, explain=words.explain)


@pages.get("/desk/library")
@allow(Permission.LIBRARY_MANAGE)
def listed() -> ResponseReturnValue:
    return _list(forms.manual_form(formdata=None))


@pages.post("/desk/library")
@allow(Permission.LIBRARY_MANAGE)
def add() -> ResponseReturnValue:
    form, made = forms.manual_form(), []
    once = form.once.data or uuid4().hex
    if _done(form, lambda: made.append(service.add(g.work, forms.facts_of(form), once=once))):
        return _told(made[0], _("만들었습니다. 이제 첫 판을 올려 주세요."))
    return _list(form), REFUSED


@pages.get("/desk/library/<int:manual>")
@allow(Permission.LIBRARY_MANAGE)
def show(manual: int) -> ResponseReturnValue:
    return _page(manual)


@pages.post("/desk/library/<int:manual>")
@allow(Permission.LIBRARY_MANAGE)
def correct(manual: int) -> ResponseReturnValue:
    form = forms.manual_form()
    if _done(form, lambda: service.correct(g.work, manual, forms.facts_of(form))):
        return _told(manual, _("고쳤습니다."))
    return _page(manual, edit=form), REFUSED


@pages.post("/desk/library/<int:manual>/versions")
@allow(Permission.LIBRARY_MANAGE)
@opens_own_works
def add_version(manual: int) -> ResponseReturnValue:
    typed: dict[str, str] = {}
    try:
        _keep(manual, uploading.looked(prefix="version", fields=typed), typed)
    except (*uploading.REFUSALS, BadManual) as refusal:
        return _again(manual, typed, refusal)
    return _told(manual, _("올려서 살펴보았습니다. 아래에서 확인하고 공개해 주세요."))


def _keep(manual: int, looked: Looked, typed: dict[str, str]) -> None:
    said = {name: typed.get(f"version-{name}", "") for name in ("label", "note", "language")}
    with current_app.works.open(actor_of_request()) as work:  # type: ignore[attr-defined]
        service.add_version(work, manual, looked, **said)


def _again(manual: int, typed: dict[str, str], refusal: Exception) -> ResponseReturnValue:
    said = {name.removeprefix("version-"): value for name, value in typed.items() if not name.endswith("csrf_token")}
    with current_app.works.open(actor_of_request(), read_only=True) as work:  # type: ignore[attr-defined]
        g.work = work
        form = forms.version_form(**said)
        if isinstance(refusal, BadManual):
            words.explain(form, refusal)
        else:
            form.file.errors = [uploading.why(refusal)]
        return _page(manual, version=form), uploading.status(refusal)


@pages.post("/desk/library/<int:manual>/<int:manual_version>/ask")
@allow(Permission.LIBRARY_MANAGE)
def ask(manual: int, manual_version: int) -> ResponseReturnValue:
    service.ask(g.work, manual, manual_version)
    return _told(manual, _("다른 담당자의 확인을 기다립니다."))


@pages.post("/desk/library/<int:manual>/<int:manual_version>/publish")
@allow(Permission.LIBRARY_MANAGE)
def publish(manual: int, manual_version: int) -> ResponseReturnValue:
    service.publish(g.work, manual, manual_version)
    return _told(manual, _("공개했습니다."))


@pages.post("/desk/library/<int:manual>/<int:manual_version>/withdraw")
@allow(Permission.LIBRARY_MANAGE)
def withdraw(manual: int, manual_version: int) -> ResponseReturnValue:
    form = ReasonForm(prefix=f"end-{manual_version}")
    if _done(form, lambda: service.withdraw(g.work, manual, manual_version, reason=form.reason.data or "")):
        return _told(manual, _("거두었습니다."))
    return _page(manual, end=(manual_version, form)), REFUSED


@pages.post("/desk/library/<int:manual>/<int:manual_version>/drop")
@allow(Permission.LIBRARY_MANAGE)
def drop(manual: int, manual_version: int) -> ResponseReturnValue:
    service.drop(g.work, manual, manual_version)
    return _told(manual, _("지웠습니다."))


def _told(manual: int, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("desk_library.show", manual=manual), SEE_OTHER)


def _list(form: forms.ManualForm) -> str:
    form.once.data = form.once.data or uuid4().hex
    return render_template("library/desk.html", manuals=service.for_staff(g.work), form=form, words=words)


def _page(
    manual: int,
    *,
    edit: FlaskForm | None = None,
    version: FlaskForm | None = None,
    end: tuple[int, FlaskForm] | None = None,
) -> str:
    """At most one form that was refused; `end` with the number of its version."""
    found, drafts = service.one_for_staff(g.work, manual)
    ends = {one.number: ReasonForm(None, prefix=f"end-{one.number}") for one in found.versions}
    return render_template(
        "library/desk_manual.html",
        manual=found,
        drafts=drafts,
        edit=edit or forms.manual_form(found, formdata=None),
        version=version or forms.version_form(language="ko"),
        ends=ends | dict([end] if end else []),
        press=PressForm(formdata=None),
        form=edit or version or (end[1] if end else None),
        words=words,
        file_words=file_words,
        accepted=uploading.ACCEPTED,
    )


answer_with(pages, (NoSuchManual,), "errors/404.html", NOT_FOUND)
answer_with(pages, (NotReleased, BadManual), "library/stale.html", CONFLICT)
pages.record(lambda state: uploading.fit(state, add_version))
