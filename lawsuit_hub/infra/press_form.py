"""The form of a button that takes no words: only its token."""

from flask_wtf import FlaskForm


class PressForm(FlaskForm):
    """What it is about stands in the address, or travels as hidden words that the service checks."""
