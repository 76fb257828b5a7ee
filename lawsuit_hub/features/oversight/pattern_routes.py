"""Pages of unusual patterns: what waits for a word, one with its lines, and the button that looks again."""

from uuid import UUID

from flask import flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.oversight import breaches, patterns, words
from lawsuit_hub.features.oversight.forms import NoteForm
from lawsuit_hub.features.oversight.routes import NOTE_REFUSALS, REFUSED, SEE_OTHER, note_refused, pages
from lawsuit_hub.infra.press_form import PressForm


@pages.get("/officer/patterns")
@allow(Permission.OVERSIGHT_READ)
def patterns_found() -> ResponseReturnValue:
    return render_template("oversight/patterns.html", found=patterns.finds(g.work), form=PressForm(), words=words)


@pages.post("/officer/patterns")
@allow(Permission.OVERSIGHT_SCAN)
def look_again() -> ResponseReturnValue:
    new = patterns.scan(g.work)
    flash(_("새로 찾은 것 %(count)s건", count=new) if new else _("새로 찾은 것이 없습니다."), "done")
    return redirect("/officer/patterns", SEE_OTHER)


@pages.get("/officer/patterns/<uuid:find>")
@allow(Permission.OVERSIGHT_READ)
def pattern(find: UUID) -> ResponseReturnValue:
    return _page(find, NoteForm(formdata=None))


@pages.post("/officer/patterns/<uuid:find>")
@allow(Permission.OVERSIGHT_SIGN)
def judge(find: UUID) -> ResponseReturnValue:
    form = NoteForm()
    if not form.validate():
        return _page(find, form), REFUSED
    try:
        number = _decided(find, form.note.data)
    except NOTE_REFUSALS as refusal:
        note_refused(form, refusal)
        return _page(find, form), REFUSED
    flash(_("판단을 남겼습니다."), "done")
    return redirect(f"/officer/breaches/{number}" if number else "/officer/patterns", SEE_OTHER)


def _decided(find: UUID, note: str) -> int | None:
    """The number of the breach that the pattern became, where the second button was pressed."""
    if request.form.get("outcome") == "breach":
        return breaches.from_pattern(g.work, find, note=note)
    patterns.decide(g.work, find, note=note)
    return None


def _page(find: UUID, form: NoteForm) -> str:
    shown, lines = patterns.find(g.work, find)
    return render_template("oversight/pattern.html", find=shown, lines_found=lines, form=form, words=words)
