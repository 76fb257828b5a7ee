"""The forms of the question board: asking, asking on, answering, letting on the board, hiding, joining."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.faq.types import LONGEST_ANSWER as LONGEST_FAQ
from lawsuit_hub.features.faq.types import LONGEST_QUESTION, Draft
from lawsuit_hub.features.questions import words
from lawsuit_hub.features.questions.types import LONGEST_ANSWER, LONGEST_TEXT, LONGEST_TITLE, Asking, Category

_WRITE = _l("내용을 적어 주세요.")
_CHOOSE = _l("하나를 골라 주세요.")
_TOO_LONG = _l("너무 깁니다. 조금 줄여 주세요.")
_LONGEST_MASKS = 1000
PUBLIC, PRIVATE = "public", "private"


def _seen() -> IntegerField:
    return IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class AskForm(FlaskForm):
    """`sure`: she has seen it as it would be kept, and what may answer it. Without an account there is nothing to choose in `reader`."""

    category = RadioField(_l("무엇에 관한 물음인가요?"), validators=[InputRequired(_CHOOSE)])
    reader = RadioField(_l("누가 읽나요?"), default=PUBLIC, validators=[InputRequired(_CHOOSE)])
    title = StringField(_l("한 줄로 적은 물음"), [InputRequired(_WRITE), Length(max=LONGEST_TITLE, message=_TOO_LONG)])
    text = TextAreaField(_l("자세한 내용"), [InputRequired(_WRITE), Length(max=LONGEST_TEXT, message=_TOO_LONG)])
    once = HiddenField(validators=[InputRequired(), Length(max=40)])
    sure = HiddenField()


class MoreForm(FlaskForm):
    """`sure`: as above. `seen`: the turn that the page showed."""

    text = TextAreaField(_l("이어서 물을 것"), [InputRequired(_WRITE), Length(max=LONGEST_TEXT, message=_TOO_LONG)])
    seen = _seen()
    sure = HiddenField()


class SeenForm(FlaskForm):
    seen = _seen()


class AnswerForm(SeenForm):
    text = TextAreaField(_l("답"), [InputRequired(_WRITE), Length(max=LONGEST_ANSWER, message=_TOO_LONG)])
    office = BooleanField(_l("적은 번호와 주소는 사무실이나 법원의 것입니다"))


class ShowForm(SeenForm):
    masks = TextAreaField(_l("가릴 말"), [Length(max=_LONGEST_MASKS, message=_TOO_LONG)])


class FaqForm(FlaskForm):
    question = StringField(
        _l("자주 묻는 질문"), [InputRequired(_WRITE), Length(max=LONGEST_QUESTION, message=_TOO_LONG)]
    )
    variants = TextAreaField(_l("다르게 묻는 말"), [Length(max=LONGEST_TEXT, message=_TOO_LONG)])
    text = TextAreaField(_l("답"), [InputRequired(_WRITE), Length(max=LONGEST_FAQ, message=_TOO_LONG)])
    anyway = BooleanField(_l("비슷한 질문이 이미 있어도 만듭니다"))


class HideForm(ReasonForm):
    seen = _seen()


class JoinForm(SeenForm):
    other = HiddenField(validators=[InputRequired(), Length(max=36)])


def ask_form(*, member: bool, **more: Any) -> AskForm:
    form = AskForm(**more)
    form.category.choices = [(one.value, words.category(one)) for one in Category]
    form.reader.choices = [(PUBLIC, _l("누구나. 담당자가 먼저 보고 게시판에 싣습니다"))]
    if member:
        form.reader.choices.append((PRIVATE, _l("담당자만")))
    return form


def asking_of(form: AskForm) -> Asking:
    return Asking(Category(form.category.data), form.title.data, form.text.data, form.reader.data != PRIVATE)


def draft_of(form: FaqForm) -> Draft:
    ways = tuple(line for line in (form.variants.data or "").splitlines() if line.strip())
    return Draft(form.question.data, form.text.data, "", ways)
