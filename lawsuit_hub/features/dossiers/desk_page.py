"""The desk's page of one dossier: what is in it, how it stands before the gate, its versions, what went out and what came back."""

from typing import Any
from uuid import uuid4

from flask import g, render_template, request
from flask_wtf import FlaskForm

from lawsuit_hub.features.dossiers import forms, freezing, reading, sending, words
from lawsuit_hub.features.dossiers.types import Item
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing import uploading
from lawsuit_hub.features.publishing import words as gate_words
from lawsuit_hub.features.publishing.types import Gate, Holder
from lawsuit_hub.features.suggestions import words as suggestion_words


def dossier_page(number: int, *, trouble: str = "", **typed: FlaskForm) -> str:
    """`typed`: the one form that was refused; `trouble`: why no version was made. Raises NoSuchDossier."""
    item = reading.item(g.work, number)
    stands = freezing.state(g.work, item)
    gates = {one.number: sending.answer_gate(g.work, number, one.number) for one in item.answers}
    files = {one.number: publishing.of(g.work, Holder(sending.ANSWER, one.id)) for one in item.answers}
    return render_template(
        "dossiers/desk_dossier.html",
        item=item,
        gate=stands,
        gates=gates,
        files=files,
        forms=_forms(item, stands, gates) | typed,
        form=next(iter(typed.values()), None),
        trouble=trouble,
        words=words,
        suggestion_words=suggestion_words,
        gate_words=gate_words,
        accepted=uploading.ACCEPTED,
        asked=request.args.get("topic", type=int),
    )


def _forms(item: Item, stands: Gate, gates: dict[int, Gate]) -> dict[str, Any]:
    today = g.work.today
    answer = forms.AnswerForm(None, prefix="answer", data={"day": today, "once": uuid4().hex})
    return {
        "ask": forms.SeenForm(None, prefix="ask", data={"seen": item.turn}),
        "freeze": forms.MarkForm(None, prefix="freeze", data={"seen": item.turn, "mark": stands.mark}),
        "send": forms.send_form(item, today, sending.due(g.work, item.draft.day or today), formdata=None),
        "due": forms.DueForm(None, prefix="due", data={"due": item.sent.due if item.sent else None}),
        "answer": answer,
        "outcome": forms.outcome_form(formdata=None),
        "show": forms.ShowForm(None, prefix="show", data={"seen": item.turn, "files": item.files_shown}),
        "discard": forms.SeenForm(None, prefix="discard", data={"seen": item.turn}),
        "file": uploading.form(),
        "withdraw": forms.SeenForm(None, prefix="withdraw", data={"seen": item.turn}),
        "answers": {
            place: forms.MarkForm(None, prefix="answers", data={"seen": place, "mark": gate.mark})
            for place, gate in gates.items()
        },
    }
