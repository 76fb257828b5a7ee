"""The desk's page of one meeting, with the forms of what can be done."""

from typing import Any
from uuid import UUID, uuid4

from flask import g, render_template
from flask_wtf import FlaskForm

from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.meetings import desk_board, desk_forms, door, organisations, words
from lawsuit_hub.infra.press_form import PressForm


def meeting_page(meeting: UUID, **typed: FlaskForm) -> str:
    """`typed`: the one form that was refused. Raises NotThere."""
    item = desk_board.item(g.work, meeting)
    made: dict[str, Any] = {
        "announce": desk_forms.SeenForm(None, prefix="announce", data={"seen": item.turn}),
        "cancel": desk_forms.CancelForm(None, prefix="cancel", data={"seen": item.turn}),
        "reserve": reserve_form(formdata=None),
        "door": desk_forms.DoorForm(None, prefix="door"),
        "walk": desk_forms.WalkInForm(None, prefix="walk", data={"walk_ins": item.walk_ins}),
        "needs": ReasonForm(None, prefix="needs"),
        **typed,
    }
    around: dict[str, Any] = {"seats": door.seats(g.work, meeting), "press": PressForm(formdata=None), "words": words}
    refused = next(iter(typed.values()), None)
    return render_template("meetings/desk_meeting.html", item=item, forms=made, form=refused, **around)


def reserve_form(**more: Any) -> desk_forms.ReserveForm:
    form = desk_forms.ReserveForm(prefix="reserve", **more)
    form.once.data = form.once.data or uuid4().hex
    open_ones = [one for one in organisations.listed(g.work) if one.ended_at is None]
    form.organisation.choices = [(str(one.id), one.name) for one in open_ones]
    return form
