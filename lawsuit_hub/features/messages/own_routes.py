"""A member's page about which messages she gets, and which come in any case, with the reason."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.messages import choosing, words
from lawsuit_hub.features.messages.forms import choice_form
from lawsuit_hub.features.outbox.kinds import NECESSARY, Topic
from lawsuit_hub.features.victims import stopping

pages = Blueprint("own_messages", __name__, template_folder="templates")

SEE_OTHER, REFUSED = 303, 422


@pages.get("/my/messages")
@allow(Permission.OWN_READ)
def show() -> ResponseReturnValue:
    return _page()


@pages.post("/my/messages")
@allow(Permission.OWN_WRITE)
def save() -> ResponseReturnValue:
    form = choice_form(())
    if not form.validate():
        return _page(), REFUSED
    choosing.choose(g.work, _me(), off=form.off())
    flash(_("적었습니다. 지금부터 이렇게 보냅니다."), "done")
    return redirect(url_for("own_messages.show"), SEE_OTHER)


def _page() -> str:
    return render_template(
        "messages/own.html",
        form=choice_form(choosing.switched_off(g.work, _me())),
        choices=choosing.CHOICES,
        necessary=[{"label": words.topic(one), "value": words.topic_hint(one)} for one in Topic if one in NECESSARY],
        stopped=bool(stopping.stopped(g.work, [_me()])),
        quiet=(g.work.settings.quiet_from, g.work.settings.quiet_until),
        words=words,
    )


def _me() -> UUID:
    me = g.work.actor.id
    assert isinstance(me, UUID)  # noqa: S101 - the policy lets members in alone, and they have ids
    return me
