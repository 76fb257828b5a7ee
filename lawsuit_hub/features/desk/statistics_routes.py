"""Counts of people by month, region, deposit and stage: as pictures with their numbers, and as a file. Nobody stands in them."""

from flask import Response, abort, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.desk import statistics_words as words
from lawsuit_hub.features.desk.routes import NOT_FOUND, pages
from lawsuit_hub.features.rosters.csv import sheet_of
from lawsuit_hub.features.statistics import service as statistics


@pages.get("/desk/statistics")
@allow(Permission.DESK_READ)
def counted() -> ResponseReturnValue:
    return render_template("desk/statistics.html", counted=statistics.newest(g.work), words=words)


@pages.get("/desk/statistics.csv")
@allow(Permission.DESK_READ)
def counted_file() -> ResponseReturnValue:
    found = statistics.newest(g.work)
    if found is None:
        abort(NOT_FOUND)
    rows = [
        (found.day.isoformat(), words.title(table.topic), words.label(table.topic, cell.label), words.count(cell.count))
        for table in found.tables
        for cell in table.cells
    ]
    sheet = sheet_of([_("기준일"), _("무엇으로"), _("칸"), _("사람 수")], rows)
    name = f"attachment; filename=statistics-{found.day:%Y%m%d}.csv"
    return Response(sheet, mimetype="text/csv", headers={"Content-Disposition": name})
