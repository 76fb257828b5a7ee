"""The form of a firm's own template. What a template may say is the service's to say."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.rosters.columns import ALLOWED, ALWAYS, COLUMNS
from lawsuit_hub.features.rosters.layouts import BadLayout, Layout, Order
from lawsuit_hub.features.rosters.template_words import why
from lawsuit_hub.features.rosters.types import Purpose

_LAST = 99
_MOST_COLUMNS = 60


class ColumnForm(Form):
    """One column: whether it is in, under which word, at which place."""

    key = HiddenField()
    used = BooleanField()
    header = StringField(_l("머리글"))
    place = IntegerField(_l("차례"), [Optional()])


class PutBackForm(FlaskForm):
    """`seen`: the number of the version that counted when the page was shown."""

    seen = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class TemplateForm(PutBackForm):
    title = StringField(_l("제목"))
    above = TextAreaField(_l("표 위에 적을 글"))
    columns = FieldList(FormField(ColumnForm), max_entries=_MOST_COLUMNS)
    below = TextAreaField(_l("표 아래에 적을 글"))
    order = RadioField(
        _l("사람의 차례"),
        choices=[
            SelectChoice(Order.NUMBER.value, _l("순번대로")),
            SelectChoice(Order.CONSENT.value, _l("동의한 날대로")),
        ],
        validators=[InputRequired(_l("하나를 골라 주세요."))],
    )
    turned = RadioField(
        _l("종이 방향"),
        choices=[SelectChoice("yes", _l("가로로 눕혀서")), SelectChoice("no", _l("세로로 세워서"))],
        validators=[InputRequired(_l("하나를 골라 주세요."))],
    )

    def layout(self) -> Layout:
        """As it was typed; nothing of it is checked."""
        typed = [one.form for one in self.columns]
        chosen = [one for one in typed if one.used.data or one.key.data in ALWAYS]
        chosen.sort(key=lambda one: (_rank(one.key.data), one.place.data or _LAST))
        return Layout(
            title=self.title.data or "",
            columns=tuple((one.key.data or "", one.header.data or "") for one in chosen),
            above=self.above.data or "",
            below=self.below.data or "",
            order=Order(self.order.data),
            turned=self.turned.data == "yes",
        )

    def explain(self, refusal: BadLayout) -> None:
        """Beside what it is about."""
        columns = {one.form.key.data: one.form.header for one in self.columns}
        field = columns.get(refusal.field) or self._fields.get(refusal.field)
        if field is None or refusal.field in columns:
            self.form_errors = [why(refusal)]
        if field is not None:
            field.errors = [why(refusal)]
            if refusal.why == "resident":  # such a number is not even shown again
                field.data = ""


def form_of(layout: Layout, purpose: Purpose, *, seen: int, **more: Any) -> TemplateForm:
    """Every column that the purpose allows, those in use first and in their order."""
    used = dict(layout.columns)
    rest = [one for one in COLUMNS if one.key in ALLOWED[purpose] and one.key not in used]
    rows = [
        *({"key": key, "used": True, "header": header, "place": n} for n, (key, header) in enumerate(used.items(), 1)),
        *({"key": one.key, "used": False, "header": one.header, "place": None} for one in rest),
    ]
    stands = {"title": layout.title, "above": layout.above, "below": layout.below, "order": layout.order.value}
    return TemplateForm(
        **more, data={**stands, "seen": seen, "columns": rows, "turned": "yes" if layout.turned else "no"}
    )


def _rank(key: str | None) -> int:
    """Number and name stand first, whatever was typed."""
    return ALWAYS.index(key) if key in ALWAYS else len(ALWAYS)
