"""A file of a page's form, read as it arrives and in memory alone, and looked through before any transaction: it takes seconds.

    @pages.post(...)  @allow(...)  @opens_own_works
    def add_file(number):
        refused = uploading.take(lambda work, looked: service.attach(work, number, looked), lambda form: page(number, file=form))
        return refused or told(number)

and `pages.record(lambda state: uploading.fit(state, add_file))`.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flask import abort, current_app, g, request
from flask.blueprints import BlueprintSetupState
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.csrf import validate_csrf
from wtforms import FileField, ValidationError

from lawsuit_hub.features.publishing import bounds, kinds, looking, words
from lawsuit_hub.features.publishing.types import EMPTY, LARGE, UNSCANNED, Looked, Unfit
from lawsuit_hub.infra.multipart import BadUploadForm, FilesTooLarge, named_files_of
from lawsuit_hub.infra.sizes import FORM_BYTES
from lawsuit_hub.infra.web import actor_of_request
from lawsuit_hub.infra.work import Work

UNPROCESSABLE, UNAVAILABLE = 422, 503
PREFIX = "file"
REFUSALS = (FilesTooLarge, BadUploadForm, Unfit)
ACCEPTED = ",".join(f".{one}" for one in kinds.MEDIA)


class FileForm(FlaskForm):
    """The token comes first in the page, so that it is checked before a byte of the file is kept."""

    file = FileField(_l("파일"))


def looked(*, prefix: str = PREFIX, fields: dict[str, str] | None = None) -> Looked:
    """The form's one file. `fields`: takes the other fields. Raises FilesTooLarge, BadUploadForm, Unfit."""
    admit = partial(_admit, f"{prefix}-csrf_token", {} if fields is None else fields)
    found = named_files_of(request.stream, request.content_type, admit=admit, size_bound=bounds.FILE_BYTES, most=1)
    if not found:
        raise Unfit(EMPTY)
    return looking.look(current_app.hub, found[0].name, found[0].data)  # type: ignore[attr-defined]


def take(add: Callable[[Work, Looked], object], page: Callable[[FileForm], str]) -> tuple[str, int] | None:
    """The form's one file is looked through, then `add` keeps it in a transaction of its own. None when that is done; else `page`, in a
    transaction that only reads, with why the file was not taken, and its status."""
    works = current_app.works  # type: ignore[attr-defined]
    try:
        found = looked()
        with works.open(actor_of_request()) as work:
            add(work, found)
    except REFUSALS as refusal:
        with works.open(actor_of_request(), read_only=True) as g.work:
            return page(form(refusal)), status(refusal)
    return None


def form(refusal: Exception | None = None, *, prefix: str = PREFIX) -> FileForm:
    """The form to show, with why the last file was not taken."""
    made = FileForm(formdata=None, prefix=prefix)
    if refusal is not None:
        made.file.errors = [why(refusal)]
    return made


def why(refusal: Exception) -> str:
    if isinstance(refusal, Unfit):
        return words.refused(refusal.why)
    return words.refused(LARGE if isinstance(refusal, FilesTooLarge) else EMPTY)


def status(refusal: Exception) -> int:
    is_unscanned = isinstance(refusal, Unfit) and refusal.why == UNSCANNED
    return UNAVAILABLE if is_unscanned else UNPROCESSABLE


def fit(state: BlueprintSetupState, view: Any) -> None:
    """The view's body may be large, and its token is checked as it streams in, not by Flask's form parser."""
    view.max_bytes = bounds.FILE_BYTES + FORM_BYTES
    state.app.extensions["csrf"].exempt(view)


def _admit(token: str, taken: dict[str, str], fields: Mapping[str, str]) -> None:
    try:
        validate_csrf(fields.get(token))
    except ValidationError:
        abort(400)
    taken.update(fields)
