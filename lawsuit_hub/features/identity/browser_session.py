"""What a browser carries changes hands: whoever was in is out, and the next comes in under a session that no earlier cookie knows."""

from flask import g
from flask_login import current_user, login_user, logout_user

from lawsuit_hub.features.identity import service
from lawsuit_hub.features.identity.types import SignedIn
from lawsuit_hub.infra.web import start_session


def leave(values: dict[str, str] | None = None) -> None:
    """What this browser had before is over; its cookie holds nothing but `values`."""
    if current_user.is_authenticated:
        service.end(g.work, current_user.id)
    logout_user()
    start_session(values or {})


def come_in(signed_in: SignedIn) -> None:
    leave()
    login_user(signed_in)
