"""The desk's forms. What a reason must be is the service's to say; its words stand in routes."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange

from lawsuit_hub.features.audit.forms import NOT_TOO_LONG, ReasonForm
from lawsuit_hub.features.openchats.service import MOST
from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.phone import PhoneNumber


class SearchForm(FlaskForm):
    wanted = StringField(
        _l("전화번호, 이름, 집 주소 또는 번호(P-…)"), [InputRequired(_l("찾을 것을 적어 주세요.")), Length(max=200)]
    )


class RevealForm(ReasonForm):
    """`once` names this very form: sent again, it opens nothing."""

    what = SelectMultipleField(_l("무엇을 여나요?"), [InputRequired(_l("하나 이상 골라 주세요."))])
    once = HiddenField()


class OpenAnswerForm(ReasonForm):
    once = HiddenField()


class NumberForm(ReasonForm):
    """`checked`: how it was seen that it is she who asks."""

    phone = ValueField(
        _l("새 휴대전화 번호"),
        PhoneNumber.parse_mobile,
        bad=_l("휴대전화 번호가 아닙니다. 010으로 시작하는 번호를 적어 주세요."),
        missing=_l("휴대전화 번호를 적어 주세요."),
    )
    checked = TextAreaField(
        _l("본인인지 어떻게 확인했나요?"),
        [InputRequired(_l("어떻게 확인했는지 적어 주세요.")), NOT_TOO_LONG],
    )


class LinkForm(ReasonForm):
    other = StringField(_l("다른 모임 번호"), [InputRequired(_l("모임 번호를 적어 주세요.")), Length(max=40)])


class TaskForm(ReasonForm):
    outcome = RadioField(_l("어떻게 마무리하나요?"), validators=[InputRequired(_l("하나를 골라 주세요."))])


class DecisionForm(ReasonForm):
    """The pressed button says the choice: join or own, join or apart."""

    group = HiddenField()


class RegroupForm(ReasonForm):
    """`token`: what the page had shown of the groups; `other`: the second code, `into` where people go, empty for a new group."""

    other = HiddenField()
    token = HiddenField()
    into = StringField(_l("옮길 모임 번호"), [Length(max=40)])
    people = SelectMultipleField(_l("옮길 사람"), validate_choice=False)


class RoomForm(FlaskForm):
    url = StringField(_l("오픈채팅 주소"), [InputRequired(_l("오픈채팅 주소를 적어 주세요.")), Length(max=200)])
    code = StringField(_l("참여 코드"), [InputRequired(_l("참여 코드를 적어 주세요.")), Length(max=40)])
    seen = HiddenField()


class CapacityForm(FlaskForm):
    capacity = IntegerField(
        _l("몇 명까지 들어가나요?"),
        [InputRequired(_l("숫자를 적어 주세요.")), NumberRange(1, MOST, _l("1명부터 3,000명까지 적을 수 있습니다."))],
    )


class InviteForm(FlaskForm):
    """`seen`: to whom the page said that an invite goes."""

    hours = SelectField(
        _l("얼마 동안 쓸 수 있나요?"),
        choices=[
            SelectChoice("", _l("정해 둔 대로")),
            SelectChoice("24", _l("하루")),
            SelectChoice("72", _l("사흘")),
            SelectChoice("168", _l("한 주")),
            SelectChoice("336", _l("두 주")),
        ],
    )
    seen = HiddenField()


class ChosenForm(InviteForm):
    """The pressed button says what: send, print or revoke."""

    who = SelectMultipleField(_l("누구인가요?"), [InputRequired(_l("한 명 이상 골라 주세요."))], validate_choice=False)


class LawyerForm(ReasonForm):
    """Days as people write them; an empty first day is today, an empty last day is none."""

    lawyer = RadioField(_l("맡을 변호사"), [InputRequired(_l("변호사를 골라 주세요."))], validate_choice=False)
    starts_on = StringField(_l("맡는 첫날"), [Length(max=40)])
    until = StringField(_l("맡는 마지막 날"), [Length(max=40)])
