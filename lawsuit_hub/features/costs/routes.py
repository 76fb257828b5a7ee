"""The public page of litigation-cost support: rules with their source, what is needed, what is left as a picture."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.costs import days, words
from lawsuit_hub.features.costs.types import CostKind, Status

pages = Blueprint("costs", __name__, template_folder="templates")


@pages.get("/costs")
@allow(Permission.SITE_READ)
def overview() -> ResponseReturnValue:
    shown = days.shown(g.work)
    left = {one.number: (one.rules.closes - g.work.today).days for one in shown if one.rules.closes is not None}
    return render_template(
        "costs/overview.html", programmes=shown, left=left, words=words, kinds=CostKind, statuses=Status
    )
