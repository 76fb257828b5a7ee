"""The forms of the FAQ's desk pages: an entry, an utterance to try."""

from typing import Any
from uuid import uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.faq.types import (
    LONGEST_ANSWER,
    LONGEST_CATEGORY,
    LONGEST_QUESTION,
    BadEntry,
    Collides,
    Draft,
    Entry,
)
from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.infra.taking import beside

_WRITE = _l("내용을 적어 주세요.")
_TOO_LONG = _l("너무 깁니다. 조금 줄여 주세요.")
EXPLAINED = (BadEntry, Collides)


class EntryForm(FlaskForm):
    """`variants`: a line each. `seen`: the turn that the page showed; `once` names this very form where an entry is new."""

    question = StringField(_l("질문"), [InputRequired(_WRITE), Length(max=LONGEST_QUESTION, message=_TOO_LONG)])
    variants = TextAreaField(_l("다르게 묻는 말"), [Length(max=20_000, message=_TOO_LONG)])
    answer = TextAreaField(_l("답"), [InputRequired(_WRITE), Length(max=LONGEST_ANSWER, message=_TOO_LONG)])
    category = StringField(_l("갈래"), [Length(max=LONGEST_CATEGORY, message=_TOO_LONG)])
    anyway = BooleanField(_l("다른 질문과 겹쳐도 그대로 싣기"))
    once = HiddenField(validators=[Length(max=40)])
    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])


class SeenForm(FlaskForm):
    seen = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class TryForm(FlaskForm):
    text = StringField(_l("이렇게 물으면"), [InputRequired(_WRITE), Length(max=LONGEST_QUESTION, message=_TOO_LONG)])


def entry_form(entry: Entry | None = None, **more: Any) -> EntryForm:
    stands: dict[str, Any] = {"once": uuid4().hex}
    if entry is not None:
        stands = {"question": entry.question, "answer": entry.answer, "category": entry.category, "seen": entry.turn}
        stands["variants"] = "\n".join(entry.variants)
    return EntryForm(prefix="entry", data=stands, **more)


def draft_of(form: EntryForm) -> Draft:
    lines = tuple(line for line in (form.variants.data or "").splitlines() if line.strip())
    return Draft(form.question.data, form.answer.data, form.category.data or "", lines)


def explain(form: FlaskForm, refusal: Refusal) -> None:
    if isinstance(refusal, Collides):
        for one in refusal.found:
            beside(
                form,
                _field(form, "variants"),
                _("“%(words)s”은(는) 다른 질문의 말로도 들립니다: %(other)s", words=one.words, other=one.question),
            )
    elif isinstance(refusal, BadEntry):
        beside(form, _field(form, refusal.field), _why(refusal.why))


def _field(form: FlaskForm, name: str) -> Any:
    return getattr(form, name, None)


def _why(why: str) -> str:
    said: dict[str, str] = {
        "empty": _("내용을 적어 주세요."),
        "long": _("너무 깁니다. 조금 줄여 주세요."),
        "many": _("다르게 묻는 말은 60개까지입니다."),
        "number": _("주민등록번호로 보이는 숫자가 있습니다. 지워 주세요."),
        "personal": _("누군가의 전화번호나 이메일, 계좌로 보이는 것이 있습니다. 지워 주세요."),
        "code": _("이 이름은 쓸 수 없습니다."),
    }
    return said[why]
