"""The form of an export. Which reasons and passwords will do is the service's to say."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, InputRequired, Length
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.audit.service import LONGEST_REASON
from lawsuit_hub.features.rosters.types import Purpose, SheetFormat
from lawsuit_hub.features.rosters.words import CHOICES

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
    """`once` names this very form: pressed twice, it exports once."""

    once = HiddenField(validators=[InputRequired(), Length(max=LONGEST_TOKEN)])
    purpose = HiddenField(validators=[AnyOf([purpose.value for purpose in Purpose])])
    columns = SelectMultipleField(
        _l("어떤 항목이 필요한가요?"),
        choices=[SelectChoice(key, label) for key, (label, _columns) in CHOICES.items()],
        validators=[InputRequired(_l("항목을 하나 이상 골라 주세요."))],
    )
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
