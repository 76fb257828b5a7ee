"""The form of an invite: one button."""

from flask_wtf import FlaskForm


class EnterForm(FlaskForm):
    """It takes no words; the token stands in the address."""
