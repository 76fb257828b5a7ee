"""The desk's forms of findings. What can be counted, quoted and taken out is the services' to say."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.findings.categories import Variable, variables
from lawsuit_hub.features.surveys.types import Kind, Questionnaire

_CHOOSE = _l("하나를 골라 주세요.")
_LONG = Length(max=2000, message=_l("너무 깁니다. 조금 줄여 주세요."))


class PairForm(FlaskForm):
    row = SelectField(_l("줄에 놓을 물음"), [InputRequired(_CHOOSE)], choices=[])
    column = SelectField(_l("칸에 놓을 물음"), [InputRequired(_CHOOSE)], choices=[])

    def over(self, asked: Questionnaire) -> "PairForm":
        found = variables(asked, ())
        self.row.choices = [(one.key, one.title) for one in found]
        self.column.choices = [(one.key, one.title) for one in found if not one.multiple]
        return self


class MarkForm(FlaskForm):
    keys = SelectMultipleField(_l("누구인지 짐작하게 하는 물음"), choices=[])

    def over(self, asked: Questionnaire) -> "MarkForm":
        self.keys.choices = [(one.key, one.title) for one in variables(asked, ()) if _marks(one)]
        return self


class VoiceForm(FlaskForm):
    question = SelectField(_l("글로 답하는 물음"), [InputRequired(_CHOOSE)], choices=[])
    name = StringField(_l("묶음의 이름"), [InputRequired(_l("이름을 적어 주세요.")), Length(max=60)])
    words = TextAreaField(_l("이 말이 들어 있으면"), [InputRequired(_l("말을 하나 이상 적어 주세요.")), _LONG])

    def over(self, asked: Questionnaire) -> "VoiceForm":
        every = [one for area in asked.areas for one in area.questions if one.kind is Kind.TEXT]
        self.question.choices = [(one.key, one.text) for one in every]
        return self

    def said(self) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(one.strip() for one in (self.words.data or "").replace(",", "\n").splitlines() if one.strip())
        )


class PublishForm(FlaskForm):
    version = HiddenField()


class ExportForm(ReasonForm):
    password = PasswordField(_l("파일 암호"), [InputRequired(_l("암호를 적어 주세요.")), Length(max=128)])


def _marks(variable: Variable) -> bool:
    return not variable.multiple and variable.question.kind in {
        Kind.SINGLE,
        Kind.NUMBER,
        Kind.MONEY,
        Kind.DATE,
        Kind.SCALE,
    }
