"""A file that hangs on something as staff looks at it before it is public."""

import io
from uuid import UUID

from flask import Blueprint, g, send_file
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.publishing import files, kinds

pages = Blueprint("staff_files", __name__)


@pages.get("/desk/files/<uuid:public_file>")
@allow(Permission.PUBLISH_PREPARE)
def fetch(public_file: UUID) -> ResponseReturnValue:
    one, data = files.for_staff(g.work, public_file)
    return send_file(io.BytesIO(data), mimetype=kinds.MEDIA[one.kind], as_attachment=True, download_name=one.name)
