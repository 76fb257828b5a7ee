"""The forms of a case file: a paper, news, an answer, a question. Days as people write them."""

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
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.briefings import papers, words
from lawsuit_hub.features.briefings.answering import Draft
from lawsuit_hub.features.briefings.types import (
    LONGEST_ANSWER,
    LONGEST_NEWS,
    LONGEST_NOTE,
    LONGEST_QUESTION,
    LONGEST_TITLE,
    Filing,
    OpenQuestion,
    Paper,
    Side,
)
from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.dates import parse_date

_CHOOSE = _l("하나를 골라 주세요.")
_WRITE = _l("내용을 적어 주세요.")
_TOO_LONG = _l("너무 깁니다. 조금 줄여 주세요.")


def _seen() -> IntegerField:
    return IntegerField(widget=HiddenInput(), validators=[InputRequired()])


def _once() -> HiddenField:
    return HiddenField(validators=[InputRequired(), Length(max=40)])


class PaperForm(FlaskForm):
    """`once` names this very form where a paper is entered, `seen` is its turn where one is corrected."""

    side = RadioField(_l("누가 냈나요?"), validators=[InputRequired(_CHOOSE)])
    kind = SelectField(_l("어떤 서류인가요?"), validators=[InputRequired(_CHOOSE)])
    filed_on = ValueField(
        _l("낸 날이나 받은 날"),
        parse_date,
        bad=_l("날짜를 2026-03-02처럼 적어 주세요."),
        missing=_l("날짜를 적어 주세요."),
    )
    title = StringField(_l("제목"), [Length(max=LONGEST_TITLE, message=_TOO_LONG)])
    note = TextAreaField(_l("모임 사람에게 덧붙일 말"), [Length(max=LONGEST_NOTE, message=_TOO_LONG)])
    once = HiddenField(validators=[Length(max=40)])
    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])


class SeenForm(FlaskForm):
    """`seen`: the turn that the page showed."""

    seen = _seen()


class SeenReasonForm(ReasonForm):
    seen = _seen()


class PublishForm(SeenForm):
    office = BooleanField(_l("보인 번호와 주소는 사무실이나 법원의 것입니다"))


class NewsForm(FlaskForm):
    title = StringField(_l("제목"), [InputRequired(_WRITE), Length(max=LONGEST_TITLE, message=_TOO_LONG)])
    text = TextAreaField(_l("내용"), [InputRequired(_WRITE), Length(max=LONGEST_NEWS, message=_TOO_LONG)])


class NewNewsForm(NewsForm):
    once = _once()


class ReviseForm(NewsForm):
    seen = _seen()


class RuleForm(FlaskForm):
    by_desk = RadioField(_l("변호사의 소식을 언제 보이나요?"), choices=[], validators=[InputRequired(_CHOOSE)])


class AnswerForm(FlaskForm):
    """Without a question in neutral words the answer goes to the askers alone: the pressed choice says which."""

    questions = SelectMultipleField(
        _l("어떤 물음에 답하나요?"), validators=[InputRequired(_l("답할 물음을 하나 이상 골라 주세요."))]
    )
    to = RadioField(_l("누가 읽나요?"), validators=[InputRequired(_CHOOSE)])
    question = TextAreaField(_l("모두에게 보일 물음"), [Length(max=LONGEST_QUESTION, message=_TOO_LONG)])
    text = TextAreaField(_l("답"), [InputRequired(_WRITE), Length(max=LONGEST_ANSWER, message=_TOO_LONG)])
    office = BooleanField(_l("적은 번호와 주소는 사무실이나 법원의 것입니다"))
    once = _once()


class QuestionForm(FlaskForm):
    """`sure`: she has seen it as it would be kept, and what was answered before."""

    text = TextAreaField(
        _l("변호사에게 물을 것"), [InputRequired(_WRITE), Length(max=LONGEST_QUESTION, message=_TOO_LONG)]
    )
    once = _once()
    sure = HiddenField()


ALL, ALONE = "all", "alone"


def paper_form(prefix: str, filing: Filing | None = None, **more: Any) -> PaperForm:
    """As it stands, where one is corrected. `formdata=None` for a form that was not sent."""
    stands: dict[str, Any] = {}
    if filing is not None:
        paper = filing.paper
        stands = {"side": paper.side.value, "kind": paper.kind, "title": paper.title, "note": paper.note}
        stands |= {"filed_on": paper.filed_on.isoformat(), "seen": filing.turn}
    form = PaperForm(prefix=prefix, data=stands, **more)
    form.side.choices = [(one.value, words.side(one)) for one in Side]
    form.kind.choices = [(kind, words.paper(kind)) for kind in papers.KINDS]
    return form


def paper_of(form: PaperForm) -> Paper:
    return Paper(form.filed_on.data, Side(form.side.data), form.kind.data, form.title.data or "", form.note.data or "")


def rule_form(*, by_desk: bool, **more: Any) -> RuleForm:
    form = RuleForm(prefix="rule", data={"by_desk": "yes" if by_desk else "no"}, **more)
    form.by_desk.choices = words.rules()
    return form


def answer_form(waiting: tuple[OpenQuestion, ...], **more: Any) -> AnswerForm:
    form = AnswerForm(prefix="answer", **more)
    form.questions.choices = [(str(one.id), words.asked(one)) for one in waiting]
    form.to.choices = [(ALL, words.to_all()), (ALONE, words.to_alone())]
    return form


def draft_of(form: AnswerForm) -> Draft | None:
    """None where the neutral question is missing: then the words stand beside the field."""
    if form.to.data == ALONE:
        return Draft(form.text.data)
    if not (form.question.data or "").strip():
        form.question.errors = [str(_WRITE)]
        return None
    return Draft(form.text.data, form.question.data, bool(form.office.data))
