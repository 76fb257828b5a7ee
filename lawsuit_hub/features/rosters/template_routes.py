"""A lawyer's pages about her firm's own templates: changing, looking at one with invented people, putting an old one back."""

from collections.abc import Callable
from io import BytesIO

from flask import Blueprint, flash, g, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.rosters import layouts, template_forms, template_words, versions, words
from lawsuit_hub.features.rosters.layouts import EDITABLE, BadLayout, Layout
from lawsuit_hub.features.rosters.scope import lawyer
from lawsuit_hub.features.rosters.specimens import specimen
from lawsuit_hub.features.rosters.template_forms import PutBackForm, TemplateForm
from lawsuit_hub.features.rosters.types import AccountClosed, Purpose
from lawsuit_hub.features.rosters.versions import NoSuchTemplate, TemplateMoved
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("roster_templates", __name__, template_folder="templates")

REFUSED, CONFLICT, NOT_FOUND, SEE_OTHER = 422, 409, 404, 303


@pages.get("/counsel/templates/<purpose>")
@allow(Permission.ROSTER_EXPORT)
def show(purpose: str) -> ResponseReturnValue:
    stands = versions.own_current(g.work, _purpose(purpose))
    return _page(purpose, template_forms.form_of(stands.layout, Purpose(purpose), seen=stands.number))


@pages.post("/counsel/templates/<purpose>")
@allow(Permission.ROSTER_EXPORT)
def save(purpose: str) -> ResponseReturnValue:
    form = _form(purpose)
    try:
        if _taken(form, lambda: versions.save(g.work, Purpose(purpose), form.layout(), seen=form.seen.data)):
            return _told(purpose, _("저장했습니다. 다음에 내보내는 파일부터 이 양식으로 만듭니다."))
    except TemplateMoved:
        return _moved(purpose, form), CONFLICT
    return _page(purpose, form), REFUSED


@pages.post("/counsel/templates/<purpose>/specimen")
@allow(Permission.ROSTER_EXPORT)
def try_out(purpose: str) -> ResponseReturnValue:
    """What is typed, before it is saved."""
    form = _form(purpose)
    if _taken(form, lambda: layouts.checked(form.layout(), Purpose(purpose))):
        return _pdf(layouts.checked(form.layout(), Purpose(purpose)), purpose, _("저장하지 않은 양식"))
    return _page(purpose, form), REFUSED


@pages.get("/counsel/templates/<purpose>/<int:version>")
@allow(Permission.ROSTER_EXPORT)
def version(purpose: str, version: int) -> ResponseReturnValue:
    stands = versions.own_current(g.work, _purpose(purpose))
    return _version_page(purpose, version, PutBackForm(data={"seen": stands.number}))


@pages.get("/counsel/templates/<purpose>/<int:version>/specimen")
@allow(Permission.ROSTER_EXPORT)
def look_at(purpose: str, version: int) -> ResponseReturnValue:
    shown = versions.one(g.work, _purpose(purpose), version)
    return _pdf(shown.layout, purpose, template_words.name(shown))


@pages.post("/counsel/templates/<purpose>/<int:version>/back")
@allow(Permission.ROSTER_EXPORT)
def put_back(purpose: str, version: int) -> ResponseReturnValue:
    form, meant = PutBackForm(), _purpose(purpose)
    if not form.validate():
        return _version_page(purpose, version, form), REFUSED
    try:
        versions.put_back(g.work, meant, version, seen=form.seen.data)
    except TemplateMoved:
        flash(_("그 사이에 다른 화면에서 양식이 바뀌었습니다. 지금 것을 보고 다시 해 주세요."), "error")
        return redirect(url_for("roster_templates.show", purpose=purpose), SEE_OTHER)
    return _told(purpose, _("다시 쓰기로 했습니다. 다음에 내보내는 파일부터 이 양식으로 만듭니다."))


def _version_page(purpose: str, number: int, form: PutBackForm) -> str:
    shown = versions.one(g.work, Purpose(purpose), number)
    return render_template(
        "rosters/version.html",
        purpose=Purpose(purpose),
        shown=shown,
        stands=versions.own_current(g.work, Purpose(purpose)),
        name=template_words.name(shown),
        facts=template_words.facts(shown.layout),
        form=form,
    )


def _purpose(written: str) -> Purpose:
    if written not in EDITABLE:
        raise NoSuchTemplate
    return Purpose(written)


def _form(purpose: str) -> TemplateForm:
    _purpose(purpose)
    return TemplateForm()


def _taken(form: TemplateForm, deed: Callable[[], object]) -> bool:
    return taking.done(form, deed, explained=(BadLayout,), explain=TemplateForm.explain)


def _moved(purpose: str, form: TemplateForm) -> str:
    """What was typed stays; the next press of the button is about the version that counts now."""
    form.seen.data, form.seen.raw_data = versions.own_current(g.work, Purpose(purpose)).number, None
    form.form_errors = [
        _("그 사이에 다른 화면에서 양식이 바뀌었습니다. 아래 기록을 보고, 그래도 이대로라면 다시 저장해 주세요.")
    ]
    return _page(purpose, form)


def _told(purpose: str, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("roster_templates.show", purpose=purpose), SEE_OTHER)


def _pdf(layout: Layout, purpose: str, name: str) -> ResponseReturnValue:
    data = specimen(layout, Purpose(purpose), firm=lawyer(g.work)[1], name=name)
    return send_file(BytesIO(data), mimetype="application/pdf", download_name="specimen.pdf", max_age=0)


def _page(purpose: str, form: TemplateForm) -> str:
    return render_template(
        "rosters/template.html",
        purpose=Purpose(purpose),
        chips=[chip for chip in words.purposes() if chip.purpose in EDITABLE],
        form=form,
        history=versions.history(g.work, Purpose(purpose)),
        words=template_words,
        stands=versions.own_current(g.work, Purpose(purpose)),
    )


answer_with(pages, (NoSuchTemplate, AccountClosed), "errors/404.html", NOT_FOUND)
