"""A caseworker's pages of uploaded answer files: upload, progress, the question about columns, the report. No rules."""

import csv
import io
from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, Response, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.responses import uploads as service
from lawsuit_hub.features.responses import words
from lawsuit_hub.features.responses.forms import UploadForm, chosen_of, columns_form, say_unclear
from lawsuit_hub.features.responses.types import Line
from lawsuit_hub.features.responses.upload_files import UploadEmpty, UploadTooLarge
from lawsuit_hub.features.responses.upload_types import OUTCOMES, StillUnclear, UploadLine, UploadOver, UploadState
from lawsuit_hub.infra.i18n import number
from lawsuit_hub.infra.multipart import BadUploadForm, file_of
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.sizes import FORM_BYTES

pages = Blueprint("responses", __name__, template_folder="templates")

MEGABYTE = 1024 * 1024
UNPROCESSABLE = 422


@pages.get("/desk/responses")
@allow(Permission.RESPONSES_IMPORT)
def uploads() -> ResponseReturnValue:
    return _list(UploadForm())


def _list(form: UploadForm) -> str:
    bound: int = current_app.hub.upload_mb  # type: ignore[attr-defined]
    return render_template("responses/uploads.html", form=form, lines=service.lines(g.work), words=words, bound=bound)


@pages.post("/desk/responses")
@allow(Permission.RESPONSES_IMPORT)
def receive() -> ResponseReturnValue:
    """The body is read here and nowhere before: Flask would keep a large one in a file, in the clear."""
    bound: int = current_app.hub.upload_mb  # type: ignore[attr-defined]
    try:
        chunks = file_of(request.stream, request.content_type, admit=_check_token)
        upload_id = service.receive(g.work, chunks, size_bound=bound * MEGABYTE)
    except (UploadEmpty, BadUploadForm):
        return _again(_("파일을 골라 주세요."))
    except UploadTooLarge:
        return _again(_("파일이 %(bound)sMB보다 큽니다. 나누어 올려 주세요.", bound=bound))
    return redirect(url_for("responses.show", upload_id=upload_id), 303)


def _check_token(fields: Mapping[str, str]) -> None:
    try:
        validate_csrf(fields.get("csrf_token"))
    except ValidationError:
        abort(400)


def _again(error: str) -> ResponseReturnValue:
    form = UploadForm(formdata=None)
    form.file.errors = [error]
    return _list(form), UNPROCESSABLE


@pages.get("/desk/responses/<uuid:upload_id>")
@allow(Permission.RESPONSES_IMPORT)
def show(upload_id: UUID) -> ResponseReturnValue:
    line = service.line(g.work, upload_id)
    if request.headers.get("X-Requested-With") == "fetch":
        return _standing(line)
    if line.state is UploadState.ASKING:
        asked = service.asked(g.work, upload_id)
        return render_template("responses/columns.html", line=line, asked=asked, form=columns_form(asked), words=words)
    return _progress(line)


def _standing(line: UploadLine) -> ResponseReturnValue:
    """For the progress bar's script, which writes words into the page and no elements."""
    done, total = number(line.rows_done), number(line.rows_total or 0)
    said = _("%(total)s줄 가운데 %(done)s줄을 읽었습니다.", total=total, done=done) if line.rows_total else ""
    if line.state is UploadState.WAITING or not said:
        said = _("차례를 기다리고 있습니다.")
    over = line.over or line.state is UploadState.ASKING
    return {"over": over, "done": line.rows_done, "total": line.rows_total or 1, "line": said}


def _progress(line: UploadLine) -> str:
    outcome = request.args.get("outcome", "")
    outcome = outcome if outcome in OUTCOMES else ""
    found = service.rows(g.work, line.id, outcome=outcome or None, page=request.args.get("page", 1, int))
    return render_template(
        "responses/upload.html",
        line=line,
        found=found,
        outcome=outcome,
        outcomes=OUTCOMES,
        words=words,
        form=PressForm(),
        address=lambda **more: url_for("responses.show", upload_id=line.id, **more),
    )


@pages.post("/desk/responses/<uuid:upload_id>/columns")
@allow(Permission.RESPONSES_IMPORT)
def choose(upload_id: UUID) -> ResponseReturnValue:
    asked = service.asked(g.work, upload_id)
    form = columns_form(asked)
    try:
        if form.validate_on_submit():
            service.choose(g.work, upload_id, chosen_of(form, asked))
            return redirect(url_for("responses.show", upload_id=upload_id), 303)
    except StillUnclear as unclear:
        say_unclear(form, asked, unclear.recognition)
    line = service.line(g.work, upload_id)
    return render_template("responses/columns.html", line=line, asked=asked, form=form, words=words), UNPROCESSABLE


@pages.post("/desk/responses/<uuid:upload_id>/cancel")
@allow(Permission.RESPONSES_IMPORT)
def cancel(upload_id: UUID) -> ResponseReturnValue:
    service.cancel(g.work, upload_id)
    flash(_("멈추고 파일을 지웠습니다."), "done")
    return redirect(url_for("responses.show", upload_id=upload_id), 303)


@pages.errorhandler(UploadOver)
def over(_error: UploadOver) -> ResponseReturnValue:
    """Somebody else, or the worker, was faster: the page says how it stands now."""
    return redirect(url_for("responses.show", upload_id=(request.view_args or {})["upload_id"]), 303)


@pages.get("/desk/responses/<uuid:upload_id>/report.csv")
@allow(Permission.RESPONSES_IMPORT)
def report(upload_id: UUID) -> ResponseReturnValue:
    """Row numbers, outcomes and group codes: nothing personal, no cell that a spreadsheet would run."""
    out = io.StringIO("\ufeff")
    out.seek(0, io.SEEK_END)
    sheet = csv.writer(out)
    sheet.writerow([_("줄"), _("결과"), _("이유"), _("모임"), _("참여"), _("같은 임대인일 수 있는 모임")])
    for line in service.report(g.work, upload_id):
        sheet.writerow(_report_row(line))
    name = f"attachment; filename=responses-{str(upload_id)[:8]}.csv"
    return Response(out.getvalue(), mimetype="text/csv", headers={"Content-Disposition": name})


def _report_row(line: Line) -> list[object]:
    said = [line.row, words.OUTCOMES[line.outcome][1], words.REASONS.get(line.reason or "", "")]
    return [*said, line.group or "", words.MEMBERSHIPS.get(line.membership or "", ""), " ".join(line.candidates)]


@pages.record
def _fit(state: BlueprintSetupState) -> None:
    """The upload may be large, and its token is checked as the body streams in, not by Flask's form parser."""
    receive.max_bytes = state.app.hub.upload_mb * MEGABYTE + FORM_BYTES  # type: ignore[attr-defined]
    state.app.extensions["csrf"].exempt(receive)
