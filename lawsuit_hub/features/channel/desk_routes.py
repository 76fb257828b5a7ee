"""The desk's pages of the channel: what is to be posted, put right or taken away there, with ready text; who follows it."""

from uuid import UUID

from flask import Blueprint, Response, abort, flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.channel import card, words
from lawsuit_hub.features.channel import service as channel
from lawsuit_hub.features.channel.forms import MarkForm, PostForm
from lawsuit_hub.features.channel.types import MirrorClosed, NoSuchMirror
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.letters import LettersMissing
from lawsuit_hub.infra.taking import done

pages = Blueprint("channel_desk", __name__, template_folder="templates")

LIST = "/desk/channel"
CONFLICT, NOT_FOUND, REFUSED, SEE_OTHER = 409, 404, 422, 303


@pages.get(LIST)
@allow(Permission.CHANNEL_READ)
def listed() -> ResponseReturnValue:
    waiting, ended, followers = channel.waiting(g.work), channel.ended(g.work), channel.count(g.work)
    about = {"url": g.work.settings.channel_url, "name": g.work.settings.channel_name, "now": g.work.now}
    return render_template("channel/list.html", waiting=waiting, ended=ended, followers=followers, words=words, **about)


@pages.get(f"{LIST}/<uuid:mirror>")
@allow(Permission.CHANNEL_READ)
def one(mirror: UUID) -> ResponseReturnValue:
    return _page(mirror, PostForm(), ReasonForm())


@pages.post(f"{LIST}/<uuid:mirror>/done")
@allow(Permission.CHANNEL_MANAGE)
def mirrored(mirror: UUID) -> ResponseReturnValue:
    form = PostForm()
    deed = lambda: channel.done(g.work, mirror, url=form.url.data or "")  # noqa: E731 - one line of a view
    if not done(form, deed, explained=words.REFUSED, explain=words.explain):
        return _page(mirror, form, ReasonForm(formdata=None)), REFUSED
    flash(_("적어 두었습니다."), "done")
    return redirect(LIST, SEE_OTHER)


@pages.post(f"{LIST}/<uuid:mirror>/not-needed")
@allow(Permission.CHANNEL_MANAGE)
def not_needed(mirror: UUID) -> ResponseReturnValue:
    form = ReasonForm()
    deed = lambda: channel.not_needed(g.work, mirror, reason=form.reason.data or "")  # noqa: E731 - one line of a view
    if not done(form, deed, explained=words.REFUSED, explain=words.explain):
        return _page(mirror, PostForm(formdata=None), form), REFUSED
    flash(_("적어 두었습니다."), "done")
    return redirect(LIST, SEE_OTHER)


@pages.get(f"{LIST}/<uuid:mirror>/card.png")
@allow(Permission.CHANNEL_READ)
def picture(mirror: UUID) -> ResponseReturnValue:
    task = channel.one(g.work, mirror)
    try:
        drawn = card.drawn(task.title, g.work.settings.site_name)
    except LettersMissing:
        abort(NOT_FOUND)
    return Response(
        drawn, mimetype="image/png", headers={"Content-Disposition": f'attachment; filename="notice-{task.notice}.png"'}
    )


@pages.get(f"{LIST}/followers")
@allow(Permission.CHANNEL_READ)
def marking() -> ResponseReturnValue:
    return render_template("channel/mark.html", form=MarkForm())


@pages.post(f"{LIST}/followers")
@allow(Permission.CHANNEL_MANAGE)
def mark() -> ResponseReturnValue:
    form, new = MarkForm(), list[int]()
    deed = lambda: new.append(channel.mark(g.work, (form.people.data or "").split()))  # noqa: E731 - one line of a view
    if not done(form, deed, explained=words.REFUSED, explain=words.explain):
        return render_template("channel/mark.html", form=form), REFUSED
    flash(_("%(count)s명을 새로 적었습니다.", count=new[0]), "done")
    return redirect(LIST, SEE_OTHER)


def _page(mirror: UUID, post: PostForm, reason: ReasonForm) -> str:
    task = channel.one(g.work, mirror)
    about = {"now": g.work.now, "words": words, "address": f"{LIST}/{mirror}"}
    return render_template("channel/one.html", task=task, post=post, reason=reason, **about)


answer_with(pages, (NoSuchMirror,), "errors/404.html", NOT_FOUND)
answer_with(pages, (MirrorClosed,), "channel/closed.html", CONFLICT)
