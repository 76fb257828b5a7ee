"""Files for everybody: by an address that nobody guesses, only while what they hang on is public; streamed, and not sent twice."""

from typing import IO, cast

from flask import Blueprint, Response, current_app, request, send_file, url_for
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.publishing import files, kinds
from lawsuit_hub.features.publishing.streaming import PublicBytes
from lawsuit_hub.features.publishing.types import Attachment
from lawsuit_hub.infra.web import actor_of_request, opens_own_works

pages = Blueprint("public_files", __name__, template_folder="templates")

ASK_AGAIN = "public, no-cache"  # kept by whoever fetched it, and asked for anew: it may be withdrawn


@pages.get("/files/<file_key>/<file_name>")
@allow(Permission.SITE_READ)
@opens_own_works
def fetch(file_key: str, file_name: str) -> ResponseReturnValue:
    """The name in the address is for whoever reads it; the file's own is in the header."""
    del file_name
    with current_app.works.open(actor_of_request(), read_only=True) as work:  # type: ignore[attr-defined]
        one = files.fetched(work, file_key)
    return sent(one)


def sent(one: Attachment) -> Response:
    """As a file to keep, in pieces; counted when all of it was sent to somebody who did not have it."""
    source = PublicBytes(current_app.works, one.id, one.size)  # type: ignore[attr-defined]
    answer = send_file(
        cast(IO[bytes], source),
        mimetype=kinds.MEDIA[one.kind],
        as_attachment=True,
        download_name=one.name,
        etag=False,
        last_modified=one.added_at,
        conditional=False,
    )
    answer.set_etag(one.sha256)
    answer.headers["Cache-Control"] = ASK_AGAIN
    answer.content_length = one.size
    return cast(Response, answer.make_conditional(request, accept_ranges=True, complete_length=one.size))


def address(one: Attachment) -> str:
    return url_for("public_files.fetch", file_key=one.token, file_name=one.name)


fetch.is_for_machines = True  # type: ignore[attr-defined]  # crawlers may list what is for everybody (infra/headers)
