"""A member's page of her papers for the suit: what is still wanted and where to get it, handing in, taking away."""

from uuid import UUID

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents import uploading
from lawsuit_hub.features.documents.forms import ACCEPTED, DocumentForm
from lawsuit_hub.features.documents.types import EVIDENCE, DocumentKind
from lawsuit_hub.features.exhibits import own, words
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.web import actor_of_request, opens_own_works

pages = Blueprint("own_papers", __name__, template_folder="templates")

SEE_OTHER, NOT_FOUND = 303, 404


@pages.get("/my/papers")
@allow(Permission.OWN_READ)
def show() -> ResponseReturnValue:
    return render_template("exhibits/own.html", own=own.own(g.work), press=PressForm(formdata=None), words=words)


@pages.get("/my/papers/<kind>")
@allow(Permission.OWN_READ)
def one(kind: str) -> ResponseReturnValue:
    return _page(_kind(kind), uploading.form())


@pages.post("/my/papers/<kind>")
@allow(Permission.OWN_WRITE)
@opens_own_works
def hand_in(kind: str) -> ResponseReturnValue:
    wanted, works, actor = _kind(kind), current_app.works, actor_of_request()  # type: ignore[attr-defined]
    try:
        taken = own.hand_in(works, actor, uploading.files(), wanted)
    except uploading.REFUSALS as refusal:
        with works.open(actor, read_only=True) as work:
            g.work = work
            return _page(wanted, uploading.form(refusal)), uploading.status(refusal)
    flash(uploading.received(taken), "done")
    return redirect(url_for("own_papers.show") + f"#{wanted.value}", SEE_OTHER)


@pages.post("/my/papers/documents/<uuid:document_id>/remove")
@allow(Permission.OWN_WRITE)
def remove(document_id: UUID) -> ResponseReturnValue:
    documents.take_away(g.work, document_id)
    flash(_("지웠습니다. 다시 열 수 없습니다."), "done")
    return redirect(url_for("own_papers.show"), SEE_OTHER)


def _kind(written: str) -> DocumentKind:
    if written not in [one.value for one in EVIDENCE]:
        abort(NOT_FOUND)
    return DocumentKind(written)


def _page(kind: DocumentKind, form: DocumentForm) -> str:
    return render_template(
        "exhibits/own_upload.html",
        kind=kind,
        form=form,
        left=own.own(g.work).pages_left,
        words=words,
        accepted=ACCEPTED,
        bound=g.work.settings.document_mb,
        most=uploading.MOST_FILES,
    )


@pages.record
def _fit(state: BlueprintSetupState) -> None:
    uploading.fit(state, hand_in)
