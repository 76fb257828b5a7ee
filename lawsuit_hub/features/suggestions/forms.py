"""The forms of suggestions: suggesting, a receipt code, consent; and of the desk: gathering, topics, steps."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.suggestions import receipts, words
from lawsuit_hub.features.suggestions.types import (
    LONGEST_DOCUMENT,
    LONGEST_RECIPIENT,
    LONGEST_SUMMARY,
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_WORDS,
    BadSuggestion,
    Category,
    Event,
    Status,
    Suggesting,
    Topic,
    Wording,
)
from lawsuit_hub.values.dates import parse_date
from lawsuit_hub.values.refused import BadDate

_WRITE = _l("내용을 적어 주세요.")
_CHOOSE = _l("하나를 골라 주세요.")
_TOO_LONG = _l("너무 깁니다. 조금 줄여 주세요.")
_LONGEST_MASKS = 1000
BACK = "0"


def _seen() -> IntegerField:
    return IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class SuggestForm(FlaskForm):
    """`sure`: she has seen it as it would be kept. Consents are never ticked beforehand."""

    category = RadioField(_l("무엇에 관한 건의인가요?"), validators=[InputRequired(_CHOOSE)])
    text = TextAreaField(_l("바꾸고 싶은 것"), [InputRequired(_WRITE), Length(max=LONGEST_TEXT, message=_TOO_LONG)])
    quotable = BooleanField(_l("제 말을 그대로 인용해도 됩니다"))
    tell = BooleanField(_l("답이 오면 문자로 알려 주세요"))
    once = HiddenField(validators=[InputRequired(), Length(max=40)])
    sure = HiddenField()


class CodeForm(FlaskForm):
    code = StringField(_l("접수 코드"), [InputRequired(_WRITE), Length(max=receipts.LONGEST_INPUT, message=_TOO_LONG)])


class ConsentForm(FlaskForm):
    """`quotable`: what she wants from now on."""

    quotable = HiddenField()


class SeenForm(FlaskForm):
    seen = _seen()


class CodedForm(CodeForm):
    quotable = HiddenField()


class SortForm(SeenForm):
    category = SelectField(_l("분야"))


class LookForm(SeenForm):
    masks = TextAreaField(_l("가릴 말"), [Length(max=_LONGEST_MASKS, message=_TOO_LONG)])


class AsideForm(ReasonForm):
    seen = _seen()
    same = BooleanField(_l("같은 글 모두"))


class GatherForm(FlaskForm):
    topic = SelectField(_l("주제"))
    same = BooleanField(_l("같은 글 모두"))


class TopicForm(FlaskForm):
    title = StringField(_l("주제의 이름"), [InputRequired(_WRITE), Length(max=LONGEST_TITLE, message=_TOO_LONG)])
    summary = TextAreaField(
        _l("무엇을 바꾸자는 건의인지"), [InputRequired(_WRITE), Length(max=LONGEST_SUMMARY, message=_TOO_LONG)]
    )
    category = SelectField(_l("분야"))
    seen = IntegerField(widget=HiddenInput())
    once = HiddenField(validators=[Length(max=40)])


class StepForm(SeenForm):
    status = RadioField(_l("무엇이 있었나요?"), validators=[InputRequired(_CHOOSE)])
    day = StringField(_l("날짜"), [InputRequired(_WRITE), Length(max=20, message=_TOO_LONG)])
    recipient = StringField(_l("기관"), [Length(max=LONGEST_RECIPIENT, message=_TOO_LONG)])
    document = StringField(_l("문서 번호"), [Length(max=LONGEST_DOCUMENT, message=_TOO_LONG)])
    words = TextAreaField(_l("설명"), [Length(max=LONGEST_WORDS, message=_TOO_LONG)])


class TopicReasonForm(ReasonForm):
    seen = _seen()


class JoinForm(TopicReasonForm):
    other = SelectField(_l("합칠 주제"))


class MoveForm(ReasonForm):
    which = SelectMultipleField(_l("옮길 건의"))
    to = SelectField(_l("어디로"))


class PublishForm(SeenForm):
    mark = HiddenField(validators=[InputRequired(), Length(max=64)])


def suggest_form(**more: Any) -> SuggestForm:
    form = SuggestForm(**more)
    form.category.choices = [(one.value, words.category(one)) for one in Category]
    return form


def suggesting_of(form: SuggestForm) -> Suggesting:
    return Suggesting(Category(form.category.data), form.text.data, bool(form.quotable.data), bool(form.tell.data))


def topic_form(**more: Any) -> TopicForm:
    form = TopicForm(**more)
    form.category.choices = [(one.value, words.category(one)) for one in Category]
    return form


def wording_of(form: TopicForm) -> Wording:
    return Wording(form.title.data, form.summary.data, Category(form.category.data))


def step_form(**more: Any) -> StepForm:
    form = StepForm(**more)
    form.status.choices = [(one.value, words.status(one)) for one in Status if one is not Status.RECEIVED]
    return form


def event_of(form: StepForm) -> Event:
    """Raises BadSuggestion."""
    return Event(
        Status(form.status.data),
        _day(form.day.data),
        form.recipient.data or "",
        form.document.data or "",
        form.words.data or "",
    )


def _day(typed: str) -> date:
    try:
        return parse_date(typed)
    except BadDate:
        raise BadSuggestion("date", "day") from None


def choose_topic(form: FlaskForm, name: str, topics: tuple[Topic, ...], *, back: bool = False) -> None:
    """The topics to choose among, in their order; `back`: to none."""
    choices = [(str(one.number), one.title) for one in topics]
    form[name].choices = [(BACK, str(_l("주제 없이, 다시 기다림"))), *choices] if back else choices
