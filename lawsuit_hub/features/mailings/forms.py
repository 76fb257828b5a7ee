"""What is chosen for a mailing, and the presses that let it go."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, SelectChoice, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from lawsuit_hub.features.lawsuits.stage_words import stage_label
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.mailings.types import Kind, Wanted

KIND_WORDS = {Kind.CHANNEL: _l("카카오톡 채널 안내"), Kind.NOTICE: _l("공지 알림")}
EVERYBODY, SOME = "everybody", "some"


class MailingForm(FlaskForm):
    kind = RadioField(
        _l("무엇을 보낼까요?"),
        [InputRequired(_l("하나를 골라 주세요."))],
        choices=[SelectChoice(one.value, said) for one, said in KIND_WORDS.items()],
    )
    notice = IntegerField(
        _l("공지 번호"), [Optional(), NumberRange(1, 10_000_000, message=_l("공지 번호가 아닙니다."))]
    )
    whom = RadioField(
        _l("누구에게 보낼까요?"),
        [InputRequired(_l("하나를 골라 주세요."))],
        choices=[SelectChoice(EVERYBODY, _l("동의한 모든 사람")), SelectChoice(SOME, _l("모임이나 단계를 골라서"))],
    )
    groups = TextAreaField(_l("모임 번호"), [Length(max=4000, message=_l("너무 깁니다."))])
    stages = SelectMultipleField(_l("단계"), choices=[])

    def choose_stages(self) -> "MailingForm":
        """In the reader's language."""
        self.stages.choices = [(one.value, stage_label(one)) for one in Stage]
        return self

    def wanted(self) -> Wanted:
        if self.whom.data == EVERYBODY:
            return Wanted(everybody=True)
        codes = (self.groups.data or "").upper().replace(",", " ").split()
        return Wanted(False, tuple(dict.fromkeys(codes)), tuple(Stage(one) for one in self.stages.data or ()))


class ConfirmForm(FlaskForm):
    """`token`: the plan that the page showed."""

    token = HiddenField()
