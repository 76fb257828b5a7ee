"""/healthz and /readyz: is the process alive, can it serve. They tell a stranger nothing else."""

from flask import Blueprint, current_app, g
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow

pages = Blueprint("probes", __name__)


@pages.get("/healthz")
@allow(Permission.OPERATIONS_PROBE)
def healthz() -> ResponseReturnValue:
    return {"ok": True}


@pages.get("/readyz")
@allow(Permission.OPERATIONS_PROBE)
def readyz() -> ResponseReturnValue:
    """503 while the database or the counters of limits do not answer: then what is limited is refused."""
    g.work.db.execute(text("select 1 from key_checks"))
    ready = current_app.works.limits.ready()  # type: ignore[attr-defined]
    return {"ok": ready}, 200 if ready else 503
