"""Looking at a member's papers for some minutes, with a reason that she reads, and saying of each whether it will do."""

from typing import Any
from uuid import UUID

from flask import Response, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.documents.types import NothingUploaded, ViewingOver, ViewingView
from lawsuit_hub.features.exhibits import checks, forms, looking, service, words
from lawsuit_hub.features.exhibits.routes import REFUSED, SEE_OTHER, back, page, pages
from lawsuit_hub.features.exhibits.types import Flaw, FlawMissing
from lawsuit_hub.features.lawsuits.staff_pages import staff
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing


@pages.post("/exhibits/<code>/looks")
@allow(Permission.EXHIBIT_LOOK)
def look(code: str) -> ResponseReturnValue:
    form = forms.look_form(service.board(g.work, code))
    try:
        leave = _opened(code, form) if form.validate() else None
    except NothingUploaded:
        flash(_("올린 서류가 없습니다."), "error")
        return back(code)
    if leave is None:
        return page(code, look=form), REFUSED
    return redirect(url_for("exhibits.papers", viewing=leave.id), SEE_OTHER)


def _opened(code: str, form: forms.LookForm) -> ViewingView | None:
    """None where the reason will not do."""
    try:
        return looking.look(g.work, code, form.alias.data, reason=form.reason.data)
    except (ReasonMissing, ReasonHoldsNumber) as refusal:
        form.reason.errors = [words.refusal(refusal)]
        return None


@pages.get("/exhibits/looks/<uuid:viewing>")
@allow(Permission.EXHIBIT_LOOK)
def papers(viewing: UUID) -> ResponseReturnValue:
    return _papers(viewing)


def _papers(viewing: UUID, **wrong: Any) -> str:
    """`wrong`: a form that was not taken, under its document's prefix."""
    leave, code, member = service.looked_at(g.work, viewing)
    made = {
        (name := _prefix(paper.document.id)): wrong.get(name) or forms.check_form(name, formdata=None)
        for line in member.lines
        for paper in line.papers
    }
    shown = {"leave": leave, "code": code, "member": member, "forms": made, "prefix": _prefix}
    form = next(iter(wrong.values()), None)
    return render_template("exhibits/papers.html", form=form, words=words, **shown, **staff(code))


@pages.get("/exhibits/looks/<uuid:viewing>/pages/<uuid:page_id>")
@allow(Permission.EXHIBIT_LOOK)
def picture(viewing: UUID, page_id: UUID) -> ResponseReturnValue:
    """Under the leave's mark; nobody keeps it (no-store), and nothing in its address says whose it is."""
    return Response(looking.picture(g.work, viewing, page_id), mimetype="image/jpeg")


@pages.post("/exhibits/looks/<uuid:viewing>/documents/<uuid:document>")
@allow(Permission.EXHIBIT_LOOK)
def check(viewing: UUID, document: UUID) -> ResponseReturnValue:
    name = _prefix(document)
    form = forms.check_form(name)
    if not form.validate() or not _is_kept(form, viewing, document):
        return _papers(viewing, **{name: form}), REFUSED
    flash(_("적었습니다. 본인이 자기 화면에서 봅니다."), "done")
    return redirect(url_for("exhibits.papers", viewing=viewing) + f"#document-{document}", SEE_OTHER)


def _is_kept(form: forms.CheckForm, viewing: UUID, document: UUID) -> bool:
    try:
        if form.answer.data == forms.ACCEPT:
            checks.accept(g.work, viewing, document)
        else:
            flaw = Flaw(form.flaw.data) if form.flaw.data else None
            checks.send_back(g.work, viewing, document, flaw=flaw, words=form.words.data or "")
    except FlawMissing as refusal:
        form.flaw.errors = [words.refusal(refusal)]
        return False
    except (ReasonMissing, ReasonHoldsNumber) as refusal:
        form.words.errors = [words.refusal(refusal)]
        return False
    return True


def _prefix(document_id: UUID) -> str:
    return f"check-{document_id.hex}"


@pages.errorhandler(ViewingOver)
def _over(_refusal: ViewingOver) -> ResponseReturnValue:
    return render_template("exhibits/over.html"), 410
