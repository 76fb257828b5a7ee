"""The desk's page of one notice: its words, how it stands before the gate, and the forms of what can be done."""

from typing import Any

from flask import g, render_template
from flask_wtf import FlaskForm

from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.notices import board, changes, desk_board, forms, gate, words
from lawsuit_hub.features.notices.types import Item
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing import uploading
from lawsuit_hub.features.publishing import words as gate_words
from lawsuit_hub.features.publishing.types import Gate
from lawsuit_hub.infra.markdown import to_html
from lawsuit_hub.infra.press_form import PressForm


def notice_page(number: int, **typed: FlaskForm) -> str:
    """`typed`: the one form that was refused. Raises NoSuchNotice."""
    item = desk_board.item(g.work, number)
    stands = gate.state(g.work, item.id, item.newest)
    pairs = zip(item.wordings[1:], item.wordings, strict=False)
    return render_template(
        "notices/desk_notice.html",
        item=item,
        gate=stands,
        files=publishing.of(g.work, gate.holder(item.id)),
        body=to_html(item.newest.draft.body),
        told=[(new, old, changes.changed(old.draft.body, new.draft.body)) for new, old in pairs][::-1],
        forms=_forms(item, stands) | typed,
        form=next(iter(typed.values()), None),
        words=words,
        gate_words=gate_words,
        accepted=uploading.ACCEPTED,
        address=board.address(g.work, number),
    )


def _forms(item: Item, stands: Gate) -> dict[str, Any]:
    seen = {"seen": item.newest.turn}
    return {
        "ask": forms.SeenForm(None, prefix="ask", data=seen),
        "publish": forms.publish_form(formdata=None, data=seen | {"mark": stands.mark, "when": forms.NOW}),
        "off": forms.SeenForm(None, prefix="off", data=seen),
        "discard": forms.SeenForm(None, prefix="discard", data=seen),
        "file": uploading.form(),
        "press": PressForm(None, prefix="press"),
        "archive": ReasonForm(None, prefix="archive"),
        "withdraw": forms.WithdrawForm(None, prefix="withdraw"),
    }
