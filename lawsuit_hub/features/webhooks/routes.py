"""The admin's pages of webhooks: who listens, a new one and its secret, which is shown once, the last deliveries, a test."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.webhooks import service as webhooks
from lawsuit_hub.features.webhooks import words
from lawsuit_hub.features.webhooks.forms import EndpointForm
from lawsuit_hub.features.webhooks.types import Asked, EndpointLine, NoSuchEndpoint, Topic
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.taking import done

pages = Blueprint("webhooks", __name__, template_folder="templates")

LIST = "/admin/webhooks"
NOT_FOUND, REFUSED, SEE_OTHER = 404, 422, 303


@pages.get(LIST)
@allow(Permission.WEBHOOK_READ)
def listed() -> ResponseReturnValue:
    return render_template("webhooks/list.html", rows=webhooks.lines(g.work), words=words)


@pages.get(f"{LIST}/new")
@allow(Permission.WEBHOOK_READ)
def new() -> ResponseReturnValue:
    return render_template("webhooks/edit.html", form=EndpointForm(), line=None, url=LIST)


@pages.post(f"{LIST}/new")
@allow(Permission.WEBHOOK_MANAGE)
def make() -> ResponseReturnValue:
    form, made = EndpointForm(), []
    if done(
        form, lambda: made.append(webhooks.add(g.work, _asked(form))), explained=words.REFUSED, explain=words.explain
    ):
        receiver, secret = made[0]
        return _secret_page(webhooks.line(g.work, receiver), secret)
    return render_template("webhooks/edit.html", form=form, line=None, url=LIST), REFUSED


@pages.get(f"{LIST}/<uuid:receiver>")
@allow(Permission.WEBHOOK_READ)
def one(receiver: UUID) -> ResponseReturnValue:
    line, sent = webhooks.line(g.work, receiver), webhooks.deliveries(g.work, receiver)
    return render_template("webhooks/one.html", line=line, sent=sent, words=words, url=_url(receiver))


@pages.get(f"{LIST}/<uuid:receiver>/change")
@allow(Permission.WEBHOOK_READ)
def changing(receiver: UUID) -> ResponseReturnValue:
    line = webhooks.line(g.work, receiver)
    form = EndpointForm(name=line.name, url=line.url, topics=[topic.value for topic in line.topics])
    return render_template("webhooks/edit.html", form=form, line=line, url=_url(receiver))


@pages.post(f"{LIST}/<uuid:receiver>/change")
@allow(Permission.WEBHOOK_MANAGE)
def change(receiver: UUID) -> ResponseReturnValue:
    form, line = EndpointForm(), webhooks.line(g.work, receiver)
    if done(
        form, lambda: webhooks.change(g.work, receiver, _asked(form)), explained=words.REFUSED, explain=words.explain
    ):
        flash(_("바꾸었습니다."), "done")
        return redirect(_url(receiver), SEE_OTHER)
    return render_template("webhooks/edit.html", form=form, line=line, url=_url(receiver)), REFUSED


@pages.post(f"{LIST}/<uuid:receiver>/<any(on, off):way>")
@allow(Permission.WEBHOOK_MANAGE)
def switch(receiver: UUID, way: str) -> ResponseReturnValue:
    webhooks.switch(g.work, receiver, on=way == "on")
    flash(_("켰습니다. 기다리던 것도 보냅니다.") if way == "on" else _("껐습니다."), "done")
    return redirect(_url(receiver), SEE_OTHER)


@pages.post(f"{LIST}/<uuid:receiver>/ping")
@allow(Permission.WEBHOOK_MANAGE)
def ping(receiver: UUID) -> ResponseReturnValue:
    webhooks.ping(g.work, receiver)
    flash(_("시험 메시지를 보냅니다. 조금 뒤 아래에서 결과를 볼 수 있습니다."), "done")
    return redirect(_url(receiver), SEE_OTHER)


@pages.get(f"{LIST}/<uuid:receiver>/<any(secret, remove):deed>")
@allow(Permission.WEBHOOK_READ)
def asking(receiver: UUID, deed: str) -> ResponseReturnValue:
    return _deed_page(receiver, deed, ReasonForm())


@pages.post(f"{LIST}/<uuid:receiver>/<any(secret, remove):deed>")
@allow(Permission.WEBHOOK_MANAGE)
def pressed(receiver: UUID, deed: str) -> ResponseReturnValue:
    form, line, made = ReasonForm(), webhooks.line(g.work, receiver), list[str]()
    if not done(form, lambda: made.append(_done(receiver, deed, form)), explained=words.REFUSED, explain=words.explain):
        return _deed_page(receiver, deed, form), REFUSED
    if deed == "secret":
        return _secret_page(line, made[0])
    flash(_("지웠습니다. 더는 보내지 않습니다."), "done")
    return redirect(LIST, SEE_OTHER)


def _done(receiver: UUID, deed: str, form: ReasonForm) -> str:
    """The new secret, or nothing."""
    why = form.reason.data or ""
    if deed == "secret":
        return webhooks.renew(g.work, receiver, reason=why)
    webhooks.remove(g.work, receiver, reason=why)
    return ""


def _url(receiver: UUID) -> str:
    return f"{LIST}/{receiver}"


def _asked(form: EndpointForm) -> Asked:
    return Asked(form.name.data, form.url.data, frozenset(Topic(one) for one in form.topics.data or ()))


def _secret_page(line: EndpointLine, secret: str) -> str:
    """The one place where it stands; whoever reloads does not see it again."""
    return render_template("webhooks/secret.html", line=line, secret=secret, url=_url(line.id))


def _deed_page(receiver: UUID, deed: str, form: ReasonForm) -> str:
    line = webhooks.line(g.work, receiver)
    return render_template("webhooks/deed.html", line=line, deed=deed, form=form, url=_url(receiver))


answer_with(pages, (NoSuchEndpoint,), "errors/404.html", NOT_FOUND)
