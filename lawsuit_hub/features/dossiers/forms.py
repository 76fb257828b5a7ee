"""The forms of dossiers: the words of one, of a topic in it, how it went out, what came back, whom it goes to."""

from datetime import date
from typing import Any
from uuid import UUID

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
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.dossiers import words
from lawsuit_hub.features.dossiers.sending import Answering, Sending
from lawsuit_hub.features.dossiers.types import (
    LONGEST_ADDRESSEE,
    LONGEST_ANSWER,
    LONGEST_COVER,
    LONGEST_DOCUMENT,
    LONGEST_NAME,
    LONGEST_OUTCOME,
    LONGEST_PROSE,
    LONGEST_TITLE,
    MOST_QUOTES,
    Draft,
    Item,
    Recipient,
    Way,
    Words,
)
from lawsuit_hub.features.suggestions.types import ENDS, Status, Topic
from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.dates import parse_date

_CHOOSE = _l("하나를 골라 주세요.")
_WRITE = _l("내용을 적어 주세요.")
_TOO_LONG = _l("너무 깁니다. 조금 줄여 주세요.")
_BAD_DAY = _l("날짜를 2026-03-02처럼 적어 주세요.")


def _longest(length: int) -> Length:
    return Length(max=length, message=_TOO_LONG)


class SeenForm(FlaskForm):
    """`seen`: the turn that the page showed."""

    seen = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class MarkForm(SeenForm):
    """`mark`: the words that the page showed."""

    mark = HiddenField(validators=[InputRequired(), Length(max=64)])


class DossierForm(FlaskForm):
    recipient = SelectField(_l("받는 곳"), validators=[InputRequired(_CHOOSE)])
    title = StringField(_l("제목"), [InputRequired(_WRITE), _longest(LONGEST_TITLE)])
    opening = TextAreaField(_l("요약"), [InputRequired(_WRITE), _longest(2 * LONGEST_PROSE)])
    topics = SelectMultipleField(_l("주제"))
    cover = TextAreaField(_l("공문 본문"), [InputRequired(_WRITE), _longest(2 * LONGEST_COVER)])
    document = StringField(_l("문서 번호"), [_longest(LONGEST_DOCUMENT)])
    day = ValueField(_l("시행일"), parse_date, bad=_BAD_DAY)
    once = HiddenField(validators=[InputRequired(), Length(max=40)])
    seen = IntegerField(widget=HiddenInput(), default=0)


class WordsForm(SeenForm):
    summary = TextAreaField(_l("내용"), [InputRequired(_WRITE), _longest(2 * LONGEST_PROSE)])
    request = TextAreaField(_l("바라는 것"), [_longest(2 * LONGEST_PROSE)])
    quotes = IntegerField(_l("옮길 말의 수"), [InputRequired(_WRITE), NumberRange(0, MOST_QUOTES)])


class SendForm(SeenForm):
    day = ValueField(_l("보낸 날"), parse_date, bad=_BAD_DAY, validators=[InputRequired(_WRITE)])
    document = StringField(_l("문서 번호"), [InputRequired(_WRITE), _longest(LONGEST_DOCUMENT)])
    way = RadioField(_l("보낸 방법"), validators=[InputRequired(_CHOOSE)])
    due = ValueField(_l("답을 기다리는 날"), parse_date, bad=_BAD_DAY)


class DueForm(FlaskForm):
    due = ValueField(_l("답을 기다리는 날"), parse_date, bad=_BAD_DAY, validators=[InputRequired(_WRITE)])


class AnswerForm(FlaskForm):
    day = ValueField(_l("답한 날"), parse_date, bad=_BAD_DAY, validators=[InputRequired(_WRITE)])
    document = StringField(_l("문서 번호"), [_longest(LONGEST_DOCUMENT)])
    words = TextAreaField(_l("답한 내용"), [InputRequired(_WRITE), _longest(2 * LONGEST_ANSWER)])
    once = HiddenField(validators=[InputRequired(), Length(max=40)])


class OutcomeForm(FlaskForm):
    outcome = RadioField(_l("결과"), validators=[InputRequired(_CHOOSE)])
    words = TextAreaField(_l("까닭"), [InputRequired(_WRITE), _longest(2 * LONGEST_OUTCOME)])


class ShowForm(SeenForm):
    files = BooleanField(_l("보낸 문서 파일도 누구나 받게 합니다"))


class RecipientForm(FlaskForm):
    name = StringField(_l("이름"), [InputRequired(_WRITE), _longest(LONGEST_NAME)])
    addressee = StringField(_l("수신"), [InputRequired(_WRITE), _longest(LONGEST_ADDRESSEE)])
    through = StringField(_l("경유"), [_longest(LONGEST_ADDRESSEE)])
    offered = BooleanField(_l("새 건의서에서 고를 수 있습니다"), default=True)


def dossier_form(
    recipients: tuple[Recipient, ...], topics: tuple[Topic, ...], item: Item | None = None, **more: Any
) -> DossierForm:
    """As it stands, where one is changed; else with the words to begin from."""
    stands: dict[str, Any] = {"title": words.TITLE, "cover": words.COVER}
    if item is not None:
        draft = item.draft
        stands = {
            "recipient": str(draft.recipient_id),
            "title": draft.title,
            "opening": draft.opening,
            "topics": [str(part.topic_id) for part in item.parts],
            "cover": draft.cover,
            "document": draft.document,
            "day": draft.day,
            "seen": item.turn,
        }
    form = DossierForm(data=stands, **more)
    if item is not None:
        del form.once
    form.recipient.choices = [(str(one.id), one.name) for one in recipients]
    form.topics.choices = [(str(one.id), f"{one.number}. {one.title}") for one in topics]
    return form


def draft_of(form: DossierForm) -> Draft:
    return Draft(
        UUID(form.recipient.data),
        form.title.data or "",
        form.opening.data or "",
        form.cover.data or "",
        form.document.data or "",
        form.day.data,
    )


def topics_of(form: DossierForm) -> list[UUID]:
    return [UUID(one) for one in form.topics.data or ()]


def words_form(item: Item, said: Words, **more: Any) -> WordsForm:
    stands = {"summary": said.summary, "request": said.request, "quotes": said.quotes, "seen": item.turn}
    return WordsForm(data=stands, **more)


def words_of(form: WordsForm) -> Words:
    return Words(form.summary.data or "", form.request.data or "", form.quotes.data or 0)


def send_form(item: Item, today: date, due: date, **more: Any) -> SendForm:
    stands = {
        "seen": item.turn,
        "day": item.draft.day or today,
        "document": item.draft.document,
        "way": Way.SYSTEM.value,
        "due": due,
    }
    form = SendForm(prefix="send", data=stands, **more)
    form.way.choices = [(one.value, words.way(one)) for one in Way]
    return form


def sending_of(form: SendForm) -> Sending:
    return Sending(form.day.data, form.document.data or "", Way(form.way.data), form.due.data)


def answering_of(form: AnswerForm) -> Answering:
    return Answering(form.day.data, form.document.data or "", form.words.data or "")


def outcome_form(**more: Any) -> OutcomeForm:
    form = OutcomeForm(prefix="outcome", **more)
    form.outcome.choices = [(one.value, words.status(one)) for one in Status if one in ENDS]
    return form
