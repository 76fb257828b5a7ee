"""The form of an export. Which reasons and passwords will do is the service's to say."""

from collections.abc import Sequence
from typing import Self

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
from wtforms.validators import AnyOf, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.audit.service import LONGEST_REASON
from lawsuit_hub.features.rosters.types import Purpose, SheetFormat
from lawsuit_hub.features.rosters.words import choices_for
from lawsuit_hub.values.label_sheets import LabelSheet

LONGEST_PASSWORD = 1024  # the service says "too long" in words from 129 on
LONGEST_TOKEN = 64


class ApprovalForm(FlaskForm):
    """`seen`: for how many people the page was shown."""

    answer = RadioField(
        _l("내주어도 될까요?"),
        choices=[SelectChoice("agree", _l("내줍니다")), SelectChoice("refuse", _l("내주지 않습니다"))],
        validators=[InputRequired(_l("하나를 골라 주세요."))],
    )
    reason = TextAreaField(
        _l("이유"),
        validators=[
            InputRequired(_l("왜 그렇게 정했는지 적어 주세요.")),
            Length(max=LONGEST_REASON, message=_l("500자까지 적을 수 있습니다.")),
        ],
    )
    seen = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class KeyForm(FlaskForm):
    recipient = StringField(
        _l("age 공개 열쇠"),
        validators=[InputRequired(_l("공개 열쇠를 적어 주세요.")), Length(max=LONGEST_PASSWORD)],
    )


class ExportForm(FlaskForm):
    """`once` names this very form: pressed twice, it exports once. `template`: the number of the firm's own that the page showed; 0: the house's."""

    once = HiddenField(validators=[InputRequired(), Length(max=LONGEST_TOKEN)])
    purpose = HiddenField(validators=[AnyOf([purpose.value for purpose in Purpose])])
    template = IntegerField(widget=HiddenInput(), default=0, validators=[Optional()])
    columns = SelectMultipleField(_l("어떤 항목이 필요한가요?"), choices=[])
    sheet = SelectField(_l("라벨지"), choices=[], validate_choice=False)
    reason = TextAreaField(
        _l("이유"),
        validators=[
            InputRequired(_l("왜 필요한지 적어 주세요.")),
            Length(max=LONGEST_REASON, message=_l("500자까지 적을 수 있습니다.")),
        ],
    )
    format = RadioField(
        _l("파일"),
        choices=[
            SelectChoice(SheetFormat.XLSX.value, _l("엑셀 (XLSX)")),
            SelectChoice(SheetFormat.CSV.value, _l("CSV (압축 파일)")),
            SelectChoice(SheetFormat.PDF.value, _l("PDF")),
            SelectChoice(SheetFormat.HWPX.value, _l("한글 HWPX (압축 파일)")),
        ],
        default=SheetFormat.XLSX.value,
        validators=[InputRequired(_l("파일 종류를 골라 주세요."))],
    )
    by_key = BooleanField(_l("암호 대신 제 age 열쇠로 잠그기"))
    password = StringField(_l("파일 암호"), validators=[Length(max=LONGEST_PASSWORD)])

    def validate_columns(self, field: SelectMultipleField) -> None:
        if field.choices and not field.data and not self.template.data:
            raise ValidationError(_l("항목을 하나 이상 골라 주세요."))

    def offer(self, purpose: Purpose, papers: Sequence[LabelSheet]) -> Self:
        self.columns.choices = choices_for(purpose)
        self.sheet.choices = [(one.name, one.name) for one in papers] if purpose is Purpose.LABELS else []
        return self
