"""The forms for what the bot did not know: an entry made of it, a way of asking added to one."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from lawsuit_hub.features.faq.forms import EntryForm
from lawsuit_hub.features.faq.types import Entry


class VariantForm(FlaskForm):
    """`words`: one of those that were said, `entry`: which question it asks."""

    words = SelectField(_l("넣을 말"), validators=[InputRequired(_l("하나를 골라 주세요."))])
    entry = SelectField(_l("어느 질문인가요?"), validators=[InputRequired(_l("하나를 골라 주세요."))])
    anyway = BooleanField(_l("다른 질문과 겹쳐도 넣기"))


def variant_form(said: tuple[str, ...], listed: tuple[Entry, ...], near: tuple[str, ...]) -> VariantForm:
    """The nearest entries first."""
    form = VariantForm(prefix="variant")
    form.words.choices = [(one, one) for one in said]
    order = sorted(listed, key=lambda one: near.index(one.code) if one.code in near else len(near))
    form.entry.choices = [(one.code, one.question) for one in order] or [("", _("아직 없습니다."))]
    return form


def entry_form(said: tuple[str, ...], once: str) -> EntryForm:
    return EntryForm(prefix="entry", data={"question": said[0], "variants": "\n".join(said[1:]), "once": once})
