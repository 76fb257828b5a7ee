"""A member's page of her documents: handing in, taking away, and what she is to the landlord's side. No rules, no pictures."""

from functools import partial
from uuid import UUID

from flask import Blueprint, current_app, flash, g, redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.documents import decisions, declarations, service, uploading, words
from lawsuit_hub.features.documents.forms import ACCEPTED, is_told, relation_form
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.web import actor_of_request, opens_own_works

pages = Blueprint("documents", __name__, template_folder="templates")

SEE_OTHER, UNPROCESSABLE = 303, 422


@pages.get("/my/documents")
@allow(Permission.OWN_READ)
def mine() -> ResponseReturnValue:
    return _page()


def _page(form: FlaskForm | None = None, relation: FlaskForm | None = None) -> str:
    own, me = service.mine(g.work), g.work.actor.id
    return render_template(
        "documents/mine.html",
        documents=own,
        left=g.work.settings.document_pages - sum(len(one.pages) for one in own),
        declared=declarations.of_person(g.work, me),
        told=words.told(decisions.standing(g.work, me)),
        upload=form or uploading.form(),
        relation=relation or relation_form(formdata=None),
        form=form or relation,
        press=PressForm(formdata=None),
        words=words,
        accepted=ACCEPTED,
        bound=g.work.settings.document_mb,
        most=uploading.MOST_FILES,
        days=g.work.settings.document_days,
    )


@pages.post("/my/documents")
@allow(Permission.OWN_WRITE)
@opens_own_works
def hand_in() -> ResponseReturnValue:
    try:
        taken = service.hand_in(current_app.works, actor_of_request(), uploading.files())  # type: ignore[attr-defined]
    except uploading.REFUSALS as refusal:
        return _again(refusal)
    flash(uploading.received(taken), "done")
    return redirect(url_for("documents.mine"), SEE_OTHER)


def _again(refusal: Exception) -> ResponseReturnValue:
    with current_app.works.open(actor_of_request(), read_only=True) as work:  # type: ignore[attr-defined]
        g.work = work
        return _page(uploading.form(refusal)), uploading.status(refusal)


@pages.post("/my/documents/<uuid:document_id>/remove")
@allow(Permission.OWN_WRITE)
def remove(document_id: UUID) -> ResponseReturnValue:
    service.take_away(g.work, document_id)
    flash(_("지웠습니다. 다시 열 수 없습니다."), "done")
    return redirect(url_for("documents.mine"), SEE_OTHER)


@pages.post("/my/documents/relation")
@allow(Permission.OWN_WRITE)
def declare() -> ResponseReturnValue:
    form = relation_form()
    if not is_told(form, partial(declarations.declare, g.work)):
        return _page(relation=form), UNPROCESSABLE
    flash(_("알려 주셔서 고맙습니다. 적으신 대로 남겼습니다."), "done")
    return redirect(url_for("documents.mine"), SEE_OTHER)


@pages.record
def _fit(state: BlueprintSetupState) -> None:
    uploading.fit(state, hand_in)
