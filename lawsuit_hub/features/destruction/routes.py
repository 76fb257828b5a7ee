"""The privacy officer's page of destruction: wishes that wait, what is due, the register. References only."""

from flask import Blueprint, Response, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.destruction import register, service, words
from lawsuit_hub.features.destruction.forms import ListForm
from lawsuit_hub.features.destruction.retention import BY_KIND
from lawsuit_hub.features.destruction.types import ListChanged, NothingAsked, OwnWish
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.rosters import removals
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm

pages = Blueprint("destruction", __name__, template_folder="templates")

SEE_OTHER, CONFLICT = 303, 409


@pages.get("/officer/destruction")
@allow(Permission.DESTRUCTION_READ)
def overview() -> ResponseReturnValue:
    lists = {"waiting": service.waiting(g.work), "due": service.due(g.work), "removals": removals.open_ones(g.work)}
    register_ = {"titles": words.titles(), "rows": _rows(), "old_keys": service.still_open(g.work)}
    about = {"rules": BY_KIND, "words": words, "settings": g.work.settings, "now": g.work.now, "form": PressForm()}
    return render_template("destruction/overview.html", **lists, **register_, **about)


def _rows() -> list[list[str]]:
    lines = service.lines(g.work)
    named = {one.handler_id for one in lines} | {one.head_id for one in lines}
    staff = identity.staff_many(g.work, [one for one in named if one is not None])
    return [words.cells(one, staff) for one in lines]


@pages.post("/officer/destruction/people/<reference>/approve")
@allow(Permission.DESTRUCTION_APPROVE)
def approve(reference: str) -> ResponseReturnValue:
    if service.approve(g.work, victims.by_reference(g.work, reference)):
        flash(_("승인했습니다. 잠시 뒤에 저절로 지워지고 대장에 남습니다."), "done")
    else:
        flash(words.another_needed(), "done")
    return redirect(url_for("destruction.overview"), SEE_OTHER)


@pages.post("/officer/destruction/due/<listed>/approve")
@allow(Permission.DESTRUCTION_APPROVE)
def approve_list(listed: str) -> ResponseReturnValue:
    count = service.approve_list(g.work, listed, seen=ListForm().seen.data or "")
    said = _("%(count)s건을 승인했습니다. 잠시 뒤에 저절로 지워지고 대장에 남습니다.", count=count)
    flash(said if count else words.another_needed(), "done")
    return redirect(url_for("destruction.overview"), SEE_OTHER)


@pages.post("/officer/destruction/register/file")
@allow(Permission.DESTRUCTION_READ)
def register_file() -> ResponseReturnValue:
    data = register.as_csv(g.work, words.titles(), _rows())
    headers = {"Content-Disposition": "attachment; filename=destruction-register.csv"}
    return Response(data, mimetype="text/csv", headers=headers)


answer_with(pages, (ListChanged, NothingAsked, OwnWish), "destruction/stale.html", CONFLICT)
