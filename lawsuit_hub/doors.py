"""Fits the capabilities' pages onto the app and tells the floor how a session becomes an actor."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any


from flask_babel import get_locale
from flask_login import current_user

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import routes as identity_pages
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.types import SignedIn
from lawsuit_hub.infra import probes
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.infra.work import Works


def load_user(works: Works) -> Callable[[str], SignedIn | None]:
    return lambda session_id: identity.signed_in(works, session_id)


def fit(app: HubApp) -> None:
    for pages in (probes.pages, identity_pages.pages):
        app.register_blueprint(pages)
    app.context_processor(lambda: around(app))


def around(app: HubApp) -> dict[str, Any]:
    """What templates/layout.html reads."""
    settings = app.hub
    site = SimpleNamespace(
        name=settings.site_name, help_phone=settings.help_phone, help_hours=settings.help_hours, operator=settings.operator
    )
    role = current_user.actor.role if current_user.is_authenticated else Role.VISITOR
    return {"site": site, "signed_in": current_user.is_authenticated, "locale": str(get_locale()), "nav": [], "role_word": role}


