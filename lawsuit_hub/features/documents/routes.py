"""A member's page of her documents: handing in, taking away, and what she is to the landlord's side. No rules, no pictures."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.documents import bounds, decisions, declarations, service, words
from lawsuit_hub.features.documents.forms import ACCEPTED, DocumentForm, is_told, relation_form
from lawsuit_hub.features.documents.kinds import EMPTY, Unfit
from lawsuit_hub.features.documents.types import QuotaFull
from lawsuit_hub.infra.multipart import BadUploadForm, FilesTooLarge, files_of
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.sizes import FORM_BYTES
from lawsuit_hub.infra.web import actor_of_request, opens_own_works

pages = Blueprint("documents", __name__, template_folder="templates")

MEGABYTE = 1024 * 1024
SEE_OTHER, UNPROCESSABLE = 303, 422
MOST_FILES = bounds.PAGES_AT_ONCE


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
        upload=form or DocumentForm(formdata=None, prefix="upload"),
        relation=relation or relation_form(formdata=None),
        form=form or relation,
        press=PressForm(formdata=None),
        words=words,
        accepted=ACCEPTED,
        bound=g.work.settings.document_mb,
        most=MOST_FILES,
        days=g.work.settings.document_days,
    )


@pages.post("/my/documents")
@allow(Permission.OWN_WRITE)
@opens_own_works
def hand_in() -> ResponseReturnValue:
    try:
        taken = service.hand_in(current_app.works, actor_of_request(), _files())  # type: ignore[attr-defined]
    except (FilesTooLarge, BadUploadForm, Unfit, QuotaFull) as refusal:
        return _again(_why(refusal))
    flash(_received(len(taken.pages), taken.burnt), "done")
    return redirect(url_for("documents.mine"), SEE_OTHER)


def _files() -> list[bytes]:
    """The body is read here and nowhere before: Flask would keep a large one in a file, in the clear."""
    bound: int = current_app.hub.document_mb * MEGABYTE  # type: ignore[attr-defined]
    return files_of(request.stream, request.content_type, admit=_check_token, size_bound=bound, most=MOST_FILES)


def _why(refusal: Exception) -> str:
    if isinstance(refusal, Unfit):
        return words.refused(refusal.why)
    if isinstance(refusal, FilesTooLarge):
        bound: int = current_app.hub.document_mb  # type: ignore[attr-defined]
        return str(_("모두 합쳐 %(bound)sMB까지 받습니다. 나누어 올려 주세요.", bound=bound))
    if isinstance(refusal, QuotaFull):
        return str(_("올릴 수 있는 쪽수가 찼습니다. 잘못 올린 것을 지우고 다시 올려 주세요."))
    return words.refused(EMPTY)


def _received(pages_taken: int, burnt: int) -> str:
    said = _("%(count)s쪽을 받아 암호로 잠갔습니다. 올리신 파일 자체는 남기지 않았습니다.", count=pages_taken)
    hidden = _("주민등록번호로 보이는 곳 %(count)s군데를 검게 칠했습니다.", count=burnt)
    return f"{said} {hidden}" if burnt else str(said)


def _check_token(fields: Mapping[str, str]) -> None:
    try:
        validate_csrf(fields.get("upload-csrf_token"))
    except ValidationError:
        abort(400)


def _again(error: str) -> ResponseReturnValue:
    form = DocumentForm(formdata=None, prefix="upload")
    form.files.errors = [error]
    with current_app.works.open(actor_of_request(), read_only=True) as work:  # type: ignore[attr-defined]
        g.work = work
        return _page(form), UNPROCESSABLE


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
    """The upload may be large, and its token is checked as the body streams in, not by Flask's form parser."""
    hand_in.max_bytes = state.app.hub.document_mb * MEGABYTE + FORM_BYTES  # type: ignore[attr-defined]
    state.app.extensions["csrf"].exempt(hand_in)
