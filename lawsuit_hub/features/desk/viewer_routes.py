"""The viewer: a caseworker looks at what a person handed in, for some minutes and with a reason that she reads, and blackens numbers."""

from uuid import UUID

from flask import Response, current_app, flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.desk import lease_routes, verification
from lawsuit_hub.features.desk.lease_forms import MarkForm
from lawsuit_hub.features.desk.routes import REFUSED, SEE_OTHER, pages, reason_is_kept
from lawsuit_hub.features.documents import viewings
from lawsuit_hub.features.documents import words as document_words
from lawsuit_hub.features.documents.kinds import Unfit
from lawsuit_hub.features.documents.types import NoSuchDocument, NothingUploaded
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.web import actor_of_request, opens_own_works

answer_with(pages, (NoSuchDocument,), "errors/404.html", 404)


@pages.post("/desk/people/<reference>/documents")
@allow(Permission.DOCUMENT_OPEN)
def look(reference: str) -> ResponseReturnValue:
    form = ReasonForm(prefix="look")
    if not reason_is_kept(form):
        return lease_routes.page(reference, look=form), REFUSED
    try:
        leave = verification.look(g.work, reference, reason=form.reason.data)
    except NothingUploaded:
        flash(_("올린 서류가 없습니다."), "error")
        return redirect(f"/desk/people/{reference}/lease", SEE_OTHER)
    return redirect(f"/desk/documents/{leave.id}", SEE_OTHER)


@pages.get("/desk/people/<reference>/documents")
@allow(Permission.PERSON_READ)
def no_documents_without_a_reason(reference: str) -> ResponseReturnValue:
    return redirect(f"/desk/people/{reference}/lease", SEE_OTHER)


@pages.get("/desk/documents/<uuid:viewing>")
@allow(Permission.DOCUMENT_OPEN)
def viewer(viewing: UUID) -> ResponseReturnValue:
    return _page(viewing)


def _page(viewing: UUID, wrong: MarkForm | None = None, of: UUID | None = None) -> str:
    leave, file, written = verification.looked_at(g.work, viewing)
    forms = {
        page.id: wrong if wrong is not None and page.id == of else MarkForm(formdata=None, prefix="mark")
        for document in file.documents
        for page in document.pages
    }
    shown = {"leave": leave, "file": file, "written": written, "forms": forms, "form": wrong}
    return render_template("desk/viewer.html", document_words=document_words, **shown)


@pages.get("/desk/documents/<uuid:viewing>/pages/<uuid:page>")
@allow(Permission.DOCUMENT_OPEN)
def picture(viewing: UUID, page: UUID) -> ResponseReturnValue:
    """Under the leave's mark; nobody keeps it (no-store), and nothing in its address says whose it is."""
    return Response(viewings.picture(g.work, viewing, page), mimetype="image/jpeg")


@pages.post("/desk/documents/<uuid:viewing>/pages/<uuid:page>/mark")
@allow(Permission.PERSON_VERIFY)
@opens_own_works
def mark(viewing: UUID, page: UUID) -> ResponseReturnValue:
    form, works, actor = MarkForm(prefix="mark"), current_app.works, actor_of_request()  # type: ignore[attr-defined]
    if not form.validate():
        with works.open(actor, read_only=True) as work:
            g.work = work
            return _page(viewing, form, page), REFUSED
    try:
        page = viewings.mark(works, actor, viewing, page, form.share())
        flash(_("검게 칠했습니다. 칠하기 전의 그림은 다시 열 수 없습니다."), "done")
    except Unfit as refusal:
        flash(document_words.refused(refusal.why), "error")
    return redirect(f"/desk/documents/{viewing}#page-{page}", SEE_OTHER)
