"""Topics at the desk: made, reworded, what became of them, what lies under them, before the gate, published."""

from collections.abc import Callable
from uuid import UUID, uuid4

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.publishing.types import NotReleased
from lawsuit_hub.features.suggestions import forms, gathering, progress, queue, showing, topics, words
from lawsuit_hub.features.suggestions.routes import CONFLICT, NOT_FOUND, REFUSED, SEE_OTHER, done
from lawsuit_hub.features.suggestions.topic_page import topic_page
from lawsuit_hub.features.suggestions.types import NotThere, Stale
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("desk_topics", __name__, template_folder="templates")

_TOPIC = "/desk/suggestions/topics/<int(max=2147483647):topic_no>"


@pages.get("/desk/suggestions/topics")
@allow(Permission.SUGGESTION_HANDLE)
def listed() -> ResponseReturnValue:
    return render_template("suggestions/desk_topics.html", topics=queue.topic_views(g.work), words=words)


@pages.get("/desk/suggestions/topics/new")
@allow(Permission.SUGGESTION_HANDLE)
def new() -> ResponseReturnValue:
    """`of`: the suggestion that nothing is like yet."""
    form = forms.topic_form(formdata=None, data={"once": uuid4().hex})
    of = request.args.get("of", type=UUID)
    first = queue.item(g.work, of) if of else None
    if first is not None:
        form.category.data, form.title.data = first.category.value, first.text.partition("\n")[0][:40]
    return render_template("suggestions/desk_topic_new.html", form=form, first=first, words=words)


@pages.post("/desk/suggestions/topics/new")
@allow(Permission.SUGGESTION_HANDLE)
def make() -> ResponseReturnValue:
    form, made, of = forms.topic_form(), [], request.args.get("of", type=UUID)
    if done(form, lambda: made.append(topics.make(g.work, forms.wording_of(form), once=form.once.data))):
        if of is not None:
            gathering.gather(g.work, of, made[0], same=True)
        return _told(made[0], _("주제를 만들었습니다. 공개해야 사람들이 봅니다."))
    first = queue.item(g.work, of) if of else None
    return render_template("suggestions/desk_topic_new.html", form=form, first=first, words=words), REFUSED


@pages.get(_TOPIC)
@allow(Permission.SUGGESTION_HANDLE)
def show(topic_no: int) -> ResponseReturnValue:
    return topic_page(topic_no)


@pages.post(_TOPIC + "/reword")
@allow(Permission.SUGGESTION_HANDLE)
def reword(topic_no: int) -> ResponseReturnValue:
    form = forms.topic_form(prefix="reword")
    deed = lambda: topics.reword(g.work, topic_no, forms.wording_of(form), seen=form.seen.data or 0)  # noqa: E731
    return _deed(topic_no, "reword", form, deed, _("고쳐 두었습니다. 공개해야 사람들이 봅니다."))


@pages.post(_TOPIC + "/step")
@allow(Permission.SUGGESTION_HANDLE)
def step(topic_no: int) -> ResponseReturnValue:
    form = forms.step_form(prefix="step")
    deed = lambda: progress.add(g.work, topic_no, forms.event_of(form), seen=form.seen.data)  # noqa: E731
    return _deed(topic_no, "step", form, deed, _("적었습니다."))


@pages.post(_TOPIC + "/step/<int(max=2147483647):number>/remove")
@allow(Permission.SUGGESTION_HANDLE)
def remove_step(topic_no: int, number: int) -> ResponseReturnValue:
    form = forms.TopicReasonForm(prefix="unstep")
    reason, seen = form.reason.data or "", form.seen.data
    deed = lambda: progress.remove(g.work, topic_no, number, seen=seen, reason=reason)  # noqa: E731
    return _deed(topic_no, "unstep", form, deed, _("지웠습니다."))


@pages.post(_TOPIC + "/move")
@allow(Permission.SUGGESTION_HANDLE)
def move(topic_no: int) -> ResponseReturnValue:
    form = forms.MoveForm(prefix="move")
    forms.choose_topic(form, "to", queue.topic_views(g.work), back=True)
    form.which.choices = [(str(one.id), one.text) for one in queue.items(g.work, topics.get(g.work, topic_no).id)]
    deed = lambda: _move(topic_no, form)  # noqa: E731
    return _deed(topic_no, "move", form, deed, _("옮겼습니다."))


def _move(topic_no: int, form: forms.MoveForm) -> None:
    ids = [UUID(one) for one in form.which.data or ()]
    to = None if form.to.data == forms.BACK else int(form.to.data)
    gathering.move(g.work, ids, topic_no, to, reason=form.reason.data)


@pages.post(_TOPIC + "/join")
@allow(Permission.SUGGESTION_HANDLE)
def join(topic_no: int) -> ResponseReturnValue:
    form = forms.JoinForm(prefix="join")
    forms.choose_topic(form, "other", queue.topic_views(g.work))
    seen, reason = form.seen.data, form.reason.data or ""
    if done(form, lambda: gathering.join(g.work, topic_no, int(form.other.data), seen=seen, reason=reason)):
        return _told(int(form.other.data), _("주제를 합쳤습니다."))
    return topic_page(topic_no, join=form), REFUSED


@pages.post(_TOPIC + "/ask")
@allow(Permission.SUGGESTION_HANDLE)
def ask(topic_no: int) -> ResponseReturnValue:
    form = forms.SeenForm(prefix="ask")
    said = _("다른 담당자에게 확인을 부탁했습니다.")
    return _deed(topic_no, "ask", form, lambda: showing.ask(g.work, topic_no, seen=form.seen.data), said)


@pages.post(_TOPIC + "/publish")
@allow(Permission.SUGGESTION_HANDLE)
def publish(topic_no: int) -> ResponseReturnValue:
    form = forms.PublishForm(prefix="publish")
    kept = {"seen": form.seen.data, "mark": form.mark.data}
    return _deed(topic_no, "publish", form, lambda: showing.publish(g.work, topic_no, **kept), _("공개했습니다."))


@pages.post(_TOPIC + "/withdraw")
@allow(Permission.SUGGESTION_HANDLE)
def withdraw(topic_no: int) -> ResponseReturnValue:
    form = forms.TopicReasonForm(prefix="withdraw")
    kept = {"seen": form.seen.data, "reason": form.reason.data or ""}
    said = _("공개 화면에서 내렸습니다.")
    return _deed(topic_no, "withdraw", form, lambda: showing.withdraw(g.work, topic_no, **kept), said)


def _deed(number: int, name: str, form: FlaskForm, deed: Callable[[], object], said: str) -> ResponseReturnValue:
    """`name`: of the form on the page, where its words stand if it was refused."""
    if done(form, deed):
        return _told(number, said)
    return topic_page(number, **{name: form}), REFUSED


def _told(number: int, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("desk_topics.show", topic_no=number), SEE_OTHER)


answer_with(pages, (NotThere,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale, NotReleased), "suggestions/stale.html", CONFLICT)
