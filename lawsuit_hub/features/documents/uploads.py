"""What every page that takes documents does with an upload: reads its files as they arrive, and says why they are not taken."""

from collections.abc import Callable, Mapping
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

REFUSALS = (FilesTooLarge, BadUploadForm, Unfit, QuotaFull)
MOST_FILES = bounds.PAGES_AT_ONCE
PREFIX = "upload"
MEGABYTE = 1024 * 1024
UNPROCESSABLE, UNAVAILABLE = 422, 503


def files(admit: Callable[[Mapping[str, str]], None] = lambda _fields: None) -> list[bytes]:
    """The body is read here and nowhere before: Flask would keep a large one in a file, in the clear.

    `admit` sees the other fields before a byte of a file is kept. Raises FilesTooLarge, BadUploadForm.
    """

    def check(fields: Mapping[str, str]) -> None:
        _check_token(fields)
        admit(fields)

    return files_of(request.stream, request.content_type, admit=check, size_bound=_bound(), most=MOST_FILES)


def _check_token(fields: Mapping[str, str]) -> None:
    try:
        validate_csrf(fields.get(f"{PREFIX}-csrf_token"))
    except ValidationError:
        abort(400)


def form(refusal: Exception | None = None) -> DocumentForm:
    """The form to show, with why the last upload was not taken."""
    made = DocumentForm(formdata=None, prefix=PREFIX)
    if refusal is not None:
        made.files.errors = [_why(refusal)]
    return made


def status(refusal: Exception) -> int:
    is_unscanned = isinstance(refusal, Unfit) and refusal.why == UNSCANNED
    return UNAVAILABLE if is_unscanned else UNPROCESSABLE


def received(taken: DocumentView) -> str:
    said = _("%(count)s쪽을 받아 암호로 잠갔습니다. 올리신 파일 자체는 남기지 않았습니다.", count=len(taken.pages))
    hidden = _("주민등록번호로 보이는 곳 %(count)s군데를 검게 칠했습니다.", count=taken.burnt)
    return f"{said} {hidden}" if taken.burnt else str(said)


def fit(state: BlueprintSetupState, view: Callable[..., Any]) -> None:
    """The upload may be large, and its token is checked as the body streams in, not by Flask's form parser."""
    view.max_bytes = state.app.hub.document_mb * MEGABYTE + FORM_BYTES  # type: ignore[attr-defined]
    state.app.extensions["csrf"].exempt(view)


def _bound() -> int:
    megabytes: int = current_app.hub.document_mb  # type: ignore[attr-defined]
    return megabytes * MEGABYTE


def _why(refusal: Exception) -> str:
    if isinstance(refusal, Unfit):
        return words.refused(refusal.why)
    if isinstance(refusal, FilesTooLarge):
        return str(_("모두 합쳐 %(bound)sMB까지 받습니다. 나누어 올려 주세요.", bound=_bound() // MEGABYTE))
    if isinstance(refusal, QuotaFull):
        return str(_("올릴 수 있는 쪽수가 찼습니다. 잘못 올린 것을 지우고 다시 올려 주세요."))
    return words.refused(EMPTY)
