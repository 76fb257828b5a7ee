"""The desk's page of one topic: its words, how it stands before the gate, what lies under it, and the forms of what can be done."""

from typing import Any

from flask import g, render_template
from flask_wtf import FlaskForm

from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing import uploading
from lawsuit_hub.features.publishing import words as gate_words
from lawsuit_hub.features.publishing.types import Gate
from lawsuit_hub.features.suggestions import forms, queue, showing, topics, words
from lawsuit_hub.features.suggestions.desk_types import Item
from lawsuit_hub.features.suggestions.types import Status, Topic
from lawsuit_hub.infra.press_form import PressForm


def topic_page(number: int, **typed: FlaskForm) -> str:
    """`typed`: the one form that was refused. Raises NotThere."""
    topic = topics.view(g.work, number)
    stands, items = showing.state(g.work, number), queue.items(g.work, topic.id)
    others = tuple(one for one in queue.topic_views(g.work) if one.number != number)
    made = _forms(topic, stands, items, others) | typed
    return render_template(
        "suggestions/desk_topic.html",
        topic=topic,
        steps=topics.steps(g.work, topic.id)[::-1],
        items=items,
        others=others,
        gate=stands,
        gate_words=gate_words,
        files=publishing.of(g.work, showing.holder(topic.id)),
        accepted=uploading.ACCEPTED,
        forms=made,
        form=next(iter(typed.values()), None),
        words=words,
    )


def _forms(topic: Topic, stands: Gate, items: tuple[Item, ...], others: tuple[Topic, ...]) -> dict[str, Any]:
    seen = {"seen": topic.turn}
    said = {"title": topic.title, "summary": topic.summary, "category": topic.category.value}
    move, join = forms.MoveForm(None, prefix="move"), forms.JoinForm(None, prefix="join", data=seen)
    forms.choose_topic(move, "to", others, back=True)
    forms.choose_topic(join, "other", others)
    move.which.choices = [(str(one.id), one.text) for one in items]
    step = {"day": g.work.today.isoformat(), "status": Status.FORWARDED.value}
    return {
        "reword": forms.topic_form(formdata=None, prefix="reword", data=said | seen),
        "step": forms.step_form(formdata=None, prefix="step", data=step | seen),
        "unstep": forms.TopicReasonForm(None, prefix="unstep", data=seen),
        "move": move,
        "join": join,
        "ask": forms.SeenForm(None, prefix="ask", data=seen),
        "publish": forms.PublishForm(None, prefix="publish", data=seen | {"mark": stands.mark}),
        "withdraw": forms.TopicReasonForm(None, prefix="withdraw", data=seen),
        "file": uploading.form(),
        "press": PressForm(None, prefix="press"),
    }
