"""The forms of surveys: the builder's pages, opening and ending one, a code for another device. Answers themselves have no form here:
their fields are the questionnaire's (reading.py)."""

from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.lawsuits.stage_words import stage_label
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.surveys import editing, paths, words
from lawsuit_hub.features.surveys.types import Condition, Kind, Option, Question, Questionnaire, Rule, Whom
from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.dates import parse_date
from lawsuit_hub.values.won import amount_of

_TOO_LONG = _l("너무 깁니다. 조금 줄여 주세요.")
_CHOOSE = _l("하나를 골라 주세요.")
_WRITE = _l("내용을 적어 주세요.")
_NO_DATE = _l("날짜로 읽지 못했습니다. 예: 2023.3.1")
_BOUND = NumberRange(-1_000_000_000, 1_000_000_000, message=_l("수가 너무 큽니다."))
_REMIND = (1, 2, 3, 5, 7)


def _bands(text: str) -> tuple[int, ...]:
    """Parted by commas, each in words of money or plain: 0, 10만, 1억."""
    return tuple(amount_of(one) for one in text.replace("，", ",").split(",") if one.strip())


class TurnForm(FlaskForm):
    """A press about a draft: `turn` of the words that the page showed."""

    turn = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    do = HiddenField(validators=[Length(max=20)])


class NameForm(TurnForm):
    title = StringField(_l("조사의 이름"), [InputRequired(_WRITE), Length(max=200, message=_TOO_LONG)])
    opening = TextAreaField(_l("시작하는 글"), [Length(max=2000, message=_TOO_LONG)])


class AreaForm(TurnForm):
    title = StringField(_l("쪽의 이름"), [InputRequired(_WRITE), Length(max=200, message=_TOO_LONG)])


class QuestionForm(TurnForm):
    """`depends_on` fits the question that `depends` names once that is saved: without JavaScript it is chosen in two steps."""

    kind = SelectField(_l("어떻게 답하나요?"), [InputRequired(_CHOOSE)])
    text = TextAreaField(_l("물음"), [InputRequired(_WRITE), Length(max=500, message=_TOO_LONG)])
    hint = StringField(_l("도움말"), [Length(max=300, message=_TOO_LONG)])
    required = BooleanField(_l("꼭 답해야 합니다"))
    options = TextAreaField(_l("보기"), [Length(max=4000, message=_TOO_LONG)])
    lines = TextAreaField(_l("표의 줄"), [Length(max=4000, message=_TOO_LONG)])
    most = IntegerField(_l("고를 수 있는 개수"), [Optional(), _BOUND])
    lowest = IntegerField(_l("가장 작은 수"), [Optional(), _BOUND])
    highest = IntegerField(_l("가장 큰 수"), [Optional(), _BOUND])
    bands = ValueField(
        _l("결과에서 묶을 구간"), _bands, bad=_l("수를 쉼표로 나누어 적어 주세요. 예: 0, 100000, 100000000")
    )
    depends = SelectField(_l("앞의 어떤 물음에 따라 나타나나요?"))
    depends_on = SelectMultipleField(_l("어떤 답을 고른 사람에게 묻나요?"), choices=[])

    def over(self, whole: Questionnaire, key: str) -> "QuestionForm":
        """With what can be chosen for this question of this questionnaire."""
        self.kind.choices = [(one.value, words.kind(one)) for one in Kind]
        earlier = paths.deciding_before(whole, key)
        self.depends.choices = [("", gettext("늘 나타남")), *((one.key, one.text) for one in earlier)]
        chosen = next((one for one in earlier if one.key == self.depends.data), None)
        self.depends_on.choices = [(one.key, one.label) for one in chosen.options] if chosen else []
        if self.is_submitted():
            known = {key for key, _label in self.depends_on.choices}
            self.depends_on.data = [one for one in self.depends_on.data or () if one in known]
        return self

    def question(self, key: str, old: Question | None) -> Question:
        condition = Condition(self.depends.data, frozenset(self.depends_on.data or ())) if self.depends.data else None
        return Question(
            key=key,
            kind=Kind(self.kind.data),
            text=(self.text.data or "").strip(),
            hint=(self.hint.data or "").strip(),
            required=bool(self.required.data),
            options=self._labels(self.options.data, old.options if old else ()),
            lines=self._labels(self.lines.data, old.lines if old else ()),
            lowest=self.lowest.data,
            highest=self.highest.data,
            most=self.most.data,
            bands=self.bands.data or (),
            shown_if=condition,
        )

    def _labels(self, text: str | None, old: tuple[Option, ...]) -> tuple[Option, ...]:
        return editing.relabelled(old, (text or "").splitlines())


def question_form(whole: Questionnaire, key: str, old: Question | None, *, turn: int) -> QuestionForm:
    """As it stands."""
    if old is None:
        return QuestionForm(None, data={"turn": turn, "kind": Kind.SINGLE.value}).over(whole, key)
    condition = old.shown_if
    about = {
        "turn": turn,
        "kind": old.kind.value,
        "text": old.text,
        "hint": old.hint,
        "required": old.required,
        "options": "\n".join(one.label for one in old.options),
        "lines": "\n".join(one.label for one in old.lines),
        "most": old.most,
        "lowest": old.lowest,
        "highest": old.highest,
        "bands": ", ".join(map(str, old.bands)),
        "depends": condition.question if condition else "",
        "depends_on": sorted(condition.options) if condition else [],
    }
    return QuestionForm(None, data=about).over(whole, key)


class OpenForm(TurnForm):
    whom = RadioField(_l("누구에게 여쭐까요?"), [InputRequired(_CHOOSE)], choices=[])
    groups = TextAreaField(_l("모임 번호"), [Length(max=4000, message=_TOO_LONG)])
    stages = SelectMultipleField(_l("단계"), choices=[])
    closes_on = ValueField(_l("언제까지 받을까요?"), parse_date, bad=_NO_DATE, missing=_l("끝나는 날을 적어 주세요."))
    remind = SelectMultipleField(_l("답하지 않은 사람에게 다시 알릴 날"), choices=[])
    anyway = BooleanField(_l("위의 것을 보았고, 그래도 엽니다"))

    def over(self) -> "OpenForm":
        """In the reader's language."""
        self.whom.choices = [SelectChoice(one.value, words.whom(one)) for one in Whom]
        self.stages.choices = [(one.value, stage_label(one)) for one in Stage]
        self.remind.choices = [(str(one), gettext("끝나기 %(days)s일 앞", days=one)) for one in _REMIND]
        return self

    def rule(self) -> Rule:
        whom = Whom(self.whom.data)
        codes = tuple(dict.fromkeys((self.groups.data or "").upper().replace(",", " ").split()))
        named = {Whom.GROUPS: codes, Whom.STAGES: tuple(self.stages.data or ())}
        return Rule(whom, named.get(whom, ()))

    def remind_days(self) -> tuple[int, ...]:
        return tuple(int(one) for one in self.remind.data or ())


class ExtendForm(ReasonForm):
    closes_on = ValueField(_l("새로 끝나는 날"), parse_date, bad=_NO_DATE, missing=_l("끝나는 날을 적어 주세요."))


class ResultsForm(FlaskForm):
    on = ValueField(_l("결과를 알리는 날"), parse_date, bad=_NO_DATE)
    path = StringField(_l("결과를 알리는 자리의 주소"), [Length(max=200, message=_TOO_LONG)])

    def day(self) -> date | None:
        found: date | None = self.on.data
        return found


class CodeForm(FlaskForm):
    code = StringField(_l("적어 둔 코드"), [Length(max=60, message=_TOO_LONG)])
