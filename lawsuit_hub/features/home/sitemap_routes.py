"""/sitemap.xml: the pages that searches may list, and when each last changed."""

from flask import Blueprint, Response, g, render_template

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.notices import board
from lawsuit_hub.features.programmes import service as programmes
from lawsuit_hub.features.suggestions import reading as suggestions
from lawsuit_hub.infra.for_machines import SITEMAP, for_everybody

pages = Blueprint("sitemap", __name__, template_folder="templates")


@pages.get(SITEMAP)
@for_everybody
@allow(Permission.SITE_READ)
def sitemap() -> Response:
    lines, told = board.all_lines(g.work), programmes.shown(g.work)
    entries = [
        ("/notices", board.changed_at(g.work)),
        ("/programmes", max((one.changed_at for one in told), default=None)),
        *((f"/suggestions/{number}", None) for number in suggestions.addresses(g.work)),
        *((path, None) for path in ("/suggestions", "/numbers")),
        *((f"/notices/{line.number}", line.corrected_at or line.published_at) for line in lines),
    ]
    base = g.work.settings.url_for(members=True)
    text = render_template("home/sitemap.xml", base=base, entries=entries)
    return Response(text, mimetype="application/xml", headers={"Cache-Control": "public, max-age=3600"})


sitemap.is_for_machines = True  # type: ignore[attr-defined]  # whoever fetches it may keep it a little (infra.headers)
