"""Pages that read the trail: the list of accesses with its filters, and the register of rights with its file."""

from datetime import date, datetime, time, timedelta

from flask import Response, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.oversight import grant_words, grants, trail, words
from lawsuit_hub.features.oversight.forms import AccessForm
from lawsuit_hub.features.oversight.routes import home, pages
from lawsuit_hub.features.oversight.types import Asked, Kind
from lawsuit_hub.infra.i18n import SEOUL
from lawsuit_hub.infra.press_form import PressForm


@pages.get("/officer/accesses")
@allow(Permission.OVERSIGHT_READ)
def accesses() -> ResponseReturnValue:
    form = AccessForm(request.args)
    shown = trail.accesses(g.work, _asked(form))
    form.login.choices = [("", _("모두")), *((login, login) for login in shown.logins)]
    form.kind.choices = [("", _("모두")), *((one.value, words.kind(one)) for one in Kind if one is not Kind.OTHER)]
    older = {**request.args, "before": shown.older} if shown.older else None
    return render_template("oversight/accesses.html", shown=shown, form=form, older=older, words=words)


def _asked(form: AccessForm) -> Asked:
    """What cannot be read as a filter narrows nothing."""
    kind = form.kind.data
    return Asked(
        login=(form.login.data or "").strip(),
        kind=Kind(kind) if kind in set(Kind) else None,
        since=_midnight(form.since.data),
        until=_midnight(form.until.data, days=1),
        before=request.args.get("before", type=int),
    )


def _midnight(day: date | None, days: int = 0) -> datetime | None:
    if day is None or not date.min < day < date.max - timedelta(days=days):
        return None
    return datetime.combine(day + timedelta(days=days), time(), SEOUL)


@pages.get("/officer/grants")
@allow(Permission.GRANTS_READ)
def rights() -> ResponseReturnValue:
    return render_template(
        "oversight/grants.html", rows=grants.register(g.work), form=PressForm(), words=grant_words, home=home()
    )


@pages.post("/officer/grants/file")
@allow(Permission.GRANTS_READ)
def rights_file() -> ResponseReturnValue:
    rows = [grant_words.cells(one) for one in grants.register(g.work)]
    data = grants.as_csv(g.work, grant_words.titles(), rows)
    return Response(
        data, mimetype="text/csv", headers={"Content-Disposition": "attachment; filename=rights-register.csv"}
    )
