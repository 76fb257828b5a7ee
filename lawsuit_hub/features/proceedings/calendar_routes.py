"""A calendar by its secret address: dates for whoever knows it, and the same 404 for every other address."""

from flask import Blueprint, Response, g, request
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.proceedings import calendars

pages = Blueprint("calendar", __name__)


@pages.get("/calendar/<secret>")
@allow(Permission.CALENDAR_READ)
def read(secret: str) -> ResponseReturnValue:
    name = secret.removesuffix(".ics")
    return as_file(calendars.read(g.work, name, address=request.remote_addr))


def as_file(data: bytes) -> Response:
    answer = Response(data, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = "attachment; filename=dates.ics"
    return answer
