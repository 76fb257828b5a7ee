"""Where a carrier says what became of messages. Solapi signs nothing: whoever knows the secret of `report_secret_file` is believed.

In a header where the carrier can send one, else as the end of the address: that address is then itself a secret, which our logs do
not hold (they know routes, no paths) and a proxy's must not. Without a secret in the settings there is no such page.
"""

import hmac
from collections.abc import Iterator
from typing import Any, cast
from uuid import UUID

from flask import Blueprint, abort, current_app, g, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.outbox import reporting
from lawsuit_hub.features.outbox.reporting import Report
from lawsuit_hub.infra.credentials import lines_in
from lawsuit_hub.infra.solapi import OUR_ID
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.settings import BadSettings

pages = Blueprint("reports", __name__)

HEADER = "X-Hub-Report-Secret"
MOST = 1000
TAKEN, NO_REPORTS, NOT_FOUND, TOO_MANY = 204, 400, 404, 413
_CODE, _NAME = 10, 60


@pages.post("/carriers/solapi/reports")
@allow(Permission.REPORT_TAKE)
def take() -> ResponseReturnValue:
    return _taken(request.headers.get(HEADER, ""))


@pages.post("/carriers/solapi/reports/<secret>")
@allow(Permission.REPORT_TAKE)
def take_by_address(secret: str) -> ResponseReturnValue:
    return _taken(secret)


def _taken(secret: str) -> ResponseReturnValue:
    if not _is_ours(secret):
        abort(NOT_FOUND)
    events = request.get_json(silent=True)
    if not isinstance(events, list):
        abort(NO_REPORTS)
    if len(events) > MOST:
        abort(TOO_MANY)
    reporting.take(g.work, _reports(events))
    return "", TAKEN


def _is_ours(secret: str) -> bool:
    try:
        (ours,) = lines_in(cast(HubApp, current_app).hub, "report_secret_file", 1)
    except BadSettings:
        return False
    return hmac.compare_digest(secret.encode(), ours.encode())


def _reports(events: list[Any]) -> Iterator[Report]:
    """What is no report is passed over: a carrier that is told no sends all of them again, for days."""
    for event in events:
        data = event.get("data") if isinstance(event, dict) else None
        code = data.get("statusCode") if isinstance(data, dict) else None
        if isinstance(data, dict) and isinstance(code, str) and 0 < len(code) <= _CODE and code.isascii():
            fields, name = data.get("customFields"), data.get("messageId")
            ours = fields.get(OUR_ID) if isinstance(fields, dict) else None
            yield Report(_id(ours), name[:_NAME] if isinstance(name, str) and name.isascii() else "", code)


def _id(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


@pages.record_once
def _machines_have_no_token(state: BlueprintSetupState) -> None:
    for view in (take, take_by_address):
        state.app.extensions["csrf"].exempt(view)
