"""Files of a page's form, read as they arrive and in memory alone: the body is read here and nowhere before, since Flask would keep a
large one in a file, in the clear. Its token is checked before a byte of a file is kept."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import abort, current_app, request
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from lawsuit_hub.features.documents import bounds, words
from lawsuit_hub.features.documents.forms import DocumentForm
from lawsuit_hub.features.documents.kinds import EMPTY, UNSCANNED, Unfit
from lawsuit_hub.features.documents.types import DocumentView, QuotaFull
from lawsuit_hub.infra.multipart import BadUploadForm, FilesTooLarge, files_of
from lawsuit_hub.infra.sizes import FORM_BYTES

UNPROCESSABLE, UNAVAILABLE = 422, 503
MEGABYTE = 1024 * 1024
PREFIX = "upload"
REFUSALS = (FilesTooLarge, BadUploadForm, Unfit, QuotaFull)
MOST_FILES = bounds.PAGES_AT_ONCE


def files(*, most: int = MOST_FILES, prefix: str = PREFIX, fields: dict[str, str] | None = None) -> list[bytes]:
    """`fields`: takes the other fields of the form. Raises FilesTooLarge, BadUploadForm."""
    admit = partial(_admit, f"{prefix}-csrf_token", {} if fields is None else fields)
    return files_of(request.stream, request.content_type, admit=admit, size_bound=_bound() * MEGABYTE, most=most)


def why(refusal: Exception) -> str:
    if isinstance(refusal, Unfit):
        return words.refused(refusal.why)
    if isinstance(refusal, FilesTooLarge):
        return str(_("모두 합쳐 %(bound)sMB까지 받습니다. 나누어 올려 주세요.", bound=_bound()))
    if isinstance(refusal, QuotaFull):
        return str(_("올릴 수 있는 쪽수가 찼습니다. 잘못 올린 것을 지우고 다시 올려 주세요."))
    return words.refused(EMPTY)


def status(refusal: Exception) -> int:
    is_unscanned = isinstance(refusal, Unfit) and refusal.why == UNSCANNED
    return UNAVAILABLE if is_unscanned else UNPROCESSABLE


def form(refusal: Exception | None = None) -> DocumentForm:
    """The form to show, with why the last upload was not taken."""
    made = DocumentForm(formdata=None, prefix=PREFIX)
    if refusal is not None:
        made.files.errors = [why(refusal)]
    return made


def received(taken: DocumentView) -> str:
    said = _("%(count)s쪽을 받아 암호로 잠갔습니다. 올리신 파일 자체는 남기지 않았습니다.", count=len(taken.pages))
    hidden = _("주민등록번호로 보이는 곳 %(count)s군데를 검게 칠했습니다.", count=taken.burnt)
    return f"{said} {hidden}" if taken.burnt else str(said)


def fit(state: BlueprintSetupState, view: Any) -> None:
    """The view's body may be large, and its token is checked as it streams in, not by Flask's form parser."""
    view.max_bytes = state.app.hub.document_mb * MEGABYTE + FORM_BYTES  # type: ignore[attr-defined]
    state.app.extensions["csrf"].exempt(view)


def _bound() -> int:
    bound: int = current_app.hub.document_mb  # type: ignore[attr-defined]
    return bound


def _admit(token: str, taken: dict[str, str], fields: Mapping[str, str]) -> None:
    try:
        validate_csrf(fields.get(token))
    except ValidationError:
        abort(400)
    taken.update(fields)
