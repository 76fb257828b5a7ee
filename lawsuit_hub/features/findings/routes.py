"""What a survey found, for everybody: pictures, tables, the file of tables and the report, as they were published."""

from uuid import UUID

from flask import Blueprint, Response, g, render_template, request
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.findings import service, sheets_out, words
from lawsuit_hub.features.findings.results import hidden_cells
from lawsuit_hub.features.findings.types import NotPublished
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("findings", __name__, template_folder="templates")

NOT_FOUND = 404
HWPX_TYPE = "application/hwp+zip"


@pages.get("/surveys/<uuid:survey>/results")
@allow(Permission.SITE_READ)
def show(survey: UUID) -> ResponseReturnValue:
    issue = service.latest(g.work, survey)
    hidden, tables = hidden_cells(issue.results), request.args.get("as") == "tables"
    around = {"line": surveys.standing(g.work, survey).line, "hidden": hidden, "tables": tables, "words": words}
    return render_template("findings/public.html", survey=survey, issue=issue, found=issue.results, **around)


@pages.get("/surveys/<uuid:survey>/results.csv")
@allow(Permission.SITE_READ)
def sheet(survey: UUID) -> ResponseReturnValue:
    issue = service.latest(g.work, survey)
    return _file(sheets_out.of_results(issue.results), "text/csv", "results.csv")


@pages.get("/surveys/<uuid:survey>/results.pdf")
@allow(Permission.SITE_READ)
def pdf(survey: UUID) -> ResponseReturnValue:
    return _file(service.paper(g.work, survey, service.PDF), "application/pdf", "results.pdf")


@pages.get("/surveys/<uuid:survey>/results.hwpx")
@allow(Permission.SITE_READ)
def hwpx(survey: UUID) -> ResponseReturnValue:
    return _file(service.paper(g.work, survey, service.HWPX), HWPX_TYPE, "results.hwpx")


def _file(data: bytes, kind: str, name: str) -> Response:
    return Response(data, mimetype=kind, headers={"Content-Disposition": f"attachment; filename={name}"})


answer_with(pages, (NotPublished,), "findings/not_yet.html", NOT_FOUND)
