"""What pages about a group that its caseworker and its lawyer share say differently to a lawyer."""

from typing import Any

from flask_login import current_user

from lawsuit_hub.access.roles import Role


def staff(code: str) -> dict[str, Any]:
    """For a template: `is_lawyer`, and `back`, the group's page of whoever looks."""
    is_lawyer = current_user.actor.role is Role.LAWYER
    return {"is_lawyer": is_lawyer, "back": f"/counsel/groups/{code}" if is_lawyer else f"/desk/groups/{code}"}
