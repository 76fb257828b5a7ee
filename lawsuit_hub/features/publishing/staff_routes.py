"""A file that hangs on something as staff looks at it before it is public."""

import io
from uuid import UUID

from flask import Blueprint, current_app, send_file
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.publishing import files, kinds
from lawsuit_hub.infra.web import actor_of_request, opens_own_works

pages = Blueprint("staff_files", __name__)


@pages.get("/desk/files/<uuid:public_file>")
@allow(Permission.PUBLISH_PREPARE)
@opens_own_works
def fetch(public_file: UUID) -> ResponseReturnValue:
    """It writes: one that is sealed leaves a line in the trail."""
    with current_app.works.open(actor_of_request()) as work:  # type: ignore[attr-defined]
        one, data = files.for_staff(work, public_file)
    return send_file(io.BytesIO(data), mimetype=kinds.MEDIA[one.kind], as_attachment=True, download_name=one.name)
