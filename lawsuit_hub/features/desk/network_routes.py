"""The page on what a group's landlord shares with others', and the links a caseworker makes between them."""

from uuid import UUID

from flask import flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.desk import network
from lawsuit_hub.features.desk.forms import LinkForm
from lawsuit_hub.features.desk.routes import CONFLICT, REFUSED, SEE_OTHER, done, pages, reason_is_kept
from lawsuit_hub.features.landlords.types import LinkedAlready, NoSuchLandlord, NoSuchLink
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.infra.errors import answer_with

answer_with(pages, (NoSuchLink,), "desk/stale.html", CONFLICT)


@pages.get("/desk/groups/<code>/network")
@allow(Permission.DESK_READ)
def landlord_network(code: str) -> ResponseReturnValue:
    return _page(code)


@pages.post("/desk/groups/<code>/network")
@allow(Permission.LANDLORD_DECIDE)
def link_landlords(code: str) -> ResponseReturnValue:
    form = LinkForm(prefix="link")
    network.shown(g.work, code)  # whose page it is, before what was typed
    if not reason_is_kept(form) or not _linked(code, form):
        return _page(code, form), REFUSED
    flash(done(form, _("두 임대인 뒤에 같은 사람이 있다고 남겼습니다. 모임은 합쳐지지 않습니다.")), "done")
    return redirect(_url(code), SEE_OTHER)


def _linked(code: str, form: LinkForm) -> bool:
    try:
        network.link(g.work, code, form.other.data, reason=form.reason.data)
    except (NoSuchGroup, NoSuchLandlord):
        form.other.errors = [_("없는 번호이거나 이 모임입니다. 다시 봐 주세요.")]
    except LinkedAlready:
        form.other.errors = [_("이미 이어져 있습니다.")]
    return not form.other.errors


@pages.post("/desk/groups/<code>/network/<uuid:linked>/remove")
@allow(Permission.LANDLORD_DECIDE)
def unlink_landlords(code: str, linked: UUID) -> ResponseReturnValue:
    form = ReasonForm(prefix="unlink")
    if not reason_is_kept(form):
        return _page(code, form), REFUSED
    network.unlink(g.work, code, linked, reason=form.reason.data)
    flash(done(form, _("이은 것을 거두었습니다.")), "done")
    return redirect(_url(code), SEE_OTHER)


def _page(code: str, form: ReasonForm | None = None) -> str:
    link = form if isinstance(form, LinkForm) else LinkForm(formdata=None, prefix="link")
    unlink = ReasonForm(formdata=None, prefix="unlink") if form is None or form is link else form
    return render_template("desk/network.html", file=network.shown(g.work, code), form=form, link=link, unlink=unlink)


def _url(code: str) -> str:
    return f"/desk/groups/{code}/network"
