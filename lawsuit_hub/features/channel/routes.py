"""The public page of the channel: its link, its name for searching, a QR code; and what a member says of herself."""

from flask import Blueprint, flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.channel import service as channel
from lawsuit_hub.features.channel import words
from lawsuit_hub.features.channel.forms import FollowForm

pages = Blueprint("channel", __name__, template_folder="templates")

SEE_OTHER = 303


@pages.get("/channel")
@allow(Permission.SITE_READ)
def shown() -> ResponseReturnValue:
    settings = g.work.settings
    member = current_user.is_authenticated and current_user.actor.role is Role.MEMBER
    follows, wants = channel.own(g.work) if member else (False, False)
    form = FollowForm(follows=follows, wants=wants) if member else None
    picture = words.qr(settings.channel_url) if settings.channel_url else ""
    return render_template(
        "channel/shown.html", form=form, url=settings.channel_url, name=settings.channel_name, qr=picture
    )


@pages.post("/channel")
@allow(Permission.OWN_WRITE)
def say() -> ResponseReturnValue:
    form = FollowForm()
    if form.validate():
        channel.say(g.work, follows=form.follows.data, wants_notices=form.wants.data)
        flash(_("적어 두었습니다."), "done")
    return redirect("/channel", SEE_OTHER)
