"""The form of a member's page: a button; what it is about travels as hidden words that the service checks."""

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import AnyOf, Length


class ConsentForm(FlaskForm):
    """One consent given or taken back; `text` is the hash of the very text on the page."""

    kind = HiddenField(validators=[Length(max=20)])
    firm = HiddenField(validators=[Length(max=40)])
    text = HiddenField(validators=[Length(max=64)])
    given = HiddenField(validators=[AnyOf(["yes", "no"])])
