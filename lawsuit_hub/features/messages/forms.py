"""The member's choice of messages: a box for each topic that may be switched off."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import BooleanField

from lawsuit_hub.features.messages.choosing import CHOICES
from lawsuit_hub.features.outbox.kinds import Topic


class ChoiceForm(FlaskForm):
    """A box that is ticked is wanted."""

    days = BooleanField()
    course = BooleanField()
    news = BooleanField()

    def off(self) -> list[Topic]:
        return [one for one in CHOICES if not self[one.value].data]


def choice_form(off: Iterable[Topic]) -> ChoiceForm:
    gone = set(off)
    return ChoiceForm(data={one.value: one not in gone for one in CHOICES})
