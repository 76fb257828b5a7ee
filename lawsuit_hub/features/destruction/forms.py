"""The one form of destruction that says more than a press."""

from flask_wtf import FlaskForm
from wtforms import HiddenField


class ListForm(FlaskForm):
    """`seen` names exactly the list that was shown."""

    seen = HiddenField()
