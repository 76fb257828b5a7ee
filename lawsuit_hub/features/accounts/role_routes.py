"""The table of roles as a page: which permission who holds, by what it comes to."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.duties import SORTS
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import POLICY, allow
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.accounts import words
from lawsuit_hub.features.accounts.role_words import PERMISSION_WORDS, SORT_WORDS

pages = Blueprint("roles", __name__, template_folder="templates")


@pages.get("/admin/roles")
@allow(Permission.GRANTS_READ)
def table() -> ResponseReturnValue:
    parts = [(said, [_row(one) for one in Permission if one in SORTS[sort]]) for sort, said in SORT_WORDS.items()]
    return render_template("accounts/roles.html", parts=parts)


def _row(permission: Permission) -> dict[str, str]:
    holders = [words.role(role) for role in Role if role in POLICY[permission]]
    return {"what": str(PERMISSION_WORDS.get(permission, permission.value)), "who": ", ".join(holders)}
