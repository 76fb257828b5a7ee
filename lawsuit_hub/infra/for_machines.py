"""/robots.txt and /.well-known/security.txt: what crawlers shall leave alone, and where somebody tells us of a hole."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar, cast

from flask import Blueprint, Response, current_app, g

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.infra.web import HubApp

pages = Blueprint("for_machines", __name__)

# Invites may be fetched, so that a crawler that found one in a forum reads its `noindex`: a bare address would be listed.
ROBOTS = "User-agent: *\nAllow: /i/\n"
GOOD_FOR = timedelta(days=180)  # RFC 9116 asks for less than a year
A_DAY = "public, max-age=86400"
SITEMAP = "/sitemap.xml"
V = TypeVar("V", bound=Callable[..., Any])


def for_everybody(view: V) -> V:
    """A page that searches may list: it says the same to everybody and is about nobody. All others carry `noindex`, and robots.txt
    names these alone."""
    view.is_for_everybody = True  # type: ignore[attr-defined]
    return view


@pages.get("/robots.txt")
@allow(Permission.SITE_READ)
def robots() -> Response:
    app = cast(HubApp, current_app)
    open_ones = sorted({rule.rule.split("<")[0] for rule in app.url_map.iter_rules() if _is_open(app, rule.endpoint)})
    allowed = "".join(f"Allow: {address}\n" for address in open_ones)
    ends = f"Sitemap: {app.hub.url_for(members=True)}{SITEMAP}\n" if SITEMAP in open_ones else ""
    return _plain(f"{ROBOTS}{allowed}Disallow: /\n{ends}")


def _is_open(app: HubApp, endpoint: str) -> bool:
    return getattr(app.view_functions[endpoint], "is_for_everybody", False)


@pages.get("/.well-known/security.txt")
@allow(Permission.SITE_READ)
def security() -> Response:
    settings = cast(HubApp, current_app).hub
    lines = {
        "Contact": settings.security_contact or f"tel:+82-{settings.help_phone.removeprefix('0')}",
        "Expires": f"{g.work.now + GOOD_FOR:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages": "ko, en",
        "Canonical": f"{settings.public_base_url.rstrip('/')}/.well-known/security.txt",
    }
    return _plain("".join(f"{name}: {value}\n" for name, value in lines.items()))


def _plain(text: str) -> Response:
    return Response(text, mimetype="text/plain", headers={"Cache-Control": A_DAY})


for view in (robots, security):
    view.is_for_machines = True  # type: ignore[attr-defined]
