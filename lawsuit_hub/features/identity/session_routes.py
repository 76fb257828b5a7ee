"""Signing out, for everybody; and the way to the staff's door where there is no first page."""

from flask import Blueprint, g, redirect
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.identity.browser_session import leave

pages = Blueprint("session", __name__)
front = Blueprint("front", __name__)

STAFF_DOOR, FIRST_PAGE = "/staff/login", "/"
FOUND, SEE_OTHER = 302, 303


@pages.post("/logout")
@allow(Permission.SESSION_END)
def logout() -> ResponseReturnValue:
    staff = g.work.actor.is_staff
    leave()
    return redirect(STAFF_DOOR if staff else FIRST_PAGE, SEE_OTHER)


@front.get("/")
@allow(Permission.SITE_READ)
def to_the_staffs_door() -> ResponseReturnValue:
    """Listeners for staff have no first page of their own."""
    return redirect(STAFF_DOOR, FOUND)
